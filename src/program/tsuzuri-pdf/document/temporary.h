/* temporary: documents that are held on the disk instead of in memory. */
#ifndef PROGRAM_TSUZURI_PDF_DOCUMENT_TEMPORARY_H
#define PROGRAM_TSUZURI_PDF_DOCUMENT_TEMPORARY_H

#include "program/tsuzuri-pdf/document/document.h"

/* Opens a file without a name in the folder of 'beside': it goes when nobody has it open. -1 where
   that cannot be. */
int temporary_new(const char *beside);
/* Writes a good document into such a file, which is closed, and opens that; d is freed then.
   Returns d itself where that cannot be. */
struct pdf_document *document_to_temporary(struct pdf_document *d, int fd);

#endif
