/* Drawing behind a page's own content: q before it, what closes it and Q behind it. */
#include "program/tsuzuri-pdf/document/draw.h"

#include "program/tsuzuri-pdf/document/object.h"

#define PAGE "TzPage"
#define SPARE_SAVES 8

static bool mentions(const struct buf *text, const char *word)
{
    size_t n = strlen(word);
    const char *end = text->data + text->size;
    for (const char *at = text->data; at && (at = memchr(at, *word, (size_t)(end - at))); at++)
        if ((size_t)(end - at) >= n && !memcmp(at, word, n))
            return true;
    return false;
}

#define MOST_TURNS 10000
#define NAME_SIZE 32

static bool is_taken(struct drawing *w, const char *name)
{
    return qpdf_oh_has_key(w->d->q, w->xobjects, name) || mentions(&w->own.text, name);
}

static void make_name(const char *stem, int number, char name[NAME_SIZE])
{
    int n = snprintf(name, NAME_SIZE, "/%s", stem);
    if (number)
        snprintf(name + n, (size_t)(NAME_SIZE - n), "%d", number);
}

/* A name that the page does not have, and its content does not call in vain. next: the first number
   to try, those below it are taken. */
static void choose_name(struct drawing *w, const char *stem, int *next, char name[NAME_SIZE])
{
    int end = *next + MOST_TURNS;
    do
        make_name(stem, *next, name);
    while (++*next < end && is_taken(w, name));
}

/* The page's resources become its own, with XObjects of its own. They are an object of its own: a
   reader that stumbles over something in them still has the page. */
static qpdf_oh own_xobjects(struct pdf_document *d, qpdf_oh page, qpdf_oh *old_resources)
{
    qpdf_oh old = 0;
    if (!object_inherited(d, page, "/Resources", object_is_dict, &old))
        old = qpdf_oh_new_dictionary(d->q);
    qpdf_oh resources = qpdf_make_indirect_object(d->q, object_copy_dict(d, old));
    qpdf_oh xobjects = object_copy_dict(d, object_key(d, old, "/XObject"));
    qpdf_oh_replace_key(d->q, resources, "/XObject", xobjects);
    qpdf_oh_replace_key(d->q, page, "/Resources", resources);
    *old_resources = old;
    return xobjects;
}

static qpdf_oh opening(struct pdf_document *d)
{
    if (d->opening)
        return qpdf_get_object_by_id(d->q, d->opening, 0);
    qpdf_oh s = object_stream(d, "q\n", 2);
    d->opening = qpdf_oh_get_object_id(d->q, s);
    return s;
}

static void set_contents(
    struct pdf_document *d, qpdf_oh page, const struct page_content *c, struct buf *tail)
{
    qpdf_oh array = qpdf_oh_new_array(d->q);
    qpdf_oh first = c ? opening(d) : 0;
    for (int i = 0; c && i < (c->loose ? SPARE_SAVES : 1); i++)
        qpdf_oh_append_item(d->q, array, first);
    for (size_t i = 0; c && i < c->count; i++)
        qpdf_oh_append_item(d->q, array, c->streams[i]);
    qpdf_oh_append_item(d->q, array, object_stream(d, tail->data, tail->size));
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
static bool wrap_content(struct drawing *w, struct view v, qpdf_oh resources)
{
    char name[NAME_SIZE];
    int next = 0;
    qpdf_oh form;
    if (!page_content_join(w->d, &w->own, &form))
        return false;
    object_make_form(w->d, form, around(v), resources);
    choose_name(w, PAGE, &next, name);
    qpdf_oh_replace_key(w->d->q, w->xobjects, name, form);
    buf_addf(&w->tail, "q\n%s Do\nQ\n", name);
    return true;
}

static void follow_content(const struct page_content *c, struct buf *tail)
{
    buf_add(tail, c->closing.data ? c->closing.data : "\n", c->closing.data ? c->closing.size : 1);
    for (int i = 0; i < (c->loose ? SPARE_SAVES : 1); i++)
        buf_adds(tail, "Q\n");
}

void drawing_begin(struct drawing *w, struct pdf_document *d, int page)
{
    qpdf_oh resources;
    *w = (struct drawing){.d = d, .page = qpdf_get_page_n(d->q, (size_t)page)};
    page_content_read(d, w->page, &w->own);
    w->xobjects = own_xobjects(d, w->page, &resources);
    bool whole =
        object_can_copy(d, resources) && object_can_copy(d, object_key(d, resources, "/XObject"));
    w->wrapped = (w->own.loose || !whole) && wrap_content(w, document_view(d, page), resources);
    if (!w->wrapped)
        follow_content(&w->own, &w->tail);
}

void drawing_form(struct drawing *w, const char *stem, qpdf_oh form, struct matrix m)
{
    char name[NAME_SIZE];
    choose_name(w, stem, &w->next, name);
    qpdf_oh_replace_key(w->d->q, w->xobjects, name, form);
    buf_adds(&w->tail, "q\n");
    drawing_matrix(&w->tail, m);
    buf_addf(&w->tail, "%s Do\nQ\n", name);
}

void drawing_end(struct drawing *w)
{
    set_contents(w->d, w->page, w->wrapped ? NULL : &w->own, &w->tail);
    buf_release(&w->tail);
    page_content_release(&w->own);
}

void drawing_matrix(struct buf *out, struct matrix m)
{
    buf_addf(out, "%.5f %.5f %.5f %.5f %.5f %.5f cm\n", m.a, m.b, m.c, m.d, m.e, m.f);
}
