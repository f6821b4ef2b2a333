/* salvage: streams that libqpdf cannot decode. */
#ifndef PROGRAM_TSUZURI_PDF_DOCUMENT_SALVAGE_H
#define PROGRAM_TSUZURI_PDF_DOCUMENT_SALVAGE_H

#include "program/tsuzuri-pdf/document/handle.h"

/* Appends what stands before the damage, as readers show it, at most 'most' bytes a filter. False
   where its filters are not for such data. */
bool salvage_stream(struct pdf_document *d, qpdf_oh stream, size_t most, struct buf *out);

#endif
