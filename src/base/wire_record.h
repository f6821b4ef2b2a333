/* fields: texts of any bytes, one behind the other, as a program hands them to its helper.
   Prefixes: field_, fields_. */
#ifndef BASE_WIRE_RECORD_H
#define BASE_WIRE_RECORD_H

#include "base/buf.h"

#include <stdbool.h>

void field_bytes(struct buf *out, const void *data, size_t size);
void field_text(struct buf *out, const char *text); /* NULL stays NULL */
void field_number(struct buf *out, long long n);

/* What is left to be read. A field that is missing or malformed makes it bad, and it and all
   behind it NULL or 0. */
struct fields {
    const char *at;
    const char *end;
    bool bad;
};

/* Followed by a NUL that size (may be NULL) does not count; it stays in the fields' own bytes. */
const char *fields_bytes(struct fields *f, size_t *size);
const char *fields_text(struct fields *f);
long long fields_number(struct fields *f);

#endif
