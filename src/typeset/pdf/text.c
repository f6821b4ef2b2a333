/* text: runs of glyphs as text operators that extract as typed. */
#include "typeset/pdf/pdf_internal.h"

#include "base/arena.h"

#include <math.h>

static void set_font(struct content *c, int face, mpt size)
{
    if (c->face == face && c->size == size)
        return;
    content_interrupt(c);
    c->face = face;
    c->size = size;
    c->used[face] = true;
    pdf_font_dict(c->pdf, face);
    content_say(c, "/F");
    out_int(&c->out, face);
    content_say(c, " ");
    content_number(c, size);
    content_say(c, "Tf\n");
}

static void set_invisible(struct content *c, bool invisible)
{
    if (c->invisible == invisible)
        return;
    content_interrupt(c);
    c->invisible = invisible;
    content_say(c, invisible ? "3 Tr\n" : "0 Tr\n");
}

static void set_rise(struct content *c, mpt rise)
{
    if (c->rise == rise)
        return;
    content_interrupt(c);
    c->rise = rise;
    content_number(c, rise);
    content_say(c, "Ts\n");
}

static void begin_span(struct content *c, const char *actual)
{
    struct buf text = {0};
    content_interrupt(c);
    out_utf16be(&text, actual, strlen(actual));
    content_say(c, "/Span<</ActualText<FEFF");
    out_hex(&c->out, text.data, text.size);
    content_say(c, ">>>BDC\n");
    buf_release(&text);
}

static void end_span(struct content *c)
{
    content_interrupt(c);
    content_say(c, "EMC\n");
}

/* Five decimals: a number as cos and sin in a matrix. */
static void add_ratio(struct content *c, double v)
{
    long hundred_thousandths = lround(v * 100000);
    if (hundred_thousandths % 100000 == 0) {
        content_number(c, hundred_thousandths / 100);
        return;
    }
    buf_addf(&c->out, "%s.%05ld ", hundred_thousandths < 0 ? "-" : "", labs(hundred_thousandths));
}

static void set_matrix(struct content *c, const struct run *r)
{
    double radians = r->angle * acos(-1) / 180;
    add_ratio(c, cos(radians));
    add_ratio(c, sin(radians));
    add_ratio(c, -sin(radians));
    add_ratio(c, cos(radians));
    content_number(c, r->x);
    content_number(c, (int64_t)c->height - r->y);
    content_say(c, "Tm\n");
}

/* A run that goes on where the last one ended, or near it, joins its TJ. */
static bool joins(const struct content *c, const struct run *r)
{
    int64_t gap = (int64_t)r->x * 1000 - c->pen;
    int64_t em = (int64_t)r->size * 1000;
    return c->shows && !c->rotated && !r->angle && c->line_y == r->y && gap > -em && gap < em;
}

static void place_run(struct content *c, const struct run *r)
{
    if (joins(c, r))
        return;
    content_interrupt(c);
    if (r->angle || c->rotated) {
        set_matrix(c, r);
    } else {
        content_number(c, (int64_t)r->x - c->line_x);
        content_number(c, (int64_t)c->line_y - r->y);
        content_say(c, "Td\n");
    }
    c->rotated = r->angle % 360 != 0;
    c->line_x = r->x;
    c->line_y = r->y;
    c->pen = (int64_t)r->x * 1000;
}

static void begin_string(struct content *c)
{
    if (!c->shows)
        content_say(c, "[");
    if (!c->in_string)
        content_say(c, "<");
    c->shows = c->in_string = true;
}

/* Moves the pen, if it is off by a thousandth of an em or more. */
static void adjust(struct content *c, int64_t to)
{
    int64_t thousandths = (to - c->pen) / c->size;
    if (!thousandths)
        return;
    if (c->in_string)
        content_say(c, ">");
    if (!c->shows)
        content_say(c, "[");
    out_int(&c->out, -thousandths);
    c->shows = true;
    c->in_string = false;
    c->pen += thousandths * c->size;
}

static void show_cid(struct content *c, const struct run *r, unsigned cid)
{
    begin_string(c);
    out_hex16(&c->out, cid);
    c->pen += (int64_t)c->pdf->faces[r->face].cids.items[cid].width * c->size;
}

/* Keeps the first glyph 0, which would show a box, for the message of pdf_finish. */
static void refuse_box(struct pdf *p, const char *text, size_t size)
{
    if (p->boxed_page)
        return;
    p->boxed_page = p->kept.count;
    p->boxed_text = arena_strndup(p->arena, text, size);
}

static void show_glyph(
    struct content *c, const struct run *r, const struct glyph *g, const char *text, size_t size)
{
    if (!g->id)
        refuse_box(c->pdf, text, size);
    unsigned cid = cid_of(c->pdf, r->face, g->id, text, size);
    set_rise(c, g->y);
    adjust(c, ((int64_t)r->x + g->x) * 1000);
    show_cid(c, r, cid);
}

/* Text without ink. It is left out where the face has no glyph that shows nothing. */
static void show_blank(struct content *c, const struct run *r, const char *text, size_t size)
{
    uint32_t blank;
    if (fonts_blank(c->pdf->fonts, r->face, &blank))
        show_cid(c, r, cid_of(c->pdf, r->face, CID_BLANK, text, size));
}

/* A piece of text from 'at' on. */
struct piece {
    const char *text;
    size_t at;
    size_t stop;
};

static bool is_astral(const struct piece *p, size_t at, size_t *length)
{
    return unicode_decode(p->text + at, p->stop - at, length) >= 0x10000;
}

static size_t char_end(const struct piece *p)
{
    size_t length = 0;
    if (p->at < p->stop)
        is_astral(p, p->at, &length);
    return p->at + length;
}

/* As much as one code may stand for: some readers (mupdf) take surrogates only alone, so a
   character beyond U+FFFF is a piece of its own. */
static size_t next_piece(const struct piece *p)
{
    size_t length;
    size_t end = char_end(p);
    if (end == p->at || is_astral(p, p->at, &length))
        return end;
    while (end < p->stop && !is_astral(p, end, &length))
        end += length;
    return end;
}

/* Glyphs of one cluster: a character each, the last one the rest. What is left, a variation
   selector behind its base, goes to codes of no width and no ink. */
static void show_cluster(
    struct content *c, const struct run *r, size_t first, size_t end, struct piece text)
{
    size_t next;
    for (size_t i = first; i < end; i++, text.at = next) {
        next = i + 1 < end ? char_end(&text) : next_piece(&text);
        show_glyph(c, r, &r->glyphs[i], text.text + text.at, next - text.at);
    }
    for (; text.at < text.stop; text.at = next) {
        next = next_piece(&text);
        show_blank(c, r, text.text + text.at, next - text.at);
    }
}

static size_t cluster_end(const struct run *r, size_t first)
{
    size_t end = first + 1;
    while (end < r->count && r->glyphs[end].cluster <= r->glyphs[first].cluster)
        end++;
    return end;
}

/* Text in front of the first cluster is part of it. */
static void show_clusters(struct content *c, const struct run *r)
{
    struct piece text = {.text = r->text ? r->text : ""};
    for (size_t i = 0, end; i < r->count; i = end, text.at = text.stop) {
        end = cluster_end(r, i);
        text.stop = end < r->count ? r->glyphs[end].cluster : r->text_size;
        if (text.stop > r->text_size)
            text.stop = r->text_size;
        show_cluster(c, r, i, end, text);
    }
}

/* A single glyph stands for what is meant also where ActualText is not read. */
static void show_glyphs(struct content *c, const struct run *r)
{
    if (r->actual && r->count == 1)
        show_cluster(c, r, 0, 1, (struct piece){.text = r->actual, .stop = strlen(r->actual)});
    else
        show_clusters(c, r);
}

/* A blank where the text goes on, so that the gap up to there is part of the span. It
   stands for a zero width space: without any text some readers (mupdf) show a fault. */
static void show_reach(struct content *c, const struct run *r)
{
    if (!r->reach)
        return;
    static const char zero_width[] = "\u200B";
    adjust(c, ((int64_t)r->x + r->reach) * 1000);
    show_blank(c, r, zero_width, sizeof zero_width - 1);
}

void content_run(struct content *c, const struct op *op)
{
    const struct run *r = &op->u.run;
    if (!r->count || r->size <= 0)
        return;
    content_begin_text(c);
    if (r->actual)
        begin_span(c, r->actual);
    if (!r->invisible)
        content_fill_color(c, op->ink);
    set_font(c, r->face, r->size);
    set_invisible(c, r->invisible);
    place_run(c, r);
    show_glyphs(c, r);
    show_reach(c, r);
    if (r->actual)
        end_span(c);
}
