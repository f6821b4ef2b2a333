/* spacing: the spaces between clusters (JLREQ Tables 1 and 4 to 6): natural size, and by how much
   they may grow and shrink. */
#include "typeset/paragraph/paragraph_internal.h"

#include "base/arena.h"

/* Full-width as drawn: within a twentieth of an em. */
static bool is_full_width(const struct cluster *a)
{
    return a->body >= a->em - a->em / 20 && a->body <= a->em + a->em / 20;
}

/* Takes the half em of full-width punctuation out of its body. */
static void trim_punctuation(struct cluster *a)
{
    if (a->class < CLASS_OPENING || a->class > CLASS_COMMA || !is_full_width(a))
        return;
    if (a->class == CLASS_OPENING)
        a->before = a->em / 2;
    else if (a->class == CLASS_MIDDLE_DOT)
        a->before = a->behind = a->em / 4;
    else if (a->class != CLASS_HYPHEN && a->class != CLASS_DIVIDING)
        a->behind = a->em / 2;
    a->body -= a->before + a->behind;
    a->shift = -a->before;
}

/* Curly quotes and apostrophes are full-width in Japanese faces; beside Latin they are Latin. */
static bool is_latin_quote(const struct cluster *quote, const struct cluster *neighbour)
{
    bool curly =
        quote->base == U'‘' || quote->base == U'’' || quote->base == U'“' || quote->base == U'”';
    return curly && (neighbour->western || neighbour->class == CLASS_SPACE);
}

/* JLREQ Table 1 where at least one side has a space of its own. */
static mpt punctuation_gap(const struct cluster *a, const struct cluster *b)
{
    if (is_latin_quote(a, b) || is_latin_quote(b, a))
        return 0;
    if (b->class == CLASS_CLOSING || b->class == CLASS_FULL_STOP || b->class == CLASS_COMMA)
        return a->class == CLASS_MIDDLE_DOT ? a->behind : 0;
    if (b->class == CLASS_OPENING && a->class != CLASS_OPENING && a->behind && b->before)
        return a->class == CLASS_MIDDLE_DOT ? a->behind
               : b->before > a->behind      ? b->before
                                            : a->behind;
    if (b->class == CLASS_OPENING && (a->class == CLASS_OPENING || a->class == CLASS_WIDE_SPACE))
        return 0;
    if (b->class == CLASS_WIDE_SPACE && a->class != CLASS_MIDDLE_DOT)
        return 0;
    if (b->class == CLASS_MIDDLE_DOT && a->class == CLASS_CLOSING)
        return b->before;
    return a->behind + b->before;
}

static bool is_mixed(const struct cluster *a, const struct cluster *b)
{
    bool mark = a->class == CLASS_DIVIDING && a->base > 0x7F;
    if (a->western)
        return class_is_japanese(b->base, b->class);
    return b->western && (mark || class_is_japanese(a->base, a->class));
}

static bool is_verbatim_pair(
    const struct galley *g, const struct cluster *a, const struct cluster *b)
{
    return a->span == b->span && g->spans[a->span].verbatim;
}

static bool is_wide_digit(uint32_t c)
{
    return c >= U'０' && c <= U'９';
}

/* JLREQ Table 6: where justification may open a line's characters. */
static bool may_open(const struct cluster *a, const struct cluster *b)
{
    const unsigned open = 1u << CLASS_INSEPARABLE | 1u << CLASS_ITERATION | 1u << CLASS_PROLONGED |
                          1u << CLASS_SMALL_KANA | 1u << CLASS_PREFIX | 1u << CLASS_POSTFIX |
                          1u << CLASS_HIRAGANA | 1u << CLASS_KATAKANA | 1u << CLASS_IDEOGRAPH;
    if (a->class == CLASS_INSEPARABLE && a->base == b->base)
        return false;
    if (is_wide_digit(a->base) && is_wide_digit(b->base))
        return false;
    return (open >> a->class & 1) && (open >> b->class & 1);
}

static void set_word_gap(struct cluster *b, const struct cluster *space)
{
    b->grow_rank = b->shrink_rank = RANK_WORD;
    b->grow = space->body < space->em / 2 ? space->em / 2 - space->body : 0;
    b->shrink = space->body > space->em / 4 ? space->body - space->em / 4 : 0;
}

static void set_mixed_gap(const struct cluster *a, struct cluster *b)
{
    mpt em = a->western ? b->em : a->em;
    b->gap = em / 4;
    b->grow_rank = b->shrink_rank = RANK_MIXED;
    b->grow = em / 4;
    b->shrink = em / 8;
}

static void set_punctuation_gap(const struct cluster *a, struct cluster *b)
{
    b->gap = punctuation_gap(a, b);
    if (!b->gap || (a->class == CLASS_FULL_STOP && a->behind))
        return;
    b->shrink_rank = RANK_PUNCTUATION;
    b->shrink = b->gap;
}

static void set_gap(const struct galley *g, const struct cluster *a, struct cluster *b)
{
    if (a->newline || b->newline)
        return;
    if (a->behind || b->before) {
        set_punctuation_gap(a, b);
    } else if (is_verbatim_pair(g, a, b)) {
        return;
    } else if (a->class == CLASS_SPACE && !b->blank) {
        set_word_gap(b, a);
    } else if (is_mixed(a, b)) {
        set_mixed_gap(a, b);
    } else if (may_open(a, b)) {
        b->grow_rank = RANK_JAPANESE;
        b->grow = (a->em < b->em ? a->em : b->em) / 4;
    }
}

static void add_up(struct galley *g)
{
    struct sums *s = g->sums = arena_array(g->scratch, g->count + 1, sizeof *s);
    for (size_t k = 0; k < g->count; k++) {
        const struct cluster *a = &g->clusters[k];
        s[k].x += a->gap;
        s[k].grow += a->grow;
        s[k].shrink += a->shrink;
        s[k + 1] = s[k];
        s[k + 1].x += a->body;
        s[k + 1].trim = a->blank ? s[k].trim : (uint32_t)k + 1;
    }
}

void galley_space(struct galley *g)
{
    for (size_t k = 0; k < g->count; k++) {
        trim_punctuation(&g->clusters[k]);
        if (k)
            set_gap(g, &g->clusters[k - 1], &g->clusters[k]);
    }
    galley_ruby(g);
    add_up(g);
}
