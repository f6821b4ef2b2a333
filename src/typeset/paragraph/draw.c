/* draw: a placed line becomes runs of glyphs, circles, rules and objects. */
#include "typeset/paragraph/paragraph_internal.h"

#include "base/arena.h"

enum { CIRCLE_STROKE = 800, CIRCLE_SIDE = 250, CIRCLE_OVER = 200, LINE_DROP = 150 };
enum { EM_ASCENT = 880, EM_DESCENT = 120, UNDERLINE_STROKE = 50 };

static mpt x_of(const struct pen *p, size_t k)
{
    return p->x[k - p->line->first];
}

static mpt right_of(const struct pen *p, size_t k)
{
    return mpt_clamp((int64_t)x_of(p, k) + p->g->clusters[k].body);
}

static size_t span_end(const struct pen *p, size_t k)
{
    size_t end = k + 1;
    while (end < p->line->end && p->g->clusters[end].span == p->g->clusters[k].span)
        end++;
    return end;
}

static size_t face_end(const struct pen *p, size_t k, size_t end)
{
    size_t next = k + 1;
    const struct cluster *first = &p->g->clusters[k];
    while (next < end && p->g->clusters[next].face == first->face &&
           p->g->clusters[next].turn == first->turn && first->turn != ACROSS)
        next++;
    return next;
}

static void add_glyphs(const struct pen *p, size_t k, struct run *run, uint32_t text_at)
{
    const struct cluster *a = &p->g->clusters[k];
    mpt x = mpt_clamp((int64_t)x_of(p, k) + a->shift - run->x);
    for (uint32_t i = 0; i < a->glyphs; i++) {
        const struct shaped *s = &p->g->glyphs[a->glyph + i];
        mpt advance = scaled(s->advance, a->em);
        run->glyphs[run->count++] = (struct glyph){.id = s->glyph,
            .x = x + scaled(s->dx, a->em),
            .y = scaled(s->dy, a->em),
            .advance = advance,
            .cluster = s->cluster - text_at};
        x += advance;
    }
}

static size_t count_glyphs(const struct galley *g, size_t first, size_t end)
{
    size_t n = 0;
    for (size_t k = first; k < end; k++)
        n += g->clusters[k].glyphs;
    return n;
}

struct run *pen_run(const struct pen *p, size_t k, size_t glyphs)
{
    const struct text_style *look = &p->g->spans[p->g->clusters[k].span].look;
    struct op *op = op_add(p->g->arena, p->ops, OP_RUN);
    op->ink = look->ink;
    op->u.run = (struct run){.face = p->g->clusters[k].face,
        .size = look->size,
        .y = p->baseline,
        .glyphs = arena_array(p->g->arena, glyphs, sizeof(struct glyph))};
    return &op->u.run;
}

static bool begins_span(const struct pen *p, size_t k)
{
    return k == 0 || p->g->clusters[k - 1].span != p->g->clusters[k].span;
}

static bool is_space(const struct run *run, const struct glyph *g)
{
    return run->text[g->cluster] == ' ' || run->text[g->cluster] == '\t';
}

/* Gaps that a reader of the PDF's text would take for spaces, overlaps (of solid punctuation) that
   it would take for another line, or spaces that it would miss. */
static bool has_gaps(const struct run *run)
{
    for (size_t i = 1; i < run->count; i++) {
        const struct glyph *a = &run->glyphs[i - 1], *b = &run->glyphs[i];
        int64_t gap = (int64_t)b->x - a->x - a->advance;
        if ((llabs(gap) > run->size / 12 && !is_space(run, a)) || (gap < 0 && is_space(run, b)))
            return true;
    }
    return false;
}

/* Where the text goes on in another run, if a gap that is no space, or an overlap of punctuation,
   is between: there, else 0. */
static mpt reach_of(const struct pen *p, size_t end, const struct run *run)
{
    const struct cluster *next = &p->g->clusters[end];
    if (end >= p->line->end || next->face < 0 || !next->glyphs || next->blank || next[-1].blank)
        return 0;
    const struct glyph *last = &run->glyphs[run->count - 1];
    mpt to = mpt_clamp((int64_t)x_of(p, end) + next->shift - run->x);
    return llabs((int64_t)to - last->x - last->advance) > run->size / 12 ? to : 0;
}

/* What the run reads: its text, with a circle in front of a choice. */
static const char *actual_of(const struct pen *p, size_t first, const struct run *run)
{
    bool chosen =
        p->g->spans[p->g->clusters[first].span].mark == SPAN_CIRCLED && begins_span(p, first);
    if (!chosen && !run->reach && !has_gaps(run))
        return NULL;
    return arena_printf(p->g->arena, "%s%.*s", chosen ? "○" : "", (int)run->text_size, run->text);
}

/* Atoms [first, end) of one face and span. */
static void draw_run(const struct pen *p, size_t first, size_t end)
{
    const struct galley *g = p->g;
    size_t glyphs = count_glyphs(g, first, end);
    if (!glyphs)
        return;
    struct run *run = pen_run(p, first, glyphs);
    uint32_t at = g->clusters[first].at;
    run->x = mpt_clamp((int64_t)x_of(p, first) + g->clusters[first].shift);
    run->text = g->text + at;
    run->text_size = g->clusters[end - 1].at + g->clusters[end - 1].size - at;
    for (size_t k = first; k < end; k++)
        add_glyphs(p, k, run, at);
    run->reach = reach_of(p, end, run);
    run->actual = actual_of(p, first, run);
}

static mpt limited(int64_t v, mpt low, mpt high)
{
    return mpt_clamp(v < low ? low : v > high ? high : v);
}

static void draw_circle(const struct pen *p, size_t first, size_t end)
{
    mpt em = p->g->clusters[first].em;
    mpt edge = CIRCLE_STROKE / 2;
    mpt side = scaled(CIRCLE_SIDE, em);
    mpt left = limited((int64_t)x_of(p, first) - side, edge, p->measure - edge);
    mpt edge_right = p->measure - edge > left ? p->measure - edge : left;
    mpt right = limited((int64_t)right_of(p, end - 1) + side, left, edge_right);
    mpt top = p->baseline - scaled(EM_ASCENT + CIRCLE_OVER, em);
    mpt height = scaled(EM_ASCENT + EM_DESCENT + 2 * CIRCLE_OVER, em);
    struct box_shape b = {left, top, right - left, height};
    if (p->g->vertical)
        b = (struct box_shape){p->baseline - height / 2, left, height, right - left};
    struct op *op =
        op_ellipse(p->g->arena, p->ops, (struct box_shape){b.x, b.y, b.w, b.h}, CIRCLE_STROKE);
    op->ink = p->g->spans[p->g->clusters[first].span].look.ink;
}

static void draw_underline(const struct pen *p, size_t first, size_t end)
{
    mpt em = p->g->clusters[first].em;
    mpt from = x_of(p, first), to = right_of(p, end - 1);
    mpt stroke = scaled(UNDERLINE_STROKE, em);
    mpt x = p->baseline + em / 2 + stroke;
    mpt y = p->baseline + scaled(LINE_DROP, em);
    struct op *op = p->g->vertical
                        ? op_line(p->g->arena, p->ops, (struct line_shape){x, from, x, to}, stroke)
                        : op_line(p->g->arena, p->ops, (struct line_shape){from, y, to, y}, stroke);
    op->ink = p->g->spans[p->g->clusters[first].span].look.ink;
}

static struct op *copy_op(struct arena *a, struct ops *to, const struct op *from)
{
    struct op *op = op_add(a, to, from->kind);
    *op = *from;
    op->next = NULL;
    if (op->kind == OP_POLYLINE) {
        struct polyline *poly = &op->u.poly;
        poly->points = arena_grow(a, poly->points, poly->count, poly->count, sizeof *poly->points);
    }
    return op;
}

static void draw_object(const struct pen *p, size_t k)
{
    const struct inline_object *object = p->g->spans[p->g->clusters[k].span].object;
    struct ops copy = {0};
    for (const struct op *op = object->ops.first; op; op = op->next)
        copy_op(p->g->arena, &copy, op);
    mpt middle = (object->width + object->ascent - object->descent) / 2;
    if (p->g->vertical)
        ops_move(&copy, p->baseline - object->width / 2, x_of(p, k) + middle);
    else
        ops_move(&copy, x_of(p, k), p->baseline);
    ops_append(p->ops, &copy);
}

static void draw_text(const struct pen *p, size_t first, size_t end)
{
    for (size_t k = first; k < end;) {
        size_t next = face_end(p, k, end);
        if (p->g->clusters[k].face >= 0 && p->g->vertical)
            draw_column_run(p, k, next);
        else if (p->g->clusters[k].face >= 0)
            draw_run(p, k, next);
        k = next;
    }
}

static void draw_span(const struct pen *p, size_t first, size_t end)
{
    const struct span *s = &p->g->spans[p->g->clusters[first].span];
    if (!s->text) {
        draw_object(p, first);
        return;
    }
    draw_text(p, first, end);
    if (s->mark == SPAN_CIRCLED)
        draw_circle(p, first, end);
    else if (s->mark == SPAN_UNDERLINED)
        draw_underline(p, first, end);
    else if (s->mark == SPAN_DOTTED)
        draw_dots(p, first, end);
}

/* Behind all of the line's text, so that whoever extracts it reads it in one piece. */
static void draw_rubies(const struct pen *p)
{
    for (size_t k = p->line->first, end; p->g->rubies && k < p->line->end; k = end) {
        end = span_end(p, k);
        draw_ruby(p, k, end);
    }
}

void draw_line(struct galley *g, const struct line *line, const mpt *x, mpt measure, mpt baseline,
    struct ops *ops)
{
    struct pen p = {
        .g = g, .line = line, .x = x, .measure = measure, .baseline = baseline, .ops = ops};
    for (size_t k = line->first; k < line->end;) {
        size_t end = span_end(&p, k);
        draw_span(&p, k, end);
        k = end;
    }
    draw_rubies(&p);
}
