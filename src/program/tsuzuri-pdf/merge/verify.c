#include "program/tsuzuri-pdf/merge/merge_internal.h"

#define MOST_DEPTH 70
#define MOST_ENTRIES 10000000

static void number_pages(struct source *s)
{
    for (int i = 0; i < s->d->pages; i++) {
        qpdf_oh page = qpdf_get_page_n(s->d->q, (size_t)i);
        ids_put(&s->pages, qpdf_oh_get_object_id(s->d->q, page), i);
        qpdf_oh_release(s->d->q, page);
    }
}

static void forget(struct source *s)
{
    source_forget_names(s);
    ids_release(&s->pages);
    qpdf_oh_release_all(s->d->q);
}

void qdoc_destinations(struct qdoc *d, const char *const *names, int *pages, size_t count)
{
    struct source s = {.d = d};
    number_pages(&s);
    for (size_t i = 0; i < count; i++) {
        const char *name = names[i] ? names[i] : "";
        qpdf_oh o = qpdf_oh_new_binary_string(d->q, name, strlen(name));
        pages[i] = target_read(&s, o).page;
    }
    forget(&s);
}

/* Its destination, where it has one, is there. */
static bool leads(struct source *s, qpdf_oh o)
{
    struct qdoc *d = s->d;
    qpdf_oh action = oh_key(d, o, "/A");
    qpdf_oh kind = oh_key(d, action, "/S");
    if (oh_is_dict(d, action) && !qpdf_oh_is_name_and_equals(d->q, kind, "/GoTo"))
        return true;
    qpdf_oh to = oh_is_dict(d, action) ? oh_key(d, action, "/D") : oh_key(d, o, "/Dest");
    return qpdf_oh_is_null(d->q, to) || target_read(s, to).page >= 0;
}

static bool is_same(struct qdoc *d, qpdf_oh a, int object)
{
    return object ? qpdf_oh_get_object_id(d->q, a) == object : qpdf_oh_is_null(d->q, a);
}

/* The entries below a parent, each tied to its neighbours. */
static bool entries_hold(struct source *s, int parent, int depth, int *left)
{
    struct qdoc *d = s->d;
    qpdf_oh above = qpdf_get_object_by_id(d->q, parent, 0);
    int at = qpdf_oh_get_object_id(d->q, oh_key(d, above, "/First"));
    int last = qpdf_oh_get_object_id(d->q, oh_key(d, above, "/Last"));
    int before = 0;
    while (at > 0) {
        qpdf_oh o = qpdf_get_object_by_id(d->q, at, 0);
        if (--*left < 0 || depth > MOST_DEPTH || !oh_is_dict(d, o) || !leads(s, o) ||
            !is_same(d, oh_key(d, o, "/Prev"), before) ||
            !is_same(d, oh_key(d, o, "/Parent"), parent))
            return false;
        int next = qpdf_oh_get_object_id(d->q, oh_key(d, o, "/Next"));
        bool leaf = qpdf_oh_is_null(d->q, oh_key(d, o, "/First"));
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
    struct qdoc *d = s->d;
    bool good = true;
    qpdf_oh list = oh_key(d, qpdf_get_page_n(d->q, (size_t)page), "/Annots");
    int n = qpdf_oh_is_array(d->q, list) ? qpdf_oh_get_array_n_items(d->q, list) : 0;
    for (int i = 0; good && i < n; i++)
        good = leads(s, qpdf_oh_get_array_item(d->q, list, i));
    qpdf_oh_release_all(d->q);
    return good;
}

bool qdoc_leads_well(struct qdoc *d)
{
    struct source s = {.d = d};
    int left = MOST_ENTRIES;
    number_pages(&s);
    qpdf_oh root = oh_key(d, qpdf_get_root(d->q), "/Outlines");
    int object = qpdf_oh_get_object_id(d->q, root);
    bool good = object <= 0 || entries_hold(&s, object, 0, &left);
    for (int i = 0; good && i < d->pages; i++)
        good = links_hold(&s, i);
    forget(&s);
    return good && !qdoc_stumbled(d);
}
