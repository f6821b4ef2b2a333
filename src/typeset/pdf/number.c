/* number: numbers and strings as bytes of PDF syntax, never through a float. */
#include "typeset/pdf/pdf_internal.h"

void out_int(struct buf *b, int64_t v)
{
    char digits[24];
    size_t at = sizeof digits;
    uint64_t left = v < 0 ? -(uint64_t)v : (uint64_t)v;
    do
        digits[--at] = (char)('0' + left % 10);
    while (left /= 10);
    if (v < 0)
        digits[--at] = '-';
    buf_add(b, digits + at, sizeof digits - at);
}

/* The decimals of 0 to 999 thousandths. */
static void add_decimals(struct buf *b, int thousandths)
{
    char digits[4] = {'.', (char)('0' + thousandths / 100), (char)('0' + thousandths / 10 % 10),
        (char)('0' + thousandths % 10)};
    size_t n = 4;
    while (digits[n - 1] == '0')
        n--;
    buf_add(b, digits, n);
}

void out_mpt(struct buf *b, int64_t v)
{
    int decimals = (int)(v % 1000);
    if (v < 0 && v > -1000)
        buf_addc(b, '-');
    if (v / 1000 || !decimals)
        out_int(b, v / 1000);
    if (decimals)
        add_decimals(b, decimals < 0 ? -decimals : decimals);
}

static const char hex_digits[] = "0123456789ABCDEF";

void out_hex(struct buf *b, const void *data, size_t size)
{
    const unsigned char *bytes = data;
    for (size_t i = 0; i < size; i++) {
        char two[2] = {hex_digits[bytes[i] >> 4], hex_digits[bytes[i] & 15]};
        buf_add(b, two, 2);
    }
}

void out_hex16(struct buf *b, unsigned v)
{
    char four[4] = {hex_digits[v >> 12 & 15], hex_digits[v >> 8 & 15], hex_digits[v >> 4 & 15],
        hex_digits[v & 15]};
    buf_add(b, four, 4);
}

static void add_unit(struct buf *b, uint32_t unit)
{
    char two[2] = {(char)(unit >> 8), (char)(unit & 0xFF)};
    buf_add(b, two, 2);
}

void out_utf16be(struct buf *b, const char *text, size_t size)
{
    size_t length;
    for (size_t at = 0; at < size; at += length) {
        uint32_t c = unicode_decode(text + at, size - at, &length);
        if (c >= 0x10000) {
            add_unit(b, 0xD7C0 + (c >> 10));
            c = 0xDC00 + (c & 0x3FF);
        }
        add_unit(b, c);
    }
}
