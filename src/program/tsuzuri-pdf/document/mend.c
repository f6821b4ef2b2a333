/* Pages whose content cannot be decoded to its end get what readers show of it as a new stream. */
#include "program/tsuzuri-pdf/document/mend.h"

#include "program/tsuzuri-pdf/document/content.h"
#include "program/tsuzuri-pdf/document/facts.h"

#define MOST_MENDED 500

static void mend_page(struct pdf_document *d, int number)
{
    struct page_content c;
    qpdf_oh whole;
    qpdf_oh page = qpdf_get_page_n(d->q, (size_t)number);
    page_content_read(d, page, &c);
    if (c.mended && c.decoded && !c.too_long && page_content_join(d, &c, &whole))
        qpdf_oh_replace_key(d->q, page, "/Contents", whole);
    page_content_release(&c);
    qpdf_oh_release_all(d->q);
}

void document_mend(struct pdf_document *d)
{
    if (facts_read(d).faults || d->rebuilt)
        for (int i = 0; i < d->pages && i < MOST_MENDED; i++)
            mend_page(d, i);
}
