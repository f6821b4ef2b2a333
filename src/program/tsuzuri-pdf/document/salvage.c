/* Salvage: streams that are damaged, decoded as far as readers show them.

   libqpdf gives a stream up at its first fault (a broken Flate block, a checksum, a missing end).
   Viewers draw what comes before it, and so a person has seen that much of the page. The raw
   bytes go through the stream's filters one after the other (ISO 32000-1, 7.4), each of which
   gives what stands before the damage and does not complain (decode_filter.c). Not for filters of
   images, for predictors, nor for LZW with a late change of width: content streams do not have
   them, and a guess would draw what nobody has seen. Each filter's result is limited: a bomb ends
   there. */
#include "program/tsuzuri-pdf/document/salvage.h"

#include "program/tsuzuri-pdf/document/decode_filter.h"
#include "program/tsuzuri-pdf/document/object.h"

#define MOST_FILTERS 8

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
