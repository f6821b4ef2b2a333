/* content_stream: the operations of a page as operators: lines, boxes, ellipses, pictures. */
#include "typeset/pdf/pdf_internal.h"

#include "base/arena.h"

static void stroke_line(struct content *c, const struct op *op)
{
    const struct line_shape *l = &op->u.line;
    if (op->width <= 0)
        return;
    content_set_stroke(c, op, c->round);
    content_point(c, l->x0, l->y0, "m ");
    content_point(c, l->x1, l->y1, "l\n");
    c->path = true;
}

static void draw_polyline(struct content *c, const struct op *op)
{
    const struct polyline *poly = &op->u.poly;
    if (op->width <= 0 || poly->count < 2)
        return;
    const struct point *first = poly->points, *last = first + poly->count - 1;
    bool closed = poly->count > 2 && first->x == last->x && first->y == last->y;
    content_set_stroke(c, op, true);
    content_point(c, first->x, first->y, "m ");
    for (const struct point *at = first + 1; at < last; at++)
        content_point(c, at->x, at->y, "l ");
    if (closed)
        content_say(c, "h\n");
    else
        content_point(c, last->x, last->y, "l\n");
    c->path = true;
}

static void add_box(struct content *c, const struct box_shape *b)
{
    content_number(c, b->x);
    content_number(c, (int64_t)c->height - b->y - b->h);
    content_number(c, b->w);
    content_number(c, b->h);
    content_say(c, "re\n");
}

/* Four Bezier curves; a handle is 0.5523 of the half axis. */
static void add_ellipse(struct content *c, const struct box_shape *b)
{
    int64_t rx = b->w / 2, ry = b->h / 2;
    int64_t x = (int64_t)b->x + rx, y = (int64_t)b->y + ry;
    int64_t kx = rx * 552285 / 1000000, ky = ry * 552285 / 1000000;
    const int64_t arc[4][6] = {{rx, ky, kx, ry, 0, ry}, {-kx, ry, -rx, ky, -rx, 0},
        {-rx, -ky, -kx, -ry, 0, -ry}, {kx, -ry, rx, -ky, rx, 0}};
    content_point(c, x + rx, y, "m\n");
    for (int i = 0; i < 4; i++) {
        content_point(c, x + arc[i][0], y + arc[i][1], "");
        content_point(c, x + arc[i][2], y + arc[i][3], "");
        content_point(c, x + arc[i][4], y + arc[i][5], "c\n");
    }
    content_say(c, "h\n");
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
        content_set_stroke(c, op, round);
    if (op->filled || op->width > 0)
        add(c, &op->u.box);
    if (op->filled)
        content_say(c, op->width > 0 ? "B\n" : "f\n");
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
    content_number(c, (int64_t)t[0] * b->w);
    content_number(c, (int64_t)t[1] * b->h);
    content_number(c, (int64_t)t[2] * b->w);
    content_number(c, (int64_t)t[3] * b->h);
    content_number(c, (int64_t)b->x + (t[0] + t[2] < 0 ? b->w : 0));
    content_number(c, (int64_t)c->height - b->y - (t[1] + t[3] < 0 ? 0 : b->h));
}

static void draw_image(struct content *c, const struct image_shape *s)
{
    content_end_text(c);
    content_interrupt(c);
    content_say(c, "q\n");
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
        stroke_line(c, op);
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
