/* utf8: UTF-8 decoded, encoded, and looked through for faults. */
#include "seam/unicode/unicode.h"

#include "base/arena.h"
#include "base/buf.h"

enum { REPLACEMENT = 0xFFFD };

static bool is_trail(unsigned char c)
{
    return (c & 0xC0) == 0x80;
}

/* Length of the sequence that a byte leads, 0 where it leads none. */
static size_t sequence_length(unsigned char lead)
{
    if (lead < 0x80)
        return 1;
    if (lead < 0xC2 || lead > 0xF4)
        return 0;
    return lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

static bool is_scalar_value(uint32_t c, size_t length)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    return c >= least[length] && c <= 0x10FFFF && !(c >= 0xD800 && c <= 0xDFFF);
}

/* Length of the valid character at s, or 0. */
static size_t decode(const unsigned char *s, size_t n, uint32_t *c)
{
    size_t length = sequence_length(s[0]);
    if (length == 1)
        *c = s[0];
    if (length <= 1)
        return length;
    if (length > n)
        return 0;
    uint32_t value = s[0] & (0x7Fu >> length);
    for (size_t i = 1; i < length; i++) {
        if (!is_trail(s[i]))
            return 0;
        value = value << 6 | (s[i] & 0x3Fu);
    }
    *c = value;
    return is_scalar_value(value, length) ? length : 0;
}

/* Most of what is written in Japanese: three bytes, not led by E0 or ED. */
static bool is_common(const unsigned char *s, size_t n)
{
    return n >= 3 && s[0] > 0xE0 && s[0] < 0xED && is_trail(s[1]) && is_trail(s[2]);
}

uint32_t unicode_decode(const char *s, size_t n, size_t *length)
{
    const unsigned char *b = (const unsigned char *)s;
    uint32_t c;
    if (is_common(b, n)) {
        *length = 3;
        return (b[0] & 0x0Fu) << 12 | (b[1] & 0x3Fu) << 6 | (b[2] & 0x3Fu);
    }
    *length = decode((const unsigned char *)s, n, &c);
    if (*length)
        return c;
    *length = 1;
    return REPLACEMENT;
}

static char trail(uint32_t c, int shift)
{
    return (char)(0x80 | (c >> shift & 0x3F));
}

size_t unicode_encode(uint32_t c, char out[4])
{
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        out[0] = (char)(0xC0 | c >> 6);
        out[1] = trail(c, 0);
        return 2;
    }
    if (!is_scalar_value(c, 0))
        c = REPLACEMENT;
    if (c < 0x10000) {
        out[0] = (char)(0xE0 | c >> 12);
        out[1] = trail(c, 6);
        out[2] = trail(c, 0);
        return 3;
    }
    out[0] = (char)(0xF0 | c >> 18);
    out[1] = trail(c, 12);
    out[2] = trail(c, 6);
    out[3] = trail(c, 0);
    return 4;
}

size_t unicode_invalid(const char *s, size_t n)
{
    const unsigned char *u = (const unsigned char *)s;
    size_t i = 0;
    while (i < n) {
        uint32_t c;
        size_t length = u[i] < 0x80 ? 1 : decode(u + i, n - i, &c);
        if (!length)
            return i;
        i += length;
    }
    return n;
}

const char *unicode_list(struct arena *a, const char *text, size_t size)
{
    struct buf list = {0};
    size_t length;
    for (size_t i = 0; i < size; i += length)
        buf_addf(
            &list, "%sU+%04X", i ? " " : "", (unsigned)unicode_decode(text + i, size - i, &length));
    const char *kept = arena_strndup(a, list.data ? list.data : "", list.size);
    buf_release(&list);
    return kept;
}
