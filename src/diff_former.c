/* The values of a lock, bound to the form again. */
#include "diff.h"

#include "arena.h"

#include <string.h>

struct binder {
    struct arena *arena;
    const struct lock *lock;
};

static struct node *node_new(struct arena *a, enum node_kind kind, size_t room)
{
    struct node *n = arena_alloc(a, sizeof *n);
    n->kind = kind;
    if (kind == NODE_LIST)
        n->items = arena_array(a, room + 1, sizeof(struct node *));
    else if (kind == NODE_MAP)
        n->pairs = arena_array(a, room + 1, sizeof *n->pairs);
    return n;
}

static struct node *scalar(struct arena *a, const char *text)
{
    struct node *n = node_new(a, NODE_SCALAR, 0);
    n->text = text;
    n->size = strlen(text);
    n->literal = true;
    return n;
}

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
    map->pairs = arena_grow(
        b->arena, map->pairs, map->count, map->count + f->child_count + 1, sizeof *map->pairs);
    for (size_t i = 0; i < f->child_count; i++) {
        const struct field *c = f->children[i];
        if (c->type == FIELD_SECTION) {
            size_t rest = f->child_count - i;
            add_children(b, c, path, map);
            map->pairs = arena_grow(
                b->arena, map->pairs, map->count, map->count + rest + 1, sizeof *map->pairs);
            continue;
        }
        struct node *value = answer(b, c, join(b->arena, path, c->key));
        if (value)
            map->pairs[map->count++] = (struct pair){scalar(b->arena, c->key), value};
    }
}

static struct node *group(struct binder *b, const struct field *f, const char *path)
{
    struct node *map = node_new(b->arena, NODE_MAP, 0);
    if (*path && !has_below(b->lock, path))
        return NULL;
    add_children(b, f, path, map);
    return map;
}

static struct node *list(struct binder *b, const struct field *f, const char *path)
{
    struct node *all = node_new(b->arena, NODE_LIST, 0);
    for (size_t k = 1;; k++) {
        const char *own = arena_printf(b->arena, "%s.%zu", path, k);
        struct node *entry = answer(b, f->of, own);
        if (!entry)
            return all->count ? all : NULL;
        all->items =
            arena_grow(b->arena, all->items, all->count, all->count + 1, sizeof *all->items);
        all->items[all->count++] = entry;
    }
}

static struct node *answer(struct binder *b, const struct field *f, const char *path)
{
    if (f->type == FIELD_LIST)
        return list(b, f, path);
    if (f->type == FIELD_GROUP || f->type == FIELD_SECTION)
        return group(b, f, path);
    const char *text = lock_value_of(b->lock, path);
    return text ? scalar(b->arena, text) : NULL;
}

struct inst *diff_former(struct diff *d)
{
    struct build *build = &d->build;
    struct binder b = {build->t->arena, d->old};
    struct err silent;
    err_init(&silent, b.arena);
    struct node *said = group(&b, build->form->root, "");
    return answer_bind(b.arena, &silent, build->form, said);
}
