/* What becomes of an annotation on paper: its flags, its layer, its appearance and its place. */
#include "program/tsuzuri-pdf/flatten/flatten_internal.h"

#include "program/tsuzuri-pdf/document/object.h"

#include <math.h>

#define HIDDEN 2
#define PRINT 4
#define NO_ROTATE 16
#define NO_VIEW 32

static int flags_of(struct pdf_document *d, qpdf_oh a)
{
    double flags = object_number(d, object_key(d, a, "/F"), 0);
    return flags > 0 && flags < 65536 ? (int)flags : 0;
}

bool annotation_is(struct pdf_document *d, qpdf_oh a, const char *subtype)
{
    return qpdf_oh_is_name_and_equals(d->q, object_key(d, a, "/Subtype"), subtype);
}

static bool is_one_of(struct pdf_document *d, qpdf_oh a, const char *const *names)
{
    for (; *names; names++)
        if (annotation_is(d, a, *names))
            return true;
    return false;
}

/* --- optional content --- */

static bool lists(struct pdf_document *d, qpdf_oh array, qpdf_oh group)
{
    int id = qpdf_oh_get_object_id(d->q, group);
    int n = qpdf_oh_is_array(d->q, array) ? qpdf_oh_get_array_n_items(d->q, array) : 0;
    for (int i = 0; id && i < n; i++)
        if (qpdf_oh_get_object_id(d->q, qpdf_oh_get_array_item(d->q, array, i)) == id)
            return true;
    return false;
}

static bool group_is_on(const struct flat *f, qpdf_oh group)
{
    qpdf_oh usual = object_key(f->d, f->properties, "/D");
    if (qpdf_oh_is_name_and_equals(f->d->q, object_key(f->d, usual, "/BaseState"), "/OFF"))
        return lists(f->d, object_key(f->d, usual, "/ON"), group);
    return !lists(f->d, object_key(f->d, usual, "/OFF"), group);
}

/* A membership dictionary: how many of its groups are on decides. */
static bool members_are_on(const struct flat *f, qpdf_oh membership)
{
    struct pdf_document *d = f->d;
    qpdf_oh groups = object_key(d, membership, "/OCGs");
    qpdf_oh policy = object_key(d, membership, "/P");
    int n = qpdf_oh_is_array(d->q, groups) ? qpdf_oh_get_array_n_items(d->q, groups) : 0;
    int on = 0;
    if (object_is_dict(d, groups))
        return group_is_on(f, groups);
    for (int i = 0; i < n; i++)
        on += group_is_on(f, qpdf_oh_get_array_item(d->q, groups, i));
    if (qpdf_oh_is_name_and_equals(d->q, policy, "/AllOn"))
        return on == n;
    if (qpdf_oh_is_name_and_equals(d->q, policy, "/AnyOff"))
        return on < n || !n;
    if (qpdf_oh_is_name_and_equals(d->q, policy, "/AllOff"))
        return !on;
    return on || !n;
}

static bool content_is_on(const struct flat *f, qpdf_oh a)
{
    qpdf_oh oc = object_key(f->d, a, "/OC");
    if (!object_is_dict(f->d, oc))
        return true;
    if (qpdf_oh_is_name_and_equals(f->d->q, object_key(f->d, oc, "/Type"), "/OCMD"))
        return members_are_on(f, oc);
    return group_is_on(f, oc);
}

/* --- appearances --- */

static bool keep_appearance(struct pdf_document *d, qpdf_oh o, qpdf_oh *out)
{
    *out = o;
    return qpdf_oh_is_stream(d->q, o) &&
           object_box(d, object_key(d, qpdf_oh_get_dict(d->q, o), "/BBox")).there;
}

/* The only state of an annotation that does not say which one it is in. */
static bool only_state(struct pdf_document *d, qpdf_oh states, qpdf_oh *out)
{
    int n = 0;
    qpdf_oh_begin_dict_key_iter(d->q, states);
    while (qpdf_oh_dict_more_keys(d->q)) {
        *out = qpdf_oh_get_key(d->q, states, qpdf_oh_dict_next_key(d->q));
        n++;
    }
    return n == 1;
}

/* A button without AS is in the state of its value. */
static bool button_state(struct pdf_document *d, qpdf_oh a, qpdf_oh states, qpdf_oh *out)
{
    qpdf_oh value;
    bool known = widget_value(d, a, "/V", &value) && qpdf_oh_is_name(d->q, value);
    if (known)
        *out = object_key(d, states, qpdf_oh_get_name(d->q, value));
    if (!known || qpdf_oh_is_null(d->q, *out))
        *out = object_key(d, states, "/Off");
    return true;
}

static bool choose_state(struct pdf_document *d, qpdf_oh a, qpdf_oh states, qpdf_oh *out)
{
    qpdf_oh state = object_key(d, a, "/AS");
    if (qpdf_oh_is_name(d->q, state))
        *out = object_key(d, states, qpdf_oh_get_name(d->q, state));
    else if (annotation_is(d, a, "/Widget") && widget_kind(d, a) == FIELD_BUTTON)
        return button_state(d, a, states, out);
    else if (!only_state(d, states, out))
        *out = object_key(d, states, "/Off");
    return true;
}

bool annotation_appearance(const struct flat *f, qpdf_oh a, qpdf_oh *out)
{
    struct pdf_document *d = f->d;
    qpdf_oh normal = object_key(d, object_key(d, a, "/AP"), "/N");
    if (object_is_dict(d, normal))
        return choose_state(d, a, normal, out) && keep_appearance(d, *out, out);
    return keep_appearance(d, normal, out);
}

/* States are there: one that is missing is drawn as nothing. */
static bool has_states(struct pdf_document *d, qpdf_oh a)
{
    qpdf_oh normal = object_key(d, object_key(d, a, "/AP"), "/N");
    bool found = false;
    if (!object_is_dict(d, normal))
        return false;
    qpdf_oh_begin_dict_key_iter(d->q, normal);
    while (qpdf_oh_dict_more_keys(d->q))
        found |=
            qpdf_oh_is_stream(d->q, qpdf_oh_get_key(d->q, normal, qpdf_oh_dict_next_key(d->q)));
    return found;
}

/* --- fates --- */

static enum fate widget_fate(const struct flat *f, qpdf_oh a)
{
    qpdf_oh ap;
    enum widget_kind kind = widget_kind(f->d, a);
    bool there = annotation_appearance(f, a, &ap);
    bool value = kind == FIELD_TEXT || kind == FIELD_CHOICE;
    if (there && !(value && (f->renew || widget_is_blank(f, a, ap))))
        return FATE_DRAWN;
    return kind == FIELD_NONE || kind == FIELD_SIGNATURE || has_states(f->d, a) ? FATE_DROPPED
                                                                                : FATE_WIDGET;
}

static enum fate fate_of_printed(const struct flat *f, qpdf_oh a)
{
    static const char *const drawn_by_viewers[] = {"/Highlight", "/Underline", "/Squiggly",
        "/StrikeOut", "/Square", "/Circle", "/Line", "/Ink", "/Polygon", "/PolyLine", "/FreeText",
        "/Text", "/Caret", NULL};
    qpdf_oh ap;
    if (annotation_is(f->d, a, "/Widget"))
        return widget_fate(f, a);
    if (annotation_appearance(f, a, &ap))
        return FATE_DRAWN;
    if (has_states(f->d, a) || !is_one_of(f->d, a, drawn_by_viewers))
        return FATE_DROPPED;
    return FATE_KEPT;
}

/* A button, or a field without a value, is for the screen alone. */
static bool would_be_missed(const struct flat *f, qpdf_oh a)
{
    struct buf text = {0};
    if (!annotation_is(f->d, a, "/Widget"))
        return true;
    bool value = widget_kind(f->d, a) != FIELD_BUTTON && widget_text(f, a, &text);
    buf_release(&text);
    return value;
}

enum fate annotation_fate(struct flat *f, qpdf_oh a)
{
    int flags = flags_of(f->d, a);
    if (!object_is_dict(f->d, a) || annotation_is(f->d, a, "/Popup"))
        return FATE_DROPPED;
    if (annotation_is(f->d, a, "/Link"))
        return FATE_KEPT;
    if ((flags & HIDDEN) || !content_is_on(f, a))
        return FATE_DROPPED;
    if (flags & PRINT)
        return fate_of_printed(f, a);
    f->unprinted += !(flags & NO_VIEW) && would_be_missed(f, a);
    return FATE_DROPPED;
}

bool annotation_prints(const struct flat *f, qpdf_oh a)
{
    return (flags_of(f->d, a) & (HIDDEN | PRINT)) == PRINT && content_is_on(f, a);
}

/* --- places --- */

struct matrix matrix_join(struct matrix m, struct matrix n)
{
    return (struct matrix){m.a * n.a + m.b * n.c, m.a * n.b + m.b * n.d, m.c * n.a + m.d * n.c,
        m.c * n.b + m.d * n.d, m.e * n.a + m.f * n.c + n.e, m.e * n.b + m.f * n.d + n.f};
}

static struct matrix matrix_of(struct pdf_document *d, qpdf_oh o)
{
    double n[6] = {1, 0, 0, 1, 0, 0};
    if (qpdf_oh_is_array(d->q, o) && qpdf_oh_get_array_n_items(d->q, o) == 6)
        for (int i = 0; i < 6; i++)
            n[i] = object_number(d, qpdf_oh_get_array_item(d->q, o, i), n[i]);
    return (struct matrix){n[0], n[1], n[2], n[3], n[4], n[5]};
}

/* The upright rectangle around a box that a matrix transforms. */
static struct box transformed(struct box b, struct matrix m)
{
    double xs[4] = {b.x0, b.x1, b.x0, b.x1};
    double ys[4] = {b.y0, b.y0, b.y1, b.y1};
    double n[4] = {INFINITY, INFINITY, -INFINITY, -INFINITY};
    for (int i = 0; i < 4; i++) {
        double x = m.a * xs[i] + m.c * ys[i] + m.e;
        double y = m.b * xs[i] + m.d * ys[i] + m.f;
        n[0] = fmin(n[0], x);
        n[1] = fmin(n[1], y);
        n[2] = fmax(n[2], x);
        n[3] = fmax(n[3], y);
    }
    return box_of(n);
}

struct matrix annotation_upright(const struct flat *f, qpdf_oh a, int turn)
{
    struct box r = object_box(f->d, object_key(f->d, a, "/Rect"));
    static const double sines[] = {0, 1, 0, -1};
    double sine = sines[turn / 90 % 4];
    double cosine = turn == 0 ? 1 : turn == 180 ? -1 : 0;
    if (!(flags_of(f->d, a) & NO_ROTATE))
        return (struct matrix){1, 0, 0, 1, 0, 0};
    struct matrix there = {1, 0, 0, 1, -r.x0, -r.y1};
    struct matrix back = {cosine, sine, -sine, cosine, r.x0, r.y1};
    return matrix_join(there, back);
}

bool annotation_place(
    const struct flat *f, qpdf_oh a, qpdf_oh appearance, int turn, struct matrix *out)
{
    struct pdf_document *d = f->d;
    qpdf_oh dict = qpdf_oh_get_dict(d->q, appearance);
    struct box rect = object_box(d, object_key(d, a, "/Rect"));
    struct box box = transformed(
        object_box(d, object_key(d, dict, "/BBox")), matrix_of(d, object_key(d, dict, "/Matrix")));
    if (!rect.there || !box.there)
        return false;
    double sx = (rect.x1 - rect.x0) / (box.x1 - box.x0);
    double sy = (rect.y1 - rect.y0) / (box.y1 - box.y0);
    struct matrix m = {sx, 0, 0, sy, rect.x0 - sx * box.x0, rect.y0 - sy * box.y0};
    *out = matrix_join(m, annotation_upright(f, a, turn));
    return true;
}
