/* verify: whether a packet that was written leads where it should.
   Prefixes: verify_. */
#ifndef PROGRAM_TSUZURI_PDF_MERGE_VERIFY_H
#define PROGRAM_TSUZURI_PDF_MERGE_VERIFY_H

#include "program/tsuzuri-pdf/document/document.h"

#include <stddef.h>

/* Finds the pages that named destinations lead to; -1: to none. A NULL name leads to none. */
void verify_destinations(
    struct pdf_document *d, const char *const *names, int *pages, size_t count);
/* True where every entry of the outline, and every link, leads to a page or out of the document,
   and the outline's entries are tied together as they should be. */
bool verify_links(struct pdf_document *d);

#endif
