/* object_set: indirect objects that a walk has met. {0} at first.
   Prefixes: object_set_. */
#ifndef PROGRAM_TSUZURI_PDF_DOCUMENT_OBJECT_SET_H
#define PROGRAM_TSUZURI_PDF_DOCUMENT_OBJECT_SET_H

#include "program/tsuzuri-pdf/document/handle.h"

struct object_set {
    int *slots; /* object numbers, open addressing */
    size_t count;
    size_t room;
};

/* Adds an object; true where it was not met before (or is direct), and the walk is not too long
   yet: it ends after a million objects. */
bool object_set_add(struct pdf_document *d, struct object_set *s, qpdf_oh o);
/* Frees the slots; empty behind it. */
void object_set_release(struct object_set *s);

#endif
