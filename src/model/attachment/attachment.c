/* Gathers the documents that are bound: each once under each of its labels. */
#include "model/attachment/attachment.h"

#include "base/arena.h"
#include "base/file.h"

#include <string.h>

struct finder {
    struct arena *arena;
    const char *folder;
    struct attachments found;
};

/* --- one entry --- */

static const struct inst *part(const struct inst *entry, const char *key)
{
    const struct inst *i = inst_child(entry, key);
    return i && i->text && !i->bad ? i : NULL;
}

static const char *text_of(const struct inst *entry, const char *key)
{
    const struct inst *i = part(entry, key);
    return i ? i->text : NULL;
}

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
    const struct inst *i = part(entry, "password");
    return !i ? "" : i->node && i->node->text ? i->node->text : i->text;
}

static const char *stem(struct arena *a, const char *path)
{
    const char *name = file_base(path);
    const char *dot = strrchr(name, '.');
    return dot && dot > name ? arena_strndup(a, name, (size_t)(dot - name)) : name;
}

static struct attachment attachment_of(const struct finder *f, struct inst *entry)
{
    struct arena *a = f->arena;
    const struct inst *file = part(entry, "file");
    const char *label = text_of(entry, "label");
    const char *title = text_of(entry, "title");
    struct attachment t = {.entry = entry, .item = item_of(entry->parent), .title = title};
    t.at = file ? file->at : entry->at;
    t.name = file ? file->text : NULL;
    t.file = file ? path_of(f, file->text) : NULL;
    if (!title)
        t.title = file ? stem(a, file->text) : "";
    t.pages = text_of(entry, "pages");
    t.password = password_of(entry);
    t.provider = provider_of(a, t.item);
    t.every = is_word(a, label, every_words);
    t.shrink = is_word(a, text_of(entry, "room"), shrink_words);
    t.label = shoulder_of(entry->parent, t.item);
    if (!t.label && label && !t.every)
        t.label = label;
    return t;
}

/* --- all of them --- */

static bool same_text(const char *x, const char *y)
{
    return x && y ? !strcmp(x, y) : x == y;
}

static bool is_same(const struct attachment *x, const struct attachment *y)
{
    if (!x->name && !y->name)
        return !strcmp(x->title, y->title);
    if (!same_text(x->label, y->label) || !same_text(x->provider, y->provider))
        return false;
    if (!x->name || !y->name)
        return !strcmp(x->title, y->title);
    return !strcmp(x->file, y->file) && same_text(x->pages, y->pages);
}

/* The entry that names the file stands for the document. */
static void join(struct finder *f, struct attachment *known, const struct attachment *more)
{
    struct attachment *other = arena_alloc(f->arena, sizeof *other);
    struct attachment *others = known->also;
    struct attachment **end = &known->also;
    const char *foot = known->foot ? known->foot : more->foot;
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
    known->foot = foot;
}

/* URL and date of the copy of a web page. */
static const char *foot_of(struct arena *a, const struct inst *entry)
{
    const char *url = text_of(entry, "url");
    const char *dated = text_of(entry, "dated");
    return url && dated ? arena_printf(a, "%s　%s", url, dated) : url;
}

static void add(struct finder *f, struct inst *entry)
{
    struct attachments *all = &f->found;
    struct attachment t = attachment_of(f, entry);
    t.foot = foot_of(f->arena, entry);
    if (!t.name && !*t.title)
        return;
    for (size_t i = 0; i < all->count; i++)
        if (is_same(&all->list[i], &t)) {
            join(f, &all->list[i], &t);
            return;
        }
    all->list = arena_more(f->arena, all->list, all->count, sizeof *all->list);
    all->list[all->count++] = t;
}

static void walk(struct finder *f, struct inst *i)
{
    bool files = i->field->type == FIELD_LIST && i->field->of->is_file;
    for (size_t k = 0; k < i->count; k++)
        if (files)
            add(f, i->children[k]);
        else
            walk(f, i->children[k]);
}

struct attachments attachments_find(struct arena *a, struct inst *root, const char *folder)
{
    struct finder f = {.arena = a, .folder = folder};
    walk(&f, root);
    return f.found;
}
