/* Texts of fields: strings of any of PDF's encodings as clean UTF-8. */
#include "program/tsuzuri-pdf/flatten/flatten_internal.h"

#define ESCAPE 0x1B

/* Control characters go; any line end is a newline. A language between escapes is no text. */
static void add_clean(struct buf *out, const char *text, size_t size)
{
    bool language = false;
    for (size_t i = 0; i < size; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c == ESCAPE)
            language = !language;
        else if (c == '\r' && i + 1 < size && text[i + 1] == '\n')
            continue;
        else if (c == '\r' || c == '\n')
            buf_addc(out, '\n');
        else if (c == '\t')
            buf_addc(out, ' ');
        else if (c >= ' ' && c != 0x7F && !language)
            buf_addc(out, (char)c);
    }
}

static void add_string(struct pdf_document *d, qpdf_oh o, struct buf *out)
{
    size_t size = 0;
    const char *text = qpdf_oh_get_binary_utf8_value(d->q, o, &size);
    add_clean(out, text, size);
}

static void add_stream(struct pdf_document *d, qpdf_oh o, struct buf *out)
{
    unsigned char *data = NULL;
    size_t size = 0;
    qpdf_oh_get_stream_data(d->q, o, qpdf_dl_generalized, NULL, &data, &size);
    if (data && size)
        add_string(d, qpdf_oh_new_binary_string(d->q, (const char *)data, size), out);
    free(data);
    document_take_error(d);
}

void text_add(struct pdf_document *d, qpdf_oh o, struct buf *out)
{
    buf_adds(out, "");
    if (qpdf_oh_is_string(d->q, o))
        add_string(d, o, out);
    else if (qpdf_oh_is_stream(d->q, o))
        add_stream(d, o, out);
    else if (qpdf_oh_is_name(d->q, o))
        buf_adds(out, qpdf_oh_get_name(d->q, o) + 1);
}

size_t text_length(const struct buf *text)
{
    size_t n = 0;
    for (size_t i = 0; i < text->size; i++)
        n += ((unsigned char)text->data[i] & 0xC0) != 0x80;
    return n;
}
