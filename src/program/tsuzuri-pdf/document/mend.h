/* mend: damaged pages of a document that is to be written. */
#ifndef PROGRAM_TSUZURI_PDF_DOCUMENT_MEND_H
#define PROGRAM_TSUZURI_PDF_DOCUMENT_MEND_H

#include "program/tsuzuri-pdf/document/document.h"

/* Gives pages whose content cannot be decoded what readers show of it; in a document that had
   faults, and of its first 500 pages only. */
void document_mend(struct pdf_document *d);

#endif
