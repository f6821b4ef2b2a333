/* buf: bytes that grow at the end.
   Prefixes: buf_. */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <stddef.h>

/* {0} is an empty buffer. data is always followed by a NUL that size does not count,
   once anything was added. */
struct buf {
    char *data;
    size_t size;
    size_t room;
};

void buf_add(struct buf *b, const void *data, size_t n);
void buf_adds(struct buf *b, const char *s);
void buf_addc(struct buf *b, char c);
void buf_addf(struct buf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Empties it, keeping its memory. */
void buf_clear(struct buf *b);
void buf_release(struct buf *b);

#endif
