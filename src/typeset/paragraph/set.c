/* set: a paragraph becomes lines that are placed and drawn. */
#include "base/arena.h"
#include "typeset/paragraph/paragraph_internal.h"

enum { EM_ASCENT = 880, EM_DESCENT = 120 };

/* A paragraph on its way to lines. */
struct setting {
    struct galley g;
    const struct para *p;
    mpt width;
    mpt strut;         /* size of the text that is centred in the leading */
    mpt *x;            /* of a line's clusters */
    size_t lines_room; /* in result->lines */
    bool overwide;
    struct set_text *result;
};

/* The largest size that the leading has room for, so that all lines stand alike. */
static mpt strut_of(const struct para *p)
{
    mpt strut = 0;
    for (size_t i = 0; i < p->count; i++) {
        const struct span *s = &p->spans[i];
        if (s->look.size <= p->leading && s->look.size > strut)
            strut = s->look.size;
    }
    return strut;
}

static mpt larger(mpt a, mpt b)
{
    return a > b ? a : b;
}

static mpt ascent_of(const struct galley *g, const struct cluster *a)
{
    const struct span *s = &g->spans[a->span];
    return s->text ? scaled(EM_ASCENT, a->em) : s->object->ascent;
}

static mpt descent_of(const struct galley *g, const struct cluster *a)
{
    const struct span *s = &g->spans[a->span];
    return s->text ? scaled(EM_DESCENT, a->em) : s->object->descent;
}

/* What ruby and dots need above the characters: below another line they stand in its leading. */
static mpt over_of(const struct setting *s, const struct cluster *a)
{
    mpt over = ruby_height(&s->g.spans[a->span]);
    return over && s->result->count ? larger(over - (s->p->leading - s->strut) / 2, 0) : over;
}

/* Height and baseline: the strut's, or what a larger character or object needs. */
static void set_height(const struct setting *s, const struct line *f, struct set_line *line)
{
    mpt ascent = s->g.vertical ? s->strut / 2 : scaled(EM_ASCENT, s->strut);
    mpt above = (s->p->leading - s->strut) / 2 + ascent;
    mpt below = s->p->leading - above;
    for (size_t k = f->first; k < f->end; k++) {
        const struct cluster *a = &s->g.clusters[k];
        mpt half = a->em / 2;
        above = larger(above, (s->g.vertical ? half : ascent_of(&s->g, a)) + over_of(s, a));
        below = larger(below, s->g.vertical ? half : descent_of(&s->g, a));
    }
    line->baseline = above;
    line->height = mpt_clamp((int64_t)above + below);
}

static void set_line(struct setting *s, struct line *f)
{
    struct set_text *r = s->result;
    struct set_line *line = &r->lines[r->count];
    f->indent = r->count && !r->lines[r->count - 1].last ? s->p->indent_rest : s->p->indent_first;
    line->width = place_line(&s->g, f, s->p->align, s->x);
    line->last = f->last;
    set_height(s, f, line);
    mpt base = s->g.vertical ? -line->baseline : line->baseline;
    draw_line(&s->g, f, s->x, s->width, base, &line->ops);
    s->overwide = s->overwide || line->width > s->width;
    r->height = mpt_clamp((int64_t)r->height + line->height);
    r->width = larger(r->width, line->width);
    r->count++;
}

static mpt room_beside(const struct setting *s, mpt indent)
{
    return larger(mpt_clamp((int64_t)s->width - indent), 0);
}

static void reserve_lines(struct setting *s, size_t more)
{
    struct set_text *r = s->result;
    if (more <= s->lines_room - r->count)
        return;
    size_t grown = r->count + more + s->lines_room;
    r->lines = arena_grow(s->g.arena, r->lines, r->count, grown, sizeof *r->lines);
    s->lines_room = grown;
}

/* Sets clusters [first, end), in which there is no newline. */
static void set_paragraph(struct setting *s, size_t first, size_t end)
{
    const mpt rooms[2] = {room_beside(s, s->p->indent_first), room_beside(s, s->p->indent_rest)};
    struct line *lines = arena_array(s->g.scratch, end - first + 1, sizeof *lines);
    size_t count = s->p->align == LINE_JUSTIFY
                       ? total_fit_paragraph(&s->g, first, end, rooms, lines)
                       : first_fit_paragraph(&s->g, first, end, rooms, lines);
    reserve_lines(s, count);
    for (size_t i = 0; i < count; i++)
        set_line(s, &lines[i]);
}

static size_t paragraph_end(const struct galley *g, size_t k)
{
    while (k < g->count && !g->clusters[k].newline)
        k++;
    return k;
}

static void set_paragraphs(struct setting *s)
{
    size_t first = 0;
    do {
        size_t end = paragraph_end(&s->g, first);
        set_paragraph(s, first, end);
        first = end + 1;
    } while (first < s->g.count);
}

bool para_set(
    struct typesetter t, const struct para *p, mpt width, struct set_text *result, bool *overwide)
{
    struct setting s = {.p = p, .width = width, .result = result, .strut = strut_of(p)};
    s.g = (struct galley){.scratch = arena_new(),
        .arena = t.arena,
        .e = t.err,
        .fonts = t.fonts,
        .spans = p->spans,
        .span_count = p->count,
        .strictness = p->strictness,
        .phrases = p->phrases,
        .vertical = p->vertical};
    *result = (struct set_text){0};
    bool ok = galley_set(&s.g);
    if (ok) {
        s.x = arena_array(s.g.scratch, s.g.count + 1, sizeof *s.x);
        set_paragraphs(&s);
    }
    arena_free(s.g.scratch);
    if (overwide)
        *overwide = s.overwide;
    return ok && s.g.ok;
}

mpt para_width(struct typesetter t, const struct span *spans, size_t count)
{
    struct galley g = {.scratch = arena_new(),
        .arena = t.arena,
        .e = t.err,
        .fonts = t.fonts,
        .spans = spans,
        .span_count = count,
        .strictness = UNI_STRICT};
    mpt width = 0;
    if (galley_set(&g)) {
        size_t end = g.sums[g.count].trim;
        width = mpt_clamp(line_width(&g, 0, end) + line_tail(&g, end));
    }
    arena_free(g.scratch);
    return width;
}
