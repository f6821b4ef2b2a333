/* pdf: draws a page list as a PDF. The only file that sees libharu.
   Prefixes: pdf_. */
#ifndef TYPESET_PDF_PDF_H
#define TYPESET_PDF_PDF_H

#include "base/buf.h"
#include "base/messages.h"
#include "seam/font/font.h"
#include "seam/unicode/unicode.h"
#include "typeset/page/page_list.h"

struct pdf_info {
    const char *title; /* UTF-8, may be NULL, as the next two */
    const char *author;
    const char *subject;
    const char *creator;      /* "tsuzuri 0.1.0" */
    struct date date;         /* CreationDate and ModDate; year 0: none is written */
    int hour, minute, second; /* of the date, UTC */
};

/* The dates from seconds since 1970. */
void pdf_info_epoch(struct pdf_info *info, long long epoch);

/* Appends a PDF of all pages to out: each face once, subset and embedded (Type 0, Identity-H,
   ToUnicode, W, CIDToGIDMap); ActualText where a run has it; outlines; page labels; Lang ja;
   title shown in the window; an /ID that is a digest of the content. The same page list gives
   the same bytes. A glyph that stands for two different texts gets a CID for each, so that
   every text extracts as typed. Errors: ERR_OUTPUT. */
bool pdf_write(struct messages *e, struct fonts *fonts, const struct pages *pages,
    const struct pdf_info *info, struct buf *out);

/* The same in pieces, for documents too long to be held as a page list: each list is drawn by
   pdf_add and may be freed then. pdf_finish writes the document; it and pdf_abandon free p. */
struct pdf;
struct pdf *pdf_new(struct messages *e, struct fonts *fonts);
void pdf_add(struct pdf *p, const struct pages *pages);
bool pdf_finish(struct pdf *p, const struct pdf_info *info, struct buf *out);
void pdf_abandon(struct pdf *p);

/* Returns "libharu 2.3.0". */
const char *pdf_library_version(void);

#endif
