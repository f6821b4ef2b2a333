/* anchor: what aliases stand for: a search tree of names. */
#include "base/arena.h"
#include "seam/yaml/yaml_internal.h"

#include <search.h>

static int compare_anchors(const void *a, const void *b)
{
    return strcmp(((const struct anchor *)a)->name, ((const struct anchor *)b)->name);
}

struct anchor *yaml_find_anchor(void **anchors, const char *name)
{
    struct anchor key = {.name = name};
    struct anchor **found = tfind(&key, anchors, compare_anchors);
    return found ? *found : NULL;
}

struct anchor *yaml_declare_anchor(struct arena *a, void **anchors, const char *name)
{
    struct anchor *new = arena_alloc(a, sizeof *new);
    new->name = arena_strdup(a, name);
    struct anchor **slot = tsearch(new, anchors, compare_anchors);
    if (!slot)
        abort();
    (*slot)->node = NULL;
    return *slot;
}

void yaml_release_anchors(void **anchors)
{
    while (*anchors)
        tdelete(*(struct anchor **)*anchors, anchors, compare_anchors);
}
