#include "answer.h"
#include "arena.h"

/* A key, or of an entry its number in the list; NULL for what only gathers fields. */
static const char *part_of(struct arena *a, const struct inst *i)
{
    const struct inst *list = i->parent;
    if (i->field->type == FIELD_SECTION)
        return NULL;
    if (list->field->type != FIELD_LIST)
        return i->field->key;
    size_t k = 0;
    while (k < list->count && list->children[k] != i)
        k++;
    return arena_printf(a, "%zu", k + 1);
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
