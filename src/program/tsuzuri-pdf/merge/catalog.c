/* What stands above the pages of a merge: page labels, and names of destinations. */
#include "program/tsuzuri-pdf/merge/merge_internal.h"

#include "program/tsuzuri-pdf/document/object.h"

#define MOST_DEPTH 20

static void append_label(struct pdf_document *d, qpdf_oh numbers, int page, qpdf_oh label)
{
    qpdf_oh_append_item(d->q, numbers, qpdf_oh_new_integer(d->q, page));
    qpdf_oh_append_item(d->q, numbers, label);
}

/* The page labels of our own pages; those of the labels go with them. */
static void keep_labels(struct merge *p, qpdf_oh node, qpdf_oh numbers, int depth)
{
    struct pdf_document *d = p->d;
    qpdf_oh pairs = object_key(d, node, "/Nums");
    qpdf_oh kids = object_key(d, node, "/Kids");
    int n = qpdf_oh_is_array(d->q, pairs) ? qpdf_oh_get_array_n_items(d->q, pairs) : 0;
    for (int i = 0; i + 1 < n; i += 2) {
        double page = object_number(d, qpdf_oh_get_array_item(d->q, pairs, i), -1);
        if (page >= 0 && page < p->own_pages)
            append_label(d, numbers, (int)page, qpdf_oh_get_array_item(d->q, pairs, i + 1));
    }
    n = qpdf_oh_is_array(d->q, kids) && depth < MOST_DEPTH ? qpdf_oh_get_array_n_items(d->q, kids)
                                                           : 0;
    for (int i = 0; i < n; i++)
        keep_labels(p, qpdf_oh_get_array_item(d->q, kids, i), numbers, depth + 1);
}

static qpdf_oh label_of(struct pdf_document *d, const char *prefix)
{
    struct buf text = {0};
    qpdf_oh label = qpdf_oh_parse(d->q, "<< /S /D >>");
    buf_addf(&text, "%s-", prefix);
    qpdf_oh_replace_key(d->q, label, "/P", qpdf_oh_new_unicode_string(d->q, text.data));
    buf_release(&text);
    return label;
}

static void write_labels(struct merge *p)
{
    struct pdf_document *d = p->d;
    qpdf_oh catalog = qpdf_get_root(d->q);
    qpdf_oh numbers = qpdf_oh_new_array(d->q);
    qpdf_oh tree = qpdf_oh_new_dictionary(d->q);
    keep_labels(p, object_key(d, catalog, "/PageLabels"), numbers, 0);
    if (!qpdf_oh_get_array_n_items(d->q, numbers))
        append_label(d, numbers, 0, qpdf_oh_parse(d->q, "<< /S /D >>"));
    for (size_t i = 0; i < p->range_count; i++) {
        append_label(d, numbers, p->ranges[i].page, label_of(d, p->ranges[i].prefix));
    }
    qpdf_oh_replace_key(d->q, tree, "/Nums", numbers);
    qpdf_oh_replace_key(d->q, catalog, "/PageLabels", tree);
}

static int by_name(const void *a, const void *b)
{
    const struct named_destination *x = a;
    const struct named_destination *y = b;
    int c = strcmp(x->name, y->name);
    return c ? c : (x->object > y->object) - (x->object < y->object);
}

/* All pairs of a name tree in one array. */
static void list_names(struct pdf_document *d, qpdf_oh node, qpdf_oh out, int depth)
{
    qpdf_oh pairs = object_key(d, node, "/Names");
    qpdf_oh kids = object_key(d, node, "/Kids");
    int n = qpdf_oh_is_array(d->q, pairs) ? qpdf_oh_get_array_n_items(d->q, pairs) : 0;
    for (int i = 0; i < n - n % 2; i++)
        qpdf_oh_append_item(d->q, out, qpdf_oh_get_array_item(d->q, pairs, i));
    n = qpdf_oh_is_array(d->q, kids) ? qpdf_oh_get_array_n_items(d->q, kids) : 0;
    for (int i = 0; i < n && depth < MOST_DEPTH; i++)
        list_names(d, qpdf_oh_get_array_item(d->q, kids, i), out, depth + 1);
}

static void append_name(struct pdf_document *d, qpdf_oh names, const struct named_destination *one)
{
    qpdf_oh_append_item(d->q, names, qpdf_oh_new_binary_string(d->q, one->name, strlen(one->name)));
    qpdf_oh_append_item(d->q, names, destination_array(d, one->object, &one->target));
}

/* The names of our own pages (they win) and those of the documents, sorted, in one list. */
static void merge_names(struct merge *p, qpdf_oh old, qpdf_oh names)
{
    struct pdf_document *d = p->d;
    const struct named_destination *one = p->destinations;
    const struct named_destination *end = one + p->destination_count;
    int n = qpdf_oh_get_array_n_items(d->q, old);
    for (int i = 0; i < n || one < end;) {
        qpdf_oh key = i < n ? qpdf_oh_get_array_item(d->q, old, i) : 0;
        int c = !key ? 1 : one == end ? -1 : strcmp(qpdf_oh_get_string_value(d->q, key), one->name);
        if (c > 0) {
            const char *name = one->name;
            append_name(d, names, one);
            while (one < end && !strcmp(one->name, name))
                one++;
        } else if (c < 0) {
            qpdf_oh_append_item(d->q, names, key);
            qpdf_oh_append_item(d->q, names, qpdf_oh_get_array_item(d->q, old, i + 1));
            i += 2;
        } else {
            one++;
        }
    }
}

static void write_names(struct merge *p)
{
    struct pdf_document *d = p->d;
    qpdf_oh catalog = qpdf_get_root(d->q);
    qpdf_oh names = object_key(d, catalog, "/Names");
    qpdf_oh tree = qpdf_oh_parse(d->q, "<< /Names [] >>");
    if (!p->destination_count)
        return;
    if (!object_is_dict(d, names)) {
        names = qpdf_oh_new_dictionary(d->q);
        qpdf_oh_replace_key(d->q, catalog, "/Names", names);
    }
    qsort(p->destinations, p->destination_count, sizeof *p->destinations, by_name);
    qpdf_oh old = qpdf_oh_new_array(d->q);
    list_names(d, object_key(d, names, "/Dests"), old, 0);
    merge_names(p, old, object_key(d, tree, "/Names"));
    qpdf_oh_replace_key(d->q, names, "/Dests", qpdf_make_indirect_object(d->q, tree));
}

void catalog_write(struct merge *p)
{
    write_labels(p);
    write_names(p);
}
