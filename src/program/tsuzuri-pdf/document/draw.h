/* draw: what is drawn behind a page's own content, in the state that the page began with.
   Prefix: drawing_. */
#ifndef PROGRAM_TSUZURI_PDF_DOCUMENT_DRAW_H
#define PROGRAM_TSUZURI_PDF_DOCUMENT_DRAW_H

#include "program/tsuzuri-pdf/document/content.h"

/* The own streams stay as they are, between q and Q; where they would not come back from there
   they become a form XObject. */
struct drawing {
    struct pdf_document *d;
    qpdf_oh page;
    qpdf_oh xobjects; /* the page's own from now on */
    struct page_content own;
    bool wrapped;
    int next;        /* the number in the name of the next form */
    struct buf tail; /* operators behind the own content */
};

/* Begins to draw on a page, which gets resources of its own. */
void drawing_begin(struct drawing *w, struct pdf_document *d, int page);
/* Draws a form through a matrix, under a name that begins with a stem. */
void drawing_form(struct drawing *w, const char *stem, qpdf_oh form, struct matrix m);
/* Gives the page what was drawn, and releases all. */
void drawing_end(struct drawing *w);
/* Appends the operator that applies a matrix. */
void drawing_matrix(struct buf *out, struct matrix m);

#endif
