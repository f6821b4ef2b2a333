/* break_opportunity: where a line may end, and how good a place that is.

   ICU's answer (UAX #14 with the Japanese rules, lb=strict or laxer) is the beginning. It is
   corrected in two ways: characters whose Unicode class does not suit Japanese break like a
   stand-in, and a table of pairs takes breaks away that ICU allows (約 100, 3 点, full-width
   numbers) by a level, so that they stay possible where nothing else is. Breaks within a URL are
   url_break's. What is left is a level for each cluster, from BREAK_GOOD to BREAK_NEVER; which
   break is taken is the business of first_fit and total_fit. */
#include "typeset/paragraph/paragraph_internal.h"

#include "base/arena.h"

/* Characters whose Unicode class does not suit Japanese text break like another one of the same
   length in UTF-8. */
struct stand_in {
    uint32_t first, last;
    const char *as;
};

static const struct stand_in STAND_INS[] = {
    {U'«', U'«', "\u00BF"},                     /* guillemets open and close */
    {U'»', U'»', "\u037E"}, {U'※', U'※', "一"}, /* reference mark */
    {U'№', U'№', "一"},                         /* numero: what follows is up to the pair rules */
    {U'Ⅰ', U'ⅿ', "一"},                         /* roman numerals */
    {U'←', U'⇿', "一"},                         /* arrows */
    {0x2212, 0x2212, "〜"},                     /* minus, also JIS's hyphen of addresses, cl-03 */
    {U'①', U'⓿', "一"},     /* circled digits and letters: they never break in ICU */
    {U'■', U'◿', "一"},     /* squares, circles, triangles */
    {U'★', U'☆', "一"},     /* stars */
    {U'☐', U'☒', "一"},     /* ballot boxes */
    {U'✓', U'✖', "一"},     /* check marks */
    {U'❶', U'➓', "一"},     /* dingbat circled digits */
    {0xFF0D, 0xFF0D, "〜"}, /* full-width hyphen-minus: a hyphen, cl-03 */
    {U'／', U'／', "・"},   /* full-width solidus: must not start a line */
    {0xFF5E, 0xFF5E, "〜"}, /* full-width tilde: CP932's wave dash */
};

/* Traits of characters for the pair rules. */
enum trait {
    DIGIT = 1,
    WIDE_DIGIT = 2,
    WIDE_POINT = 4,
    KANJI_DIGIT = 8,
    PREFIX = 16, /* glued to what follows */
    ABOUT = 32,
    MINUS = 64,
    KANJI = 128,
    JOINER = 256, /* hyphen or solidus inside a Latin word */
    LETTER = 512,
    ANY = 1024
};

/* What is taken away from ICU's answer: a break between 'before' and 'behind' is at most as
   good as 'level'. first_strict: the laxest strictness for which the rule holds. */
struct pair_rule {
    unsigned before, behind;
    enum break_level level;
    enum unicode_strictness first_strict;
};

static const struct pair_rule PAIR_RULES[] = {
    {WIDE_DIGIT, WIDE_DIGIT, BREAK_LAST, UNI_LOOSE}, /* １２３ is one number */
    {WIDE_POINT, WIDE_DIGIT, BREAK_LAST, UNI_LOOSE}, /* １，０００ and ３．５ as well */
    {PREFIX, ANY, BREAK_DIRE, UNI_LOOSE},            /* ＃ ＄ № 〒 ※ */
    {ABOUT, DIGIT | WIDE_DIGIT | KANJI_DIGIT, BREAK_LAST, UNI_LOOSE}, /* 約100 */
    {MINUS, DIGIT | WIDE_DIGIT, BREAK_LAST, UNI_LOOSE},               /* −5 */
    {DIGIT | WIDE_DIGIT, KANJI, BREAK_POOR, UNI_LOOSE},               /* 3点, 11月 */
    {JOINER, LETTER | DIGIT, BREAK_POOR, UNI_LOOSE},                  /* Wi-Fi, and/or */
};

static const char *stand_in(uint32_t c)
{
    for (size_t i = 0; i < sizeof STAND_INS / sizeof *STAND_INS; i++)
        if (c >= STAND_INS[i].first && c <= STAND_INS[i].last)
            return STAND_INS[i].as;
    return NULL;
}

static uint32_t char_before(const char *text, size_t at)
{
    size_t length, from = at;
    do {
        if (from == 0)
            return ' ';
        from--;
    } while (((unsigned char)text[from] & 0xC0) == 0x80);
    return unicode_decode(text + from, at - from, &length);
}

static bool is_western(uint32_t c)
{
    return c < 0x2E80 && c != ' ' && unicode_is_western(c);
}

/* Curly quotes break like corner brackets, but for apostrophes and quotes within a word. */
static const char *quote(const char *text, size_t size, size_t at, uint32_t c)
{
    size_t length;
    if (c == U'‘' || c == U'“')
        return is_western(char_before(text, at)) ? NULL : "「";
    if (c != U'’' && c != U'”')
        return NULL;
    uint32_t behind = at + 3 < size ? unicode_decode(text + at + 3, size - at - 3, &length) : ' ';
    return is_western(behind) ? NULL : "」";
}

char *break_text(struct arena *a, const char *text, size_t size)
{
    char *copy = arena_strndup(a, text, size);
    size_t length;
    for (size_t i = 0; i < size; i += length) {
        unsigned char lead = (unsigned char)text[i];
        length = 1;
        if (lead != 0xC2 && lead != 0xE2 && lead != 0xEF)
            continue;
        uint32_t c = unicode_decode(text + i, size - i, &length);
        const char *as = stand_in(c);
        if (!as && length == 3)
            as = quote(text, size, i, c);
        if (as)
            memcpy(copy + i, as, length);
    }
    return copy;
}

static unsigned special_traits(uint32_t c)
{
    switch (c) {
    case 0x2010: /* hyphen */
    case 0x2013: /* en dash */
        return JOINER;
    case U'№':
    case U'※':
    case U'〒':
    case U'＃':
    case U'＄':
        return PREFIX;
    case 0x2212: /* minus */
        return MINUS;
    case U'，':
    case U'．':
        return WIDE_POINT;
    default:
        return 0;
    }
}

static bool is_kanji_digit(uint32_t c)
{
    static const uint32_t digits[] = {U'〇', U'一', U'七', U'三', U'九', U'二', U'五', U'八', U'六',
        U'十', U'四', U'千', U'数', U'百'};
    for (size_t i = 0; i < sizeof digits / sizeof *digits; i++)
        if (digits[i] == c)
            return true;
    return false;
}

static unsigned kanji_traits(uint32_t c)
{
    return c == U'約' ? KANJI | ABOUT : is_kanji_digit(c) ? KANJI | KANJI_DIGIT : KANJI;
}

static unsigned ascii_traits(uint32_t c)
{
    if (c >= '0' && c <= '9')
        return DIGIT;
    if ((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'))
        return LETTER;
    return c == '-' || c == '/' ? JOINER : 0;
}

static unsigned traits(uint32_t c)
{
    if (c < 0x80)
        return ANY | ascii_traits(c);
    if (char_is_kanji(c))
        return ANY | kanji_traits(c);
    if (c >= U'０' && c <= U'９')
        return ANY | WIDE_DIGIT;
    return ANY | special_traits(c);
}

static enum break_level pair_level(
    unsigned before, unsigned behind, enum unicode_strictness strictness)
{
    enum break_level level = BREAK_GOOD;
    for (size_t i = 0; i < sizeof PAIR_RULES / sizeof *PAIR_RULES; i++) {
        const struct pair_rule *r = &PAIR_RULES[i];
        if ((before & r->before) && (behind & r->behind) && strictness >= r->first_strict &&
            r->level < level)
            level = r->level;
    }
    return level;
}

/* Inside an ellipse or below ruby, or behind an object that is glued to what follows, blanks
 * included. */
static bool is_glued(const struct galley *g, const struct cluster *a, const struct cluster *b)
{
    const struct span *own = &g->spans[a->span];
    if (a->span == b->span && (own->mark == SPAN_CIRCLED || own->ruby))
        return true;
    while (a > g->clusters && a->blank)
        a--;
    const struct span *s = &g->spans[a->span];
    return !s->text && s->object->glue_next;
}

static enum break_level last_resort(const struct cluster *a, const struct cluster *b)
{
    return class_may_end(a->class) && class_may_start(b->class) ? BREAK_LAST : BREAK_DIRE;
}

/* JLREQ Table 2, where ICU allows more: 」 and ％. */
static bool is_forbidden(const struct cluster *a, const struct cluster *b)
{
    bool latin = b->base < 0x80 && (a->western || a->blank);
    return !latin && !(class_may_end(a->class) && class_may_start(b->class));
}

static bool is_in_phrase(const struct galley *g, const struct cluster *a, const struct cluster *b)
{
    bool objects = !g->spans[a->span].text || !g->spans[b->span].text;
    return g->phrases && !objects && !(g->flags[b->at] & UNI_PHRASE);
}

static enum break_level level_between(
    const struct galley *g, size_t k, unsigned before, unsigned behind)
{
    const struct cluster *a = &g->clusters[k - 1], *b = &g->clusters[k];
    if (b->blank || (b->face >= 0 && !b->glyphs))
        return BREAK_NEVER;
    if (is_glued(g, a, b))
        return BREAK_DIRE;
    if (a->link && b->link)
        return link_level(g, k);
    if (!(g->flags[b->at] & UNI_BREAK))
        return last_resort(a, b);
    if (g->strictness == UNI_STRICT && is_forbidden(a, b))
        return BREAK_DIRE;
    if (a->blank)
        return BREAK_GOOD;
    enum break_level level = pair_level(before, behind, g->strictness);
    return is_in_phrase(g, a, b) && level > BREAK_PHRASE ? BREAK_PHRASE : level;
}

void galley_break(struct galley *g)
{
    link_mark(g);
    unsigned before = 0;
    for (size_t k = 0; k < g->count; k++) {
        unsigned behind = traits(g->clusters[k].base);
        if ((behind & WIDE_POINT) && !(before & WIDE_DIGIT))
            behind &= ~(unsigned)WIDE_POINT;
        g->clusters[k].level = k ? (uint8_t)level_between(g, k, before, behind) : BREAK_NEVER;
        before = behind;
    }
}
