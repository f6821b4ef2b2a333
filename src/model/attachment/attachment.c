/* Gathers the documents that are bound: each once under each of its labels. */
#include "model/attachment/attachment.h"

#include "base/arena.h"
#include "base/file.h"
#include "model/attachment/document_index.h"

#include <string.h>

struct finder {
    struct arena *arena;
    const char *folder;
    const char *numbering; /* stands before a document's number on its shoulder; NULL: no number */
    struct document_index documents;
    struct attachments found;
};

/* --- one entry --- */

static bool is_word(struct arena *a, const char *text, const char *const *words)
{
    const char *folded = text ? unicode_fold(a, text) : NULL;
    for (; folded && *words; words++)
        if (!strcmp(unicode_fold(a, *words), folded))
            return true;
    return false;
}

static const char *const every_words[] = {"every-page", "every page", "毎ページ", "全ページ", NULL};
static const char *const shrink_words[] = {"shrink", "縮小", NULL};

/* The group that asks for the documents. */
static struct inst *item_of(const struct inst *list)
{
    struct inst *i = list->parent;
    while (i->field->type == FIELD_SECTION && i->parent)
        i = i->parent;
    return i;
}

static const char *shoulder_of(const struct inst *list, const struct inst *item)
{
    const char *own = node_text(field_property(list->field, "shoulder"));
    return own ? own : node_text(field_property(item->field, "shoulder"));
}

static const char *provider_of(struct arena *a, const struct inst *item)
{
    const struct inst *i = item;
    while (i && !(i->parent && i->parent->field->type == FIELD_LIST))
        i = i->parent;
    return i ? inst_called(a, i) : NULL;
}

static const char *path_of(const struct finder *f, const char *name)
{
    return strcmp(f->folder, ".") != 0 ? file_join(f->arena, f->folder, name) : name;
}

/* A password counts to the last blank, as it is written. */
static const char *password_of(const struct inst *entry)
{
    const struct inst *i = inst_child(entry, "password");
    if (!i || !document_index_text(entry, "password"))
        return "";
    return i->node && i->node->text ? i->node->text : i->text;
}

static struct attachment attachment_of(
    const struct finder *f, struct inst *entry, const struct attached_document *document)
{
    struct arena *a = f->arena;
    const char *file = document_index_text(entry, "file");
    const char *label = document_index_text(entry, "label");
    const char *title = document_index_text(entry, "title");
    struct attachment t = {.entry = entry, .item = item_of(entry->parent), .document = document};
    t.at = file ? inst_child(entry, "file")->at : entry->at;
    t.name = file;
    t.file = file ? path_of(f, file) : NULL;
    t.title = title ? title : document->title;
    const struct inst *titled = title ? inst_child(entry, "title") : document->titled;
    t.titled_at = titled ? titled->at : entry->at;
    t.foot = document->foot;
    t.pages = document_index_text(entry, "pages");
    t.password = password_of(entry);
    t.provider = provider_of(a, t.item);
    t.every = is_word(a, label, every_words);
    t.shrink = is_word(a, document_index_text(entry, "room"), shrink_words);
    t.label = shoulder_of(entry->parent, t.item);
    if (!t.label && f->numbering)
        t.label = arena_printf(a, "%s%zu", f->numbering, document - f->documents.list + 1);
    if (!t.label && label && !t.every)
        t.label = label;
    return t;
}

/* --- all of them --- */

static bool same_text(const char *x, const char *y)
{
    return x && y ? !strcmp(x, y) : x == y;
}

/* One document is bound once under each label; put in by hand, once. */
static bool is_bound_with(const struct attachment *x, const struct attachment *y)
{
    return x->document == y->document &&
           ((!x->name && !y->name) ||
               (same_text(x->label, y->label) && same_text(x->provider, y->provider)));
}

/* The entry that names the file stands for the document. */
static void join(struct finder *f, struct attachment *known, const struct attachment *more)
{
    struct attachment *other = arena_alloc(f->arena, sizeof *other);
    struct attachment *others = known->also;
    struct attachment **end = &known->also;
    *other = *more;
    if (!known->name && more->name) {
        *other = *known;
        other->also = others;
        *known = *more;
        known->also = other;
    } else {
        while (*end)
            end = &(*end)->also;
        *end = other;
    }
}

static void add_attachment(struct finder *f, const struct attachment *t)
{
    struct attachments *all = &f->found;
    for (size_t i = 0; i < all->count; i++)
        if (is_bound_with(&all->list[i], t)) {
            join(f, &all->list[i], t);
            return;
        }
    all->list = arena_more(f->arena, all->list, all->count, sizeof *all->list);
    all->list[all->count++] = *t;
}

/* 資料: what the form's list of documents has as its 'shoulder'; NULL where it has none. */
static const char *numbering_of(const struct inst *root)
{
    for (size_t i = 0; i < root->count; i++) {
        const struct field *f = root->children[i]->field;
        if (f->gathered && f->type == FIELD_LIST)
            return node_text(field_property(f, "shoulder"));
    }
    return NULL;
}

struct attachments attachments_find(struct arena *a, struct inst *root, const char *folder)
{
    struct finder f = {.arena = a, .folder = folder, .documents = document_index_of(a, root)};
    const struct document_index *d = &f.documents;
    f.numbering = numbering_of(root);
    for (size_t i = 0; i < d->entry_count; i++) {
        struct attachment t = attachment_of(&f, d->entries[i], &d->list[d->numbers[i]]);
        add_attachment(&f, &t);
    }
    return f.found;
}
