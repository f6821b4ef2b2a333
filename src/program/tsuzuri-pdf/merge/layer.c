/* Layers (optional content): as each document shows them, under its title. */
#include "program/tsuzuri-pdf/merge/merge_internal.h"

#include "program/tsuzuri-pdf/document/object.h"

#define MOST_LAYERS 20000

static int length(struct pdf_document *d, qpdf_oh array)
{
    int n = qpdf_oh_is_array(d->q, array) ? qpdf_oh_get_array_n_items(d->q, array) : 0;
    return n < MOST_LAYERS ? n : MOST_LAYERS;
}

static void list_ids(struct pdf_document *d, qpdf_oh array, struct object_map *out)
{
    for (int i = 0; i < length(d, array); i++) {
        qpdf_oh o = qpdf_oh_get_array_item(d->q, array, i);
        object_map_put(out, qpdf_oh_get_object_id(d->q, o), 1);
    }
}

/* The layers in two lists, by what the default configuration shows. */
static void sort_layers(
    struct pdf_document *d, qpdf_oh layers, qpdf_oh config, qpdf_oh on, qpdf_oh off)
{
    int value;
    struct object_map shown = {0};
    struct object_map hidden = {0};
    bool none = qpdf_oh_is_name_and_equals(d->q, object_key(d, config, "/BaseState"), "/OFF");
    list_ids(d, object_key(d, config, "/ON"), &shown);
    list_ids(d, object_key(d, config, "/OFF"), &hidden);
    for (int i = 0; i < length(d, layers); i++) {
        qpdf_oh o = qpdf_oh_get_array_item(d->q, layers, i);
        int id = qpdf_oh_get_object_id(d->q, o);
        if (!object_is_dict(d, o) || id <= 0)
            continue;
        bool out =
            object_map_find(&hidden, id, &value) || (none && !object_map_find(&shown, id, &value));
        qpdf_oh_append_item(d->q, out ? off : on, o);
    }
    object_map_release(&shown);
    object_map_release(&hidden);
}

static qpdf_oh layers_of(struct pdf_document *d, qpdf_oh properties)
{
    static const char *const lists[] = {"/Order", "/AS", "/RBGroups", "/Locked"};
    qpdf_oh config = object_key(d, properties, "/D");
    qpdf_oh out = qpdf_oh_parse(d->q, "<< /ON [] /OFF [] >>");
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        qpdf_oh list = object_key(d, config, lists[i]);
        if (length(d, list))
            qpdf_oh_replace_key(d->q, out, lists[i], list);
    }
    sort_layers(d, object_key(d, properties, "/OCGs"), config, object_key(d, out, "/ON"),
        object_key(d, out, "/OFF"));
    return out;
}

/* The dictionary or array under a key, which is made where it is missing. */
static qpdf_oh part_of(struct pdf_document *d, qpdf_oh dict, const char *key, bool array)
{
    qpdf_oh part = object_key(d, dict, key);
    if (array ? qpdf_oh_is_array(d->q, part) : object_is_dict(d, part))
        return part;
    part = array ? qpdf_oh_new_array(d->q) : qpdf_oh_new_dictionary(d->q);
    qpdf_oh_replace_key(d->q, dict, key, part);
    return part;
}

static void append(struct pdf_document *d, qpdf_oh to, qpdf_oh from)
{
    for (int i = 0; i < length(d, from); i++)
        qpdf_oh_append_item(d->q, to, qpdf_oh_get_array_item(d->q, from, i));
}

static void append_order(struct pdf_document *d, qpdf_oh config, qpdf_oh order, const char *title)
{
    qpdf_oh one = qpdf_oh_new_array(d->q);
    if (!length(d, order))
        return;
    qpdf_oh_append_item(d->q, one, qpdf_oh_new_unicode_string(d->q, title));
    append(d, one, order);
    qpdf_oh_append_item(d->q, part_of(d, config, "/Order", true), one);
}

static void merge(struct pdf_document *d, qpdf_oh copy, const char *title)
{
    static const char *const lists[] = {"/ON", "/OFF", "/AS", "/RBGroups", "/Locked"};
    qpdf_oh properties = part_of(d, qpdf_get_root(d->q), "/OCProperties", false);
    qpdf_oh layers = part_of(d, properties, "/OCGs", true);
    qpdf_oh config = part_of(d, properties, "/D", false);
    append(d, layers, object_key(d, copy, "/ON"));
    append(d, layers, object_key(d, copy, "/OFF"));
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        if (length(d, object_key(d, copy, lists[i])))
            append(d, part_of(d, config, lists[i], true), object_key(d, copy, lists[i]));
    append_order(d, config, object_key(d, copy, "/Order"), title);
}

bool layer_take(struct merge *p, struct source *s, const char *title)
{
    qpdf_oh copy;
    struct pdf_document *d = s->d;
    qpdf_oh properties = object_key(d, qpdf_get_root(d->q), "/OCProperties");
    if (s->layers_taken || !object_is_dict(d, properties))
        return true;
    s->layers_taken = true;
    qpdf_oh layers = layers_of(d, properties);
    if (!sanitise_object(s, layers) || !merge_page_copy(p, s, layers, &copy))
        return false;
    merge(p->d, copy, title);
    return !qpdf_has_error(p->d->q);
}
