#include "program/tsuzuri-pdf/document/handle.h"

#define MOST_ANNOTATIONS 100000

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
