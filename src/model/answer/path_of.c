/* The paths of answers as text ("upstream.2.5-1-1"), and answers by such paths. */
#include "base/arena.h"
#include "model/answer/answer.h"

#include <string.h>

size_t inst_number(const struct inst *entry)
{
    size_t k = 0;
    while (k < entry->parent->count && entry->parent->children[k] != entry)
        k++;
    return k + 1;
}

/* A key, or of an entry its number in the list; NULL for what only gathers fields. */
static const char *part_of(struct arena *a, const struct inst *i)
{
    if (i->field->type == FIELD_SECTION)
        return NULL;
    if (i->parent->field->type != FIELD_LIST)
        return i->field->key;
    return arena_printf(a, "%zu", inst_number(i));
}

const char *inst_path(struct arena *a, const struct inst *i)
{
    if (!i->parent)
        return "";
    const char *before = inst_path(a, i->parent);
    const char *own = part_of(a, i);
    if (!own)
        return before;
    return *before ? arena_printf(a, "%s.%s", before, own) : own;
}

const char *inst_called(struct arena *a, const struct inst *entry)
{
    const struct inst *list = entry->parent;
    for (size_t i = 0; i < entry->count; i++)
        if (entry->children[i]->field->type == FIELD_TEXT && entry->children[i]->text)
            return entry->children[i]->text;
    for (size_t i = 0; list && list->field->type == FIELD_LIST && i < list->count; i++)
        if (list->children[i] == entry)
            return arena_printf(a, "%zu", i + 1);
    return NULL;
}

/* An entry with fields of its own, one of several: else nobody needs to be told which. */
static bool is_one_of_several(const struct inst *i)
{
    return i->parent && i->parent->field->type == FIELD_LIST && i->parent->count > 1 &&
           i->field->child_count;
}

/* The number of an entry, and what tells it from the others: 2「つる基盤」. */
static const char *entry_title(struct arena *a, const char *list, const struct inst *entry)
{
    const char *number = arena_printf(a, "%zu", inst_number(entry));
    const char *called = inst_called(a, entry);
    return !called || !strcmp(called, number) ? arena_printf(a, "%s%s", list, number)
                                              : arena_printf(a, "%s%s「%s」", list, number, called);
}

const char *inst_title(struct arena *a, const struct inst *i)
{
    if (!i->parent)
        return "";
    const char *before = inst_title(a, i->parent);
    const char *own = i->field->type == FIELD_SECTION ? NULL : field_own_title(i->field);
    if (is_one_of_several(i))
        return entry_title(a, before, i);
    if (!own || !*own)
        return before;
    return *before ? arena_printf(a, "%s %s", before, own) : own;
}

const char *inst_keys(struct arena *a, const struct inst *i)
{
    if (!i->parent)
        return "";
    const char *before = inst_keys(a, i->parent);
    const char *own = i->field->type == FIELD_SECTION ? NULL : i->field->key;
    if (is_one_of_several(i))
        own = arena_printf(a, "%zu", inst_number(i));
    if (!own)
        return before;
    return *before ? arena_printf(a, "%s.%s", before, own) : own;
}

static struct inst *list_entry(struct inst *list, const char *number)
{
    size_t n = strtoul(number, NULL, 10);
    return n >= 1 && n <= list->count ? list->children[n - 1] : NULL;
}

struct inst *inst_at(struct inst *root, const char *path)
{
    char name[128];
    while (root && *path) {
        size_t n = strcspn(path, ".");
        snprintf(name, sizeof name, "%.*s", (int)n, path);
        root = root->field->type == FIELD_LIST ? list_entry(root, name) : inst_child(root, name);
        path += n + (path[n] == '.');
    }
    return root;
}

bool inst_is_gathered(const struct inst *i)
{
    while (i && !i->field->gathered)
        i = i->parent;
    return i;
}

static bool names(const struct node *list, const char *key)
{
    for (size_t i = 0; key && i < list->count; i++)
        if (node_text(list->items[i]) && !strcmp(list->items[i]->text, key))
            return true;
    return false;
}

bool inst_is_renewed(const struct inst *i)
{
    const char *key = NULL;
    for (; i; i = i->parent) {
        const struct node *renew = i->field->renew;
        if (renew && (renew->kind != NODE_LIST || names(renew, key)))
            return true;
        if (i->field->type != FIELD_SECTION)
            key = i->field->key;
    }
    return false;
}
