/* Annotations lie above all content: where one hides the label, the label becomes one, too. */
#include "program/tsuzuri-pdf/document/covered.h"

#include "program/tsuzuri-pdf/document/object.h"

#define MOST_ANNOTATIONS 100000
#define HIDDEN 2
#define MOST_BORDER 10000
#define SHOWN_AND_FIXED (4 | 64 | 128) /* it prints, is read only and locked */

/* The width of its border as readers draw it themselves. */
static double border_of(struct pdf_document *d, qpdf_oh annotation)
{
    qpdf_oh style = object_key(d, annotation, "/BS");
    qpdf_oh border = object_key(d, annotation, "/Border");
    if (object_is_dict(d, style))
        return object_number(d, object_key(d, style, "/W"), 1);
    if (qpdf_oh_is_array(d->q, border) && qpdf_oh_get_array_n_items(d->q, border) > 2)
        return object_number(d, qpdf_oh_get_array_item(d->q, border, 2), 1);
    return 1;
}

/* Readers draw most kinds without an appearance, too. */
static bool is_drawn(struct pdf_document *d, qpdf_oh annotation)
{
    qpdf_oh kind = object_key(d, annotation, "/Subtype");
    double flags = object_number(d, object_key(d, annotation, "/F"), 0);
    bool hidden = flags > 0 && flags < 65536 && ((int)flags & HIDDEN);
    bool link = qpdf_oh_is_name_and_equals(d->q, kind, "/Link");
    return !hidden && !qpdf_oh_is_name_and_equals(d->q, kind, "/Popup") &&
           (!link || border_of(d, annotation) > 0 ||
               object_is_dict(d, object_key(d, annotation, "/AP")));
}

/* With its border, which may be wider than it. */
static struct box reach(struct pdf_document *d, qpdf_oh annotation)
{
    struct box b = object_box(d, object_key(d, annotation, "/Rect"));
    double w = border_of(d, annotation);
    if (b.there && w > 0 && w < MOST_BORDER)
        b = (struct box){true, b.x0 - w, b.y0 - w, b.x1 + w, b.y1 + w};
    return b;
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

bool cover_is_needed(
    struct pdf_document *d, qpdf_oh page, struct matrix m, double width, double height)
{
    qpdf_oh list = object_key(d, page, "/Annots");
    struct box label = extent(m, width, height);
    int n = qpdf_oh_is_array(d->q, list) ? qpdf_oh_get_array_n_items(d->q, list) : 0;
    for (int i = 0; i < n && i < MOST_ANNOTATIONS; i++) {
        qpdf_oh a = qpdf_oh_get_array_item(d->q, list, i);
        if (object_is_dict(d, a) && is_drawn(d, a) && meet(label, reach(d, a)))
            return true;
    }
    return false;
}

/* A form that draws the label turned and scaled as m does; its place is the annotation's. */
static qpdf_oh appearance(
    struct pdf_document *d, qpdf_oh form, struct matrix m, double width, double height)
{
    qpdf_oh stream = object_stream(d, "/TzLabel Do\n", 12);
    qpdf_oh resources = qpdf_oh_parse(d->q, "<< /XObject << >> >>");
    qpdf_oh matrix = qpdf_oh_new_array(d->q);
    double n[6] = {m.a, m.b, m.c, m.d, 0, 0};
    for (int i = 0; i < 6; i++)
        qpdf_oh_append_item(d->q, matrix, qpdf_oh_new_real_from_double(d->q, n[i], 6));
    qpdf_oh_replace_key(d->q, object_key(d, resources, "/XObject"), "/TzLabel", form);
    object_make_form(d, stream, (struct box){true, 0, 0, width, height}, resources);
    qpdf_oh_replace_key(d->q, qpdf_oh_get_dict(d->q, stream), "/Matrix", matrix);
    return stream;
}

void cover_draw(struct pdf_document *d, qpdf_oh page, qpdf_oh form, struct matrix m, double width,
    double height)
{
    qpdf_oh list = qpdf_oh_new_array(d->q);
    qpdf_oh old = object_key(d, page, "/Annots");
    qpdf_oh annotation = qpdf_oh_parse(d->q, "<< /Type /Annot /Subtype /Stamp /AP << >> >>");
    int n = qpdf_oh_is_array(d->q, old) ? qpdf_oh_get_array_n_items(d->q, old) : 0;
    for (int i = 0; i < n; i++)
        qpdf_oh_append_item(d->q, list, qpdf_oh_get_array_item(d->q, old, i));
    object_set_box(d, annotation, "/Rect", extent(m, width, height));
    qpdf_oh_replace_key(d->q, annotation, "/F", qpdf_oh_new_integer(d->q, SHOWN_AND_FIXED));
    qpdf_oh_replace_key(d->q, annotation, "/P", page);
    qpdf_oh_replace_key(
        d->q, object_key(d, annotation, "/AP"), "/N", appearance(d, form, m, width, height));
    qpdf_oh_append_item(d->q, list, qpdf_make_indirect_object(d->q, annotation));
    qpdf_oh_replace_key(d->q, page, "/Annots", list);
}
