/* node: nodes looked up in maps, and read as texts. */
#include "seam/yaml/yaml.h"

struct pair *node_lookup_pair(const struct node *n, const char *key)
{
    if (!n || n->kind != NODE_MAP)
        return NULL;
    size_t size = strlen(key);
    for (size_t i = 0; i < n->count; i++) {
        const struct node *k = n->pairs[i].key;
        if (k->size == size && memcmp(k->text, key, size) == 0)
            return &n->pairs[i];
    }
    return NULL;
}

struct node *node_lookup(const struct node *n, const char *key)
{
    struct pair *p = node_lookup_pair(n, key);
    return p ? p->value : NULL;
}

const char *node_text(const struct node *n)
{
    return n && n->kind == NODE_SCALAR ? n->text : NULL;
}

bool node_is_nothing(const struct node *n)
{
    static const char *const words[] = {"", "~", "null", "Null", "NULL"};
    if (!n)
        return true;
    if (n->kind != NODE_SCALAR || !n->plain)
        return false;
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (strcmp(n->text, words[i]) == 0)
            return true;
    return false;
}
