/* A page tree that is damaged, built anew from the pages that can be reached.

   A page tree (ISO 32000-1, 7.7.3) may have kids that are missing, no pages, or pages already met,
   nodes without a type, and a count that is wrong; libqpdf counts kids of any kind, and some
   readers believe the count. The tree is walked from the catalog, each object once, to a limited
   depth. A node with kids is a node, one that looks like a page (by its type, or contents, boxes
   or resources) is a page, and gets what it inherited for its own, as its parents go. A kid that
   is missing becomes an empty page, as viewers show it: the pages behind it keep their numbers,
   which a person may have chosen. A tree whose first page is missing is refused: the label would
   stand on an empty sheet. Pages that no node names are not looked for. */
#include "program/tsuzuri-pdf/document/page_tree.h"

#include "program/tsuzuri-pdf/document/object.h"
#include "program/tsuzuri-pdf/document/object_set.h"

#define MOST_DEPTH 200
#define MOST_BLANKS 10000

static const char *const inherited[] = {"/Resources", "/MediaBox", "/CropBox", "/Rotate"};

#define INHERITED (sizeof inherited / sizeof *inherited)

struct tree {
    struct pdf_document *d;
    qpdf_oh root; /* of the new tree */
    qpdf_oh kids;
    struct object_set seen;
    int pages;
    int blanks; /* of them */
    bool first_lost;
};

/* What a node hands down; 0: nothing. */
struct legacy {
    qpdf_oh values[INHERITED];
};

static struct legacy hand_down(struct tree *t, qpdf_oh node, struct legacy from)
{
    for (size_t i = 0; i < INHERITED; i++) {
        qpdf_oh value = object_key(t->d, node, inherited[i]);
        if (!qpdf_oh_is_null(t->d->q, value))
            from.values[i] = value;
    }
    return from;
}

static void add_page(struct tree *t, qpdf_oh page, struct legacy l)
{
    qpdf_data q = t->d->q;
    if (!qpdf_oh_is_indirect(q, page))
        page = qpdf_make_indirect_object(q, page);
    for (size_t i = 0; i < INHERITED; i++)
        if (l.values[i])
            qpdf_oh_replace_key(q, page, inherited[i], l.values[i]);
    qpdf_oh_replace_key(q, page, "/Type", qpdf_oh_new_name(q, "/Page"));
    qpdf_oh_replace_key(q, page, "/Parent", t->root);
    qpdf_oh_append_item(q, t->kids, page);
    t->pages++;
}

/* For a page that is lost: viewers show an empty one, and the pages behind it keep their numbers.
 */
static void add_blank(struct tree *t, struct legacy l)
{
    if (t->blanks == MOST_BLANKS)
        return;
    t->first_lost = t->first_lost || t->pages == 0;
    t->blanks++;
    add_page(t, qpdf_oh_new_dictionary(t->d->q), l);
}

static bool is_page(struct tree *t, qpdf_oh node)
{
    static const char *const signs[] = {"/Contents", "/MediaBox", "/Resources"};
    qpdf_data q = t->d->q;
    if (qpdf_oh_is_name_and_equals(q, object_key(t->d, node, "/Type"), "/Page"))
        return true;
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (qpdf_oh_has_key(q, node, signs[i]))
            return true;
    return false;
}

static void walk(struct tree *t, qpdf_oh node, struct legacy from, int depth)
{
    qpdf_data q = t->d->q;
    if (depth > MOST_DEPTH || !object_is_dict(t->d, node) || !object_set_add(t->d, &t->seen, node))
        return;
    struct legacy l = hand_down(t, node, from);
    qpdf_oh kids = object_key(t->d, node, "/Kids");
    if (!qpdf_oh_is_array(q, kids)) {
        if (is_page(t, node))
            add_page(t, node, l);
        return;
    }
    int n = qpdf_oh_get_array_n_items(q, kids);
    for (int i = 0; i < n; i++) {
        qpdf_oh kid = qpdf_oh_get_array_item(q, kids, i);
        if (object_is_dict(t->d, kid))
            walk(t, kid, l, depth + 1);
        else
            add_blank(t, l);
    }
}

bool page_tree_rebuild(struct pdf_document *d)
{
    qpdf_data q = d->q;
    qpdf_oh catalog = qpdf_get_root(q);
    if (document_take_error(d) || !object_is_dict(d, catalog))
        return false;
    struct tree t = {.d = d, .kids = qpdf_oh_new_array(q)};
    t.root = qpdf_make_indirect_object(q, qpdf_oh_new_dictionary(q));
    walk(&t, object_key(d, catalog, "/Pages"), (struct legacy){0}, 0);
    object_set_release(&t.seen);
    d->first_lost = t.pages > t.blanks && t.first_lost;
    if (t.pages == t.blanks || d->first_lost)
        return false;
    qpdf_oh_replace_key(q, t.root, "/Type", qpdf_oh_new_name(q, "/Pages"));
    qpdf_oh_replace_key(q, t.root, "/Count", qpdf_oh_new_integer(q, t.pages));
    qpdf_oh_replace_key(q, t.root, "/Kids", t.kids);
    qpdf_oh_replace_key(q, catalog, "/Pages", t.root);
    qpdf_update_all_pages_cache(q);
    d->rebuilt = true;
    return !document_take_error(d);
}
