/* Writes numbers in kanji, or their digits in full width. */
#include "typeset/layout/kanji_numeral.h"

#include "base/arena.h"
#include "base/buf.h"
#include "seam/unicode/unicode.h"

#include <string.h>

static const char *const kanji[] = {"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"};

static int digit_of(uint32_t c)
{
    if (c >= '0' && c <= '9')
        return (int)(c - '0');
    return c >= U'０' && c <= U'９' ? (int)(c - U'０') : -1;
}

/* 8 八, 10 十, 31 三十一; a zero stands for itself. */
static void add_counted(struct buf *out, int n)
{
    if (n >= 20)
        buf_adds(out, kanji[n / 10]);
    if (n >= 10)
        buf_adds(out, "十");
    if (n % 10 || n < 10)
        buf_adds(out, kanji[n % 10]);
}

static void add_number(struct buf *out, const int *digits, size_t count, bool counted)
{
    if (counted && count <= 2) {
        add_counted(out, count == 2 ? digits[0] * 10 + digits[1] : digits[0]);
        return;
    }
    for (size_t i = 0; i < count; i++)
        buf_adds(out, kanji[digits[i]]);
}

static bool is_digit_at(const char *text, size_t left)
{
    size_t length;
    return left && digit_of(unicode_decode(text, left, &length)) >= 0;
}

const char *kanji_numerals(struct arena *a, const char *text, bool counted)
{
    size_t size = strlen(text), count = 0, length;
    int *digits = arena_array(a, size + 1, sizeof *digits);
    struct buf out = {0};
    for (size_t i = 0; i < size; i += length) {
        uint32_t c = unicode_decode(text + i, size - i, &length);
        int digit = digit_of(c);
        if (digit >= 0) {
            digits[count++] = digit;
            continue;
        }
        if (count)
            add_number(&out, digits, count, counted);
        if (c == '-' && count && is_digit_at(text + i + length, size - i - length))
            buf_adds(&out, "－"); /* 九－八－七 */
        else
            buf_add(&out, text + i, length);
        count = 0;
    }
    if (count)
        add_number(&out, digits, count, counted);
    const char *written = arena_strndup(a, out.data ? out.data : "", out.size);
    buf_release(&out);
    return written;
}

const char *full_width_digits(struct arena *a, const char *text)
{
    size_t size = strlen(text), used = 0, length;
    char *out = arena_alloc(a, size * 3 + 1);
    for (size_t i = 0; i < size; i += length) {
        int digit = digit_of(unicode_decode(text + i, size - i, &length));
        if (digit >= 0)
            used += unicode_encode(U'０' + (uint32_t)digit, out + used);
    }
    return out;
}
