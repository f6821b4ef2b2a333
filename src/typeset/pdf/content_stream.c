#include "typeset/pdf/pdf_internal.h"

#include "base/arena.h"

void content_init(struct content *c, struct pdf *p, mpt height)
{
    struct buf out = c->out;
    buf_clear(&out);
    *c = (struct content){.pdf = p,
        .out = out,
        .height = height,
        .width = MPT_PT(1),
        .face = -1,
        .used = arena_array(p->arena, (size_t)fonts_face_count(p->fonts), sizeof(bool))};
}

static void say(struct content *c, const char *s)
{
    buf_adds(&c->out, s);
}

static void number(struct content *c, int64_t v)
{
    out_mpt(&c->out, v);
    buf_addc(&c->out, ' ');
}

static void point(struct content *c, int64_t x, int64_t y, const char *operator)
{
    number(c, x);
    number(c, (int64_t)c->height - y);
    say(c, operator);
}

void content_interrupt(struct content *c)
{
    if (c->in_string)
        say(c, ">");
    if (c->shows)
        say(c, "]TJ\n");
    if (c->path)
        say(c, "S\n");
    if (c->fills)
        say(c, "f\n");
    c->in_string = c->shows = c->path = c->fills = false;
}

static void color(struct content *c, uint32_t *now, uint32_t ink, const char *gray, const char *rgb)
{
    if (*now == ink)
        return;
    *now = ink;
    content_interrupt(c);
    int parts[3] = {ink >> 16 & 0xFF, ink >> 8 & 0xFF, ink & 0xFF};
    bool is_gray = parts[0] == parts[1] && parts[1] == parts[2];
    for (int i = 0; i < (is_gray ? 1 : 3); i++)
        number(c, (parts[i] * 1000 + 127) / 255);
    say(c, is_gray ? gray : rgb);
}

void content_fill_color(struct content *c, uint32_t ink)
{
    color(c, &c->fill, ink, "g\n", "rg\n");
}

static void set_width(struct content *c, mpt width)
{
    if (c->width == width)
        return;
    content_interrupt(c);
    c->width = width;
    number(c, width);
    say(c, "w\n");
}

static void set_dash(struct content *c, mpt dash)
{
    if (c->dash == dash)
        return;
    content_interrupt(c);
    c->dash = dash;
    say(c, "[");
    if (dash)
        out_mpt(&c->out, dash);
    say(c, "]0 d\n");
}

static void set_round(struct content *c, bool round)
{
    if (c->round == round)
        return;
    content_interrupt(c);
    c->round = round;
    say(c, round ? "1 j\n" : "0 j\n");
}

/* Pen and join of a stroke. Paths with the same are stroked together. */
static void set_stroke(struct content *c, const struct op *op, bool round)
{
    content_end_text(c);
    if (c->fills)
        content_interrupt(c);
    color(c, &c->stroke, op->ink, "G\n", "RG\n");
    set_width(c, op->width);
    set_dash(c, op->dash);
    set_round(c, round);
}

static void draw_line(struct content *c, const struct op *op)
{
    const struct line_shape *l = &op->u.line;
    if (op->width <= 0)
        return;
    set_stroke(c, op, c->round);
    point(c, l->x0, l->y0, "m ");
    point(c, l->x1, l->y1, "l\n");
    c->path = true;
}

static void draw_polyline(struct content *c, const struct op *op)
{
    const struct polyline *poly = &op->u.poly;
    if (op->width <= 0 || poly->count < 2)
        return;
    const struct point *first = poly->points, *last = first + poly->count - 1;
    bool closed = poly->count > 2 && first->x == last->x && first->y == last->y;
    set_stroke(c, op, true);
    point(c, first->x, first->y, "m ");
    for (const struct point *at = first + 1; at < last; at++)
        point(c, at->x, at->y, "l ");
    if (closed)
        say(c, "h\n");
    else
        point(c, last->x, last->y, "l\n");
    c->path = true;
}

static void add_box(struct content *c, const struct box_shape *b)
{
    number(c, b->x);
    number(c, (int64_t)c->height - b->y - b->h);
    number(c, b->w);
    number(c, b->h);
    say(c, "re\n");
}

/* Four Bezier curves; a handle is 0.5523 of the half axis. */
static void add_ellipse(struct content *c, const struct box_shape *b)
{
    int64_t rx = b->w / 2, ry = b->h / 2;
    int64_t x = (int64_t)b->x + rx, y = (int64_t)b->y + ry;
    int64_t kx = rx * 552285 / 1000000, ky = ry * 552285 / 1000000;
    const int64_t arc[4][6] = {{rx, ky, kx, ry, 0, ry}, {-kx, ry, -rx, ky, -rx, 0},
        {-rx, -ky, -kx, -ry, 0, -ry}, {kx, -ry, rx, -ky, rx, 0}};
    point(c, x + rx, y, "m\n");
    for (int i = 0; i < 4; i++) {
        point(c, x + arc[i][0], y + arc[i][1], "");
        point(c, x + arc[i][2], y + arc[i][3], "");
        point(c, x + arc[i][4], y + arc[i][5], "c\n");
    }
    say(c, "h\n");
}

typedef void add_shape(struct content *c, const struct box_shape *b);

/* Boxes of one colour are filled together: no seam shows between those that touch. */
static void fill_box(struct content *c, const struct op *op)
{
    content_end_text(c);
    if (!c->fills)
        content_interrupt(c);
    content_fill_color(c, op->fill);
    add_box(c, &op->u.box);
    c->fills = true;
}

static void draw_shape(struct content *c, const struct op *op, add_shape *add, bool round)
{
    if (op->filled && op->width <= 0 && add == add_box && op->u.box.w > 0 && op->u.box.h > 0) {
        fill_box(c, op);
        return;
    }
    if (op->filled) {
        content_end_text(c);
        content_interrupt(c);
        content_fill_color(c, op->fill);
    }
    if (op->width > 0)
        set_stroke(c, op, round);
    if (op->filled || op->width > 0)
        add(c, &op->u.box);
    if (op->filled)
        say(c, op->width > 0 ? "B\n" : "f\n");
    else
        c->path = op->width > 0;
}

/* The unit square to the box, by the picture's orientation (EXIF). */
static void image_matrix(struct content *c, const struct image_shape *s)
{
    static const signed char turns[8][4] = {{1, 0, 0, 1}, {-1, 0, 0, 1}, {-1, 0, 0, -1},
        {1, 0, 0, -1}, {0, -1, -1, 0}, {0, -1, 1, 0}, {0, 1, 1, 0}, {0, 1, -1, 0}};
    const signed char *t = turns[s->image->orientation - 1];
    const struct box_shape *b = &s->box;
    number(c, (int64_t)t[0] * b->w);
    number(c, (int64_t)t[1] * b->h);
    number(c, (int64_t)t[2] * b->w);
    number(c, (int64_t)t[3] * b->h);
    number(c, (int64_t)b->x + (t[0] + t[2] < 0 ? b->w : 0));
    number(c, (int64_t)c->height - b->y - (t[1] + t[3] < 0 ? 0 : b->h));
}

static void draw_image(struct content *c, const struct image_shape *s)
{
    content_end_text(c);
    content_interrupt(c);
    say(c, "q\n");
    image_matrix(c, s);
    buf_addf(&c->out, "cm\n/I%zu Do\nQ\n", pdf_image(c->pdf, s->image));
}

void content_op(struct content *c, const struct op *op)
{
    switch (op->kind) {
    case OP_RUN:
        content_run(c, op);
        break;
    case OP_LINE:
        draw_line(c, op);
        break;
    case OP_RECT:
        draw_shape(c, op, add_box, false);
        break;
    case OP_ELLIPSE:
        draw_shape(c, op, add_ellipse, c->round);
        break;
    case OP_POLYLINE:
        draw_polyline(c, op);
        break;
    case OP_IMAGE:
        draw_image(c, &op->u.image);
        break;
    }
}

void content_end(struct content *c)
{
    content_end_text(c);
    content_interrupt(c);
}
