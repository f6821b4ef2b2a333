/* Filters of content streams: Flate, ASCIIHex, ASCII85, RunLength and LZW, without complaint. */
#include "program/tsuzuri-pdf/document/decode_filter.h"

#include "seam/codec/zlib.h"

#include <ctype.h>
#include <stdint.h>

struct flow {
    const unsigned char *at;
    const unsigned char *end;
    struct buf *out;
    size_t last; /* size of 'out' that is enough */
};

static void put(struct flow *f, unsigned c)
{
    if (f->out->size < f->last)
        buf_addc(f->out, (char)c);
}

static void from_hex(struct flow *f)
{
    int half = -1;
    for (; f->at < f->end && *f->at != '>'; f->at++) {
        int c = tolower(*f->at);
        int digit = isdigit(c) ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
        if (digit < 0)
            continue;
        if (half >= 0)
            put(f, (unsigned)(half << 4 | digit));
        half = half >= 0 ? -1 : digit;
    }
    if (half >= 0)
        put(f, (unsigned)half << 4);
}

/* count: the digits that stand for count - 1 bytes. */
static void put_tuple(struct flow *f, const unsigned *digits, int count)
{
    uint32_t value = 0;
    for (int i = 0; i < 5; i++)
        value = value * 85 + (i < count ? digits[i] : 84);
    for (int i = 0; i < count - 1; i++)
        put(f, value >> (24 - 8 * i) & 0xFF);
}

static void from_ascii85(struct flow *f)
{
    unsigned digits[5];
    int n = 0;
    for (; f->at < f->end && *f->at != '~'; f->at++) {
        if (*f->at == 'z' && n == 0)
            put_tuple(f, (const unsigned[5]){0}, 5);
        else if (*f->at >= '!' && *f->at <= 'u')
            digits[n++] = *f->at - (unsigned)'!';
        if (n == 5) {
            put_tuple(f, digits, n);
            n = 0;
        }
    }
    if (n > 1)
        put_tuple(f, digits, n);
}

static void from_runs(struct flow *f)
{
    while (f->at < f->end && *f->at != 128) {
        unsigned length = *f->at++;
        if (length < 128) {
            for (unsigned i = 0; i <= length && f->at < f->end; i++)
                put(f, *f->at++);
        } else if (f->at < f->end) {
            for (unsigned i = 0; i < 257 - length; i++)
                put(f, *f->at);
            f->at++;
        }
    }
}

enum { LZW_CLEAR = 256, LZW_END = 257, LZW_FIRST = 258, LZW_MOST = 4096 };

struct lzw {
    uint16_t before[LZW_MOST]; /* the entry that this one is longer than */
    unsigned char last[LZW_MOST];
    unsigned next;
    unsigned old; /* LZW_MOST: none */
    uint32_t bits;
    unsigned bit_count;
};

static unsigned lzw_width(const struct lzw *l)
{
    return l->next >= 2047 ? 12 : l->next >= 1023 ? 11 : l->next >= 511 ? 10 : 9;
}

static unsigned lzw_code(struct flow *f, struct lzw *l)
{
    unsigned width = lzw_width(l);
    while (l->bit_count < width) {
        if (f->at == f->end)
            return LZW_END;
        l->bits = l->bits << 8 | *f->at++;
        l->bit_count += 8;
    }
    l->bit_count -= width;
    return l->bits >> l->bit_count & ((1u << width) - 1);
}

/* Writes an entry; its first byte. */
static unsigned char lzw_put(struct flow *f, const struct lzw *l, unsigned code)
{
    unsigned char text[LZW_MOST];
    int n = 0;
    for (; code >= LZW_FIRST && code < LZW_MOST; code = l->before[code])
        text[n++] = l->last[code];
    text[n++] = (unsigned char)code;
    for (int i = n; i-- > 0;)
        put(f, text[i]);
    return text[n - 1];
}

static unsigned char lzw_head(const struct lzw *l, unsigned code)
{
    while (code >= LZW_FIRST && code < LZW_MOST)
        code = l->before[code];
    return (unsigned char)code;
}

/* False where there is no such entry yet. */
static bool lzw_take(struct flow *f, struct lzw *l, unsigned code)
{
    bool coming = code == l->next && code < LZW_MOST - 1 && l->old < LZW_MOST;
    if (code >= l->next && !coming)
        return false;
    if (l->old < LZW_MOST && l->next < LZW_MOST - 1) {
        l->before[l->next] = (uint16_t)l->old;
        l->last[l->next] = lzw_head(l, coming ? l->old : code);
        l->next++;
    }
    lzw_put(f, l, code);
    l->old = code;
    return true;
}

static void from_lzw(struct flow *f)
{
    struct lzw l = {.next = LZW_FIRST, .old = LZW_MOST};
    for (;;) {
        unsigned code = lzw_code(f, &l);
        if (code == LZW_CLEAR) {
            l.next = LZW_FIRST;
            l.old = LZW_MOST;
        } else if (code == LZW_END || f->out->size >= f->last || !lzw_take(f, &l, code)) {
            return;
        }
    }
}

static void from_flate(struct flow *f)
{
    zlib_unpack(f->at, (size_t)(f->end - f->at), f->last - f->out->size, f->out);
}

bool decode_filter(const char *filter, const void *data, size_t size, size_t most, struct buf *out)
{
    static const struct {
        const char *name;
        const char *abbreviation;
        void (*decode)(struct flow *);
    } filters[] = {
        {"FlateDecode", "Fl", from_flate},
        {"ASCIIHexDecode", "AHx", from_hex},
        {"ASCII85Decode", "A85", from_ascii85},
        {"RunLengthDecode", "RL", from_runs},
        {"LZWDecode", "LZW", from_lzw},
    };
    struct flow f = {data, (const unsigned char *)data + size, out, out->size + most};
    for (size_t i = 0; i < sizeof filters / sizeof *filters; i++)
        if (!strcmp(filter, filters[i].name) || !strcmp(filter, filters[i].abbreviation)) {
            filters[i].decode(&f);
            return true;
        }
    return false;
}
