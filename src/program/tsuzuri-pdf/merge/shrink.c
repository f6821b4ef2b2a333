/* Pages that become smaller towards their lower left, so that the label's corner is free. */
#include "program/tsuzuri-pdf/merge/shrink.h"

#include "program/tsuzuri-pdf/document/content.h"
#include "program/tsuzuri-pdf/document/object.h"
#include "program/tsuzuri-pdf/document/object_set.h"
#include "program/tsuzuri-pdf/merge/merge_internal.h"

#include <math.h>

#define CORNER_HEIGHT (15 * 72 / 25.4) /* of the label's corner, 15 mm */
#define SHRUNK 0.94
#define LEAST_SHRUNK 0.75
#define MOST_ANNOTATIONS 100000

struct matrix shrink_matrix(const struct view *v)
{
    double w;
    double h;
    view_size(v, &w, &h);
    double s = fmax(LEAST_SHRUNK, fmin(SHRUNK, 1 - CORNER_HEIGHT / h));
    struct matrix m = view_matrix(v);
    double x = m.e + m.a * w / 2;
    double y = m.f + m.b * w / 2;
    return (struct matrix){s, 0, 0, s, x * (1 - s), y * (1 - s)};
}

static void draw_scaled(struct buf *out, struct matrix m)
{
    buf_addf(out, "q\n%.12f 0 0 %.12f %.5f %.5f cm\n", m.a, m.d, m.e, m.f);
}

/* Contents that cannot be joined stay where they are: their patterns keep their size then. */
static void scale_in_place(struct pdf_document *d, qpdf_oh page, const struct page_content *c,
    struct matrix m, struct box clip)
{
    struct buf head = {0};
    struct buf tail = {0};
    qpdf_oh array = qpdf_oh_new_array(d->q);
    draw_scaled(&head, m);
    buf_addf(&head, "%.4f %.4f %.4f %.4f re W n\n", clip.x0, clip.y0, clip.x1 - clip.x0,
        clip.y1 - clip.y0);
    if (c->closing.size)
        buf_add(&tail, c->closing.data, c->closing.size);
    buf_adds(&tail, "\nQ\n");
    qpdf_oh_append_item(d->q, array, object_stream(d, head.data, head.size));
    for (size_t i = 0; i < c->count; i++)
        qpdf_oh_append_item(d->q, array, c->streams[i]);
    qpdf_oh_append_item(d->q, array, object_stream(d, tail.data, tail.size));
    qpdf_oh_replace_key(d->q, page, "/Contents", array);
    buf_release(&head);
    buf_release(&tail);
}

static void scale_as_form(
    struct pdf_document *d, qpdf_oh page, qpdf_oh form, struct matrix m, struct box clip)
{
    struct buf text = {0};
    qpdf_oh resources = qpdf_oh_parse(d->q, "<< /XObject << >> >>");
    object_make_form(d, form, clip, object_key(d, page, "/Resources"));
    qpdf_oh_replace_key(d->q, object_key(d, resources, "/XObject"), "/TzPage", form);
    draw_scaled(&text, m);
    buf_adds(&text, "/TzPage Do\nQ\n");
    qpdf_oh_replace_key(d->q, page, "/Resources", resources);
    qpdf_oh_replace_key(d->q, page, "/Contents", object_stream(d, text.data, text.size));
    buf_release(&text);
}

void shrink_content(struct pdf_document *d, qpdf_oh page, struct matrix m, struct box clip)
{
    struct page_content c;
    qpdf_oh form;
    page_content_read(d, page, &c);
    if (page_content_join(d, &c, &form))
        scale_as_form(d, page, form, m, clip);
    else
        scale_in_place(d, page, &c, m, clip);
    page_content_release(&c);
}

static void own_resources(struct pdf_document *d, qpdf_oh page)
{
    qpdf_oh resources;
    if (!object_inherited(d, page, "/Resources", object_is_dict, &resources))
        resources = qpdf_oh_new_dictionary(d->q);
    qpdf_oh_replace_key(d->q, page, "/Resources", resources);
}

static void move_annotations(struct pdf_document *d, qpdf_oh page, struct matrix m)
{
    struct object_set seen = {0};
    qpdf_oh list = object_key(d, page, "/Annots");
    int n = qpdf_oh_is_array(d->q, list) ? qpdf_oh_get_array_n_items(d->q, list) : 0;
    for (int i = 0; i < n && i < MOST_ANNOTATIONS; i++) {
        qpdf_oh a = qpdf_oh_get_array_item(d->q, list, i);
        if (object_is_dict(d, a) && object_set_add(d, &seen, a))
            merge_annotation_move(d, a, m);
    }
    object_set_release(&seen);
}

bool shrink_page(struct pdf_document *d, int page)
{
    struct view v = document_view(d, page);
    struct matrix m = shrink_matrix(&v);
    qpdf_oh sheet = qpdf_get_page_n(d->q, (size_t)page);
    own_resources(d, sheet);
    shrink_content(d, sheet, m, v.box);
    move_annotations(d, sheet, m);
    qpdf_oh_release_all(d->q);
    return !qpdf_has_error(d->q) || document_fail(d, DOCUMENT_DAMAGED);
}
