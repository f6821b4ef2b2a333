/* shrink: pages that become smaller, so that a corner is free. Prefix: shrink_. */
#ifndef PROGRAM_TSUZURI_PDF_MERGE_SHRINK_H
#define PROGRAM_TSUZURI_PDF_MERGE_SHRINK_H

#include "program/tsuzuri-pdf/document/handle.h"

/* Scales what a page shows, its annotations with it, slightly towards the lower left: the corner
   becomes free. False: the state says why. */
bool shrink_page(struct pdf_document *d, int page);

/* Chooses by how much, towards the lower left as the page is shown: 15 mm at its top become free,
   but it keeps three quarters of its size. */
struct matrix shrink_matrix(const struct view *v);
/* Draws what was shown of the page (in 'clip'), and nothing beside it, elsewhere; m only scales and
   moves. The page must have Resources of its own. */
void shrink_content(struct pdf_document *d, qpdf_oh page, struct matrix m, struct box clip);

#endif
