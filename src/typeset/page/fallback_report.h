/* fallback_report: which characters of a page list another face set than the first of its family.
 */
#ifndef TYPESET_PAGE_FALLBACK_REPORT_H
#define TYPESET_PAGE_FALLBACK_REPORT_H

#include "base/buf.h"
#include "seam/font/font.h"
#include "typeset/page/page_list.h"

/* Appends a line for each run that a further face set: page, place in mm, characters, code points
   and the face; one line that says so where there is none and out was empty. */
void fallback_report(struct fonts *f, const struct pages *pages, bool japanese, struct buf *out);

#endif
