/* graphics_state: what a page of a PDF remembers between its operators, so that nothing is said
   twice: colours, pen, and whether text or a path is under way. */
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

void content_say(struct content *c, const char *s)
{
    buf_adds(&c->out, s);
}

void content_number(struct content *c, int64_t v)
{
    out_mpt(&c->out, v);
    buf_addc(&c->out, ' ');
}

void content_point(struct content *c, int64_t x, int64_t y, const char *operator)
{
    content_number(c, x);
    content_number(c, (int64_t)c->height - y);
    content_say(c, operator);
}

void content_interrupt(struct content *c)
{
    if (c->in_string)
        content_say(c, ">");
    if (c->shows)
        content_say(c, "]TJ\n");
    if (c->path)
        content_say(c, "S\n");
    if (c->fills)
        content_say(c, "f\n");
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
        content_number(c, (parts[i] * 1000 + 127) / 255);
    content_say(c, is_gray ? gray : rgb);
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
    content_number(c, width);
    content_say(c, "w\n");
}

static void set_dash(struct content *c, mpt dash)
{
    if (c->dash == dash)
        return;
    content_interrupt(c);
    c->dash = dash;
    content_say(c, "[");
    if (dash)
        out_mpt(&c->out, dash);
    content_say(c, "]0 d\n");
}

static void set_round(struct content *c, bool round)
{
    if (c->round == round)
        return;
    content_interrupt(c);
    c->round = round;
    content_say(c, round ? "1 j\n" : "0 j\n");
}

/* Pen and join of a stroke. Paths with the same are stroked together. */
void content_set_stroke(struct content *c, const struct op *op, bool round)
{
    content_end_text(c);
    if (c->fills)
        content_interrupt(c);
    color(c, &c->stroke, op->ink, "G\n", "RG\n");
    set_width(c, op->width);
    set_dash(c, op->dash);
    set_round(c, round);
}

void content_begin_text(struct content *c)
{
    if (c->text)
        return;
    content_interrupt(c);
    content_say(c, "BT\n");
    c->text = true;
    c->rotated = false;
    c->line_x = 0;
    c->line_y = c->height;
}

void content_end_text(struct content *c)
{
    if (!c->text)
        return;
    content_interrupt(c);
    content_say(c, "ET\n");
    c->text = false;
}
