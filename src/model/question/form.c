/* What can be asked of a form once it is loaded: fields by key, their paths and titles. */
#include "model/question/form.h"

#include "base/arena.h"

#include <stdio.h>
#include <string.h>

const struct node *field_property(const struct field *f, const char *name)
{
    return node_lookup(f->node, name);
}

const struct field *field_child(const struct field *f, const char *key)
{
    for (size_t i = 0; i < f->child_count; i++) {
        const struct field *c = f->children[i];
        if (c->key && !strcmp(c->key, key))
            return c;
        const struct field *within = c->type == FIELD_SECTION ? field_child(c, key) : NULL;
        if (within)
            return within;
    }
    return NULL;
}

const struct field *field_at(const struct field *f, const char *path)
{
    char key[128];
    while (f && *path) {
        size_t n = strcspn(path, ".");
        snprintf(key, sizeof key, "%.*s", (int)n, path);
        f = field_child(f, key);
        path += n + (path[n] == '.');
    }
    return f;
}

const struct field *field_single(const struct field *f)
{
    while (f->short_key)
        f = field_child(f, f->short_key);
    return f;
}

static const char *chain(struct arena *a, const struct field *f,
    const char *(*name)(const struct field *), const char *join)
{
    if (!f->parent)
        return "";
    const char *before = chain(a, f->parent, name, join);
    const char *own = f->type == FIELD_SECTION ? NULL : name(f);
    if (!own || !*own)
        return before;
    return *before ? arena_printf(a, "%s%s%s", before, join, own) : own;
}

static const char *key_of(const struct field *f)
{
    return f->key;
}

const char *field_own_title(const struct field *f)
{
    return f->child_count && f->children[0]->type == FIELD_SECTION ? NULL : f->label;
}

const char *field_path(struct arena *a, const struct field *f)
{
    return chain(a, f, key_of, ".");
}

const char *field_title(struct arena *a, const struct field *f)
{
    return chain(a, f, field_own_title, " ");
}
