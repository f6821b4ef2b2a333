#include "qdoc_internal.h"

#define MOST_ANNOTATIONS 100000
#define HIDDEN 2
#define NO_VIEW 32

static bool is_drawn(struct qdoc *d, qpdf_oh annotation)
{
    double flags = oh_number(d, oh_key(d, annotation, "/F"), 0);
    bool hidden = flags > 0 && flags < 65536 && ((int)flags & (HIDDEN | NO_VIEW));
    return !hidden && oh_is_dict(d, oh_key(d, annotation, "/AP")) &&
           !qpdf_oh_is_name_and_equals(d->q, oh_key(d, annotation, "/Subtype"), "/Popup");
}

static bool meet(struct box a, struct box b)
{
    return a.there && b.there && a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1;
}

static struct box extent(struct matrix m, double width, double height)
{
    double corners[4] = {
        m.e, m.f, m.e + m.a * width + m.c * height, m.f + m.b * width + m.d * height};
    return box_of(corners);
}

bool page_covers(struct qdoc *d, qpdf_oh page, struct matrix m, double width, double height)
{
    qpdf_oh list = oh_key(d, page, "/Annots");
    struct box label = extent(m, width, height);
    int n = qpdf_oh_is_array(d->q, list) ? qpdf_oh_get_array_n_items(d->q, list) : 0;
    for (int i = 0; i < n && i < MOST_ANNOTATIONS; i++) {
        qpdf_oh a = qpdf_oh_get_array_item(d->q, list, i);
        if (oh_is_dict(d, a) && is_drawn(d, a) && meet(label, oh_box(d, oh_key(d, a, "/Rect"))))
            return true;
    }
    return false;
}
