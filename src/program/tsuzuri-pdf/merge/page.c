/* A page of a merge: what is drawn of the original's, in its size or on A4. */
#include "program/tsuzuri-pdf/merge/merge_internal.h"

#include "program/tsuzuri-pdf/document/object.h"
#include "program/tsuzuri-pdf/merge/shrink.h"

#include <math.h>

#define A4_SHORT (210 * 72 / 25.4)
#define A4_LONG (297 * 72 / 25.4)
#define NEARLY 1.5 /* 1/72 inch: sizes that count as A4 */
#define MOST_PARENTS 100

/* They may be large: all pages share one. */
static qpdf_oh resources_of(struct pdf_document *d, qpdf_oh page)
{
    for (int i = 0; i < MOST_PARENTS && object_is_dict(d, page); i++) {
        qpdf_oh r = object_key(d, page, "/Resources");
        if (object_is_dict(d, r)) {
            if (!qpdf_oh_is_indirect(d->q, r)) {
                r = qpdf_make_indirect_object(d->q, r);
                qpdf_oh_replace_key(d->q, page, "/Resources", r);
            }
            return r;
        }
        page = object_key(d, page, "/Parent");
    }
    return qpdf_oh_new_dictionary(d->q);
}

static qpdf_oh streams_of(struct pdf_document *d, qpdf_oh page)
{
    qpdf_oh contents = object_key(d, page, "/Contents");
    qpdf_oh list = qpdf_oh_new_array(d->q);
    int n = qpdf_oh_is_array(d->q, contents) ? qpdf_oh_get_array_n_items(d->q, contents) : 0;
    if (qpdf_oh_is_stream(d->q, contents))
        qpdf_oh_append_item(d->q, list, contents);
    for (int i = 0; i < n; i++) {
        qpdf_oh s = qpdf_oh_get_array_item(d->q, contents, i);
        if (qpdf_oh_is_stream(d->q, s))
            qpdf_oh_append_item(d->q, list, s);
    }
    return list;
}

bool merge_page_copy(struct merge *p, struct source *s, qpdf_oh dict, qpdf_oh *out)
{
    struct pdf_document *d = s->d;
    qpdf_oh held = qpdf_make_indirect_object(d->q, dict);
    *out = qpdf_oh_copy_foreign_object(p->d->q, d->q, held);
    if (qpdf_has_error(p->d->q) || qpdf_has_error(d->q))
        return false;
    share_object(p, *out);
    return true;
}

/* What is drawn, without what hangs on the page otherwise. */
static qpdf_oh drawn_part(struct source *s, qpdf_oh page, bool few)
{
    struct pdf_document *d = s->d;
    qpdf_oh resources = resources_of(d, page);
    qpdf_oh part = qpdf_oh_new_dictionary(d->q);
    qpdf_oh group = object_key(d, page, "/Group");
    qpdf_oh_replace_key(
        d->q, part, "/Resources", few ? merge_page_prune(s, page, resources) : resources);
    qpdf_oh_replace_key(d->q, part, "/Contents", streams_of(d, page));
    if (object_is_dict(d, group))
        qpdf_oh_replace_key(d->q, part, "/Group", group);
    return part;
}

static struct box media_of(struct pdf_document *d, qpdf_oh page, const struct view *v)
{
    qpdf_oh o;
    struct box media = {0};
    if (object_inherited(d, page, "/MediaBox", object_is_box, &o))
        media = object_box(d, o);
    return media.there ? media : v->box;
}

static bool same_box(struct box a, struct box b)
{
    return a.x0 == b.x0 && a.y0 == b.y0 && a.x1 == b.x1 && a.y1 == b.y1;
}

static void set_view(struct pdf_document *d, qpdf_oh page, const struct view *v, struct box media)
{
    object_set_box(d, page, "/MediaBox", media);
    if (!same_box(media, v->box))
        object_set_box(d, page, "/CropBox", v->box);
    if (v->turn)
        object_set_int(d, page, "/Rotate", v->turn);
    if (v->unit != 1)
        qpdf_oh_replace_key(
            d->q, page, "/UserUnit", qpdf_oh_new_real_from_double(d->q, v->unit, 6));
}

static qpdf_oh append_page(struct merge *p, qpdf_oh page)
{
    struct pdf_document *d = p->d;
    page = qpdf_make_indirect_object(d->q, page);
    qpdf_add_page(d->q, d->q, page, QPDF_FALSE);
    d->pages++;
    return page;
}

static struct matrix identity(void)
{
    return (struct matrix){1, 0, 0, 1, 0, 0};
}

/* 'then' behind 'first'; both only scale and move. */
static struct matrix chain(struct matrix first, struct matrix then)
{
    return (struct matrix){first.a * then.a, 0, 0, first.d * then.d, first.e * then.a + then.e,
        first.f * then.d + then.f};
}

/* Onto A4 as it is shown; false where it is A4 already. */
static bool fit_a4(struct view *v, struct matrix *m)
{
    double w;
    double h;
    view_size(v, &w, &h);
    double to_w = w > h ? A4_LONG : A4_SHORT;
    double to_h = w > h ? A4_SHORT : A4_LONG;
    if (fabs(w - to_w) < NEARLY && fabs(h - to_h) < NEARLY)
        return false;
    bool upright = v->turn % 180 == 0;
    double s = fmin(to_w / w, to_h / h) * v->unit;
    struct box old = v->box;
    *v = (struct view){{true, 0, 0, upright ? to_w : to_h, upright ? to_h : to_w}, v->turn, 1};
    *m = (struct matrix){s, 0, 0, s, (v->box.x1 - s * (old.x0 + old.x1)) / 2,
        (v->box.y1 - s * (old.y0 + old.y1)) / 2};
    return true;
}

static void place_page(
    struct taking *t, qpdf_oh sheet, qpdf_oh from, int page, bool labelled, struct placed *out)
{
    struct matrix m;
    struct view v = document_view(t->s->d, page);
    struct box media = media_of(t->s->d, from, &v);
    struct box shown = v.box;
    out->m = identity();
    bool fitted = t->p->fit_a4 && fit_a4(&v, &out->m);
    if (fitted)
        media = v.box;
    if (labelled && t->part->shrink) {
        m = shrink_matrix(&v);
        out->m = chain(out->m, m);
    }
    set_view(t->p->d, sheet, &v, media);
    if (fitted || (labelled && t->part->shrink))
        shrink_content(t->p->d, sheet, out->m, shown);
}

bool merge_page_add(struct taking *t, int page, bool labelled, struct placed *out)
{
    qpdf_oh part;
    struct pdf_document *d = t->p->d;
    qpdf_oh from = qpdf_get_page_n(t->s->d->q, (size_t)page);
    qpdf_oh drawn = drawn_part(t->s, from, t->part->count < t->s->d->pages);
    if (!sanitise_object(t->s, drawn) || !merge_page_copy(t->p, t->s, drawn, &part))
        return false;
    qpdf_oh sheet = object_copy_dict(d, part);
    object_set_name(d, sheet, "/Type", "/Page");
    place_page(t, sheet, from, page, labelled, out);
    sheet = append_page(t->p, sheet);
    out->object = qpdf_oh_get_object_id(d->q, sheet);
    out->page = page;
    return !qpdf_has_error(d->q);
}

bool merge_page_add_blank(struct merge *p, const struct view *v)
{
    struct pdf_document *d = p->d;
    qpdf_oh page = qpdf_oh_parse(d->q, "<< /Type /Page /Resources << >> >>");
    set_view(d, page, v, v->box);
    append_page(p, page);
    qpdf_oh_release_all(d->q);
    return !qpdf_has_error(d->q);
}
