/* write: documents into files, and whether they came there whole.
   Prefixes: document_. */
#ifndef PROGRAM_TSUZURI_PDF_DOCUMENT_WRITE_H
#define PROGRAM_TSUZURI_PDF_DOCUMENT_WRITE_H

#include "program/tsuzuri-pdf/document/document.h"

/* Writes without encryption; streams that were there stay as they are. The same input gives the
   same bytes. False: the state says why. */
bool document_write(struct pdf_document *d, const char *path);
/* Checks that what was written is there to its end; else false, and the document is
   DOCUMENT_UNWRITABLE with the system's reason. The file is spoilt then. */
bool document_check_written(struct pdf_document *d, const char *path);

#endif
