/* stamp: labels in the corners of pages, and what stands in their footers. Prefix: stamp_.
   Margins are in 1/72 inch. */
#ifndef PROGRAM_TSUZURI_PDF_DOCUMENT_STAMP_H
#define PROGRAM_TSUZURI_PDF_DOCUMENT_STAMP_H

#include "program/tsuzuri-pdf/document/handle.h"

/* Draws a page of 'labels' (as large as the label) in the corner of a page. The page's own content
   streams stay as they are, between q and Q; where they would not come back from there they
   become a form XObject. 'labels' must live until d is written. False: the state says why. */
bool stamp_label(
    struct pdf_document *d, int page, struct pdf_document *labels, int label, double margin);
/* Tells where stamp_label would put it. */
struct corner_part stamp_place(
    struct pdf_document *d, int page, struct pdf_document *labels, int label, double margin);
/* True where a page ends with such a label. */
bool stamp_is_there(struct pdf_document *d, int page);

/* --- in parts, for the pages of a merge --- */

/* Makes a page of 'labels' (which may be d) a form XObject of d; its size is that of the page as it
   is shown. False: libqpdf's error is kept. */
bool stamp_form(struct pdf_document *d, struct pdf_document *labels, int label, struct view *size,
    qpdf_oh *form);
/* Draws such a form in the corner of a page. */
void stamp_page(
    struct pdf_document *d, int page, qpdf_oh form, const struct view *size, double margin);
/* Draws such a form at the foot of a page. */
void stamp_foot(
    struct pdf_document *d, int page, qpdf_oh form, const struct view *size, double margin);
/* Draws the label again above annotations that would hide it, where there are any. */
void stamp_cover(
    struct pdf_document *d, int page, qpdf_oh form, const struct view *size, double margin);

#endif
