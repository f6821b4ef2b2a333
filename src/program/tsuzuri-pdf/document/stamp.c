/* Labels and footers: pages of our own as form XObjects on pages of others. */
#include "program/tsuzuri-pdf/document/stamp.h"

#include "program/tsuzuri-pdf/document/covered.h"
#include "program/tsuzuri-pdf/document/draw.h"
#include "program/tsuzuri-pdf/document/object.h"

#define LABEL "TzLabel"
#define FOOT "TzFoot"
#define LEAST_SCALE 0.1 /* a label that is smaller cannot be read */

bool stamp_form(struct pdf_document *d, struct pdf_document *labels, int label, struct view *size,
    qpdf_oh *form)
{
    struct page_content c;
    qpdf_oh stream;
    qpdf_oh page = qpdf_get_page_n(labels->q, (size_t)label);
    *size = document_view(labels, label);
    page_content_read(labels, page, &c);
    bool good = page_content_join(labels, &c, &stream);
    page_content_release(&c);
    if (!good)
        return false;
    object_make_form(labels, stream, size->box, object_key(labels, page, "/Resources"));
    d->lent |= d != labels;
    *form = d == labels ? stream : qpdf_oh_copy_foreign_object(d->q, labels->q, stream);
    return !qpdf_has_error(labels->q) && !qpdf_has_error(d->q);
}

static void draw_at(
    struct pdf_document *d, int page, const char *name, qpdf_oh form, struct matrix m)
{
    struct drawing w;
    drawing_begin(&w, d, page);
    buf_adds(&w.tail, "/Artifact BMC\n");
    drawing_form(&w, name, form, m);
    buf_adds(&w.tail, "EMC\n");
    drawing_end(&w);
}

void stamp_page(
    struct pdf_document *d, int page, qpdf_oh form, const struct view *size, double margin)
{
    double width;
    double height;
    view_size(size, &width, &height);
    struct view v = document_view(d, page);
    struct matrix m = corner_place(&v, width, height, margin);
    draw_at(d, page, LABEL, form, m);
}

void stamp_cover(
    struct pdf_document *d, int page, qpdf_oh form, const struct view *size, double margin)
{
    double width;
    double height;
    view_size(size, &width, &height);
    struct view v = document_view(d, page);
    struct matrix m = corner_place(&v, width, height, margin);
    qpdf_oh sheet = qpdf_get_page_n(d->q, (size_t)page);
    if (cover_is_needed(d, sheet, m, width, height)) {
        cover_draw(d, sheet, form, m, width, height);
        d->covered++;
    }
}

static bool fits(struct pdf_document *d, int page, const struct view *size, double margin)
{
    double width;
    double height;
    view_size(size, &width, &height);
    struct view v = document_view(d, page);
    if (corner_scale(&v, width, height, margin) >= LEAST_SCALE)
        return true;
    document_set_state(d, DOCUMENT_TOO_SMALL, "a page is too small");
    return false;
}

struct corner_part stamp_place(
    struct pdf_document *d, int page, struct pdf_document *labels, int label, double margin)
{
    double width;
    double height;
    struct view size = document_view(labels, label);
    struct view v = document_view(d, page);
    view_size(&size, &width, &height);
    qpdf_oh_release_all(d->q);
    return corner_part(&v, width, height, margin);
}

void stamp_foot(
    struct pdf_document *d, int page, qpdf_oh form, const struct view *size, double margin)
{
    double width;
    double height;
    view_size(size, &width, &height);
    struct view v = document_view(d, page);
    draw_at(d, page, FOOT, form, foot_place(&v, width, height, margin));
}

bool stamp_label(
    struct pdf_document *d, int page, struct pdf_document *labels, int label, double margin)
{
    struct view size;
    qpdf_oh form;
    if (!stamp_form(d, labels, label, &size, &form))
        return document_fail(d, DOCUMENT_DAMAGED);
    if (!fits(d, page, &size, margin))
        return false;
    stamp_page(d, page, form, &size, margin);
    stamp_cover(d, page, form, &size, margin);
    qpdf_oh_release_all(d->q);
    qpdf_oh_release_all(labels->q);
    return !qpdf_has_error(d->q) || document_fail(d, DOCUMENT_DAMAGED);
}

static bool ends_with_label(struct pdf_document *d, qpdf_oh stream)
{
    unsigned char *data = NULL;
    size_t size = 0;
    qpdf_oh_get_stream_data(d->q, stream, qpdf_dl_generalized, NULL, &data, &size);
    struct buf text = {0};
    buf_add(&text, data, data ? size : 0);
    bool found = text.data && strstr(text.data, "/" LABEL) && strstr(text.data, "Do\nQ\nEMC\n");
    buf_release(&text);
    free(data);
    return found && !document_take_error(d);
}

bool stamp_is_there(struct pdf_document *d, int page)
{
    qpdf_oh contents = object_key(d, qpdf_get_page_n(d->q, (size_t)page), "/Contents");
    int n = qpdf_oh_is_array(d->q, contents) ? qpdf_oh_get_array_n_items(d->q, contents) : 0;
    qpdf_oh last = n ? qpdf_oh_get_array_item(d->q, contents, n - 1) : contents;
    bool found = qpdf_oh_is_stream(d->q, last) && ends_with_label(d, last);
    qpdf_oh_release_all(d->q);
    return found;
}
