/* Flattening: annotations that print become content of their page.

   For each annotation in the page's order (ISO 32000-1, 12.5): does it print (flags, optional
   content), and how does it look? One with an appearance is drawn by it, as 12.5.5 places it. A
   form field that has a value and no appearance, or one that shows nothing, is drawn anew: its
   background, border and mark here, its text by a page that was laid out elsewhere from what
   flatten_list_texts told; both walks must meet the same fields in the same order, which is
   counted. Links stay, and so do the kinds that every viewer draws by itself. What does not print
   goes, and is counted where a person would have seen it. No script is run, no value computed. */
#include "program/tsuzuri-pdf/flatten/flatten.h"

#include "program/tsuzuri-pdf/document/object.h"
#include "program/tsuzuri-pdf/document/stamp.h"
#include "program/tsuzuri-pdf/flatten/flatten_internal.h"

#define STEM "TzField"
#define MOST_ANNOTATIONS 100000
#define MOST_FIELDS 20000
#define MOST_TEXT ((size_t)2 << 20)

static struct flat flat_of(struct pdf_document *d)
{
    qpdf_oh catalog = qpdf_get_root(d->q);
    struct flat f = {.d = d, .form = object_key(d, catalog, "/AcroForm")};
    qpdf_oh renew = object_key(d, f.form, "/NeedAppearances");
    f.properties = object_key(d, catalog, "/OCProperties");
    f.renew = qpdf_oh_is_bool(d->q, renew) && qpdf_oh_get_bool_value(d->q, renew);
    return f;
}

static int annotation_count(struct pdf_document *d, qpdf_oh list)
{
    int n = qpdf_oh_is_array(d->q, list) ? qpdf_oh_get_array_n_items(d->q, list) : 0;
    return n < MOST_ANNOTATIONS ? n : MOST_ANNOTATIONS;
}

/* --- fields to be drawn by others --- */

struct texts {
    struct buf name;
    struct buf text;
};

static void texts_release(struct texts *t)
{
    buf_release(&t->name);
    buf_release(&t->text);
}

/* What has to be told of a widget; false: it has no text, or no place. */
static bool widget_field(const struct flat *f, qpdf_oh a, const struct widget_style *l,
    struct texts *t, struct field_text *out)
{
    struct pdf_document *d = f->d;
    qpdf_oh quadding;
    int flags = widget_flags(d, a);
    enum widget_kind kind = widget_kind(d, a);
    if (!widget_text(f, a, &t->text))
        return false;
    widget_name(d, a, &t->name);
    *out = (struct field_text){.name = t->name.data,
        .text = t->text.data,
        .width = l->width,
        .height = l->height,
        .border = l->border,
        .size = l->size,
        .serif = l->serif,
        .ink = l->ink,
        .comb = widget_style_comb(f, a),
        .multiline = kind == FIELD_TEXT && (flags & FIELD_MULTILINE),
        .list = kind == FIELD_CHOICE && !(flags & FIELD_COMBO)};
    if (kind == FIELD_BUTTON)
        out->quadding = 1;
    else if (widget_default(f, a, "/Q", &quadding))
        out->quadding = (int)object_number(d, quadding, 0);
    return true;
}

struct told {
    struct pdf_document *d;
    void (*each)(void *context, const struct field_text *f);
    void *context;
    int count;
    size_t size;
};

static void tell(struct told *t, struct flat *f, qpdf_oh a, int page, int turn)
{
    struct widget_style l;
    struct field_text field;
    struct texts texts = {0};
    if (annotation_fate(f, a) == FATE_WIDGET && widget_style_of(f, a, turn, &l) &&
        widget_field(f, a, &l, &texts, &field)) {
        field.page = page;
        t->size += texts.text.size;
        if (t->count++ < MOST_FIELDS && t->size <= MOST_TEXT)
            t->each(t->context, &field);
    }
    texts_release(&texts);
}

bool flatten_list_texts(
    struct pdf_document *d, void (*each)(void *context, const struct field_text *f), void *context)
{
    struct told t = {.d = d, .each = each, .context = context};
    for (int i = 0; i < d->pages; i++) {
        struct flat f = flat_of(d);
        qpdf_oh list = object_key(d, qpdf_get_page_n(d->q, (size_t)i), "/Annots");
        int n = annotation_count(d, list);
        int turn = n ? document_view(d, i).turn : 0;
        for (int k = 0; k < n; k++)
            tell(&t, &f, qpdf_oh_get_array_item(d->q, list, k), i, turn);
        qpdf_oh_release_all(d->q);
    }
    document_take_error(d);
    if (t.count <= MOST_FIELDS && t.size <= MOST_TEXT)
        return true;
    document_set_state(d, DOCUMENT_TOO_LARGE, "too many fields without an appearance");
    return false;
}

/* --- pages --- */

struct flattening {
    struct flat flat;
    struct pdf_document *own;
    int next; /* page of 'own' */
    int end;
    bool short_of; /* pages */
    int page;
    int turn;
    bool begun;
    struct drawing w;
};

static struct drawing *drawing_of(struct flattening *s)
{
    if (!s->begun)
        drawing_begin(&s->w, s->flat.d, s->page);
    s->begun = true;
    return &s->w;
}

/* Some lack what only an XObject needs; fields may lean on the form's resources. */
static void complete(const struct flat *f, qpdf_oh a, qpdf_oh appearance)
{
    struct pdf_document *d = f->d;
    qpdf_oh dict = qpdf_oh_get_dict(d->q, appearance);
    qpdf_oh resources = object_key(d, dict, "/Resources");
    qpdf_oh spare = object_key(d, f->form, "/DR");
    qpdf_oh_replace_key(d->q, dict, "/Type", qpdf_oh_new_name(d->q, "/XObject"));
    qpdf_oh_replace_key(d->q, dict, "/Subtype", qpdf_oh_new_name(d->q, "/Form"));
    if (!annotation_is(d, a, "/Widget") || !object_is_dict(d, spare))
        return;
    if (!object_is_dict(d, resources))
        qpdf_oh_replace_key(d->q, dict, "/Resources", spare);
    else if (!object_is_dict(d, object_key(d, resources, "/Font")))
        qpdf_oh_replace_key(d->q, resources, "/Font", object_key(d, spare, "/Font"));
}

static bool draw_appearance(struct flattening *s, qpdf_oh a)
{
    qpdf_oh appearance;
    struct matrix m;
    if (!annotation_appearance(&s->flat, a, &appearance))
        return false;
    complete(&s->flat, a, appearance);
    if (annotation_place(&s->flat, a, appearance, s->turn, &m))
        drawing_form(drawing_of(s), STEM, appearance, m);
    return true;
}

/* The next page of 'own' fills the box of the field. */
static void draw_text(struct flattening *s, const struct widget_style *l)
{
    struct view v;
    qpdf_oh form;
    double width;
    double height;
    if (s->next >= s->end || !stamp_form(s->flat.d, s->own, s->next, &v, &form)) {
        s->short_of = true;
        return;
    }
    s->next++;
    view_size(&v, &width, &height);
    struct matrix scale = {l->width / width, 0, 0, l->height / height, 0, 0};
    drawing_form(drawing_of(s), STEM, form, matrix_join(scale, l->m));
    qpdf_oh_release_all(s->own->q);
}

static void draw_widget(struct flattening *s, qpdf_oh a)
{
    struct widget_style l;
    struct field_text field;
    struct texts texts = {0};
    if (!widget_style_of(&s->flat, a, s->turn, &l))
        return;
    if (s->flat.renew || !draw_appearance(s, a))
        widget_style_draw(&s->flat, a, &l, &drawing_of(s)->tail);
    if (widget_field(&s->flat, a, &l, &texts, &field))
        draw_text(s, &l);
    texts_release(&texts);
}

/* A link's appearance is content, too, and its border nothing then. */
static qpdf_oh keep(struct flattening *s, qpdf_oh a)
{
    struct pdf_document *d = s->flat.d;
    qpdf_oh appearance;
    if (!annotation_appearance(&s->flat, a, &appearance))
        return a;
    qpdf_oh copy = object_copy_dict(d, a);
    if (annotation_prints(&s->flat, a))
        draw_appearance(s, a);
    qpdf_oh_remove_key(d->q, copy, "/AP");
    qpdf_oh_remove_key(d->q, copy, "/BS");
    qpdf_oh_replace_key(d->q, copy, "/Border", qpdf_oh_parse(d->q, "[ 0 0 0 ]"));
    return qpdf_make_indirect_object(d->q, copy);
}

static void flatten_one(struct flattening *s, qpdf_oh a, qpdf_oh kept)
{
    struct pdf_document *d = s->flat.d;
    switch (annotation_fate(&s->flat, a)) {
    case FATE_DRAWN:
        draw_appearance(s, a);
        break;
    case FATE_WIDGET:
        draw_widget(s, a);
        break;
    case FATE_KEPT:
        qpdf_oh_append_item(d->q, kept, keep(s, a));
        break;
    default:
        break;
    }
}

static void flatten_page(struct flattening *s)
{
    struct pdf_document *d = s->flat.d;
    qpdf_oh page = qpdf_get_page_n(d->q, (size_t)s->page);
    qpdf_oh list = object_key(d, page, "/Annots");
    qpdf_oh kept = qpdf_oh_new_array(d->q);
    int n = annotation_count(d, list);
    s->begun = false;
    s->turn = n ? document_view(d, s->page).turn : 0;
    for (int i = 0; i < n; i++)
        flatten_one(s, qpdf_oh_get_array_item(d->q, list, i), kept);
    if (s->begun)
        drawing_end(&s->w);
    if (qpdf_oh_get_array_n_items(d->q, kept))
        qpdf_oh_replace_key(d->q, page, "/Annots", kept);
    else
        qpdf_oh_remove_key(d->q, page, "/Annots");
}

bool flatten_document(
    struct pdf_document *d, struct pdf_document *own, int first, int count, int *unprinted)
{
    struct flattening s = {.own = own, .next = first, .end = first + count};
    *unprinted = 0;
    for (s.page = 0; s.page < d->pages; s.page++) {
        s.flat = flat_of(d);
        flatten_page(&s);
        *unprinted += s.flat.unprinted;
        qpdf_oh_release_all(d->q);
        document_take_error(d);
    }
    qpdf_oh_remove_key(d->q, qpdf_get_root(d->q), "/AcroForm");
    qpdf_oh_release_all(d->q);
    if (!s.short_of && s.next == s.end)
        return true;
    document_set_state(d, DOCUMENT_DAMAGED, "other fields than before");
    return false;
}
