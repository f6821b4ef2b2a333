/* Annotations that travel with a page: links to where they still lead, and what viewers draw. */
#include "program/tsuzuri-pdf/merge/merge_internal.h"

#include "program/tsuzuri-pdf/document/object.h"
#include "program/tsuzuri-pdf/merge/uri.h"

#define MOST_ANNOTATIONS 100000
#define HIDDEN 2
#define PRINT 4

/* What an annotation says of its look. */
static const char *const kept[] = {"/Rect", "/F", "/C", "/CA", "/ca", "/BM", "/Border", "/BS",
    "/BE", "/IC", "/QuadPoints", "/Vertices", "/L", "/LE", "/LL", "/LLE", "/LLO", "/InkList", "/CL",
    "/RD", "/DA", "/DS", "/Q", "/Contents", "/Name", "/OC", "/Path", "/Sy", "/IT", "/RT", "/Cap",
    "/CP", "/CO"};

/* The kinds that viewers can draw without anything else. */
static const char *const drawn[] = {"/FreeText", "/Line", "/Square", "/Circle", "/Polygon",
    "/PolyLine", "/Highlight", "/Underline", "/Squiggly", "/StrikeOut", "/Ink", "/Caret", "/Text"};

/* Where a link leads to. */
struct way {
    bool inside;
    struct destination target;
};

struct found {
    qpdf_oh list; /* of new dictionaries in the source */
    struct way *ways;
    int count;
};

static qpdf_oh look_of(struct pdf_document *d, qpdf_oh a)
{
    qpdf_oh copy = qpdf_oh_new_dictionary(d->q);
    object_set_name(d, copy, "/Type", "/Annot");
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
        qpdf_oh value = object_key(d, a, kept[i]);
        if (!qpdf_oh_is_null(d->q, value))
            qpdf_oh_replace_key(d->q, copy, kept[i], value);
    }
    return copy;
}

static double flags_of(struct pdf_document *d, qpdf_oh a)
{
    double f = object_number(d, object_key(d, a, "/F"), 0);
    return f >= 0 && f < 1e9 ? f : 0;
}

static const char *drawn_kind(struct pdf_document *d, qpdf_oh a)
{
    qpdf_oh kind = object_key(d, a, "/Subtype");
    for (size_t i = 0; i < sizeof drawn / sizeof *drawn; i++)
        if (qpdf_oh_is_name_and_equals(d->q, kind, drawn[i]))
            return drawn[i];
    return NULL;
}

/* What a viewer draws by itself; the rest is content of the page by now (flatten_document). */
static bool copy_drawn(struct pdf_document *d, qpdf_oh a, qpdf_oh *copy)
{
    int flags = (int)flags_of(d, a);
    const char *kind = drawn_kind(d, a);
    if (!(flags & PRINT) || (flags & HIDDEN) || !kind)
        return false;
    *copy = look_of(d, a);
    object_set_name(d, *copy, "/Subtype", kind);
    return true;
}

static bool is_script(const char *text)
{
    static const char script[] = "javascript:";
    for (; *text && (unsigned char)*text <= ' '; text++)
        ;
    for (size_t i = 0; script[i]; i++)
        if (text[i] != script[i] && (text[i] | 32) != script[i])
            return false;
    return true;
}

/* The address that a link leads to, for which the document may name a base; false: to none, or it
   is a script in the guise of one. */
static bool web_address(struct pdf_document *d, qpdf_oh action, struct buf *out)
{
    qpdf_oh uri = object_key(d, action, "/URI");
    qpdf_oh base = object_key(d, object_key(d, qpdf_get_root(d->q), "/URI"), "/Base");
    if (!qpdf_oh_is_name_and_equals(d->q, object_key(d, action, "/S"), "/URI") ||
        !qpdf_oh_is_string(d->q, uri))
        return false;
    struct buf given = {0};
    buf_adds(&given, qpdf_oh_get_string_value(d->q, uri));
    uri_resolve(
        qpdf_oh_is_string(d->q, base) ? qpdf_oh_get_string_value(d->q, base) : "", given.data, out);
    buf_release(&given);
    return !is_script(out->data);
}

static qpdf_oh web_action(struct pdf_document *d, const struct buf *address)
{
    qpdf_oh copy = qpdf_oh_new_dictionary(d->q);
    object_set_name(d, copy, "/S", "/URI");
    qpdf_oh_replace_key(
        d->q, copy, "/URI", qpdf_oh_new_binary_string(d->q, address->data, address->size));
    return copy;
}

/* Its border prints. */
static bool is_drawn_link(struct pdf_document *d, qpdf_oh a)
{
    int flags = (int)flags_of(d, a);
    qpdf_oh border = object_key(d, a, "/Border");
    double width = object_number(d, object_key(d, object_key(d, a, "/BS"), "/W"), 1);
    if (qpdf_oh_is_array(d->q, border) && qpdf_oh_get_array_n_items(d->q, border) > 2)
        width = object_number(d, qpdf_oh_get_array_item(d->q, border, 2), 1);
    return (flags & PRINT) && !(flags & HIDDEN) && width > 0;
}

static void copy_link_look(const struct taking *t, qpdf_oh a, qpdf_oh *copy)
{
    struct pdf_document *d = t->s->d;
    qpdf_oh highlight = object_key(d, a, "/H");
    *copy = look_of(d, a);
    object_set_name(d, *copy, "/Subtype", "/Link");
    if (qpdf_oh_is_name(d->q, highlight))
        qpdf_oh_replace_key(d->q, *copy, "/H", highlight);
}

/* False where it leads to nothing that travels, and nothing of it prints. */
static bool copy_link(const struct taking *t, qpdf_oh a, qpdf_oh *copy, struct way *way)
{
    struct pdf_document *d = t->s->d;
    struct buf address = {0};
    qpdf_oh action = object_key(d, a, "/A");
    bool web = web_address(d, action, &address);
    way->target = destination_of(t->s, action, object_key(d, a, "/Dest"));
    way->inside = !web && destination_placed(t, &way->target);
    bool good = web || way->inside || is_drawn_link(d, a);
    if (good)
        copy_link_look(t, a, copy);
    if (web)
        qpdf_oh_replace_key(d->q, *copy, "/A", web_action(d, &address));
    buf_release(&address);
    return good;
}

static bool copy_one(const struct taking *t, qpdf_oh a, qpdf_oh *copy, struct way *way)
{
    struct pdf_document *d = t->s->d;
    *way = (struct way){0};
    if (!object_is_dict(d, a) || !object_is_box(d, object_key(d, a, "/Rect")))
        return false;
    if (qpdf_oh_is_name_and_equals(d->q, object_key(d, a, "/Subtype"), "/Link"))
        return copy_link(t, a, copy, way);
    return copy_drawn(d, a, copy);
}

static bool find_all(const struct taking *t, qpdf_oh page, struct found *f)
{
    bool good = true;
    struct pdf_document *d = t->s->d;
    qpdf_oh list = object_key(d, page, "/Annots");
    int n = qpdf_oh_is_array(d->q, list) ? qpdf_oh_get_array_n_items(d->q, list) : 0;
    n = n < MOST_ANNOTATIONS ? n : MOST_ANNOTATIONS;
    *f = (struct found){.list = qpdf_oh_new_array(d->q)};
    f->ways = calloc((size_t)n + 1, sizeof *f->ways);
    if (!f->ways)
        abort();
    for (int i = 0; good && i < n; i++) {
        qpdf_oh copy;
        if (!copy_one(t, qpdf_oh_get_array_item(d->q, list, i), &copy, &f->ways[f->count]))
            continue;
        good = sanitise_object(t->s, copy);
        qpdf_oh_append_item(d->q, f->list, copy);
        f->count++;
    }
    return good;
}

/* Pairs of x and y. */
static void move_points(struct pdf_document *d, qpdf_oh array, struct matrix m)
{
    int n = qpdf_oh_is_array(d->q, array) ? qpdf_oh_get_array_n_items(d->q, array) : 0;
    for (int i = 0; i < n; i++) {
        qpdf_oh item = qpdf_oh_get_array_item(d->q, array, i);
        if (qpdf_oh_is_array(d->q, item)) {
            move_points(d, item, m);
        } else if (object_is_number(d, item)) {
            double x = object_number(d, item, 0);
            x = i % 2 ? m.d * x + m.f : m.a * x + m.e;
            qpdf_oh_set_array_item(d->q, array, i, qpdf_oh_new_real_from_double(d->q, x, 4));
        }
    }
}

static bool moves(struct matrix m)
{
    return m.a != 1 || m.d != 1 || m.e != 0 || m.f != 0;
}

void merge_annotation_move(struct pdf_document *d, qpdf_oh annotation, struct matrix m)
{
    static const char *const points[] = {
        "/Rect", "/QuadPoints", "/Vertices", "/L", "/InkList", "/CL", "/Path"};
    for (size_t i = 0; i < sizeof points / sizeof *points; i++) {
        qpdf_oh copy;
        qpdf_oh array = object_key(d, annotation, points[i]);
        if (!qpdf_oh_is_array(d->q, array))
            continue;
        copy = qpdf_oh_parse(d->q, qpdf_oh_unparse_resolved(d->q, array));
        move_points(d, copy, m);
        qpdf_oh_replace_key(d->q, annotation, points[i], copy);
    }
}

static void finish(const struct taking *t, qpdf_oh list, const struct found *f, struct matrix m)
{
    struct pdf_document *d = t->p->d;
    for (int i = 0; i < f->count; i++) {
        qpdf_oh annotation = qpdf_oh_get_array_item(d->q, list, i);
        const struct way *way = &f->ways[i];
        if (moves(m))
            merge_annotation_move(d, annotation, m);
        if (!way->inside)
            continue;
        const struct placed *to = destination_placed(t, &way->target);
        struct destination moved = destination_moved(&way->target, to->m);
        qpdf_oh_replace_key(d->q, annotation, "/Dest", destination_array(d, to->object, &moved));
    }
}

bool merge_page_annotate(struct taking *t, const struct placed *at)
{
    qpdf_oh copy;
    struct found f;
    struct pdf_document *s = t->s->d;
    struct pdf_document *d = t->p->d;
    qpdf_oh page = qpdf_get_page_n(s->q, (size_t)at->page);
    bool good = find_all(t, page, &f);
    if (good && f.count) {
        qpdf_oh held = qpdf_oh_new_dictionary(s->q);
        qpdf_oh_replace_key(s->q, held, "/Annots", f.list);
        good = merge_page_copy(t->p, t->s, held, &copy);
        if (good) {
            qpdf_oh list = object_key(d, copy, "/Annots");
            finish(t, list, &f, at->m);
            qpdf_oh sheet = qpdf_get_object_by_id(d->q, at->object, 0);
            qpdf_oh_replace_key(d->q, sheet, "/Annots", list);
        }
    }
    free(f.ways);
    return good && !qpdf_has_error(d->q);
}
