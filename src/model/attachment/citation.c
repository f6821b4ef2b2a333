/* Fills the lists of documents that a form draws up from the attachments (資料内訳書). */
#include "model/attachment/citation.h"

#include "base/arena.h"
#include "base/string_index.h"
#include "model/attachment/document_index.h"

#include <string.h>

/* --- one title for two files --- */

static void check_titles(struct arena *a, struct messages *e, const struct document_index *all)
{
    struct string_index titles = {.arena = a};
    for (size_t i = 0; i < all->count; i++) {
        const struct attached_document *d = &all->list[i], *first;
        if (!d->file || !document_index_text(d->entry, "title"))
            continue;
        first = &all->list[string_index_add(&titles, unicode_fold(a, d->title), i)];
        if (strcmp(first->file, d->file) != 0)
            messages_error(e, ERR_INPUT, "two-files", d->entry->at,
                "the document '%s' is '%s' at line %d, but '%s' here; give them titles of their "
                "own",
                "「%s」が「%s」（%d行目）と「%"
                "s」の二つの書類を指しています。別の題名を付けてください",
                d->title, first->file, first->entry->at.line, d->file);
    }
}

/* --- what it proves --- */

static const struct inst *group_around(const struct inst *i)
{
    i = i ? i->parent : NULL;
    while (i && (i->field->type == FIELD_SECTION || i->field->type == FIELD_LIST))
        i = i->parent;
    return i;
}

/* An entry of a list goes by the first value that it has. */
static struct inst *named_by(const struct inst *i)
{
    if (!i || !i->parent || *i->field->label)
        return NULL;
    for (size_t k = 0; k < i->count; k++)
        if (i->children[k]->field->type == FIELD_TEXT && i->children[k]->text)
            return i->children[k];
    return NULL;
}

static const char *name_of(const struct inst *i)
{
    const struct inst *by = named_by(i);
    return by ? by->text : i && i->parent ? i->field->label : "";
}

const char *citation_item(const struct inst *entry)
{
    return name_of(group_around(entry));
}

const char *citation_group(const struct inst *entry)
{
    return name_of(group_around(group_around(entry)));
}

/* --- as answers, for the layout --- */

static void put(struct inst *entry, const char *key, const char *text, struct inst *source)
{
    struct inst *i = inst_child(entry, key);
    i->text = text && *text ? text : NULL;
    i->at = entry->at;
    i->source = source;
}

static void repeat(struct inst *entry, const char *key, const struct inst *from)
{
    struct inst *source = inst_child(from, key);
    put(entry, key, document_index_text(from, key), source);
}

static struct inst *citation(struct arena *a, struct inst *list, struct inst *cited)
{
    struct inst *i = inst_new(a, list->field->of, list);
    i->at = cited->at;
    put(i, "item", citation_item(cited), named_by(group_around(cited)));
    put(i, "group", citation_group(cited), NULL);
    repeat(i, "place", cited);
    return i;
}

static struct inst *document_inst(
    struct arena *a, struct inst *list, const struct attached_document *d, size_t number)
{
    struct inst *i = inst_new(a, list->field->of, list);
    struct inst **all = arena_array(a, d->count + 1, sizeof(struct inst *));
    struct inst *cited = inst_child(i, "cited");
    i->at = d->entry->at;
    put(i, "number", arena_printf(a, "%zu", number), NULL);
    put(i, "title", d->title, d->titled);
    repeat(i, "file", d->entry);
    repeat(i, "pages", d->entry);
    put(i, "url", d->url, d->addressed);
    put(i, "foot", d->foot, NULL);
    if (d->dated) {
        put(i, "dated", d->dated->text, d->dated);
        inst_child(i, "dated")->date = d->dated->date;
    }
    for (size_t k = 0; k < d->count; k++)
        all[k] = citation(a, cited, d->cited[k]);
    inst_fill_list(a, cited, all, d->count);
    return i;
}

static void fill(struct arena *a, struct inst *i, const struct document_index *documents)
{
    if (i->field->gathered && i->field->type == FIELD_LIST) {
        struct inst **all = arena_array(a, documents->count + 1, sizeof(struct inst *));
        for (size_t k = 0; k < documents->count; k++)
            all[k] = document_inst(a, i, &documents->list[k], k + 1);
        inst_fill_list(a, i, all, documents->count);
        return;
    }
    for (size_t k = 0; k < i->count && i->field->type != FIELD_LIST; k++)
        fill(a, i->children[k], documents);
}

static bool has_gathered(const struct field *f)
{
    bool found = f->gathered && f->type == FIELD_LIST;
    for (size_t i = 0; !found && i < f->child_count; i++)
        found = has_gathered(f->children[i]);
    return found;
}

void citation_fill(struct arena *a, struct messages *e, struct inst *root)
{
    if (!has_gathered(root->field))
        return;
    struct document_index documents = document_index_of(a, root);
    if (e)
        check_titles(a, e, &documents);
    fill(a, root, &documents);
}
