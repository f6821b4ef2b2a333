#include "program/tsuzuri-pdf/document/decode_filter.h"
#include "program/tsuzuri-pdf/document/handle.h"

#define MOST_FILTERS 8
#define MOST_MENDED 500

/* Decodes what 'text' holds by one filter. A predictor: the filter is not for page content. */
static bool pass(
    struct pdf_document *d, qpdf_oh name, qpdf_oh parameters, size_t most, struct buf *text)
{
    struct buf next = {0};
    if (!qpdf_oh_is_name(d->q, name) ||
        object_number(d, object_key(d, parameters, "/Predictor"), 1) > 1 ||
        object_number(d, object_key(d, parameters, "/EarlyChange"), 1) != 1)
        return false;
    const char *filter = qpdf_oh_get_name(d->q, name) + 1;
    bool good = decode_filter(filter, text->data ? text->data : "", text->size, most, &next);
    buf_release(text);
    *text = next;
    return good;
}

static qpdf_oh item(struct pdf_document *d, qpdf_oh o, int i)
{
    if (!qpdf_oh_is_array(d->q, o))
        return i == 0 ? o : qpdf_oh_new_null(d->q);
    return i < qpdf_oh_get_array_n_items(d->q, o) ? qpdf_oh_get_array_item(d->q, o, i)
                                                  : qpdf_oh_new_null(d->q);
}

static bool read_raw(struct pdf_document *d, qpdf_oh stream, struct buf *out)
{
    unsigned char *data = NULL;
    size_t size = 0;
    int result = qpdf_oh_get_stream_data(d->q, stream, qpdf_dl_none, NULL, &data, &size);
    bool good = !(result & (QPDF_ERRORS));
    if (good)
        buf_add(out, data ? (const char *)data : "", data ? size : 0);
    else
        document_take_error(d);
    free(data);
    return good;
}

bool salvage_stream(struct pdf_document *d, qpdf_oh stream, size_t most, struct buf *out)
{
    qpdf_oh dict = qpdf_oh_get_dict(d->q, stream);
    qpdf_oh filters = object_key(d, dict, "/Filter");
    qpdf_oh parameters = object_key(d, dict, "/DecodeParms");
    int n = qpdf_oh_is_array(d->q, filters) ? qpdf_oh_get_array_n_items(d->q, filters)
                                            : !qpdf_oh_is_null(d->q, filters);
    bool good = n <= MOST_FILTERS && read_raw(d, stream, out);
    for (int i = 0; good && i < n; i++)
        good = pass(d, item(d, filters, i), item(d, parameters, i), most, out);
    return good;
}

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
