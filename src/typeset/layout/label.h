/* label: the label that stands on a document's right shoulder (右肩), as pages of its own size:
   framed, on a white plate.
   Prefixes: label_, foot_. */
#ifndef TYPESET_LAYOUT_LABEL_H
#define TYPESET_LAYOUT_LABEL_H

#include "typeset/paragraph/paragraph.h"

/* Adds a page with a label, with 2/12 behind it where count is not 0. A label that is empty, too
   long to be read, or has control characters is an error (ERR_USAGE). At most 35 mm × 10 mm. */
bool label_page(struct typesetter t, const char *text, int number, int count, struct pages *pages);

/* Adds a page with what stands in the footer of a document's pages, on a white plate: one line, in
   smaller type where it is long. Faults as with a label. At most 180 mm × 6 mm. */
bool foot_page(struct typesetter t, const char *text, struct pages *pages);

#endif
