/* A page's content streams: decoded, in part where they are damaged, and what they leave open. */
#include "program/tsuzuri-pdf/document/content.h"

#include "program/tsuzuri-pdf/document/content_balance.h"
#include "program/tsuzuri-pdf/document/object.h"
#include "program/tsuzuri-pdf/document/salvage.h"

#define MOST_TEXT ((size_t)64 << 20)

static void keep_stream(struct pdf_document *d, struct page_content *c, qpdf_oh o)
{
    if (qpdf_oh_is_stream(d->q, o))
        c->streams[c->count++] = o;
}

static void list_streams(struct pdf_document *d, qpdf_oh page, struct page_content *c)
{
    qpdf_oh o = object_key(d, page, "/Contents");
    bool array = qpdf_oh_is_array(d->q, o);
    int n = array ? qpdf_oh_get_array_n_items(d->q, o) : 1;
    c->streams = calloc((size_t)n + 1, sizeof *c->streams);
    if (!c->streams)
        abort();
    for (int i = 0; i < n; i++)
        keep_stream(d, c, array ? qpdf_oh_get_array_item(d->q, o, i) : o);
}

static void keep_text(struct page_content *c, const unsigned char *data, size_t size)
{
    if (c->too_long || size > MOST_TEXT - c->text.size) {
        c->too_long = true;
        return;
    }
    buf_add(&c->text, data, size);
    if (c->text.size < MOST_TEXT)
        buf_addc(&c->text, '\n');
}

static void take_text(
    struct page_content *c, struct content_balance *b, const void *data, size_t size)
{
    content_balance_read(b, data, size);
    keep_text(c, data, size);
}

/* What is left of a damaged stream replaces it: the content becomes a new stream. */
static void take_damaged(
    struct pdf_document *d, struct page_content *c, qpdf_oh stream, struct content_balance *b)
{
    struct buf rest = {0};
    if (d->faults++ == 0)
        buf_adds(&d->first_fault, "a content stream cannot be decoded");
    bool some = salvage_stream(d, stream, MOST_TEXT, &rest);
    c->mended = c->mended || some;
    if (some)
        take_text(c, b, rest.data ? rest.data : "", rest.size);
    else
        c->decoded = false;
    buf_release(&rest);
}

static void decode(
    struct pdf_document *d, struct page_content *c, qpdf_oh stream, struct content_balance *b)
{
    unsigned char *data = NULL;
    size_t size = 0;
    QPDF_BOOL filtered = QPDF_FALSE;
    if (c->too_long)
        return;
    int result =
        qpdf_oh_get_stream_data(d->q, stream, qpdf_dl_specialized, &filtered, &data, &size);
    if (result & (QPDF_ERRORS))
        document_take_error(d);
    if ((result & (QPDF_ERRORS)) || !filtered)
        take_damaged(d, c, stream, b);
    else
        take_text(c, b, data, size);
    free(data);
}

static void close_open(struct page_content *c, const struct content_balance *b)
{
    buf_adds(&c->closing, "\n");
    if (b->path)
        buf_adds(&c->closing, "n\n");
    if (b->text)
        buf_adds(&c->closing, "ET\n");
    for (int i = 0; i < b->marks; i++)
        buf_adds(&c->closing, "EMC\n");
    for (int i = 0; i < b->saves; i++)
        buf_adds(&c->closing, "Q\n");
}

void page_content_read(struct pdf_document *d, qpdf_oh page, struct page_content *c)
{
    struct content_balance b = {0};
    *c = (struct page_content){.decoded = true};
    list_streams(d, page, c);
    for (size_t i = 0; i < c->count; i++)
        decode(d, c, c->streams[i], &b);
    bool swallows = b.unfinished || b.arrays || b.dictionaries;
    c->loose = b.underflow || b.doubtful || swallows || !c->decoded || c->too_long || c->mended;
    if (!swallows)
        close_open(c, &b);
}

void page_content_release(struct page_content *c)
{
    free(c->streams);
    buf_release(&c->text);
    buf_release(&c->closing);
}

/* A stream of its own with the same bytes and the same filters. */
static bool copy_raw(struct pdf_document *d, qpdf_oh from, qpdf_oh *out)
{
    unsigned char *data = NULL;
    size_t size = 0;
    int result = qpdf_oh_get_stream_data(d->q, from, qpdf_dl_none, NULL, &data, &size);
    bool good = !(result & (QPDF_ERRORS));
    if (good) {
        qpdf_oh dict = qpdf_oh_get_dict(d->q, from);
        *out = qpdf_oh_new_stream(d->q);
        qpdf_oh_replace_stream_data(d->q, *out, data, size, object_key(d, dict, "/Filter"),
            object_key(d, dict, "/DecodeParms"));
    } else {
        document_take_error(d);
    }
    free(data);
    return good;
}

bool page_content_join(struct pdf_document *d, const struct page_content *c, qpdf_oh *out)
{
    if (!c->decoded || c->too_long)
        return c->count == 1 && copy_raw(d, c->streams[0], out);
    struct buf all = {0};
    if (c->text.size)
        buf_add(&all, c->text.data, c->text.size);
    if (c->closing.size)
        buf_add(&all, c->closing.data, c->closing.size);
    *out = object_stream(d, all.data ? all.data : "", all.size);
    buf_release(&all);
    return true;
}
