#include "program/tsuzuri-pdf/document/handle.h"

#define MOST_ANNOTATIONS 100000

static void own_resources(struct qdoc *d, qpdf_oh page)
{
    qpdf_oh resources;
    if (!oh_inherited(d, page, "/Resources", oh_is_dict, &resources))
        resources = qpdf_oh_new_dictionary(d->q);
    qpdf_oh_replace_key(d->q, page, "/Resources", resources);
}

static void move_annotations(struct qdoc *d, qpdf_oh page, struct matrix m)
{
    struct seen seen = {0};
    qpdf_oh list = oh_key(d, page, "/Annots");
    int n = qpdf_oh_is_array(d->q, list) ? qpdf_oh_get_array_n_items(d->q, list) : 0;
    for (int i = 0; i < n && i < MOST_ANNOTATIONS; i++) {
        qpdf_oh a = qpdf_oh_get_array_item(d->q, list, i);
        if (oh_is_dict(d, a) && seen_first(d, &seen, a))
            annotation_move(d, a, m);
    }
    seen_release(&seen);
}

bool qdoc_make_room(struct qdoc *d, int page)
{
    struct view v = qdoc_view(d, page);
    struct matrix m = sheet_shrunk(&v);
    qpdf_oh sheet = qpdf_get_page_n(d->q, (size_t)page);
    own_resources(d, sheet);
    sheet_scale(d, sheet, m, v.box);
    move_annotations(d, sheet, m);
    qpdf_oh_release_all(d->q);
    return !qpdf_has_error(d->q) || qdoc_fail(d, QDOC_DAMAGED);
}
