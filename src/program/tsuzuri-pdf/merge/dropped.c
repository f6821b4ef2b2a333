/* What a document has that does not travel: scripts, launches, files, forms for one viewer. */
#include "program/tsuzuri-pdf/merge/merge_internal.h"

#include "program/tsuzuri-pdf/document/object.h"
#include "program/tsuzuri-pdf/document/object_set.h"

#define MOST_DEPTH 30
#define MOST_ITEMS 100000

struct walk {
    struct pdf_document *d;
    struct merge_dropped *out;
    struct object_set seen;
};

static bool is_one_of(struct pdf_document *d, qpdf_oh name, const char *const *names)
{
    for (; *names; names++)
        if (qpdf_oh_is_name_and_equals(d->q, name, *names))
            return true;
    return false;
}

static int length(struct pdf_document *d, qpdf_oh array)
{
    int n = qpdf_oh_is_array(d->q, array) ? qpdf_oh_get_array_n_items(d->q, array) : 0;
    return n < MOST_ITEMS ? n : MOST_ITEMS;
}

static void look_at_action(struct walk *w, qpdf_oh action, int depth)
{
    static const char *const scripts[] = {"/JavaScript", NULL};
    static const char *const launches[] = {
        "/Launch", "/GoToR", "/GoToE", "/SubmitForm", "/ImportData", NULL};
    struct pdf_document *d = w->d;
    if (depth > MOST_DEPTH || !object_is_dict(d, action) || !object_set_add(d, &w->seen, action))
        return;
    qpdf_oh kind = object_key(d, action, "/S");
    w->out->javascript |= is_one_of(d, kind, scripts) || qpdf_oh_has_key(d->q, action, "/JS");
    w->out->launch |= is_one_of(d, kind, launches);
    qpdf_oh next = object_key(d, action, "/Next");
    look_at_action(w, next, depth + 1);
    for (int i = 0; i < length(d, next); i++)
        look_at_action(w, qpdf_oh_get_array_item(d->q, next, i), depth + 1);
}

/* A dictionary of actions by what sets them off. */
static void look_at_triggers(struct walk *w, qpdf_oh triggers)
{
    struct object_keys keys = object_keys(w->d, triggers);
    for (size_t i = 0; i < keys.count; i++)
        look_at_action(w, object_key(w->d, triggers, keys.names[i]), 0);
    object_keys_release(&keys);
}

static void look_at_annotation(struct walk *w, qpdf_oh a)
{
    static const char *const media[] = {
        "/FileAttachment", "/RichMedia", "/Sound", "/Movie", "/3D", NULL};
    struct pdf_document *d = w->d;
    if (!object_is_dict(d, a))
        return;
    w->out->files |= is_one_of(d, object_key(d, a, "/Subtype"), media);
    look_at_action(w, object_key(d, a, "/A"), 0);
    look_at_triggers(w, object_key(d, a, "/AA"));
}

static void look_at_page(struct walk *w, qpdf_oh page)
{
    struct pdf_document *d = w->d;
    qpdf_oh list = object_key(d, page, "/Annots");
    look_at_triggers(w, object_key(d, page, "/AA"));
    w->out->files |= length(d, object_key(d, page, "/AF")) > 0;
    for (int i = 0; i < length(d, list); i++)
        look_at_annotation(w, qpdf_oh_get_array_item(d->q, list, i));
}

static void look_at_fields(struct walk *w, qpdf_oh fields, int depth)
{
    struct pdf_document *d = w->d;
    for (int i = 0; i < length(d, fields) && depth < MOST_DEPTH; i++) {
        qpdf_oh f = qpdf_oh_get_array_item(d->q, fields, i);
        if (!object_is_dict(d, f) || !object_set_add(d, &w->seen, f))
            continue;
        look_at_triggers(w, object_key(d, f, "/AA"));
        look_at_fields(w, object_key(d, f, "/Kids"), depth + 1);
    }
}

static bool is_empty_tree(struct pdf_document *d, qpdf_oh tree)
{
    return length(d, object_key(d, tree, "/Names")) == 0 &&
           length(d, object_key(d, tree, "/Kids")) == 0;
}

static void look_at_catalog(struct walk *w, qpdf_oh catalog)
{
    struct pdf_document *d = w->d;
    qpdf_oh names = object_key(d, catalog, "/Names");
    qpdf_oh open = object_key(d, catalog, "/OpenAction");
    qpdf_oh form = object_key(d, catalog, "/AcroForm");
    /* Where a document opens is of no use in a packet: neither a destination nor going to one. */
    w->out->open_action = object_is_dict(d, open) &&
                          !qpdf_oh_is_name_and_equals(d->q, object_key(d, open, "/S"), "/GoTo");
    w->out->xfa = !qpdf_oh_is_null(d->q, object_key(d, form, "/XFA"));
    w->out->files = !is_empty_tree(d, object_key(d, names, "/EmbeddedFiles")) ||
                    length(d, object_key(d, catalog, "/AF")) > 0;
    w->out->javascript = !is_empty_tree(d, object_key(d, names, "/JavaScript"));
    look_at_action(w, open, 0);
    look_at_triggers(w, object_key(d, catalog, "/AA"));
    look_at_fields(w, object_key(d, form, "/Fields"), 0);
}

struct merge_dropped dropped_find(struct pdf_document *d)
{
    struct merge_dropped out = {0};
    struct walk w = {.d = d, .out = &out};
    look_at_catalog(&w, qpdf_get_root(d->q));
    qpdf_oh_release_all(d->q);
    for (int i = 0; i < d->pages; i++) {
        look_at_page(&w, qpdf_get_page_n(d->q, (size_t)i));
        qpdf_oh_release_all(d->q);
    }
    object_set_release(&w.seen);
    document_take_error(d);
    return out;
}
