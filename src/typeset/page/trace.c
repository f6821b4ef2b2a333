/* trace: the page list as stable text. */
#include "typeset/page/trace.h"

#include <inttypes.h>

static void trace_text(const char *s, size_t n, struct buf *out)
{
    buf_addc(out, '"');
    for (size_t i = 0; i < n; i++) {
        if (s[i] == '"' || s[i] == '\\')
            buf_addc(out, '\\');
        if (s[i] == '\n')
            buf_adds(out, "\\n");
        else
            buf_addc(out, s[i]);
    }
    buf_addc(out, '"');
}

/* Differences from the natural positions, as index:shift. */
static void trace_shifts(const struct run *r, struct buf *out)
{
    mpt natural = 0;
    for (size_t i = 0; i < r->count; i++) {
        mpt shift = r->glyphs[i].x - natural;
        if (shift < -1 || shift > 1)
            buf_addf(out, " %zu:%d", i, (int)shift);
        natural = r->glyphs[i].x + r->glyphs[i].advance;
    }
}

static void trace_run(const struct run *r, struct fonts *fonts, struct buf *out)
{
    buf_addf(out, "text %d,%d %s %d ", (int)r->x, (int)r->y, fonts_face_name(fonts, r->face),
        (int)r->size);
    trace_text(r->text, r->text_size, out);
    if (r->actual)
        buf_addf(out, " as %s", r->actual);
    if (r->invisible)
        buf_adds(out, " unseen");
    if (r->angle)
        buf_addf(out, " turned %d", r->angle);
    trace_shifts(r, out);
}

static void trace_shape(const char *name, const struct box_shape *b, struct buf *out)
{
    buf_addf(out, "%s %d,%d %dx%d", name, (int)b->x, (int)b->y, (int)b->w, (int)b->h);
}

static void trace_image(const struct image *i, struct buf *out)
{
    static const char *const colours[] = {"", "grey", "", "rgb", "cmyk"};
    buf_addf(out, " %dx%d %s %s", i->width, i->height, i->is_jpeg ? "jpeg" : "png",
        colours[i->components]);
    if (i->alpha)
        buf_adds(out, " alpha");
    if (i->orientation != 1)
        buf_addf(out, " orientation %d", i->orientation);
    buf_addf(out, " %016" PRIx64, i->fingerprint);
}

static void trace_op(const struct op *op, struct fonts *fonts, struct buf *out)
{
    switch (op->kind) {
    case OP_RUN:
        trace_run(&op->u.run, fonts, out);
        break;
    case OP_LINE:
        buf_addf(out, "line %d,%d %d,%d", (int)op->u.line.x0, (int)op->u.line.y0,
            (int)op->u.line.x1, (int)op->u.line.y1);
        break;
    case OP_RECT:
        trace_shape("rect", &op->u.box, out);
        break;
    case OP_ELLIPSE:
        trace_shape("ellipse", &op->u.box, out);
        break;
    case OP_IMAGE:
        trace_shape("image", &op->u.image.box, out);
        trace_image(op->u.image.image, out);
        break;
    case OP_POLYLINE:
        buf_adds(out, "polyline");
        for (size_t i = 0; i < op->u.poly.count; i++)
            buf_addf(out, " %d,%d", (int)op->u.poly.points[i].x, (int)op->u.poly.points[i].y);
        break;
    }
    if (op->kind != OP_RUN && op->width)
        buf_addf(out, " width %d", (int)op->width);
    if (op->dash)
        buf_addf(out, " dash %d", (int)op->dash);
    if (op->ink)
        buf_addf(out, " ink %06x", (unsigned)op->ink);
    if (op->filled)
        buf_addf(out, " fill %06x", (unsigned)op->fill);
    buf_addc(out, '\n');
}

void trace_page(const struct page *p, struct fonts *fonts, struct buf *out)
{
    buf_addf(out, "page %s %d, %dx%d", p->document ? p->document : "-", p->number, (int)p->width,
        (int)p->height);
    if (p->label)
        buf_addf(out, ", label %s", p->label);
    buf_addc(out, '\n');
    for (const struct outline *o = p->outline; o; o = o->next)
        buf_addf(out, "outline %d %d %s\n", o->level, (int)o->y, o->title);
    for (const struct op *op = p->ops.first; op; op = op->next)
        trace_op(op, fonts, out);
}

void trace_pages(const struct pages *pages, struct fonts *fonts, struct buf *out)
{
    buf_addf(out, "tsuzuri-trace 1, %d pages\n", pages->count);
    for (const struct page *p = pages->first; p; p = p->next) {
        buf_addc(out, '\n');
        trace_page(p, fonts, out);
    }
}

static void trace_places(const struct run *r, struct buf *out)
{
    for (size_t i = 0; i < r->count; i++)
        buf_addf(out, " %d,%d", (int)r->glyphs[i].x, (int)r->glyphs[i].y);
    buf_addc(out, '\n');
}

void trace_drawn(const struct page *p, struct fonts *fonts, struct buf *out)
{
    buf_addf(out, "%dx%d\n", (int)p->width, (int)p->height);
    for (const struct op *op = p->ops.first; op; op = op->next) {
        trace_op(op, fonts, out);
        if (op->kind == OP_RUN)
            trace_places(&op->u.run, out);
    }
}
