/* Gathers attached documents, each once, by one rule (document_index.h). */
#include "model/attachment/document_index.h"

#include "base/arena.h"
#include "base/file.h"
#include "base/string_index.h"

#include <string.h>

struct gatherer {
    struct arena *arena;
    struct document_index found;
    struct string_index files; /* "file\npages" to the document */
    struct string_index names; /* folded, to the first document that goes by it */
};

const char *document_index_text(const struct inst *entry, const char *key)
{
    const struct inst *i = inst_child(entry, key);
    return i && !i->bad ? i->text : NULL;
}

/* --- which document an entry means --- */

static const char *file_key(struct gatherer *g, const struct inst *entry)
{
    const char *file = document_index_text(entry, "file");
    const char *pages = document_index_text(entry, "pages");
    return file ? arena_printf(g->arena, "%s\n%s", file, pages ? pages : "") : NULL;
}

static bool find_named(const struct gatherer *g, const char *name, bool by_hand, size_t *number)
{
    const char *folded = name ? unicode_fold(g->arena, name) : "";
    return *folded && string_index_find(&g->names, folded, strlen(folded), number) &&
           !(by_hand && g->found.list[*number].file);
}

/* The names that an entry goes by: its title; of a file without one, the file's with its ending and
   without. */
struct entry_names {
    const char *list[2];
};

static struct entry_names names_of(struct gatherer *g, const struct inst *entry)
{
    const char *title = document_index_text(entry, "title");
    const char *file = document_index_text(entry, "file");
    if (title || !file)
        return (struct entry_names){{title}};
    return (struct entry_names){{file_base(file), file_stem(g->arena, file)}};
}

static bool find_document(struct gatherer *g, const struct inst *entry, size_t *number)
{
    const char *file = file_key(g, entry);
    struct entry_names names = names_of(g, entry);
    if (!g->found.list)
        return false;
    if (file && string_index_find(&g->files, file, strlen(file), number))
        return true;
    return find_named(g, names.list[0], file, number) || find_named(g, names.list[1], file, number);
}

/* --- what its entries say --- */

static void learn_title(struct gatherer *g, struct attached_document *d, struct inst *entry)
{
    const char *title = document_index_text(entry, "title");
    bool given = d->titled && !strcmp(d->titled->field->key, "title");
    if (title && !given) {
        d->title = title;
        d->titled = inst_child(entry, "title");
    } else if (!d->titled && d->file) {
        d->title = file_stem(g->arena, d->file);
        d->titled = inst_child(entry, "file");
    }
}

static void learn(struct gatherer *g, struct attached_document *d, struct inst *entry)
{
    const char *file = document_index_text(entry, "file");
    struct inst *dated = inst_child(entry, "dated");
    if (file && !d->file) {
        d->entry = entry;
        d->file = file;
        d->pages = document_index_text(entry, "pages");
    }
    learn_title(g, d, entry);
    if (!d->url && (d->url = document_index_text(entry, "url")))
        d->addressed = inst_child(entry, "url");
    if (!d->dated && dated && dated->text && !dated->bad)
        d->dated = dated;
    d->cited = arena_more(g->arena, d->cited, d->count, sizeof(struct inst *));
    d->cited[d->count++] = entry;
}

static void remember(struct gatherer *g, const struct inst *entry, size_t number)
{
    const char *file = file_key(g, entry);
    struct entry_names names = names_of(g, entry);
    if (file)
        string_index_add(&g->files, file, number);
    for (size_t i = 0; i < 2; i++)
        if (names.list[i] && *unicode_fold(g->arena, names.list[i]))
            string_index_add(&g->names, unicode_fold(g->arena, names.list[i]), number);
}

/* --- all entries --- */

static void add_entry(struct gatherer *g, struct inst *entry)
{
    struct document_index *all = &g->found;
    size_t number = all->count;
    if (!document_index_text(entry, "file") && !document_index_text(entry, "title"))
        return;
    if (!find_document(g, entry, &number)) {
        number = all->count;
        all->list = arena_more(g->arena, all->list, number, sizeof *all->list);
        all->list[all->count++] = (struct attached_document){.entry = entry, .title = ""};
    }
    learn(g, &all->list[number], entry);
    remember(g, entry, number);
    all->entries = arena_more(g->arena, all->entries, all->entry_count, sizeof(struct inst *));
    all->numbers = arena_more(g->arena, all->numbers, all->entry_count, sizeof *all->numbers);
    all->entries[all->entry_count] = entry;
    all->numbers[all->entry_count++] = number;
}

static void gather(struct gatherer *g, struct inst *i)
{
    bool files = i->field->type == FIELD_LIST && i->field->of->is_file;
    for (size_t k = 0; k < i->count; k++)
        if (files)
            add_entry(g, i->children[k]);
        else if (!i->field->gathered)
            gather(g, i->children[k]);
}

struct document_index document_index_of(struct arena *a, struct inst *root)
{
    struct gatherer g = {.arena = a, .files = {.arena = a}, .names = {.arena = a}};
    gather(&g, root);
    for (size_t i = 0; i < g.found.count; i++) {
        struct attached_document *d = &g.found.list[i];
        if (d->url)
            d->foot = d->dated ? arena_printf(a, "%s　%s", d->url, d->dated->text) : d->url;
    }
    return g.found;
}
