/* Whether a packet that was written holds: names, outline and links lead to pages. */
#include "program/tsuzuri-pdf/merge/verify.h"

#include "program/tsuzuri-pdf/document/object.h"
#include "program/tsuzuri-pdf/merge/merge_internal.h"

#define MOST_DEPTH 70
#define MOST_ENTRIES 10000000

static void number_pages(struct source *s)
{
    for (int i = 0; i < s->d->pages; i++) {
        qpdf_oh page = qpdf_get_page_n(s->d->q, (size_t)i);
        object_map_put(&s->pages, qpdf_oh_get_object_id(s->d->q, page), i);
        qpdf_oh_release(s->d->q, page);
    }
}

static void forget(struct source *s)
{
    source_forget_names(s);
    object_map_release(&s->pages);
    qpdf_oh_release_all(s->d->q);
}

void verify_destinations(struct pdf_document *d, const char *const *names, int *pages, size_t count)
{
    struct source s = {.d = d};
    number_pages(&s);
    for (size_t i = 0; i < count; i++) {
        const char *name = names[i] ? names[i] : "";
        qpdf_oh o = qpdf_oh_new_binary_string(d->q, name, strlen(name));
        pages[i] = destination_read(&s, o).page;
    }
    forget(&s);
}

/* Its destination, where it has one, is there. */
static bool leads(struct source *s, qpdf_oh o)
{
    struct pdf_document *d = s->d;
    qpdf_oh action = object_key(d, o, "/A");
    qpdf_oh kind = object_key(d, action, "/S");
    if (object_is_dict(d, action) && !qpdf_oh_is_name_and_equals(d->q, kind, "/GoTo"))
        return true;
    qpdf_oh to =
        object_is_dict(d, action) ? object_key(d, action, "/D") : object_key(d, o, "/Dest");
    return qpdf_oh_is_null(d->q, to) || destination_read(s, to).page >= 0;
}

static bool is_same(struct pdf_document *d, qpdf_oh a, int object)
{
    return object ? qpdf_oh_get_object_id(d->q, a) == object : qpdf_oh_is_null(d->q, a);
}

/* The entries below a parent, each tied to its neighbours. */
static bool entries_hold(struct source *s, int parent, int depth, int *left)
{
    struct pdf_document *d = s->d;
    qpdf_oh above = qpdf_get_object_by_id(d->q, parent, 0);
    int at = qpdf_oh_get_object_id(d->q, object_key(d, above, "/First"));
    int last = qpdf_oh_get_object_id(d->q, object_key(d, above, "/Last"));
    int before = 0;
    while (at > 0) {
        qpdf_oh o = qpdf_get_object_by_id(d->q, at, 0);
        if (--*left < 0 || depth > MOST_DEPTH || !object_is_dict(d, o) || !leads(s, o) ||
            !is_same(d, object_key(d, o, "/Prev"), before) ||
            !is_same(d, object_key(d, o, "/Parent"), parent))
            return false;
        int next = qpdf_oh_get_object_id(d->q, object_key(d, o, "/Next"));
        bool leaf = qpdf_oh_is_null(d->q, object_key(d, o, "/First"));
        qpdf_oh_release_all(d->q);
        if (!leaf && !entries_hold(s, at, depth + 1, left))
            return false;
        before = at;
        at = next;
    }
    return before == last;
}

static bool links_hold(struct source *s, int page)
{
    struct pdf_document *d = s->d;
    bool good = true;
    qpdf_oh list = object_key(d, qpdf_get_page_n(d->q, (size_t)page), "/Annots");
    int n = qpdf_oh_is_array(d->q, list) ? qpdf_oh_get_array_n_items(d->q, list) : 0;
    for (int i = 0; good && i < n; i++)
        good = leads(s, qpdf_oh_get_array_item(d->q, list, i));
    qpdf_oh_release_all(d->q);
    return good;
}

bool verify_links(struct pdf_document *d)
{
    struct source s = {.d = d};
    int left = MOST_ENTRIES;
    number_pages(&s);
    qpdf_oh root = object_key(d, qpdf_get_root(d->q), "/Outlines");
    int object = qpdf_oh_get_object_id(d->q, root);
    bool good = object <= 0 || entries_hold(&s, object, 0, &left);
    for (int i = 0; good && i < d->pages; i++)
        good = links_hold(&s, i);
    forget(&s);
    return good && !document_take_error(d);
}
