/* wire_record: texts of any bytes, one behind the other, written and read back. */
#include "base/wire_record.h"

void wire_put_bytes(struct buf *out, const void *data, size_t size)
{
    buf_addf(out, "%zu:", size);
    buf_add(out, data, size);
    buf_addc(out, '\0');
}

void wire_put_text(struct buf *out, const char *text)
{
    if (text)
        wire_put_bytes(out, text, strlen(text));
    else
        buf_add(out, "-:", 3);
}

void wire_put_number(struct buf *out, long long n)
{
    char text[32];
    int size = snprintf(text, sizeof text, "%lld", n);
    wire_put_bytes(out, text, (size_t)size);
}

static const char *spoil(struct wire_record *f)
{
    f->bad = true;
    f->at = f->end;
    return NULL;
}

const char *wire_take_bytes(struct wire_record *f, size_t *size)
{
    size_t left = (size_t)(f->end - f->at);
    size_t n = 0;
    const char *colon = left ? memchr(f->at, ':', left) : NULL;
    bool null = colon == f->at + 1 && *f->at == '-';
    if (!colon || colon == f->at)
        return spoil(f);
    for (const char *c = f->at; !null && c < colon; c++) {
        if (*c < '0' || *c > '9' || n > left)
            return spoil(f);
        n = n * 10 + (size_t)(*c - '0');
    }
    if (n >= (size_t)(f->end - colon - 1) || colon[1 + n])
        return spoil(f);
    f->at = colon + 1 + n + 1;
    if (size)
        *size = n;
    return null ? NULL : colon + 1;
}

const char *wire_take_text(struct wire_record *f)
{
    return wire_take_bytes(f, NULL);
}

long long wire_take_number(struct wire_record *f)
{
    const char *text = wire_take_bytes(f, NULL);
    return text ? strtoll(text, NULL, 10) : 0;
}
