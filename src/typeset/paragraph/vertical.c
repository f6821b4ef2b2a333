/* vertical: columns: which clusters stand upright, are turned or stand across, and how each is
   drawn. */
#include "typeset/paragraph/paragraph_internal.h"

#include "base/arena.h"

#include <string.h>

enum { MIDDLE = 380, MOST_ACROSS = 2 };

static bool is_digit(const struct cluster *a)
{
    return a->base >= '0' && a->base <= '9';
}

static bool is_small(const struct cluster *a)
{
    return a->base > ' ' && a->base < 0x2000 && a->face >= 0;
}

/* How many clusters from k on stand across in one em: up to two digits, or one letter, with nothing
   Latin beside them. */
static size_t across(const struct galley *g, size_t k)
{
    const struct cluster *a = &g->clusters[k];
    size_t end = k;
    while (end < g->count && is_small(&g->clusters[end]) && g->clusters[end].span == a->span)
        end++;
    size_t count = end - k;
    bool digits = is_digit(a) && (count < 2 || is_digit(a + 1));
    bool fits = count == 1 ? a->western : count == MOST_ACROSS && digits && a->face == a[1].face;
    return fits && !g->spans[a->span].verbatim ? count : 0;
}

static void stand_across(struct cluster *a, const struct cluster *last)
{
    a->size = last->at + last->size - a->at;
    a->turn = ACROSS;
    a->class = CLASS_IDEOGRAPH;
    a->western = false;
}

void galley_turn(struct galley *g)
{
    size_t count = 0;
    bool inside = false; /* a Latin word */
    for (size_t k = 0, step; k < g->count; k += step) {
        struct cluster a = g->clusters[k];
        size_t n = inside || !g->spans[a.span].text ? 0 : across(g, k);
        step = n ? n : 1;
        if (n)
            stand_across(&a, &g->clusters[k + n - 1]);
        else if (a.face >= 0 && !unicode_is_upright(a.base))
            a.turn = TURNED;
        inside = is_small(&g->clusters[k]);
        g->clusters[count++] = a;
    }
    g->count = count;
}

/* The whole column reads as one text, so that no reader makes a line of each character: its first
   run carries it, the others nothing. */
static const char *column_text(const struct pen *p, size_t first)
{
    const struct cluster *clusters = p->g->clusters;
    for (size_t k = p->line->first; k < first; k++)
        if (clusters[k].face >= 0)
            return "";
    uint32_t from = clusters[first].at,
             end = clusters[p->line->end - 1].at + clusters[p->line->end - 1].size;
    char *text = arena_alloc(p->g->arena, end - from + 1), *to = text;
    for (size_t k = first; k < p->line->end; k++) {
        if (!p->g->spans[clusters[k].span].text)
            continue;
        memcpy(to, p->g->text + clusters[k].at, clusters[k].size);
        to += clusters[k].size;
    }
    *to = '\0';
    return text;
}

static mpt along(const struct pen *p, size_t k)
{
    return mpt_clamp((int64_t)p->x[k - p->line->first] + p->g->clusters[k].shift);
}

/* The place of a run's origin: upright glyphs hang from the middle of the column, turned ones
   stand on a baseline left of it, those across are centred in their em. */
static void place_run(const struct pen *p, size_t k, struct run *run)
{
    const struct cluster *a = &p->g->clusters[k];
    run->x = p->baseline;
    run->y = along(p, k);
    if (a->turn == TURNED) {
        run->x -= scaled(MIDDLE, a->em);
        run->angle = 270;
    } else if (a->turn == ACROSS) {
        mpt width = 0;
        for (uint32_t i = 0; i < a->glyphs; i++)
            width += scaled(p->g->glyphs[a->glyph + i].advance, a->em);
        run->x -= width / 2;
        run->y += a->em / 2 + scaled(MIDDLE, a->em);
    }
}

static void add_atom(const struct pen *p, size_t k, mpt start, struct run *run, uint32_t text_at)
{
    const struct cluster *a = &p->g->clusters[k];
    mpt moved = along(p, k) - start;
    for (uint32_t i = 0; i < a->glyphs; i++) {
        const struct shaped *s = &p->g->glyphs[a->glyph + i];
        mpt dx = scaled(s->dx, a->em), dy = scaled(s->dy, a->em);
        bool upright = a->turn == UPRIGHT;
        mpt advance = scaled(s->advance, a->em);
        run->glyphs[run->count++] = (struct glyph){.id = s->glyph,
            .x = upright ? dx : moved + dx,
            .y = upright ? dy - moved : dy,
            .advance = upright ? a->em : advance,
            .cluster = s->cluster - text_at};
        moved += advance;
    }
}

void draw_column_run(const struct pen *p, size_t first, size_t end)
{
    const struct galley *g = p->g;
    size_t glyphs = 0;
    for (size_t k = first; k < end; k++)
        glyphs += g->clusters[k].glyphs;
    if (!glyphs)
        return;
    struct run *run = pen_run(p, first, glyphs);
    uint32_t at = g->clusters[first].at;
    run->text = g->text + at;
    run->text_size = g->clusters[end - 1].at + g->clusters[end - 1].size - at;
    place_run(p, first, run);
    for (size_t k = first; k < end; k++)
        add_atom(p, k, along(p, first), run, at);
    run->actual = column_text(p, first);
}
