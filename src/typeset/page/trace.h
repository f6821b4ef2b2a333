/* trace: the page list as stable text, for golden tests and for comparing one print with
   another.
   Prefixes: trace_. */
#ifndef TYPESET_PAGE_TRACE_H
#define TYPESET_PAGE_TRACE_H

#include "base/buf.h"
#include "seam/font/font.h"
#include "typeset/page/page_list.h"

/* Appends one line an operation; lengths in mpt, text as typed, glyph positions only where they
   differ from the natural ones. The format is versioned in its first line. */
void trace_pages(const struct pages *pages, struct fonts *fonts, struct buf *out);
/* Appends the lines of one page. */
void trace_page(const struct page *p, struct fonts *fonts, struct buf *out);

/* What is drawn on one page, and its size, with the place of every glyph: nothing of its number,
   its label or its neighbours. Pages whose texts are equal print alike, in the same faces. */
void trace_drawn(const struct page *p, struct fonts *fonts, struct buf *out);

#endif
