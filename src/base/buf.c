/* buf: bytes that grow at their end. */
#include "base/buf.h"

#include <stdarg.h>
#include <stdint.h>

enum { FIRST_ROOM = 64 };

/* Room for n more bytes and the NUL. */
static char *reserve(struct buf *b, size_t n)
{
    if (n >= SIZE_MAX / 2 - b->size)
        abort();
    size_t need = b->size + n + 1;
    if (need > b->room) {
        size_t room = b->room ? b->room : FIRST_ROOM;
        while (room < need)
            room *= 2;
        b->data = realloc(b->data, room);
        if (!b->data)
            abort();
        b->room = room;
    }
    return b->data + b->size;
}

static void commit(struct buf *b, size_t n)
{
    b->size += n;
    b->data[b->size] = '\0';
}

void buf_add(struct buf *b, const void *data, size_t n)
{
    char *to = reserve(b, n);
    if (n)
        memcpy(to, data, n);
    commit(b, n);
}

void buf_adds(struct buf *b, const char *s)
{
    buf_add(b, s, strlen(s));
}

void buf_addc(struct buf *b, char c)
{
    *reserve(b, 1) = c;
    commit(b, 1);
}

static void addv(struct buf *b, const char *format, va_list args, va_list again)
{
    int n = vsnprintf(NULL, 0, format, args);
    if (n < 0)
        abort();
    vsnprintf(reserve(b, (size_t)n), (size_t)n + 1, format, again);
    commit(b, (size_t)n);
}

void buf_addf(struct buf *b, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    addv(b, format, args, again);
    va_end(again);
    va_end(args);
}

void buf_clear(struct buf *b)
{
    b->size = 0;
    if (b->data)
        b->data[0] = '\0';
}

void buf_release(struct buf *b)
{
    free(b->data);
    *b = (struct buf){0};
}
