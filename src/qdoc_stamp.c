#include "qdoc_internal.h"

#define LABEL "TzLabel"
#define PAGE "TzPage"
#define SPARE_SAVES 8
#define LEAST_SCALE 0.1 /* a label that is smaller cannot be read */

static bool mentions(const struct buf *text, const char *word)
{
    size_t n = strlen(word);
    const char *end = text->data + text->size;
    for (const char *at = text->data; at && (at = memchr(at, *word, (size_t)(end - at))); at++)
        if ((size_t)(end - at) >= n && !memcmp(at, word, n))
            return true;
    return false;
}

/* A name that the dictionary does not have, and the content does not call in vain. */
static void choose_name(
    struct qdoc *d, const struct content *c, qpdf_oh dict, const char *stem, char *out, size_t size)
{
    snprintf(out, size, "/%s", stem);
    for (int i = 1; i < 10000 && (qpdf_oh_has_key(d->q, dict, out) || mentions(&c->text, out)); i++)
        snprintf(out, size, "/%s%d", stem, i);
}

/* The page's resources become its own, with XObjects of its own. They are an object of its own: a
   reader that stumbles over something in them still has the page. */
static qpdf_oh own_xobjects(struct qdoc *d, qpdf_oh page, qpdf_oh *old_resources)
{
    qpdf_oh old = 0;
    if (!oh_inherited(d, page, "/Resources", oh_is_dict, &old))
        old = qpdf_oh_new_dictionary(d->q);
    qpdf_oh resources = qpdf_make_indirect_object(d->q, oh_copy_dict(d, old));
    qpdf_oh xobjects = oh_copy_dict(d, oh_key(d, old, "/XObject"));
    qpdf_oh_replace_key(d->q, resources, "/XObject", xobjects);
    qpdf_oh_replace_key(d->q, page, "/Resources", resources);
    *old_resources = old;
    return xobjects;
}

bool stamp_form(struct qdoc *d, struct qdoc *labels, int label, struct view *size, qpdf_oh *form)
{
    struct content c;
    qpdf_oh stream;
    qpdf_oh page = qpdf_get_page_n(labels->q, (size_t)label);
    *size = qdoc_view(labels, label);
    content_read(labels, page, &c);
    bool good = content_join(labels, &c, &stream);
    content_release(&c);
    if (!good)
        return false;
    oh_make_form(labels, stream, size->box, oh_key(labels, page, "/Resources"));
    *form = d == labels ? stream : qpdf_oh_copy_foreign_object(d->q, labels->q, stream);
    return !qpdf_has_error(labels->q) && !qpdf_has_error(d->q);
}

static void add_number(struct buf *out, double n)
{
    buf_addf(out, "%.5f ", n);
}

static void draw_label(struct buf *out, const char *name, struct matrix m)
{
    buf_adds(out, "/Artifact BMC\nq\n");
    add_number(out, m.a);
    add_number(out, m.b);
    add_number(out, m.c);
    add_number(out, m.d);
    add_number(out, m.e);
    add_number(out, m.f);
    buf_addf(out, "cm\n%s Do\nQ\nEMC\n", name);
}

static qpdf_oh opening(struct qdoc *d)
{
    if (d->opening)
        return qpdf_get_object_by_id(d->q, d->opening, 0);
    qpdf_oh s = oh_stream(d, "q\n", 2);
    d->opening = qpdf_oh_get_object_id(d->q, s);
    return s;
}

static void set_contents(struct qdoc *d, qpdf_oh page, const struct content *c, struct buf *tail)
{
    qpdf_oh array = qpdf_oh_new_array(d->q);
    qpdf_oh first = c ? opening(d) : 0;
    for (int i = 0; c && i < (c->loose ? SPARE_SAVES : 1); i++)
        qpdf_oh_append_item(d->q, array, first);
    for (size_t i = 0; c && i < c->count; i++)
        qpdf_oh_append_item(d->q, array, c->streams[i]);
    qpdf_oh_append_item(d->q, array, oh_stream(d, tail->data, tail->size));
    qpdf_oh_replace_key(d->q, page, "/Contents", array);
}

/* Far enough around the page that its clip touches no pixel of it. */
static struct box around(struct view v)
{
    double w = v.box.x1 - v.box.x0;
    double h = v.box.y1 - v.box.y0;
    return (struct box){true, v.box.x0 - w, v.box.y0 - h, v.box.x1 + w, v.box.y1 + h};
}

/* The page's content as a form XObject, and the operators that draw it. */
static bool wrap_content(struct qdoc *d, struct view v, const struct content *c, qpdf_oh resources,
    qpdf_oh xobjects, struct buf *tail)
{
    char name[32];
    qpdf_oh form;
    if (!content_join(d, c, &form))
        return false;
    oh_make_form(d, form, around(v), resources);
    choose_name(d, c, xobjects, PAGE, name, sizeof name);
    qpdf_oh_replace_key(d->q, xobjects, name, form);
    buf_addf(tail, "q\n%s Do\nQ\n", name);
    return true;
}

static void follow_content(const struct content *c, struct buf *tail)
{
    buf_add(tail, c->closing.data ? c->closing.data : "\n", c->closing.data ? c->closing.size : 1);
    for (int i = 0; i < (c->loose ? SPARE_SAVES : 1); i++)
        buf_adds(tail, "Q\n");
}

static void place(struct qdoc *d, qpdf_oh page, struct view v, qpdf_oh form, struct matrix m)
{
    char name[32];
    struct content c;
    struct buf tail = {0};
    qpdf_oh resources;
    content_read(d, page, &c);
    qpdf_oh xobjects = own_xobjects(d, page, &resources);
    bool whole = oh_can_copy(d, resources) && oh_can_copy(d, oh_key(d, resources, "/XObject"));
    bool wrapped = (c.loose || !whole) && wrap_content(d, v, &c, resources, xobjects, &tail);
    if (!wrapped)
        follow_content(&c, &tail);
    choose_name(d, &c, xobjects, LABEL, name, sizeof name);
    qpdf_oh_replace_key(d->q, xobjects, name, form);
    draw_label(&tail, name, m);
    set_contents(d, page, wrapped ? NULL : &c, &tail);
    buf_release(&tail);
    content_release(&c);
}

void stamp_page(struct qdoc *d, int page, qpdf_oh form, const struct view *size, double margin)
{
    double width;
    double height;
    view_size(size, &width, &height);
    struct view v = qdoc_view(d, page);
    struct matrix m = corner_place(&v, width, height, margin);
    place(d, qpdf_get_page_n(d->q, (size_t)page), v, form, m);
}

void stamp_cover(struct qdoc *d, int page, qpdf_oh form, const struct view *size, double margin)
{
    double width;
    double height;
    view_size(size, &width, &height);
    struct view v = qdoc_view(d, page);
    struct matrix m = corner_place(&v, width, height, margin);
    qpdf_oh sheet = qpdf_get_page_n(d->q, (size_t)page);
    if (page_covers(d, sheet, m, width, height)) {
        page_cover(d, sheet, form, m, width, height);
        d->covered++;
    }
}

static bool fits(struct qdoc *d, int page, const struct view *size, double margin)
{
    double width;
    double height;
    view_size(size, &width, &height);
    struct view v = qdoc_view(d, page);
    if (corner_scale(&v, width, height, margin) >= LEAST_SCALE)
        return true;
    qdoc_say(d, QDOC_TOO_SMALL, "a page is too small");
    return false;
}

struct corner_part qdoc_place(
    struct qdoc *d, int page, struct qdoc *labels, int label, double margin)
{
    double width;
    double height;
    struct view size = qdoc_view(labels, label);
    struct view v = qdoc_view(d, page);
    view_size(&size, &width, &height);
    qpdf_oh_release_all(d->q);
    return corner_part(&v, width, height, margin);
}

bool qdoc_stamp(struct qdoc *d, int page, struct qdoc *labels, int label, double margin)
{
    struct view size;
    qpdf_oh form;
    if (!stamp_form(d, labels, label, &size, &form))
        return qdoc_fail(d, QDOC_DAMAGED);
    if (!fits(d, page, &size, margin))
        return false;
    stamp_page(d, page, form, &size, margin);
    stamp_cover(d, page, form, &size, margin);
    qpdf_oh_release_all(d->q);
    qpdf_oh_release_all(labels->q);
    return !qpdf_has_error(d->q) || qdoc_fail(d, QDOC_DAMAGED);
}

static bool ends_with_label(struct qdoc *d, qpdf_oh stream)
{
    unsigned char *data = NULL;
    size_t size = 0;
    qpdf_oh_get_stream_data(d->q, stream, qpdf_dl_generalized, NULL, &data, &size);
    struct buf text = {0};
    buf_add(&text, data, data ? size : 0);
    bool found = text.data && strstr(text.data, "/" LABEL) && strstr(text.data, "Do\nQ\nEMC\n");
    buf_release(&text);
    free(data);
    return found && !qdoc_stumbled(d);
}

bool qdoc_is_stamped(struct qdoc *d, int page)
{
    qpdf_oh contents = oh_key(d, qpdf_get_page_n(d->q, (size_t)page), "/Contents");
    int n = qpdf_oh_is_array(d->q, contents) ? qpdf_oh_get_array_n_items(d->q, contents) : 0;
    qpdf_oh last = n ? qpdf_oh_get_array_item(d->q, contents, n - 1) : contents;
    bool found = qpdf_oh_is_stream(d->q, last) && ends_with_label(d, last);
    qpdf_oh_release_all(d->q);
    return found;
}
