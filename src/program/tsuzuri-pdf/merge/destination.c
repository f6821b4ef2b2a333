/* Destinations: where links and outlines lead, by arrays and by names, and where that is now.

   A destination names a page and what is shown of it (ISO 32000-1, 12.3.2), itself or by a name,
   of the catalog's dictionary (PDF 1.1) or its name tree (1.2). The names of a document are read
   once, into one sorted list, as a damaged tree need not be sorted; of two that are the same, the
   first of the kind that was asked for wins. A page becomes its number in the source: what is kept
   is a number and coordinates, no object, so that nothing of the source hangs on it. Where the
   page was taken the destination becomes an array on its first copy, its coordinates scaled as the
   page was; where it was not, the link leads nowhere. */
#include "program/tsuzuri-pdf/merge/merge_internal.h"

#include "program/tsuzuri-pdf/document/object.h"
#include "program/tsuzuri-pdf/document/object_set.h"

#define MOST_NAMES 200000
#define MOST_DEPTH 40

static const struct {
    const char *fit;
    int count;
} fits[] = {{"/XYZ", 3}, {"/Fit", 0}, {"/FitH", 1}, {"/FitV", 1}, {"/FitR", 4}, {"/FitB", 0},
    {"/FitBH", 1}, {"/FitBV", 1}};

static const struct destination nowhere = {.page = -1};

/* The page's number, or -1. */
static int source_page(struct source *s, qpdf_oh page)
{
    int number;
    struct pdf_document *d = s->d;
    if (object_is_dict(d, page) &&
        object_map_find(&s->pages, qpdf_oh_get_object_id(d->q, page), &number))
        return number;
    if (!qpdf_oh_is_integer(d->q, page))
        return -1;
    long long n = qpdf_oh_get_int_value(d->q, page);
    return n >= 0 && n < d->pages ? (int)n : -1;
}

static struct destination read_array(struct source *s, qpdf_oh array)
{
    struct pdf_document *d = s->d;
    int n = qpdf_oh_get_array_n_items(d->q, array);
    struct destination t = nowhere;
    if (n < 1)
        return t;
    t.page = source_page(s, qpdf_oh_get_array_item(d->q, array, 0));
    snprintf(t.fit, sizeof t.fit, "/Fit");
    qpdf_oh fit = n > 1 ? qpdf_oh_get_array_item(d->q, array, 1) : qpdf_oh_new_null(d->q);
    for (size_t i = 0; i < sizeof fits / sizeof *fits; i++)
        if (qpdf_oh_is_name_and_equals(d->q, fit, fits[i].fit)) {
            snprintf(t.fit, sizeof t.fit, "%s", fits[i].fit);
            t.count = fits[i].count;
        }
    for (int i = 0; i < t.count && i + 2 < n; i++) {
        qpdf_oh value = qpdf_oh_get_array_item(d->q, array, i + 2);
        t.at[i] = object_number(d, value, 0);
        t.set[i] = object_is_number(d, value) && t.at[i] > -1e6 && t.at[i] < 1e6;
    }
    return t;
}

/* What a name stands for: an array, or a dictionary with one. */
static struct destination read_value(struct source *s, qpdf_oh o)
{
    if (object_is_dict(s->d, o))
        o = object_key(s->d, o, "/D");
    return qpdf_oh_is_array(s->d->q, o) ? read_array(s, o) : nowhere;
}

static void add_name(struct source *s, bool is_name, const char *data, size_t size, qpdf_oh value)
{
    if (s->name_count == MOST_NAMES)
        return;
    if (s->name_count == s->name_room) {
        s->name_room = s->name_room ? s->name_room * 2 : 64;
        s->names = realloc(s->names, s->name_room * sizeof *s->names);
    }
    char *copy = malloc(size + 1);
    if (!s->names || !copy)
        abort();
    memcpy(copy, data, size);
    struct source_name *n = &s->names[s->name_count++];
    n->is_name = is_name;
    n->data = copy;
    n->size = size;
    n->target = read_value(s, value);
}

static void add_pairs(struct source *s, qpdf_oh pairs)
{
    struct pdf_document *d = s->d;
    int n = qpdf_oh_is_array(d->q, pairs) ? qpdf_oh_get_array_n_items(d->q, pairs) : 0;
    for (int i = 0; i + 1 < n; i += 2) {
        size_t size;
        qpdf_oh key = qpdf_oh_get_array_item(d->q, pairs, i);
        qpdf_oh value = qpdf_oh_get_array_item(d->q, pairs, i + 1);
        if (qpdf_oh_is_string(d->q, key)) {
            const char *data = qpdf_oh_get_binary_string_value(d->q, key, &size);
            add_name(s, false, data, size, value);
        }
    }
}

static void walk_tree(struct source *s, qpdf_oh node, struct object_set *seen, int depth)
{
    struct pdf_document *d = s->d;
    if (depth > MOST_DEPTH || !object_is_dict(d, node) || !object_set_add(d, seen, node))
        return;
    add_pairs(s, object_key(d, node, "/Names"));
    qpdf_oh kids = object_key(d, node, "/Kids");
    int n = qpdf_oh_is_array(d->q, kids) ? qpdf_oh_get_array_n_items(d->q, kids) : 0;
    for (int i = 0; i < n; i++)
        walk_tree(s, qpdf_oh_get_array_item(d->q, kids, i), seen, depth + 1);
}

static int order(const void *a, const void *b)
{
    const struct source_name *x = a;
    const struct source_name *y = b;
    size_t least = x->size < y->size ? x->size : y->size;
    int c = least ? memcmp(x->data, y->data, least) : 0;
    if (c)
        return c;
    if (x->size != y->size)
        return x->size < y->size ? -1 : 1;
    return 0;
}

/* Both kinds of names; a document has one of them, as a rule. */
static void read_names(struct source *s)
{
    struct object_set seen = {0};
    struct pdf_document *d = s->d;
    qpdf_oh catalog = qpdf_get_root(d->q);
    qpdf_oh old = object_key(d, catalog, "/Dests");
    struct object_keys keys = object_keys(d, old);
    for (size_t i = 0; i < keys.count; i++)
        add_name(s, true, keys.names[i] + 1, strlen(keys.names[i]) - 1,
            object_key(d, old, keys.names[i]));
    object_keys_release(&keys);
    walk_tree(s, object_key(d, object_key(d, catalog, "/Names"), "/Dests"), &seen, 0);
    object_set_release(&seen);
    if (s->name_count)
        qsort(s->names, s->name_count, sizeof *s->names, order);
    s->names_read = true;
}

static struct destination look_up(struct source *s, bool is_name, const char *data, size_t size)
{
    char *copy = malloc(size + 1);
    if (!copy)
        abort();
    memcpy(copy, data, size);
    if (!s->names_read)
        read_names(s);
    struct source_name sought = {.data = copy, .size = size};
    const struct source_name *found =
        s->name_count ? bsearch(&sought, s->names, s->name_count, sizeof sought, order) : NULL;
    free(copy);
    if (!found)
        return nowhere;
    while (found > s->names && !order(found - 1, found))
        found--;
    const struct source_name *end = s->names + s->name_count;
    for (const struct source_name *n = found; n < end && !order(n, found); n++)
        if (n->is_name == is_name)
            return n->target;
    return found->target;
}

struct destination destination_read(struct source *s, qpdf_oh o)
{
    struct pdf_document *d = s->d;
    if (qpdf_oh_is_array(d->q, o))
        return read_array(s, o);
    if (qpdf_oh_is_name(d->q, o)) {
        const char *name = qpdf_oh_get_name(d->q, o);
        return look_up(s, true, name + 1, strlen(name) - 1);
    }
    if (qpdf_oh_is_string(d->q, o)) {
        size_t size;
        const char *data = qpdf_oh_get_binary_string_value(d->q, o, &size);
        return look_up(s, false, data, size);
    }
    return nowhere;
}

struct destination destination_of(struct source *s, qpdf_oh action, qpdf_oh destination)
{
    if (qpdf_oh_is_name_and_equals(s->d->q, object_key(s->d, action, "/S"), "/GoTo"))
        return destination_read(s, object_key(s->d, action, "/D"));
    return object_is_dict(s->d, action) ? nowhere : destination_read(s, destination);
}

const struct placed *destination_placed(const struct taking *t, const struct destination *target)
{
    int index;
    bool taken = target->page >= 0 && object_map_find(&t->first, target->page + 1, &index);
    return taken ? &t->placed[index] : NULL;
}

struct destination destination_moved(const struct destination *t, struct matrix m)
{
    struct destination out = *t;
    const char *kind = t->fit + 4; /* behind '/Fit' */
    if (!strcmp(t->fit, "/XYZ") || !strcmp(kind, "R")) {
        for (int i = 0; i < 4 && (i < 2 || *kind == 'R'); i++)
            out.at[i] = i % 2 ? m.d * t->at[i] + m.f : m.a * t->at[i] + m.e;
    } else if (strchr(kind, 'H')) {
        out.at[0] = m.d * t->at[0] + m.f;
    } else if (strchr(kind, 'V')) {
        out.at[0] = m.a * t->at[0] + m.e;
    }
    return out;
}

qpdf_oh destination_array(struct pdf_document *d, int page, const struct destination *t)
{
    qpdf_oh array = qpdf_oh_new_array(d->q);
    qpdf_oh_append_item(d->q, array, qpdf_get_object_by_id(d->q, page, 0));
    qpdf_oh_append_item(d->q, array, qpdf_oh_new_name(d->q, t->fit));
    for (int i = 0; i < t->count; i++)
        qpdf_oh_append_item(d->q, array,
            t->set[i] ? qpdf_oh_new_real_from_double(d->q, t->at[i], 3) : qpdf_oh_new_null(d->q));
    return array;
}

void source_forget_names(struct source *s)
{
    for (size_t i = 0; i < s->name_count; i++)
        free(s->names[i].data);
    free(s->names);
    s->names = NULL;
    s->name_count = 0;
    s->name_room = 0;
    s->names_read = false;
}
