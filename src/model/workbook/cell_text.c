/* Texts of cells: runs joined, furigana left out, escaped characters resolved. */
#include "model/workbook/cell_text.h"

#include "base/arena.h"
#include "seam/unicode/unicode.h"

#include <string.h>

enum { ESCAPE = 7 /* bytes of "_x000D_" */ };

void cell_text_clear(struct cell_text *t)
{
    buf_clear(&t->text);
    t->furigana = 0;
    t->open = false;
}

void cell_text_begin(struct cell_text *t, const char *name)
{
    t->furigana += !strcmp(name, "rPh");
    t->open = !t->furigana && !strcmp(name, "t");
}

void cell_text_end(struct cell_text *t, const char *name)
{
    t->furigana -= t->furigana && !strcmp(name, "rPh");
    if (!strcmp(name, "t"))
        t->open = false;
}

void cell_text_add(struct cell_text *t, const char *text, size_t size)
{
    if (t->open)
        buf_add(&t->text, text, size);
}

/* The UTF-16 unit of an escape; -1 where none begins. */
static long escaped_unit(const char *s, size_t left)
{
    long unit = 0;
    if (left < ESCAPE || s[0] != '_' || s[1] != 'x' || s[6] != '_')
        return -1;
    for (int i = 2; i < 6; i++) {
        const char *digits = "0123456789abcdefABCDEF";
        const char *found = strchr(digits, s[i]);
        if (!found || !s[i])
            return -1;
        long value = found - digits;
        unit = unit * 16 + (value < 16 ? value : value - 6);
    }
    return unit;
}

/* The character of an escape, or of two that are one beyond U+FFFF. */
static uint32_t escaped_character(const char *s, size_t left, long first, size_t *step)
{
    *step = ESCAPE;
    if (first < 0xD800 || first > 0xDFFF)
        return first ? (uint32_t)first : 0xFFFD;
    long second = first < 0xDC00 ? escaped_unit(s + ESCAPE, left - ESCAPE) : -1;
    if (second < 0xDC00 || second > 0xDFFF)
        return 0xFFFD;
    *step = 2 * (size_t)ESCAPE;
    return 0x10000 + (((uint32_t)first - 0xD800) << 10) + ((uint32_t)second - 0xDC00);
}

/* Ends of lines come as CR LF, CR or LF, some of them escaped. */
static size_t join_ends(char *text, size_t size)
{
    size_t to = 0;
    for (size_t i = 0; i < size; i++) {
        if (text[i] == '\r' && i + 1 < size && text[i + 1] == '\n')
            continue;
        text[to++] = (char)(text[i] == '\r' ? '\n' : text[i]);
    }
    text[to] = '\0';
    return to;
}

const char *cell_text_resolve(struct arena *a, const char *text, size_t size, size_t *out_size)
{
    char *out = arena_alloc(a, size + 1); /* an escape is longer than its character */
    size_t used = 0;
    for (size_t i = 0, step; i < size; i += step) {
        long unit = escaped_unit(text + i, size - i);
        step = 1;
        if (unit < 0)
            out[used++] = text[i];
        else
            used += unicode_encode(escaped_character(text + i, size - i, unit, &step), out + used);
    }
    *out_size = join_ends(out, used);
    return out;
}
