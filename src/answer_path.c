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
