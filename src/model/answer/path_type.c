/* What a path could mean: checks of a form before any answer is there (condition_value.h). */
#include "base/arena.h"
#include "model/answer/condition_value.h"

#include <string.h>

struct kinds {
    struct arena *arena;
    struct path_type *first;
    struct path_type **end;
};

static bool same(const struct path_type *a, const struct path_type *b)
{
    return a->kind == b->kind && a->field == b->field && a->option == b->option &&
           a->node == b->node && a->record == b->record;
}

static void add_type(struct kinds *ks, struct path_type k)
{
    for (const struct path_type *o = ks->first; o; o = o->next)
        if (same(o, &k))
            return;
    struct path_type *copy = arena_alloc(ks->arena, sizeof *copy);
    *copy = k;
    copy->next = NULL;
    *ks->end = copy;
    ks->end = &copy->next;
}

static void add_text_type(struct kinds *ks)
{
    add_type(ks, (struct path_type){.kind = VALUE_TEXT});
}

static void add_field(struct kinds *ks, const struct field *f)
{
    add_type(ks, (struct path_type){.kind = VALUE_INST, .field = f});
}

static void add_node(struct kinds *ks, const struct node *n)
{
    if (n->kind == NODE_SCALAR)
        add_text_type(ks);
    else
        add_type(ks, (struct path_type){.kind = VALUE_NODE, .node = n});
}

static const char *const field_texts[] = {"given", "key", "label", NULL};
static const char *const list_parts[] = {"first", "last", "middle", "count", NULL};
static const char *const option_texts[] = {"chosen", "key", "label", NULL};

static bool step_list(struct kinds *ks, const struct field *f, const char *name)
{
    if (!strcmp(name, "first") || !strcmp(name, "last"))
        add_field(ks, f->of);
    else if (!strcmp(name, "middle"))
        add_type(ks, (struct path_type){.kind = VALUE_MIDDLE, .field = f});
    else if (!strcmp(name, "count"))
        add_text_type(ks);
    else
        return false;
    return true;
}

static void step_field(struct kinds *ks, const struct field *f, const char *name)
{
    const struct field *child = field_child(f, name);
    const struct node *property = field_property(f, name);
    struct names texts = {{field_texts}};
    if (f->type == FIELD_LIST && step_list(ks, f, name))
        return;
    if (child)
        add_field(ks, child);
    else if (!strcmp(name, "fields") && f->child_count)
        add_type(ks, (struct path_type){.kind = VALUE_FIELDS, .field = f});
    else if (!strcmp(name, "options") && f->option_count)
        add_type(ks, (struct path_type){.kind = VALUE_OPTIONS, .field = f});
    else if (names_have(&texts, name))
        add_text_type(ks);
    else if (property)
        add_node(ks, property);
    for (size_t i = 0; !property && i < f->option_count; i++)
        if (node_lookup(f->options[i].node, name))
            add_node(ks, node_lookup(f->options[i].node, name));
}

static void step(struct kinds *ks, const struct path_type *k, const char *name)
{
    const struct node *n = NULL;
    struct names texts = {{option_texts}};
    switch (k->kind) {
    case VALUE_INST:
        step_field(ks, k->field, name);
        break;
    case VALUE_OPTION:
        if (names_have(&texts, name))
            add_text_type(ks);
        else
            n = node_lookup(k->option->node, name);
        break;
    case VALUE_NODE:
        n = node_lookup(k->node, name);
        break;
    case VALUE_RECORD:
        for (size_t i = 0; k->record->names[i]; i++)
            if (!strcmp(k->record->names[i], name))
                add_text_type(ks);
        break;
    default:
        break;
    }
    if (n)
        add_node(ks, n);
}

/* --- did you mean? --- */

struct words {
    struct arena *arena;
    const char **list;
    size_t count, room;
};

static void add_word(struct words *w, const char *word)
{
    if (!word)
        return;
    if (w->count + 1 >= w->room) {
        size_t room = w->room ? w->room * 2 : 64;
        w->list = arena_grow(w->arena, w->list, w->count, room, sizeof *w->list);
        w->room = room;
    }
    w->list[w->count++] = word;
}

static void add_children(struct words *w, const struct field *f)
{
    for (size_t i = 0; i < f->child_count; i++) {
        add_word(w, f->children[i]->key);
        if (f->children[i]->type == FIELD_SECTION)
            add_children(w, f->children[i]);
    }
}

static void add_pairs(struct words *w, const struct node *n)
{
    for (size_t i = 0; n->kind == NODE_MAP && i < n->count; i++)
        add_word(w, n->pairs[i].key->text);
}

static void add_list(struct words *w, const char *const *list)
{
    for (; *list; list++)
        add_word(w, *list);
}

static void add_names_of(struct words *w, const struct path_type *k)
{
    if (k->kind == VALUE_INST) {
        add_children(w, k->field);
        add_pairs(w, k->field->node);
        for (size_t i = 0; i < k->field->option_count; i++)
            add_pairs(w, k->field->options[i].node);
        add_list(w, field_texts);
        if (k->field->type == FIELD_LIST)
            add_list(w, list_parts);
    } else if (k->kind == VALUE_OPTION) {
        add_pairs(w, k->option->node);
        add_list(w, option_texts);
    } else if (k->kind == VALUE_NODE) {
        add_pairs(w, k->node);
    } else if (k->kind == VALUE_RECORD) {
        add_list(w, k->record->names);
    }
}

static void blame_path(struct words *w, struct messages *e, struct position at, const char *name,
    const char *path, size_t size)
{
    add_word(w, "");
    w->list[w->count - 1] = NULL;
    struct names names = {{w->list}};
    const char *whole = arena_strndup(w->arena, path, size);
    known_blame(e, at, name, &names, arena_printf(w->arena, "what '%s' reaches", whole),
        arena_printf(w->arena, "「%s」の指す先", whole));
}

static const struct path_type *lookup(
    struct kinds *ks, const struct path_type_scope *s, const char *name, bool top, struct words *w)
{
    for (; s; s = s->outer) {
        if (s->name && !strcmp(s->name, name))
            return s->kind;
        add_word(w, s->name);
        if (top && !s->outer && s->here) {
            const struct field *root = s->here;
            while (root->parent)
                root = root->parent;
            add_field(ks, root);
            return ks->first;
        }
        for (const struct field *f = s->outer ? NULL : s->here; f; f = f->parent) {
            const struct field *child = field_child(f, name);
            if (child) {
                add_field(ks, child);
                return ks->first;
            }
            add_children(w, f);
        }
    }
    return NULL;
}

/* What "@name" may reach: each field that the variable may be, by its key. */
static void step_beside(struct kinds *ks, const struct path_type *k, const struct path_type *other)
{
    for (; other; other = other->next)
        if (other->kind == VALUE_INST && other->field->key && k->kind == VALUE_INST)
            step_field(ks, k->field, other->field->key);
}

static const struct path_type *step_all(struct kinds *ks, const struct path_type *k,
    const char *name, const struct path_type_scope *s, struct words *words)
{
    struct kinds own = {.arena = ks->arena};
    own.end = &own.first;
    const struct path_type *other = *name == '@' ? lookup(&own, s, name + 1, false, words) : NULL;
    for (; k; k = k->next)
        if (*name == '@')
            step_beside(ks, k, other);
        else
            step(ks, k, name);
    return ks->first;
}

const struct path_type *path_type_of(struct arena *a, struct messages *e, struct position at,
    const char *path, size_t size, const struct path_type_scope *s)
{
    const char *end = path + size;
    const char *p = path;
    const struct path_type *now = NULL;
    do {
        const char *dot = memchr(p, '.', (size_t)(end - p));
        const char *name = arena_strndup(a, p, (size_t)((dot ? dot : end) - p));
        struct kinds next = {.arena = a};
        next.end = &next.first;
        struct words words = {.arena = a};
        const struct path_type *before = now;
        if (p == path) {
            now = lookup(&next, s, name, dot == p, &words);
        } else {
            now = step_all(&next, before, name, s, &words);
        }
        if (!now) {
            for (const struct path_type *k = before; k; k = k->next)
                add_names_of(&words, k);
            blame_path(&words, e, at, name, path, size);
            return NULL;
        }
        p = dot ? dot + 1 : end;
    } while (p < end);
    return now;
}

static void add_entries(struct kinds *ks, const struct path_type *k)
{
    if ((k->kind == VALUE_INST && k->field->type == FIELD_LIST) || k->kind == VALUE_MIDDLE)
        add_field(ks, k->field->of);
    else if (k->kind == VALUE_FIELDS)
        for (size_t i = 0; i < k->field->child_count; i++)
            add_field(ks, k->field->children[i]);
    else if (k->kind == VALUE_OPTIONS)
        for (size_t i = 0; i < k->field->option_count; i++)
            add_type(
                ks, (struct path_type){
                        .kind = VALUE_OPTION, .option = &k->field->options[i], .field = k->field});
    else if (k->kind == VALUE_NODE && k->node->kind == NODE_LIST)
        for (size_t i = 0; i < k->node->count; i++)
            add_node(ks, k->node->items[i]);
}

const struct path_type *path_type_entries(struct arena *a, const struct path_type *k)
{
    struct kinds ks = {.arena = a};
    ks.end = &ks.first;
    for (; k; k = k->next)
        add_entries(&ks, k);
    return ks.first;
}
