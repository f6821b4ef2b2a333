/* A document's handle: its state, its pages, and what libqpdf said of it. */
#include "program/tsuzuri-pdf/document/document.h"

#include "program/tsuzuri-pdf/document/object.h"
#include "seam/codec/zlib.h"

#include <sys/stat.h>

struct pdf_document *document_new(void)
{
    struct pdf_document *d = calloc(1, sizeof *d);
    if (!d)
        abort();
    d->q = qpdf_init();
    qpdf_silence_errors(d->q);
    qpdf_set_suppress_warnings(d->q, QPDF_TRUE);
    return d;
}

struct zlib *document_deflater(struct pdf_document *d)
{
    if (!d->flate)
        d->flate = zlib_new();
    return d->flate;
}

void document_free(struct pdf_document *d)
{
    if (!d)
        return;
    if (d->state == DOCUMENT_GOOD)
        qpdf_cleanup(&d->q);
    buf_release(&d->bytes);
    buf_release(&d->detail);
    buf_release(&d->first_fault);
    buf_release(&d->font);
    if (d->flate)
        zlib_free(d->flate);
    free(d);
}

enum document_state document_state(const struct pdf_document *d)
{
    return d->state;
}

const char *document_detail(const struct pdf_document *d)
{
    return d->detail.data ? d->detail.data : "";
}

int document_page_count(const struct pdf_document *d)
{
    return d->pages;
}

const char *document_library_version(void)
{
    return qpdf_get_qpdf_version();
}

void document_set_state(struct pdf_document *d, enum document_state state, const char *detail)
{
    d->state = state;
    buf_clear(&d->detail);
    buf_adds(&d->detail, detail);
}

bool document_take_error(struct pdf_document *d)
{
    if (!qpdf_has_error(d->q))
        return false;
    const char *text = qpdf_get_error_message_detail(d->q, qpdf_get_error(d->q));
    if (document_lacks_memory(text))
        document_set_state(d, DOCUMENT_TOO_LARGE, text);
    return true;
}

bool document_lacks_memory(const char *text)
{
    return strstr(text, "bad_alloc");
}

static enum document_state state_of(enum qpdf_error_code_e code, const char *text)
{
    if (document_lacks_memory(text))
        return DOCUMENT_TOO_LARGE;
    if (code == qpdf_e_password)
        return DOCUMENT_NEEDS_PASSWORD;
    if (code == qpdf_e_unsupported || strstr(text, "encryption"))
        return DOCUMENT_UNSUPPORTED;
    return DOCUMENT_DAMAGED;
}

bool document_fail(struct pdf_document *d, enum document_state state)
{
    qpdf_error error = qpdf_get_error(d->q);
    if (!error) {
        document_set_state(d, state, "");
        return false;
    }
    const char *text = qpdf_get_error_message_detail(d->q, error);
    enum qpdf_error_code_e code = qpdf_get_error_code(d->q, error);
    bool disk =
        state == DOCUMENT_UNWRITABLE && code == qpdf_e_system && !document_lacks_memory(text);
    document_set_state(d, disk ? state : state_of(code, text), text);
    return false;
}

struct pdf_document *document_new_empty(void)
{
    struct pdf_document *d = document_new();
    qpdf_empty_pdf(d->q);
    return d;
}

struct view document_view(struct pdf_document *d, int page)
{
    qpdf_oh o;
    qpdf_oh p = qpdf_get_page_n(d->q, (size_t)page);
    struct box media = {0};
    struct box crop = {0};
    if (object_inherited(d, p, "/MediaBox", object_is_box, &o))
        media = object_box(d, o);
    if (object_inherited(d, p, "/CropBox", object_is_box, &o))
        crop = object_box(d, o);
    double rotate = 0;
    if (object_inherited(d, p, "/Rotate", object_is_number, &o))
        rotate = object_number(d, o, 0);
    return view_of(media, crop, rotate, object_number(d, object_key(d, p, "/UserUnit"), 1));
}
