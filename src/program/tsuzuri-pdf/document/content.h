/* content: a page's content streams, and whether something can be drawn behind them.
   Prefix: page_content_. */
#ifndef PROGRAM_TSUZURI_PDF_DOCUMENT_CONTENT_H
#define PROGRAM_TSUZURI_PDF_DOCUMENT_CONTENT_H

#include "program/tsuzuri-pdf/document/handle.h"

struct page_content {
    qpdf_oh *streams;
    size_t count;
    struct buf text;    /* all streams decoded, a newline behind each */
    bool decoded;       /* all of them could be, some perhaps in part */
    bool mended;        /* one of them in part */
    bool too_long;      /* the text is not complete: above 64 MiB */
    struct buf closing; /* operators that close what the content leaves open */
    bool loose;         /* it would not come back from between q and Q */
};

/* Reads the content of a page; the caller releases it in any case. */
void page_content_read(struct pdf_document *d, qpdf_oh page, struct page_content *c);
/* Frees the text, not the streams. */
void page_content_release(struct page_content *c);
/* Makes the whole content one new stream, closed; false where that cannot be. */
bool page_content_join(struct pdf_document *d, const struct page_content *c, qpdf_oh *out);

#endif
