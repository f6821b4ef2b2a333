/* Pages as SVG elements: runs as uses of outlines, shapes as shapes, frames as places to click. */
#include "typeset/svg/svg_internal.h"

#include "base/arena.h"

#include <stdlib.h>
#include <string.h>

/* --- numbers and texts --- */

void svg_number(struct buf *out, int64_t thousandths)
{
    int64_t size = llabs(thousandths);
    char digits[4];
    buf_addf(out, "%s%lld", thousandths < 0 ? "-" : "", (long long)(size / 1000));
    snprintf(digits, sizeof digits, "%03d", (int)(size % 1000));
    size_t n = 3;
    while (n && digits[n - 1] == '0')
        n--;
    if (n)
        buf_addf(out, ".%.*s", (int)n, digits);
}

void svg_attribute(struct buf *out, const char *text)
{
    static const struct {
        char c;
        const char *as;
    } escapes[] = {{'&', "&amp;"}, {'<', "&lt;"}, {'>', "&gt;"}, {'"', "&quot;"}, {'\n', "&#10;"}};
    for (; *text; text++) {
        size_t i = 0;
        while (i < sizeof escapes / sizeof *escapes && escapes[i].c != *text)
            i++;
        if (i < sizeof escapes / sizeof *escapes)
            buf_adds(out, escapes[i].as);
        else
            buf_addc(out, *text);
    }
}

static void add_colour(struct buf *out, const char *name, uint32_t ink)
{
    buf_addf(out, " %s=\"#%06x\"", name, (unsigned)ink);
}

/* --- runs --- */

/* A place within a run, in 1/1000 em: what a use is given is scaled with its glyph. */
static void add_place(struct buf *out, const char *name, int64_t at, mpt size)
{
    if (!at)
        return;
    int64_t twice = 2 * at * 1000000;
    int64_t thousandths = (twice + (at < 0 ? -size : size)) / (2 * (int64_t)size);
    buf_addf(out, " %s=\"", name);
    svg_number(out, thousandths);
    buf_addc(out, '"');
}

static void add_glyph(
    const struct run *r, const struct glyph *g, struct svg_glyphs *used, struct buf *out)
{
    svg_glyphs_add(used, r->face, g->id);
    buf_addf(out, "<use href=\"#g%d-%u\"", r->face, (unsigned)g->id);
    add_place(out, "x", g->x, r->size);
    add_place(out, "y", -(int64_t)g->y, r->size);
    buf_adds(out, "/>");
}

static void add_run(const struct op *op, struct svg_glyphs *used, struct buf *out)
{
    const struct run *r = &op->u.run;
    if (!r->count || r->size <= 0 || r->invisible)
        return;
    buf_addf(out, "<g transform=\"translate(%d %d)", (int)r->x, (int)r->y);
    if (r->angle)
        buf_addf(out, "rotate(%d)", -r->angle);
    buf_adds(out, "scale(");
    svg_number(out, r->size);
    buf_adds(out, ")\"");
    if (op->ink)
        add_colour(out, "fill", op->ink);
    buf_addc(out, '>');
    for (size_t i = 0; i < r->count; i++)
        add_glyph(r, &r->glyphs[i], used, out);
    buf_adds(out, "</g>\n");
}

/* --- shapes --- */

static void add_paint(const struct op *op, bool round, struct buf *out)
{
    if (op->filled)
        add_colour(out, "fill", op->fill);
    else
        buf_adds(out, " fill=\"none\"");
    if (op->width > 0) {
        add_colour(out, "stroke", op->ink);
        buf_addf(out, " stroke-width=\"%d\"", (int)op->width);
        if (op->dash)
            buf_addf(out, " stroke-dasharray=\"%d\"", (int)op->dash);
        if (round)
            buf_adds(out, " stroke-linejoin=\"round\"");
    }
    buf_adds(out, "/>\n");
}

static void add_line(const struct op *op, struct buf *out)
{
    const struct line_shape *l = &op->u.line;
    if (op->width <= 0)
        return;
    buf_addf(out, "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"", (int)l->x0, (int)l->y0,
        (int)l->x1, (int)l->y1);
    add_paint(op, false, out);
}

static void add_polyline(const struct op *op, struct buf *out)
{
    const struct polyline *poly = &op->u.poly;
    if (op->width <= 0 || poly->count < 2)
        return;
    const struct point *first = poly->points, *last = first + poly->count - 1;
    bool closed = poly->count > 2 && first->x == last->x && first->y == last->y;
    buf_addf(out, "<%s points=\"", closed ? "polygon" : "polyline");
    for (size_t i = 0; i < poly->count - (closed ? 1 : 0); i++)
        buf_addf(out, i ? " %d,%d" : "%d,%d", (int)first[i].x, (int)first[i].y);
    buf_addc(out, '"');
    add_paint(op, true, out);
}

static void add_box(const struct box_shape *b, struct buf *out)
{
    buf_addf(out, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"", (int)b->x, (int)b->y,
        (int)b->w, (int)b->h);
}

static void add_rect(const struct op *op, struct buf *out)
{
    if (!op->filled && op->width <= 0)
        return;
    add_box(&op->u.box, out);
    add_paint(op, false, out);
}

static void add_ellipse(const struct op *op, struct buf *out)
{
    const struct box_shape *b = &op->u.box;
    if (!op->filled && op->width <= 0)
        return;
    buf_addf(out, "<ellipse cx=\"%d\" cy=\"%d\" rx=\"%d\" ry=\"%d\"", (int)(b->x + b->w / 2),
        (int)(b->y + b->h / 2), (int)(b->w / 2), (int)(b->h / 2));
    add_paint(op, false, out);
}

static bool add_op(
    struct messages *e, const struct op *op, struct svg_glyphs *used, struct buf *out)
{
    switch (op->kind) {
    case OP_RUN:
        add_run(op, used, out);
        break;
    case OP_LINE:
        add_line(op, out);
        break;
    case OP_RECT:
        add_rect(op, out);
        break;
    case OP_ELLIPSE:
        add_ellipse(op, out);
        break;
    case OP_POLYLINE:
        add_polyline(op, out);
        break;
    case OP_IMAGE:
        return svg_image(e, &op->u.image, out);
    }
    return true;
}

/* --- frames --- */

static const char *frame_class(enum frame_kind kind)
{
    switch (kind) {
    case FRAME_ITEM:
        return "item";
    case FRAME_WAITS:
        return "waits";
    case FRAME_ATTACHED:
        return "attached";
    case FRAME_LINK:
        return "link";
    case FRAME_VALUE:
        return "value";
    case FRAME_NAME:
    case FRAME_CHANGED:
        break;
    }
    return NULL;
}

static void add_frame(const struct frame *f, struct buf *out)
{
    const char *class = frame_class(f->kind);
    if (!class)
        return;
    add_box(&(struct box_shape){f->x, f->y, f->w, f->h}, out);
    buf_addf(out, " class=\"%s\" fill=\"none\" data-path=\"", class);
    svg_attribute(out, f->name);
    buf_adds(out, "\"/>\n");
}

/* --- pages --- */

static void begin(const struct page *p, struct buf *out)
{
    buf_addf(out, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"",
        (int)p->width, (int)p->height);
    svg_number(out, p->width);
    buf_adds(out, "pt\" height=\"");
    svg_number(out, p->height);
    buf_adds(out, "pt\">\n");
}

static bool add_content(
    struct messages *e, const struct page *p, struct svg_glyphs *used, struct buf *out)
{
    add_box(&(struct box_shape){0, 0, p->width, p->height}, out);
    buf_adds(out, " fill=\"#ffffff\"/>\n");
    for (const struct op *op = p->ops.first; op; op = op->next)
        if (!add_op(e, op, used, out))
            return false;
    for (const struct frame *f = p->frames; f; f = f->next)
        add_frame(f, out);
    buf_adds(out, "</svg>\n");
    return true;
}

bool svg_page(struct messages *e, const struct page *p, struct svg_glyphs *used, struct buf *out)
{
    begin(p, out);
    return add_content(e, p, used, out);
}

bool svg_document(
    struct arena *a, struct messages *e, struct fonts *fonts, const struct page *p, struct buf *out)
{
    struct svg_glyphs *used = svg_glyphs_new(a, fonts);
    struct buf content = {0};
    bool good = add_content(e, p, used, &content);
    begin(p, out);
    buf_adds(out, "<defs>\n");
    good = good && svg_outlines(e, fonts, used, out);
    buf_adds(out, "</defs>\n");
    buf_add(out, content.data, content.size);
    buf_release(&content);
    return good;
}
