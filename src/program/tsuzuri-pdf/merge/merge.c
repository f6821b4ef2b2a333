/* Merging: pages of many documents behind our own, with labels, outline and destinations.

   Our own PDF is the one that grows; its last pages are the labels, which leave the pages and
   become form XObjects. Of each document, once: what will not travel is noted (dropped.c), and its
   annotations are flattened. Of each page that is taken: what is drawn, cleaned of ties to the
   rest (sanitise.c), is copied by libqpdf and shared with what is there already (share.c); its
   size, label and footer are set, and then its links are tied anew (destination.c), as only then
   all pages of the document have their place. A source is left as soon as nothing of it is needed,
   but for what libqpdf reads when it writes. The same input gives the same bytes: nothing depends
   on addresses, time or the number of files that are open. */
#include "program/tsuzuri-pdf/merge/merge.h"

#include "program/tsuzuri-pdf/document/object.h"
#include "program/tsuzuri-pdf/document/stamp.h"
#include "program/tsuzuri-pdf/document/write.h"
#include "program/tsuzuri-pdf/flatten/flatten.h"
#include "program/tsuzuri-pdf/merge/merge_internal.h"

/* Room for one more. */
static void *more(void *items, size_t count, size_t size)
{
    bool full = count == 0 || (count >= 16 && (count & (count - 1)) == 0);
    if (!full)
        return items;
    items = realloc(items, (count ? count * 2 : 16) * size);
    if (!items)
        abort();
    return items;
}

/* The labels leave the pages, the last one first. */
static bool take_labels(struct merge *p)
{
    struct pdf_document *d = p->d;
    p->label_count = d->pages - p->own_pages;
    p->labels = calloc((size_t)p->label_count + 1, sizeof *p->labels);
    if (!p->labels)
        abort();
    for (int i = 0; i < p->label_count; i++) {
        qpdf_oh form;
        qpdf_oh page = qpdf_get_page_n(d->q, (size_t)p->own_pages + (size_t)i);
        share_object(p, object_key(d, page, "/Resources")); /* they may come again in documents */
        if (!stamp_form(d, d, p->own_pages + i, &p->labels[i].size, &form))
            return false;
        p->labels[i].object = qpdf_oh_get_object_id(d->q, form);
        qpdf_oh_release_all(d->q);
    }
    for (; d->pages > p->own_pages; d->pages--)
        qpdf_remove_page(d->q, qpdf_get_page_n(d->q, (size_t)d->pages - 1));
    qpdf_oh_release_all(d->q);
    return !qpdf_has_error(d->q);
}

static void add_title(struct merge *p, const char *title, int level, const struct placed *at,
    struct destination target)
{
    size_t size;
    qpdf_oh text = qpdf_oh_new_unicode_string(p->d->q, title);
    const char *data = qpdf_oh_get_binary_string_value(p->d->q, text, &size);
    struct outline_entry e = {.level = level, .size = size, .object = at->object};
    e.target = target;
    e.open = level == 0 && p->group;
    e.title = malloc(size + 1);
    if (!e.title)
        abort();
    memcpy(e.title, data, size);
    qpdf_oh_release(p->d->q, text);
    outline_add(p, &e);
}

struct merge *merge_new(struct pdf_document *own, int own_pages, const char *group, bool fit_a4)
{
    struct merge *p = calloc(1, sizeof *p);
    if (!p)
        abort();
    *p = (struct merge){.d = own, .own_pages = own_pages, .group = group, .fit_a4 = fit_a4};
    memcpy(p->version, "1.7", sizeof p->version);
    if (own_pages < 1 || own_pages > own->pages)
        document_set_state(own, DOCUMENT_DAMAGED, "no such pages");
    else if (!take_labels(p))
        document_fail(own, DOCUMENT_DAMAGED);
    return p;
}

/* What is found out before form fields and annotations become part of the pages. */
static void prepare(struct source *s, const struct merge_part *part)
{
    s->dropped = dropped_find(s->d);
    flatten_document(
        s->d, part->appearances, part->appearance, part->appearance_count, &s->dropped.unprinted);
}

static struct source *source_of(
    struct merge *p, struct pdf_document *d, const struct merge_part *part)
{
    for (struct source *s = p->sources; s; s = s->next)
        if (s->d == d)
            return s;
    struct source *s = calloc(1, sizeof *s);
    if (!s)
        abort();
    *s = (struct source){.d = d, .next = p->sources};
    p->sources = s;
    for (int i = 0; i < d->pages; i++) {
        qpdf_oh page = qpdf_get_page_n(d->q, (size_t)i);
        object_map_put(&s->pages, qpdf_oh_get_object_id(d->q, page), i);
        qpdf_oh_release(d->q, page);
    }
    prepare(s, part);
    return s;
}

void merge_leave(struct merge *p, struct pdf_document *from)
{
    for (struct source **at = &p->sources; *at; at = &(*at)->next)
        if ((*at)->d == from) {
            struct source *s = *at;
            *at = s->next;
            source_forget_names(s);
            object_map_release(&s->pages);
            object_map_release(&s->cleaned);
            free(s);
            break;
        }
    /* What is read from memory, or was copied before, is read until the packet is written; damaged
       ones may crash. */
    if (!from->bytes.data && !from->lent && !from->rebuilt && !from->faults &&
        !qpdf_more_warnings(from->q))
        document_free(from);
}

static void release(struct taking *t)
{
    qpdf_oh_release_all(t->s->d->q);
    qpdf_oh_release_all(t->p->d->q);
}

/* The fault becomes that of the document. */
static bool blame(struct taking *t, const char *detail)
{
    struct pdf_document *d = t->p->d;
    if (qpdf_has_error(d->q)) {
        document_fail(d, DOCUMENT_DAMAGED);
        document_set_state(t->s->d, d->state, document_detail(d));
        document_set_state(d, DOCUMENT_GOOD, "");
    } else if (qpdf_has_error(t->s->d->q)) {
        document_fail(t->s->d, DOCUMENT_DAMAGED);
    } else {
        document_set_state(t->s->d, DOCUMENT_DAMAGED, detail);
    }
    release(t);
    return false;
}

/* One of the pages that stand behind our own, by its number; NULL: none. */
static const struct label *label_at(const struct merge *p, int n)
{
    n -= p->own_pages;
    return n >= 0 && n < p->label_count ? &p->labels[n] : NULL;
}

static qpdf_oh label_form(const struct taking *t, const struct label *l)
{
    return qpdf_get_object_by_id(t->p->d->q, l->object, 0);
}

/* What stands in the footer of each page. */
static void stamp_foots(struct taking *t, double margin)
{
    const struct label *l = label_at(t->p, t->part->foot);
    if (l)
        stamp_foot(t->p->d, t->p->d->pages - 1, label_form(t, l), &l->size, margin);
}

/* The label of a page of the document, or NULL. */
static const struct label *label_of(const struct taking *t, int index)
{
    const struct merge_part *part = t->part;
    bool labelled = part->label >= 0 && (part->every || index == 0);
    return labelled ? label_at(t->p, part->label + (part->every ? index : 0)) : NULL;
}

static bool take_page(struct taking *t, int index, double margin)
{
    int known;
    const struct merge_part *part = t->part;
    int page = part->pages[index];
    bool labelled = part->label >= 0 && (part->every || index == 0);
    if (page < 0 || page >= t->s->d->pages)
        return blame(t, "no such page");
    if (!merge_page_add(t, page, labelled, &t->placed[index]))
        return blame(t, "a page is nested too deeply");
    stamp_foots(t, margin);
    const struct label *l = label_of(t, index);
    if (l)
        stamp_page(t->p->d, t->p->d->pages - 1, label_form(t, l), &l->size, margin);
    if (!object_map_find(&t->first, page + 1, &known))
        object_map_put(&t->first, page + 1, index);
    bool good = !qpdf_has_error(t->p->d->q);
    release(t);
    return good || blame(t, "");
}

static bool take_pages(struct taking *t, double margin)
{
    for (t->count = 0; t->count < t->part->count; t->count++)
        if (!take_page(t, t->count, margin))
            return false;
    for (int i = 0; i < t->count; i++) {
        if (!merge_page_annotate(t, &t->placed[i]))
            return blame(t, "an annotation is nested too deeply");
        const struct label *l = label_of(t, i);
        int page = t->p->d->pages - t->count + i;
        if (l)
            stamp_cover(t->p->d, page, label_form(t, l), &l->size, margin);
        release(t);
    }
    return true;
}

/* The upper left corner of the document's first page as it is shown. */
static struct destination top_of(struct taking *t)
{
    double width;
    double height;
    struct view v = document_view(t->p->d, t->p->d->pages - t->count);
    struct matrix m = view_matrix(&v);
    struct destination top = {.fit = "/XYZ", .count = 3, .set = {true, true}};
    view_size(&v, &width, &height);
    top.at[0] = m.e + m.c * height;
    top.at[1] = m.f + m.d * height;
    return top;
}

static void add_destination(struct merge *p, const char *name, int object, struct destination top)
{
    p->destinations = more(p->destinations, p->destination_count, sizeof *p->destinations);
    p->destinations[p->destination_count++] = (struct named_destination){name, object, top};
}

static void add_range(struct merge *p, const char *prefix)
{
    p->ranges = more(p->ranges, p->range_count, sizeof *p->ranges);
    p->ranges[p->range_count++] = (struct page_label_range){p->d->pages, prefix};
}

/* The packet is of the latest version of all. */
static void note_version(struct merge *p, struct pdf_document *d)
{
    const char *version = qpdf_get_pdf_version(d->q);
    if (strlen(version) == 3 && strcmp(version, p->version) > 0)
        memcpy(p->version, version, sizeof p->version);
}

static bool finish_document(struct taking *t)
{
    struct merge *p = t->p;
    int level = p->group ? 1 : 0;
    struct destination top = top_of(t);
    note_version(p, t->s->d);
    if (p->group && !p->entry_count)
        add_title(p, p->group, 0, t->placed, top);
    if (t->part->destination)
        add_destination(p, t->part->destination, t->placed[0].object, top);
    add_title(p, t->part->title, level, t->placed, top);
    outline_take(t, level + 1);
    if (!layer_take(p, t->s, t->part->title))
        return blame(t, "a layer is nested too deeply");
    if (t->part->blank_after) {
        struct view v = document_view(p->d, p->d->pages - 1);
        merge_page_add_blank(p, &v);
    }
    bool good = !qpdf_has_error(p->d->q);
    release(t);
    return good || blame(t, "");
}

bool merge_add(struct merge *p, struct pdf_document *from, const struct merge_part *part,
    double margin, struct merge_dropped *out)
{
    struct taking t = {.p = p, .s = source_of(p, from, part), .part = part};
    *out = t.s->dropped;
    if (from->state != DOCUMENT_GOOD)
        return false;
    t.placed = calloc((size_t)part->count + 1, sizeof *t.placed);
    if (!t.placed)
        abort();
    add_range(p, part->page_label);
    bool good =
        part->count > 0 ? take_pages(&t, margin) && finish_document(&t) : blame(&t, "no pages");
    object_map_release(&t.first);
    free(t.placed);
    return good;
}

bool merge_write(struct merge *p, const char *path, bool linearize)
{
    struct pdf_document *d = p->d;
    outline_write(p);
    catalog_write(p);
    qpdf_oh_release_all(d->q);
    outline_release(p);
    share_release(&p->shared);
    if (qpdf_has_error(d->q))
        return document_fail(d, DOCUMENT_DAMAGED);
    qpdf_init_write(d->q, path);
    if (qpdf_has_error(d->q))
        return document_fail(d, DOCUMENT_UNWRITABLE);
    qpdf_set_object_stream_mode(d->q, qpdf_o_generate);
    qpdf_set_stream_data_mode(d->q, qpdf_s_preserve);
    qpdf_set_linearization(d->q, linearize);
    qpdf_set_minimum_pdf_version(d->q, p->version);
    qpdf_set_deterministic_ID(d->q, QPDF_TRUE);
    if (qpdf_write(d->q) & (QPDF_ERRORS))
        return document_fail(d, DOCUMENT_UNWRITABLE);
    return document_check_written(d, path);
}
