/* Lengths, colours and words of layout files. */
#include "base/arena.h"
#include "typeset/design/design.h"

#include <string.h>

#define LONGEST MPT_PT(14400) /* what PDF readers show of a page */

/* Reads a decimal number as thousandths; NULL where none stands there or it is absurd. */
static const char *read_thousandths(const char *s, int64_t *out)
{
    bool minus = *s == '-';
    s += minus;
    if (*s < '0' || *s > '9')
        return NULL;
    int64_t value = 0;
    for (; *s >= '0' && *s <= '9'; s++)
        if ((value = value * 10 + (*s - '0')) > 100000)
            return NULL;
    value *= 1000;
    if (*s == '.') {
        s++;
        for (int unit = 100; *s >= '0' && *s <= '9'; s++, unit /= 10)
            value += (*s - '0') * unit;
    }
    *out = minus ? -value : value;
    return s;
}

static bool bad_length(struct design_reader *r, const struct node *n)
{
    known_wrong_type(r->err, n, "a length is a number with its unit, as 3mm, 10.5pt, 1.5em, 1fr",
        "長さは 3mm、10.5pt、1.5em、1fr のように単位を付けて書きます");
    return false;
}

static int32_t from_mm(int64_t thousandths)
{
    int64_t scaled = thousandths * 7200;
    return (int32_t)((scaled + (scaled < 0 ? -1270 : 1270)) / 2540);
}

bool design_length(struct design_reader *r, const struct node *n, struct length *out)
{
    const char *text = node_text(n);
    if (text && !strcmp(text, "fill")) {
        *out = (struct length){UNIT_FILL, 0};
        return true;
    }
    int64_t value;
    const char *unit = text ? read_thousandths(text, &value) : NULL;
    if (!unit)
        return bad_length(r, n);
    if (!strcmp(unit, "mm"))
        *out = (struct length){UNIT_PT, from_mm(value)};
    else if (!strcmp(unit, "pt") || (!*unit && !value))
        *out = (struct length){UNIT_PT, (int32_t)value};
    else if (!strcmp(unit, "em"))
        *out = (struct length){UNIT_EM, (int32_t)value};
    else if (!strcmp(unit, "fr"))
        *out = (struct length){UNIT_FR, (int32_t)value};
    else
        return bad_length(r, n);
    return true;
}

static bool blame_range(struct design_reader *r, const struct node *n)
{
    messages_error(r->err, ERR_INPUT, "bad-length", n->at,
        "the length '%s' is out of range: here it is not below 0 and not above 5 m",
        "長さ「%s」は範囲外です。ここでは0以上5m以下で書きます", n->text);
    return false;
}

static bool node_mpt(
    struct design_reader *r, const struct node *n, mpt em, bool may_be_negative, mpt *out)
{
    struct length l;
    if (!design_length(r, n, &l))
        return false;
    if (l.unit == UNIT_FR || l.unit == UNIT_FILL)
        return bad_length(r, n);
    int64_t value = l.unit == UNIT_EM ? (int64_t)l.value * em / 1000 : l.value;
    if (value > LONGEST || value < (may_be_negative ? -LONGEST : 0))
        return blame_range(r, n);
    *out = (mpt)value;
    return true;
}

bool design_mpt(struct design_reader *r, const struct node *map, const char *key, mpt em, mpt *out)
{
    static const char *const shifts[] = {"before", "after", "first", "indent", NULL};
    static const struct names may_be_negative = {{shifts}};
    const struct node *n = node_lookup(map, key);
    return !n || node_mpt(r, n, em, names_have(&may_be_negative, key), out);
}

bool design_extent(struct design_reader *r, const struct node *n, struct length *out)
{
    if (!design_length(r, n, out))
        return false;
    bool good = out->value >= 0 && (out->unit != UNIT_PT || out->value <= LONGEST);
    return good || blame_range(r, n);
}

bool design_sides(
    struct design_reader *r, const struct node *map, const char *key, mpt em, struct sides *out)
{
    static const char *const names[] = {"top", "right", "bottom", "left", NULL};
    const struct node *n = node_lookup(map, key);
    bool shift = !strcmp(key, "at");
    mpt *sides[] = {&out->top, &out->right, &out->bottom, &out->left};
    if (!n)
        return true;
    if (n->kind == NODE_SCALAR) {
        bool good = node_mpt(r, n, em, shift, &out->top);
        out->right = out->bottom = out->left = out->top;
        return good;
    }
    bool good = true;
    if (n->kind == NODE_LIST && (n->count == 2 || n->count == 4)) {
        for (size_t i = 0; i < 4; i++)
            good &= node_mpt(r, n->items[i % n->count], em, shift, sides[i]);
        return good;
    }
    struct names known = {{names}};
    if (!known_keys(r->err, n, &known, arena_printf(r->arena, "'%s'", key),
            arena_printf(r->arena, "「%s」", key)))
        return false;
    for (size_t i = 0; i < 4; i++)
        good &= design_mpt(r, n, names[i], em, sides[i]);
    return good;
}

static int hex_digit(char c)
{
    const char *digits = "0123456789abcdef";
    const char *p = c ? strchr(digits, c >= 'A' && c <= 'F' ? c + 32 : c) : NULL;
    return p ? (int)(p - digits) : -1;
}

bool design_ink(
    struct design_reader *r, const struct node *map, const char *key, uint32_t *out, bool *has)
{
    const struct node *n = node_lookup(map, key);
    if (!n)
        return true;
    const char *text = node_text(n);
    uint32_t ink = 0;
    bool good = text && text[0] == '#' && strlen(text) == 7;
    for (int i = 1; good && i < 7; i++) {
        int digit = hex_digit(text[i]);
        good = digit >= 0;
        ink = ink << 4 | (uint32_t)(digit & 15);
    }
    if (!good) {
        known_wrong_type(
            r->err, n, "a colour is written as \"#808080\"", "色は \"#808080\" のように書きます");
        return false;
    }
    *out = ink;
    if (has)
        *has = true;
    return true;
}

bool design_word(struct design_reader *r, const struct node *map, const char *key,
    const char *const *words, int *out)
{
    const char *text = NULL;
    if (!known_text(r->err, map, key, &text) || !text)
        return !node_lookup(map, key);
    for (int i = 0; words[i]; i++)
        if (!strcmp(words[i], text)) {
            *out = i;
            return true;
        }
    struct names names = {{words}};
    known_blame(r->err, node_lookup(map, key)->at, text, &names,
        arena_printf(r->arena, "'%s'", key), arena_printf(r->arena, "「%s」", key));
    return false;
}
