/* The values of a lock, bound to the form again. */
#include "product/reprint/diff.h"

#include "base/arena.h"

#include <string.h>

struct binder {
    struct arena *arena;
    const struct lock *lock;
};

static bool has_below(const struct lock *l, const char *path)
{
    size_t n = strlen(path);
    for (size_t i = 0; i < l->value_count; i++)
        if (!strncmp(l->values[i].path, path, n) && l->values[i].path[n] == '.')
            return true;
    return false;
}

static const char *join(struct arena *a, const char *before, const char *name)
{
    return *before ? arena_printf(a, "%s.%s", before, name) : name;
}

static struct node *answer(struct binder *b, const struct field *f, const char *path);

/* Sections add nothing to a path. */
static void add_children(
    struct binder *b, const struct field *f, const char *path, struct node *map)
{
    for (size_t i = 0; i < f->child_count; i++) {
        const struct field *c = f->children[i];
        if (c->type == FIELD_SECTION) {
            add_children(b, c, path, map);
            continue;
        }
        struct node *value = answer(b, c, join(b->arena, path, c->key));
        if (value)
            node_put(b->arena, map, c->key, value);
    }
}

static struct node *group(struct binder *b, const struct field *f, const char *path)
{
    struct node *map = node_make(b->arena, NODE_MAP);
    if (*path && !has_below(b->lock, path))
        return NULL;
    add_children(b, f, path, map);
    return map;
}

static struct node *list(struct binder *b, const struct field *f, const char *path)
{
    struct node *all = node_make(b->arena, NODE_LIST);
    for (size_t k = 1;; k++) {
        const char *own = arena_printf(b->arena, "%s.%zu", path, k);
        struct node *entry = answer(b, f->of, own);
        if (!entry)
            return all->count ? all : NULL;
        node_add(b->arena, all, entry);
    }
}

static struct node *answer(struct binder *b, const struct field *f, const char *path)
{
    if (f->type == FIELD_LIST)
        return list(b, f, path);
    if (f->type == FIELD_GROUP || f->type == FIELD_SECTION)
        return group(b, f, path);
    const char *text = lock_value_of(b->lock, path);
    return text ? node_make_text(b->arena, text) : NULL;
}

struct inst *diff_former(struct diff *d)
{
    struct build *build = &d->build;
    struct binder b = {build->call->arena, d->old};
    struct messages silent;
    messages_init(&silent, b.arena);
    struct node *said = group(&b, build->form->root, "");
    return call_bind(b.arena, &silent, build->form, said);
}
