/* face: which face sets which cluster, and what is said where none can. */
#include "typeset/paragraph/paragraph_internal.h"

#include "base/arena.h"

/* Characters of one span that were named already. */
struct named {
    uint32_t *chars;
    size_t count;
    size_t room;
};

struct chooser {
    struct galley *g;
    struct named missing;
    struct named variants;
};

static bool name_once(struct galley *g, struct named *n, uint32_t c)
{
    for (size_t i = 0; i < n->count; i++)
        if (n->chars[i] == c)
            return false;
    if (n->count == n->room) {
        size_t room = n->room ? n->room * 2 : 16;
        n->chars = arena_grow(g->scratch, n->chars, n->room, room, sizeof *n->chars);
        n->room = room;
    }
    n->chars[n->count++] = c;
    return true;
}

struct position cluster_position(const struct galley *g, const struct cluster *cluster)
{
    struct position at = g->spans[cluster->span].at;
    if (!g->spans[cluster->span].at_exact)
        return at;
    const struct cluster *first = cluster;
    while (first > g->clusters && first[-1].span == cluster->span)
        first--;
    for (size_t i = first->at; i < cluster->at; i++)
        at.column += ((unsigned char)g->text[i] & 0xC0) != 0x80;
    return at;
}

static const char *printable(struct galley *g, uint32_t c)
{
    char bytes[4];
    if (c < 0x20)
        c += 0x2400;
    size_t n = unicode_encode(c, bytes);
    return arena_strndup(g->scratch, bytes, n);
}

static void report_missing(struct chooser *h, const struct cluster *cluster, uint32_t c)
{
    h->g->ok = false;
    if (!name_once(h->g, &h->missing, c))
        return;
    messages_error(h->g->e, ERR_INPUT, "no-glyph", cluster_position(h->g, cluster),
        "no font has the character '%s' (U+%04X); replace it or add a face that has it to "
        "fonts/fonts.yaml",
        "文字「%s」(U+%04X)を持つフォントがありません。別の文字に置き換えるか、"
        "この文字を持つフォントをfonts/fonts.yamlに加えてください",
        printable(h->g, c), (unsigned)c);
}

static void warn_variant(struct chooser *h, const struct cluster *cluster, uint32_t selector)
{
    if (selector == 0xFE0E || selector == 0xFE0F || !name_once(h->g, &h->variants, cluster->base))
        return;
    messages_warn(h->g->e, "no-variant", cluster_position(h->g, cluster),
        "no font has the variant '%s' (U+%04X U+%04X); the character is set in its plain shape "
        "U+%04X",
        "異体字「%s」(U+%04X U+%04X)を持つフォントがないため、基本の字形U+%04Xで組みます",
        printable(h->g, cluster->base), (unsigned)cluster->base, (unsigned)selector,
        (unsigned)cluster->base);
}

/* A face that gives every character of the cluster a glyph? */
static bool face_sets(struct galley *g, const struct cluster *cluster, int face)
{
    const struct shaped *glyphs;
    size_t count;
    if (!fonts_shape(g->fonts, g->e,
            (struct face_text){face, FONT_HORIZONTAL, g->shaping + cluster->at, cluster->size},
            &glyphs, &count))
        return false;
    for (size_t i = 0; i < count; i++)
        if (!glyphs[i].glyph)
            return false;
    return count > 0;
}

static int choose(
    struct galley *g, const struct cluster *cluster, uint32_t c, uint32_t selector, bool *exact)
{
    int family = g->spans[cluster->span].look.family;
    *exact = true;
    if (family == g->missing_family)
        return -2;
    int face = fonts_choose(g->fonts, g->e, family, c, selector, exact);
    if (face == -2) {
        g->missing_family = family;
        g->ok = false;
    }
    return face;
}

/* The character behind the base, and the rest that stands behind that. */
static uint32_t take_char(const struct galley *g, const struct cluster *cluster, size_t *at)
{
    size_t length;
    size_t end = cluster->at + cluster->size;
    if (*at >= end)
        return 0;
    uint32_t c = unicode_decode(g->shaping + *at, end - *at, &length);
    *at += length;
    return c;
}

/* The first mark that no face has, or the first of all. */
static uint32_t missing_mark(struct galley *g, const struct cluster *cluster, size_t at)
{
    bool exact;
    uint32_t first = 0;
    for (uint32_t c; (c = take_char(g, cluster, &at));) {
        if (!char_is_ignorable(c) && choose(g, cluster, c, 0, &exact) < 0)
            return c;
        first = first ? first : c;
    }
    return first;
}

/* Base and marks are set by one face: the base's if it has them all, else a mark's. */
static int choose_for_marks(struct chooser *h, const struct cluster *cluster, size_t at, int face)
{
    struct galley *g = h->g;
    if (face_sets(g, cluster, face))
        return face;
    bool exact;
    size_t mark = at;
    for (uint32_t c; (c = take_char(g, cluster, &mark));) {
        int other = char_is_ignorable(c) ? -1 : choose(g, cluster, c, 0, &exact);
        if (other >= 0 && face_sets(g, cluster, other))
            return other;
    }
    report_missing(h, cluster, missing_mark(g, cluster, at));
    return -1;
}

static int choose_for_atom(struct chooser *h, const struct cluster *cluster)
{
    struct galley *g = h->g;
    size_t at = cluster->at;
    uint32_t base = take_char(g, cluster, &at);
    size_t behind = at;
    uint32_t selector = take_char(g, cluster, &behind);
    bool exact;
    if (!unicode_is_selector(selector)) {
        selector = 0;
        behind = at;
    }
    int face = choose(g, cluster, base, selector, &exact);
    if (face == -1)
        report_missing(h, cluster, base);
    if (face >= 0 && selector && !exact)
        warn_variant(h, cluster, selector);
    if (face >= 0 && behind < cluster->at + cluster->size)
        face = choose_for_marks(h, cluster, behind, face);
    return face < 0 ? -1 : face;
}

static bool starts_span(const struct galley *g, size_t k)
{
    return k == 0 || g->clusters[k - 1].span != g->clusters[k].span;
}

/* Does anything that is drawn stand behind the first character of a cluster? */
static bool carries_marks(const struct galley *g, const struct cluster *cluster, size_t *at)
{
    take_char(g, cluster, at);
    size_t mark = *at;
    for (uint32_t c; (c = take_char(g, cluster, &mark));)
        if (!char_is_ignorable(c))
            return true;
    return false;
}

/* What is not drawn stays in the run that it stands in; a mark that it carries is drawn. */
static int choose_for_ignorable(struct chooser *h, size_t k)
{
    struct galley *g = h->g;
    const struct cluster *cluster = &g->clusters[k];
    bool exact;
    size_t at = cluster->at;
    int face = starts_span(g, k) ? -1 : cluster[-1].face;
    if (face < 0)
        face = choose(g, cluster, ' ', 0, &exact);
    if (face >= 0 && carries_marks(g, cluster, &at))
        face = choose_for_marks(h, cluster, at, face);
    return face < 0 ? -1 : face;
}

void face_choose(struct galley *g)
{
    struct chooser h = {.g = g};
    for (size_t k = 0; k < g->count; k++) {
        struct cluster *a = &g->clusters[k];
        if (starts_span(g, k))
            h.missing.count = h.variants.count = 0;
        if (a->newline || !g->spans[a->span].text)
            continue;
        a->face = char_is_ignorable(a->base) ? choose_for_ignorable(&h, k) : choose_for_atom(&h, a);
    }
}
