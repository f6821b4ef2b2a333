/* make: nodes that no file said. */
#include "base/arena.h"
#include "seam/yaml/yaml.h"

#include <string.h>

struct node *node_make(struct arena *a, enum node_kind kind)
{
    struct node *n = arena_alloc(a, sizeof *n);
    n->kind = kind;
    return n;
}

struct node *node_make_text(struct arena *a, const char *text)
{
    struct node *n = node_make(a, NODE_SCALAR);
    n->text = text;
    n->size = strlen(text);
    n->literal = true;
    return n;
}

void node_add(struct arena *a, struct node *list, struct node *item)
{
    list->items = arena_more(a, list->items, list->count, sizeof *list->items);
    list->items[list->count++] = item;
}

void node_put(struct arena *a, struct node *map, const char *key, struct node *value)
{
    map->pairs = arena_more(a, map->pairs, map->count, sizeof *map->pairs);
    map->pairs[map->count++] = (struct pair){node_make_text(a, key), value};
}

void node_put_text(struct arena *a, struct node *map, const char *key, const char *text)
{
    if (text && *text)
        node_put(a, map, key, node_make_text(a, text));
}
