/* covered: annotations that hide a label.
   Prefixes: cover_. */
#ifndef PROGRAM_TSUZURI_PDF_DOCUMENT_COVERED_H
#define PROGRAM_TSUZURI_PDF_DOCUMENT_COVERED_H

#include "program/tsuzuri-pdf/document/handle.h"

/* True where an annotation of the page is drawn above a label that m places. */
bool cover_is_needed(
    struct pdf_document *d, qpdf_oh page, struct matrix m, double width, double height);
/* Draws the label again as the last annotation of the page, above all others. */
void cover_draw(struct pdf_document *d, qpdf_oh page, qpdf_oh form, struct matrix m, double width,
    double height);

#endif
