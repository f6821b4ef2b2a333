/* Editions: a form that is another one but for what it changes (form.h). */
#include "base/arena.h"
#include "base/file.h"
#include "model/question/form.h"

#include <string.h>

/* The pairs of 'over' before those of 'under' that it does not have. */
static struct node *merge(struct arena *a, const struct node *over, const struct node *under)
{
    struct node *n = arena_alloc(a, sizeof *n);
    *n = *over;
    n->pairs = arena_array(a, over->count + under->count + 1, sizeof *n->pairs);
    for (size_t i = 0; i < over->count; i++)
        n->pairs[i] = over->pairs[i];
    for (size_t i = 0; i < under->count; i++)
        if (!node_lookup(over, under->pairs[i].key->text))
            n->pairs[n->count++] = under->pairs[i];
    return n;
}

struct node *form_merge_base(struct form_reader *r, struct node *top)
{
    const char *id = NULL;
    struct form *f = r->form;
    if (top->kind != NODE_MAP || !node_lookup(top, "base"))
        return top;
    if (!known_text(r->err, top, "base", &id) ||
        !known_kind(r->err, top, "changes", NODE_MAP, &f->changes))
        return NULL;
    const char *own = file_join(r->arena, file_folder(r->arena, f->folder), id);
    const char *path = form_file_find(r->arena, r->files, file_join(r->arena, own, "form.yaml"));
    f->folder = file_folder(r->arena, path);
    struct node *base = form_read_file(r, path);
    if (!base || base->kind != NODE_MAP)
        return NULL;
    if (!node_lookup(base, "base"))
        return merge(r->arena, top, base);
    messages_error(r->err, ERR_INPUT, "base-of-base", node_lookup(top, "base")->at,
        "the form '%s' is an edition itself; name the form that it is based on",
        "様式「%s」自体が版の差分です。もとの様式を指定してください", id);
    return NULL;
}

const struct node *form_changed(
    struct form_reader *r, const struct node *n, const struct field *parent)
{
    const char *key = node_text(node_lookup(n, "key"));
    struct field named = {.key = key, .parent = parent};
    if (!r->form->changes || !key)
        return n;
    const struct node *change = node_lookup(r->form->changes, field_path(r->arena, &named));
    if (!change || !known_keys(r->err, change, &r->names, "a field", "項目"))
        return n;
    return merge(r->arena, change, n);
}

bool form_check_changes(struct form_reader *r)
{
    const struct node *changes = r->form->changes;
    bool good = true;
    for (size_t i = 0; changes && i < changes->count; i++) {
        const struct node *key = changes->pairs[i].key;
        if (field_at(r->form->root, key->text))
            continue;
        messages_error(r->err, ERR_INPUT, "unknown-field", key->at,
            "'%s' is no field of the form that this edition is based on",
            "「%s」という項目は、もとの様式にありません", key->text);
        good = false;
    }
    return good;
}

static void add_unknown(
    struct arena *a, const struct form *form, const struct field *f, const char **out)
{
    if (f->type == FIELD_GROUP && field_property(f, "worth")) {
        if (!node_lookup(form->changes, field_path(a, f)))
            *out = arena_printf(a, "%s%s%s", *out, **out ? ", " : "", f->key);
        return;
    }
    for (size_t i = 0; i < f->child_count; i++)
        add_unknown(a, form, f->children[i], out);
}

const char *form_unknown(struct arena *a, const struct form *form)
{
    const char *all = "";
    if (form->incomplete)
        add_unknown(a, form, form->root, &all);
    return all;
}
