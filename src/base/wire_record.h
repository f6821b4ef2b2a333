/* wire_record: texts of any bytes, one behind the other, as a program hands them to its helper.
   Prefixes: wire_put_, wire_take_. */
#ifndef BASE_WIRE_RECORD_H
#define BASE_WIRE_RECORD_H

#include "base/buf.h"

#include <stdbool.h>

void wire_put_bytes(struct buf *out, const void *data, size_t size);
void wire_put_text(struct buf *out, const char *text); /* NULL stays NULL */
void wire_put_number(struct buf *out, long long n);

/* What is left to be read. A field that is missing or malformed makes it bad, and it and all
   behind it NULL or 0. */
struct wire_record {
    const char *at;
    const char *end;
    bool bad;
};

/* Followed by a NUL that size (may be NULL) does not count; it stays in the fields' own bytes. */
const char *wire_take_bytes(struct wire_record *f, size_t *size);
const char *wire_take_text(struct wire_record *f);
long long wire_take_number(struct wire_record *f);

#endif
