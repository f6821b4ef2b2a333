/* ruby: readings above their base (JLREQ 3.3) and dots above characters. */
#include "typeset/paragraph/paragraph_internal.h"

#include "base/arena.h"

#include <string.h>

enum { EM_ASCENT = 880, EM_DESCENT = 120, MIDDLE = 500, DOT = 160, DOT_OVER = 120 };

static bool is_dotted(const struct cluster *a)
{
    return a->face >= 0 && !a->blank && !(a->class >= CLASS_OPENING && a->class <= CLASS_COMMA);
}

mpt ruby_height(const struct span *s)
{
    if (!s->text)
        return 0;
    return s->ruby                  ? s->look.size / 2
           : s->mark == SPAN_DOTTED ? scaled(DOT + DOT_OVER, s->look.size)
                                    : 0;
}

static struct galley *set_ruby(struct galley *g, const struct span *base)
{
    struct span *s = arena_alloc(g->scratch, sizeof *s);
    *s = (struct span){
        .text = base->ruby, .size = strlen(base->ruby), .look = base->look, .at = base->at};
    s->look.size = base->look.size / 2;
    struct galley *r = arena_alloc(g->scratch, sizeof *r);
    *r = (struct galley){.scratch = g->scratch,
        .arena = g->arena,
        .e = g->e,
        .fonts = g->fonts,
        .spans = s,
        .span_count = 1,
        .strictness = g->strictness,
        .vertical = g->vertical};
    g->ok = galley_set(r) && r->ok && g->ok;
    return r->count ? r : NULL;
}

/* Spreads the base, a half share at its ends. */
static void widen_base(struct galley *g, size_t first, size_t end, int64_t by)
{
    int64_t count = (int64_t)(end - first);
    for (size_t k = first; k < end; k++) {
        struct cluster *a = &g->clusters[k];
        int64_t i = (int64_t)(k - first);
        mpt share = mpt_clamp(by * (i + 1) / count - by * i / count);
        a->body = mpt_clamp((int64_t)a->body + share);
        a->shift = mpt_clamp((int64_t)a->shift + share / 2);
    }
}

static void fit_base(struct galley *g, size_t first, size_t end, const struct galley *ruby)
{
    int64_t base = g->clusters[first].body;
    for (size_t k = first + 1; k < end; k++)
        base += (int64_t)g->clusters[k].gap + g->clusters[k].body;
    int64_t extent = line_width(ruby, 0, ruby->count);
    if (extent > base)
        widen_base(g, first, end, extent - base);
}

void galley_ruby(struct galley *g)
{
    for (size_t k = 0; k < g->count;) {
        size_t first = k;
        uint32_t span = g->clusters[k].span;
        while (k < g->count && g->clusters[k].span == span)
            k++;
        if (!g->spans[span].text || !g->spans[span].ruby || !*g->spans[span].ruby)
            continue;
        if (!g->rubies)
            g->rubies = arena_array(g->scratch, g->span_count, sizeof(struct galley *));
        g->rubies[span] = set_ruby(g, &g->spans[span]);
        if (g->rubies[span])
            fit_base(g, first, k, g->rubies[span]);
    }
}

/* Places of the ruby's clusters: spread over its base, a half share at the ends; Latin in its
   middle. */
static mpt *place_ruby(const struct galley *r, int64_t from, int64_t extent)
{
    mpt *x = arena_array(r->scratch, r->count, sizeof *x);
    int64_t spare = extent - line_width(r, 0, r->count);
    int64_t count = (int64_t)r->count;
    for (size_t i = 0; i < r->count; i++) {
        int64_t lead =
            r->clusters[0].western ? spare / 2 : spare * (2 * (int64_t)i + 1) / (2 * count);
        x[i] = mpt_clamp(from + lead + r->sums[i].x - r->sums[0].x);
    }
    return x;
}

static int64_t start_of(const struct pen *p, size_t k)
{
    return p->x[k - p->line->first];
}

void draw_ruby(const struct pen *p, size_t first, size_t end)
{
    const struct galley *g = p->g;
    const struct cluster *a = &g->clusters[first], *last = &g->clusters[end - 1];
    struct galley *r = g->rubies[a->span];
    if (!r)
        return;
    int64_t from = start_of(p, first);
    mpt *x = place_ruby(r, from, start_of(p, end - 1) + last->body - from);
    struct line line = {.end = r->count, .next = r->count};
    mpt em = r->clusters[0].em;
    mpt over = g->vertical ? scaled(MIDDLE, a->em) + scaled(MIDDLE, em)
                           : -scaled(EM_ASCENT, a->em) - scaled(EM_DESCENT, em);
    draw_line(r, &line, x, p->measure, p->baseline + over, p->ops);
}

/* A disc is a circle whose stroke reaches its centre. */
static void draw_dot(const struct pen *p, size_t k)
{
    const struct cluster *a = &p->g->clusters[k];
    mpt size = scaled(DOT, a->em) / 2;
    mpt along = mpt_clamp(start_of(p, k) + a->body / 2);
    mpt over = scaled(DOT_OVER, a->em) + size;
    mpt x = p->g->vertical ? p->baseline + a->em / 2 + over : along;
    mpt y = p->g->vertical ? along : p->baseline - scaled(EM_ASCENT, a->em) - over;
    struct op *op = op_ellipse(
        p->g->arena, p->ops, (struct box_shape){x - size / 2, y - size / 2, size, size}, size);
    op->ink = p->g->spans[a->span].look.ink;
}

void draw_dots(const struct pen *p, size_t first, size_t end)
{
    for (size_t k = first; k < end; k++)
        if (is_dotted(&p->g->clusters[k]))
            draw_dot(p, k);
}
