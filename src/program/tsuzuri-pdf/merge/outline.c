/* Outlines: those of the documents below their titles, in one tree behind our own. */
#include "program/tsuzuri-pdf/merge/merge_internal.h"

#include "program/tsuzuri-pdf/document/object.h"

#define MOST_ENTRIES 100000
#define MOST_DEPTH 60
#define MOST_TITLE 4000

void outline_add(struct merge *p, const struct outline_entry *e)
{
    if (p->entry_count == p->entry_room) {
        p->entry_room = p->entry_room ? p->entry_room * 2 : 64;
        p->entries = realloc(p->entries, p->entry_room * sizeof *p->entries);
        if (!p->entries)
            abort();
    }
    p->entries[p->entry_count++] = *e;
}

void outline_release(struct merge *p)
{
    for (size_t i = 0; i < p->entry_count; i++)
        free(p->entries[i].title);
    free(p->entries);
    p->entries = NULL;
    p->entry_count = 0;
}

/* --- what a document has --- */

struct reading {
    struct taking *t;
    struct object_map met;
    size_t start; /* of its entries */
};

/* Entries are kept as numbers: a long chain of them would be a lot of handles. */
struct spot {
    int object;
    int generation;
};

static struct spot spot_of(struct pdf_document *d, qpdf_oh o)
{
    if (!object_is_dict(d, o))
        return (struct spot){0};
    return (struct spot){qpdf_oh_get_object_id(d->q, o), qpdf_oh_get_generation(d->q, o)};
}

static void read_title(struct pdf_document *d, qpdf_oh o, struct outline_entry *e)
{
    size_t size = 0;
    qpdf_oh title = object_key(d, o, "/Title");
    bool there = qpdf_oh_is_string(d->q, title);
    const char *data = there ? qpdf_oh_get_binary_string_value(d->q, title, &size) : "";
    e->size = size < MOST_TITLE ? size : MOST_TITLE;
    e->title = malloc(e->size + 1);
    if (!e->title)
        abort();
    memcpy(e->title, data, e->size);
}

static void read_look(struct pdf_document *d, qpdf_oh o, struct outline_entry *e)
{
    qpdf_oh colour = object_key(d, o, "/C");
    int n = qpdf_oh_is_array(d->q, colour) ? qpdf_oh_get_array_n_items(d->q, colour) : 0;
    double style = object_number(d, object_key(d, o, "/F"), 0);
    e->open = object_number(d, object_key(d, o, "/Count"), 0) > 0;
    e->style = style >= 0 && style < 4 ? (int)style : 0;
    e->coloured = n == 3;
    for (int i = 0; i < 3 && e->coloured; i++) {
        double c = object_number(d, qpdf_oh_get_array_item(d->q, colour, i), 0);
        e->colour[i] = c > 0 ? (c < 1 ? c : 1) : 0;
    }
}

static void read_entry(struct reading *r, qpdf_oh o, int level)
{
    struct pdf_document *d = r->t->s->d;
    struct outline_entry e = {.level = level};
    struct destination target =
        destination_of(r->t->s, object_key(d, o, "/A"), object_key(d, o, "/Dest"));
    const struct placed *at = destination_placed(r->t, &target);
    read_title(d, o, &e);
    read_look(d, o, &e);
    if (at) {
        e.object = at->object;
        e.target = destination_moved(&target, at->m);
    }
    outline_add(r->t->p, &e);
}

static void read_level(struct reading *r, struct spot at, int level, int depth)
{
    int met;
    struct pdf_document *d = r->t->s->d;
    while (at.object > 0 && depth < MOST_DEPTH && !object_map_find(&r->met, at.object, &met) &&
           r->t->p->entry_count - r->start < MOST_ENTRIES) {
        object_map_put(&r->met, at.object, 1);
        qpdf_oh o = qpdf_get_object_by_id(d->q, at.object, at.generation);
        read_entry(r, o, level);
        struct spot first = spot_of(d, object_key(d, o, "/First"));
        at = spot_of(d, object_key(d, o, "/Next"));
        qpdf_oh_release_all(d->q);
        read_level(r, first, level + 1, depth + 1);
    }
}

/* Entries that lead nowhere stay only above others. */
static void drop_idle(struct merge *p, size_t start)
{
    int wanted = 0; /* the next entry above this level is an ancestor of one that stays */
    for (size_t i = p->entry_count; i-- > start;) {
        struct outline_entry *e = &p->entries[i];
        if (e->object || e->level < wanted) {
            wanted = e->level;
        } else {
            free(e->title);
            e->title = NULL;
        }
    }
    size_t to = start;
    for (size_t i = start; i < p->entry_count; i++)
        if (p->entries[i].title)
            p->entries[to++] = p->entries[i];
    p->entry_count = to;
}

void outline_take(struct taking *t, int level)
{
    struct pdf_document *d = t->s->d;
    struct reading r = {.t = t, .start = t->p->entry_count};
    qpdf_oh outlines = object_key(d, qpdf_get_root(d->q), "/Outlines");
    struct spot first = spot_of(d, object_key(d, outlines, "/First"));
    qpdf_oh_release_all(d->q);
    read_level(&r, first, level, 0);
    object_map_release(&r.met);
    document_take_error(d);
    drop_idle(t->p, r.start);
}

/* --- what the packet gets --- */

struct node {
    int object;
    int parent, first, last, prev, next; /* 0: none, else the entry's number from 1 */
    int visible;                         /* entries below it that show while it is open */
};

static void tie(struct node *all, const struct merge *p, int i)
{
    int above = i - 1;
    while (above && p->entries[above - 1].level >= p->entries[i - 1].level)
        above = all[above].parent;
    all[i].parent = above;
    all[i].prev = all[above].last;
    if (all[above].last)
        all[all[above].last].next = i;
    else
        all[above].first = i;
    all[above].last = i;
}

static void count_visible(struct node *all, const struct merge *p, int count)
{
    for (int i = count; i > 0; i--)
        all[all[i].parent].visible += 1 + (p->entries[i - 1].open ? all[i].visible : 0);
}

static void refer(
    struct pdf_document *d, qpdf_oh dict, const char *key, const struct node *all, int to)
{
    if (to)
        qpdf_oh_replace_key(d->q, dict, key, qpdf_get_object_by_id(d->q, all[to].object, 0));
}

static void write_look(struct pdf_document *d, qpdf_oh o, const struct outline_entry *e)
{
    qpdf_oh_replace_key(d->q, o, "/Title", qpdf_oh_new_binary_string(d->q, e->title, e->size));
    if (e->object)
        qpdf_oh_replace_key(d->q, o, "/Dest", destination_array(d, e->object, &e->target));
    if (e->style)
        object_set_int(d, o, "/F", e->style);
    if (!e->coloured)
        return;
    qpdf_oh colour = qpdf_oh_new_array(d->q);
    for (int i = 0; i < 3; i++)
        qpdf_oh_append_item(d->q, colour, qpdf_oh_new_real_from_double(d->q, e->colour[i], 4));
    qpdf_oh_replace_key(d->q, o, "/C", colour);
}

static void write_node(struct pdf_document *d, const struct merge *p, const struct node *all, int i)
{
    const struct node *n = &all[i];
    const struct outline_entry *e = &p->entries[i - 1];
    qpdf_oh o = qpdf_get_object_by_id(d->q, n->object, 0);
    write_look(d, o, e);
    refer(d, o, "/First", all, n->first);
    refer(d, o, "/Last", all, n->last);
    refer(d, o, "/Prev", all, n->prev);
    refer(d, o, "/Next", all, n->next);
    qpdf_oh_replace_key(d->q, o, "/Parent", qpdf_get_object_by_id(d->q, all[n->parent].object, 0));
    if (n->visible)
        object_set_int(d, o, "/Count", e->open ? n->visible : -n->visible);
    qpdf_oh_release_all(d->q);
}

/* The outline of our own pages, or a new one. */
static qpdf_oh root_of(struct pdf_document *d)
{
    qpdf_oh catalog = qpdf_get_root(d->q);
    qpdf_oh root = object_key(d, catalog, "/Outlines");
    if (object_is_dict(d, root) && qpdf_oh_is_indirect(d->q, root))
        return root;
    root = qpdf_make_indirect_object(d->q, qpdf_oh_parse(d->q, "<< /Type /Outlines >>"));
    qpdf_oh_replace_key(d->q, catalog, "/Outlines", root);
    return root;
}

/* The new entries stand behind those that are there. */
static void tie_to_root(struct pdf_document *d, const struct node *all)
{
    qpdf_oh root = qpdf_get_object_by_id(d->q, all[0].object, 0);
    qpdf_oh first = qpdf_get_object_by_id(d->q, all[all[0].first].object, 0);
    qpdf_oh last = object_key(d, root, "/Last");
    double count = object_number(d, object_key(d, root, "/Count"), 0);
    if (object_is_dict(d, last)) {
        qpdf_oh_replace_key(d->q, last, "/Next", first);
        qpdf_oh_replace_key(d->q, first, "/Prev", last);
    } else {
        qpdf_oh_replace_key(d->q, root, "/First", first);
    }
    refer(d, root, "/Last", all, all[0].last);
    object_set_int(d, root, "/Count", (long long)(count > 0 ? count : 0) + all[0].visible);
}

void outline_write(struct merge *p)
{
    struct pdf_document *d = p->d;
    int count = (int)p->entry_count;
    if (!count)
        return;
    struct node *all = calloc((size_t)count + 1, sizeof *all);
    if (!all)
        abort();
    all[0].object = qpdf_oh_get_object_id(d->q, root_of(d));
    for (int i = 1; i <= count; i++) {
        tie(all, p, i);
        qpdf_oh o = qpdf_make_indirect_object(d->q, qpdf_oh_new_dictionary(d->q));
        all[i].object = qpdf_oh_get_object_id(d->q, o);
        qpdf_oh_release_all(d->q);
    }
    count_visible(all, p, count);
    for (int i = 1; i <= count; i++)
        write_node(d, p, all, i);
    tie_to_root(d, all);
    qpdf_oh_release_all(d->q);
    free(all);
}
