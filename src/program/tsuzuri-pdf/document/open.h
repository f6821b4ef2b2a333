/* open: PDFs from files and from memory, put together again where they are damaged.
   Prefixes: document_. */
#ifndef PROGRAM_TSUZURI_PDF_DOCUMENT_OPEN_H
#define PROGRAM_TSUZURI_PDF_DOCUMENT_OPEN_H

#include "program/tsuzuri-pdf/document/document.h"

#include <stddef.h>

/* Opens a file; password may be "". Where its cross-reference table, its trailer or its page tree
   is damaged, what can be found is put together again. Never NULL: the state is the result's; the
   caller frees it. */
struct pdf_document *document_open(const char *path, const char *password);
/* Opens what we wrote: nothing is repaired. Else as document_open. */
struct pdf_document *document_open_strictly(const char *path);
/* Opens bytes of ours, which are copied: nothing is repaired. Else as document_open. */
struct pdf_document *document_open_bytes(const void *data, size_t size);

#endif
