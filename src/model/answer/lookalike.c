/* The characters of a value: what the form asks to be half-width, and what was hardly meant. */
#include "base/arena.h"
#include "model/answer/answer.h"

#include <string.h>

/* What stands beside a character. */
enum side {
    EDGE = 1,
    DIGIT = 2, /* 0-9 in both widths */
    KANJI_DIGIT = 4,
    KATAKANA = 8,
    JAPANESE = 16, /* kana and kanji */
    OTHER = 32,
    OPEN = 64, /* blanks and opening brackets */
    ANY = 127
};

/* A character that looks like another one, where that was probably meant. */
static const struct alike {
    uint32_t typed, meant;
    unsigned before, behind;
} alikes[] = {
    {0x30FC, '-', DIGIT, DIGIT},                          /* ー between digits */
    {0x2014, '-', DIGIT, DIGIT},                          /* — */
    {0x2015, '-', DIGIT, DIGIT},                          /* ― */
    {0x4E00, '-', DIGIT, DIGIT},                          /* 一, the kanji */
    {0xFF70, '-', DIGIT, DIGIT},                          /* half-width ー */
    {0x2014, 0x30FC, KATAKANA, KATAKANA | EDGE},          /* サ—バ */
    {0x2015, 0x30FC, KATAKANA, KATAKANA | EDGE},          /* サ―バ */
    {0x2212, 0x30FC, KATAKANA, KATAKANA | EDGE},          /* サ−バ */
    {0xFF0D, 0x30FC, KATAKANA, KATAKANA | EDGE},          /* サ－バ */
    {0x4E00, 0x30FC, KATAKANA, KATAKANA | EDGE},          /* サ一バ */
    {0x3007, '0', DIGIT, ANY},                            /* 1〇 */
    {0x3007, '0', ANY, DIGIT},                            /* 〇3 */
    {0x25CB, '0', DIGIT, DIGIT},                          /* 1○3 */
    {0x25CB, 0x3007, KANJI_DIGIT, KANJI_DIGIT},           /* 二○二六 */
    {0x25EF, 0x3007, KANJI_DIGIT, KANJI_DIGIT},           /* 二◯二六 */
    {0x3007, 0x25CB, EDGE, EDGE},                         /* 〇 as a mark */
    {0x25EF, 0x25CB, EDGE, EDGE},                         /* ◯ as a mark */
    {'~', 0x301C, DIGIT | JAPANESE, DIGIT | JAPANESE},    /* 10時~18時 */
    {'\\', 0x00A5, EDGE | OPEN | JAPANESE, DIGIT},        /* \1,000, a yen sign on Windows */
    {0x223C, 0x301C, DIGIT | JAPANESE, DIGIT | JAPANESE}, /* ∼, an operator */
};

static bool is_kanji_digit(uint32_t c)
{
    static const uint32_t digits[] = {
        0x3007, 0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D};
    for (size_t i = 0; i < sizeof digits / sizeof *digits; i++)
        if (digits[i] == c)
            return true;
    return false;
}

static unsigned side_of(uint32_t c)
{
    if (c == 0 || c == '\n')
        return EDGE;
    if (c == ' ' || c == 0x3000 || c == '(' || c == 0xFF08 || c == 0x300C)
        return OPEN;
    if ((c >= '0' && c <= '9') || (c >= 0xFF10 && c <= 0xFF19))
        return DIGIT;
    if (is_kanji_digit(c))
        return KANJI_DIGIT | JAPANESE;
    if ((c >= 0x30A1 && c <= 0x30FA) || c == 0x30FC || (c >= 0xFF66 && c <= 0xFF9F))
        return KATAKANA | JAPANESE;
    return (c >= 0x3041 && c <= 0x3096) || (c >= 0x4E00 && c <= 0x9FFF) ? JAPANESE : OTHER;
}

static const struct alike *find_alike(uint32_t before, uint32_t c, uint32_t behind)
{
    for (size_t i = 0; i < sizeof alikes / sizeof *alikes; i++)
        if (alikes[i].typed == c && (alikes[i].before & side_of(before)) &&
            (alikes[i].behind & side_of(behind)))
            return &alikes[i];
    return NULL;
}

static const char *shown(struct arena *a, uint32_t c)
{
    char bytes[4];
    size_t size = unicode_encode(c, bytes);
    return arena_strndup(a, bytes, size);
}

static void warn(
    struct arena *a, struct messages *e, const struct inst *i, const struct alike *k, int column)
{
    struct position at = i->at;
    if (i->exact)
        at.column += column;
    const char *typed = shown(a, k->typed), *meant = shown(a, k->meant);
    messages_warn(e, "look-alike", at,
        "'%s' (U+%04X) in '%s' looks like '%s' (U+%04X), which was probably meant; it is printed "
        "as "
        "typed",
        "「%s」(U+%04X)は、「%s」の中では形の似た「%s」(U+%04X)の打ち間違いではありませんか。"
        "書かれたとおりに印刷します",
        typed, (unsigned)k->typed, i->text, meant, (unsigned)k->meant);
}

/* Characters that show nothing (Unicode: Default_Ignorable_Code_Point, and blank fillers): in a
   name they are another name for every search. Joiners and variation selectors mean something. */
static bool is_unseen(uint32_t c)
{
    static const struct {
        uint32_t first, last;
    } unseen[] = {{0xAD, 0xAD}, {0x34F, 0x34F}, {0x61C, 0x61C}, {0x115F, 0x1160}, {0x17B4, 0x17B5},
        {0x180B, 0x180F}, {0x200B, 0x200B}, {0x200E, 0x200F}, {0x2060, 0x206F}, {0x2800, 0x2800},
        {0x3164, 0x3164}, {0xFFA0, 0xFFA0}, {0xFFF0, 0xFFFB}, {0x1BCA0, 0x1BCA3},
        {0x1D173, 0x1D17A}, {0xE0000, 0xE00FF}};
    for (size_t i = 0; i < sizeof unseen / sizeof *unseen; i++)
        if (c >= unseen[i].first && c <= unseen[i].last)
            return true;
    return false;
}

static void warn_unseen(struct messages *e, const struct inst *i, uint32_t c, int column)
{
    struct position at = i->at;
    if (i->exact)
        at.column += column;
    messages_warn(e, "unseen", at,
        "an invisible character (U+%04X) stands in '%s'; remove it, or type the value anew",
        "目に見えない文字 (U+%04X) が「%s」に入っています。消すか、打ち直してください", (unsigned)c,
        i->text);
}

void answer_warn_alikes(struct arena *a, struct messages *e, const struct inst *i)
{
    size_t size = strlen(i->text), length, length_behind = 0;
    uint32_t before = 0, c = unicode_decode(i->text, size, &length), behind;
    int column = 0;
    for (size_t at = 0; at < size; at += length, length = length_behind, column++) {
        size_t next = at + length;
        behind = next < size ? unicode_decode(i->text + next, size - next, &length_behind) : 0;
        const struct alike *k =
            c == '~' || c == '\\' || c > 0x2000 ? find_alike(before, c, behind) : NULL;
        if (k)
            warn(a, e, i, k, column);
        if (is_unseen(c))
            warn_unseen(e, i, c, column);
        before = c;
        c = behind;
    }
}

/* Hyphens, minus signs and dashes of all sorts, as they are typed in numbers. */
static bool is_dash(uint32_t c)
{
    return (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0x30FC || c == 0xFF70 || c == 0x2500;
}

/* （０３） holds nothing but a number? */
static bool holds_number(const char *text, size_t size)
{
    size_t length;
    for (size_t at = 0; at < size; at += length) {
        uint32_t c = unicode_decode(text + at, size - at, &length);
        if (c == 0xFF09)
            return at > 0;
        if (side_of(c) != DIGIT)
            return false;
    }
    return false;
}

struct halving {
    uint32_t before; /* the character in front, halved */
    bool inside;     /* behind a bracket that was halved */
};

/* What c becomes, with the rest of the text behind it. */
static uint32_t halved(struct halving *h, uint32_t c, const char *rest, size_t size)
{
    size_t ignored;
    bool after_digit = side_of(h->before) == DIGIT;
    if (c == 0xFF08)
        h->inside = holds_number(rest, size);
    if (c == 0xFF08 || c == 0xFF09)
        return h->inside ? c - 0xFF01 + '!' : c;
    if (c == 0x3000)
        return after_digit && size && side_of(unicode_decode(rest, size, &ignored)) == DIGIT ? ' '
                                                                                             : c;
    if (c >= 0xFF01 && c <= 0xFF5E)
        return c - 0xFF01 + '!';
    return is_dash(c) && (after_digit || h->before == ')') ? '-' : c;
}

const char *answer_halved(struct arena *a, const char *text)
{
    size_t size = strlen(text), length, count = 0;
    char *out = arena_alloc(a, size + 1);
    struct halving h = {0};
    for (size_t at = 0; at < size; at += length) {
        uint32_t c = unicode_decode(text + at, size - at, &length);
        h.before = halved(&h, c, text + at + length, size - at - length);
        if (h.before == c) {
            memcpy(out + count, text + at, length);
            count += length;
        } else {
            out[count++] = (char)h.before;
        }
    }
    out[count] = '\0';
    return out;
}
