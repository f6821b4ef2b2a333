#include "program/tsuzuri-pdf/merge/merge_internal.h"

#define MOST_LAYERS 20000

static int length(struct qdoc *d, qpdf_oh array)
{
    int n = qpdf_oh_is_array(d->q, array) ? qpdf_oh_get_array_n_items(d->q, array) : 0;
    return n < MOST_LAYERS ? n : MOST_LAYERS;
}

static void list_ids(struct qdoc *d, qpdf_oh array, struct ids *out)
{
    for (int i = 0; i < length(d, array); i++) {
        qpdf_oh o = qpdf_oh_get_array_item(d->q, array, i);
        ids_put(out, qpdf_oh_get_object_id(d->q, o), 1);
    }
}

/* The layers in two lists, by what the default configuration shows. */
static void sort_layers(struct qdoc *d, qpdf_oh layers, qpdf_oh config, qpdf_oh on, qpdf_oh off)
{
    int value;
    struct ids shown = {0};
    struct ids hidden = {0};
    bool none = qpdf_oh_is_name_and_equals(d->q, oh_key(d, config, "/BaseState"), "/OFF");
    list_ids(d, oh_key(d, config, "/ON"), &shown);
    list_ids(d, oh_key(d, config, "/OFF"), &hidden);
    for (int i = 0; i < length(d, layers); i++) {
        qpdf_oh o = qpdf_oh_get_array_item(d->q, layers, i);
        int id = qpdf_oh_get_object_id(d->q, o);
        if (!oh_is_dict(d, o) || id <= 0)
            continue;
        bool out = ids_find(&hidden, id, &value) || (none && !ids_find(&shown, id, &value));
        qpdf_oh_append_item(d->q, out ? off : on, o);
    }
    ids_release(&shown);
    ids_release(&hidden);
}

static qpdf_oh layers_of(struct qdoc *d, qpdf_oh properties)
{
    static const char *const lists[] = {"/Order", "/AS", "/RBGroups", "/Locked"};
    qpdf_oh config = oh_key(d, properties, "/D");
    qpdf_oh out = qpdf_oh_parse(d->q, "<< /ON [] /OFF [] >>");
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        qpdf_oh list = oh_key(d, config, lists[i]);
        if (length(d, list))
            qpdf_oh_replace_key(d->q, out, lists[i], list);
    }
    sort_layers(
        d, oh_key(d, properties, "/OCGs"), config, oh_key(d, out, "/ON"), oh_key(d, out, "/OFF"));
    return out;
}

/* The dictionary or array under a key, which is made where it is missing. */
static qpdf_oh part_of(struct qdoc *d, qpdf_oh dict, const char *key, bool array)
{
    qpdf_oh part = oh_key(d, dict, key);
    if (array ? qpdf_oh_is_array(d->q, part) : oh_is_dict(d, part))
        return part;
    part = array ? qpdf_oh_new_array(d->q) : qpdf_oh_new_dictionary(d->q);
    qpdf_oh_replace_key(d->q, dict, key, part);
    return part;
}

static void append(struct qdoc *d, qpdf_oh to, qpdf_oh from)
{
    for (int i = 0; i < length(d, from); i++)
        qpdf_oh_append_item(d->q, to, qpdf_oh_get_array_item(d->q, from, i));
}

static void append_order(struct qdoc *d, qpdf_oh config, qpdf_oh order, const char *title)
{
    qpdf_oh one = qpdf_oh_new_array(d->q);
    if (!length(d, order))
        return;
    qpdf_oh_append_item(d->q, one, qpdf_oh_new_unicode_string(d->q, title));
    append(d, one, order);
    qpdf_oh_append_item(d->q, part_of(d, config, "/Order", true), one);
}

static void merge(struct qdoc *d, qpdf_oh copy, const char *title)
{
    static const char *const lists[] = {"/ON", "/OFF", "/AS", "/RBGroups", "/Locked"};
    qpdf_oh properties = part_of(d, qpdf_get_root(d->q), "/OCProperties", false);
    qpdf_oh layers = part_of(d, properties, "/OCGs", true);
    qpdf_oh config = part_of(d, properties, "/D", false);
    append(d, layers, oh_key(d, copy, "/ON"));
    append(d, layers, oh_key(d, copy, "/OFF"));
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        if (length(d, oh_key(d, copy, lists[i])))
            append(d, part_of(d, config, lists[i], true), oh_key(d, copy, lists[i]));
    append_order(d, config, oh_key(d, copy, "/Order"), title);
}

bool layers_take(struct qpacket *p, struct source *s, const char *title)
{
    qpdf_oh copy;
    struct qdoc *d = s->d;
    qpdf_oh properties = oh_key(d, qpdf_get_root(d->q), "/OCProperties");
    if (s->layers_taken || !oh_is_dict(d, properties))
        return true;
    s->layers_taken = true;
    qpdf_oh layers = layers_of(d, properties);
    if (!clean_object(s, layers) || !sheet_copy(p, s, layers, &copy))
        return false;
    merge(p->d, copy, title);
    return !qpdf_has_error(p->d->q);
}
