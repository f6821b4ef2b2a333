/* What stands in a form and serves nothing. */
#include "base/arena.h"
#include "product/lint/lint.h"

#include <ctype.h>
#include <string.h>

static bool is_name(char c)
{
    return isalnum((unsigned char)c) || c == '-' || c == '_';
}

/* Every name in a text counts as used. */
static void use_names(struct lint *l, const char *text)
{
    while (*text) {
        size_t n = 0;
        while (is_name(text[n]))
            n++;
        if (n)
            lint_add(&l->words, lint_word(l, text, n), 1);
        text += n ? n : 1;
    }
}

static void use_nodes(struct lint *l, const struct node *n)
{
    if (!n)
        return;
    if (n->kind == NODE_SCALAR)
        use_names(l, n->text);
    for (size_t i = 0; n->kind == NODE_LIST && i < n->count; i++)
        use_nodes(l, n->items[i]);
    for (size_t i = 0; n->kind == NODE_MAP && i < n->count; i++)
        if (strcmp(n->pairs[i].key->text, "says"))
            use_nodes(l, n->pairs[i].value);
}

/* Conditions and rules read fields, too. */
static void use_questions(struct lint *l, const struct field *f)
{
    static const char *const names[] = {
        "when", "required", "same-as", "rules", "worth", "short", "renew"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        use_nodes(l, node_lookup(f->node, names[i]));
    for (size_t i = 0; i < f->child_count; i++)
        use_questions(l, f->children[i]);
    if (f->of)
        use_questions(l, f->of);
}

/* --- fields --- */

static bool has_parts(const struct field *f)
{
    return f->child_count || (f->of && (f->of->child_count || f->of->of));
}

/* The first field of a list's entries may serve to tell them apart. */
static bool names_entry(const struct field *f)
{
    const struct field *entry = f->parent;
    return entry && entry->parent && entry->parent->of == entry && entry->children[0] == f;
}

/* The records of a register hold what other sheets print, too. */
static void check_printed(struct lint *l, const struct field *f)
{
    bool checked = f->is_file || f->gathered || (f->of && f->of->is_file);
    if (f->parent && f->key && !has_parts(f) && !checked && !f->decides && !names_entry(f) &&
        !lint_bits(&l->fields, f->node) && !lint_uses(l, f->key))
        messages_warn(l->err, "never-shown", f->node->at,
            "no document prints '%s' and no rule needs it; print it, or do not ask for it",
            "「%s」はどの文書にも印刷されず、どの規則にも使われません。印刷するか、尋ねないように"
            "してください",
            field_title(l->arena, f));
    if (checked)
        return;
    for (size_t i = 0; i < f->child_count; i++)
        check_printed(l, f->children[i]);
    if (f->of)
        check_printed(l, f->of);
}

/* --- properties --- */

static void check_properties(struct lint *l)
{
    const struct node *list = node_lookup(l->top, "properties");
    for (size_t i = 0; list && list->kind == NODE_LIST && i < list->count; i++) {
        const char *name = node_text(list->items[i]);
        if (name && !lint_uses(l, name))
            messages_warn(l->err, "unused-property", list->items[i]->at,
                "no layout uses the property '%s'; print it, take it out, or list it under "
                "'remarks'",
                "属性「%"
                "s」を使うレイアウトがありません。印刷するか、除くか、「remarks」に移してください",
                name);
    }
}

static void check_continuations(struct lint *l)
{
    for (const struct document *c = l->design->documents; c; c = c->next) {
        bool named = !c->is_continuation;
        for (const struct document *d = l->design->documents; d; d = d->next)
            named |= d->continuation == c;
        if (!named)
            messages_warn(l->err, "unused-document", c->node->at,
                "no document names the continuation '%s'; name it, or take it out",
                "続紙「%s」を指す文書がありません。「continuation」で指すか、除いてください",
                c->id);
    }
}

/* --- labels --- */

struct labels {
    const struct node **nodes;
    const struct field **fields;
    size_t count, room;
};

static void add_label(struct lint *l, struct labels *all, const struct field *f)
{
    const struct node *n = field_property(f, "shoulder");
    if (!node_text(n))
        return;
    for (size_t i = 0; i < all->count; i++) {
        if (strcmp(all->nodes[i]->text, n->text) || all->fields[i]->node == f->node)
            continue;
        messages_error(l->err, ERR_INPUT, "double-label", n->at,
            "the label '%s' stands on the documents of '%s', too (line %d); give each its own",
            "ラベル「%s」は「%s」（%d行目）の書類にも付きます。別のラベルにしてください", n->text,
            field_title(l->arena, all->fields[i]), all->nodes[i]->at.line);
        return;
    }
    if (all->count == all->room) {
        size_t room = all->room ? all->room * 2 : 64;
        all->nodes = arena_grow(l->arena, all->nodes, all->count, room, sizeof *all->nodes);
        all->fields = arena_grow(l->arena, all->fields, all->count, room, sizeof *all->fields);
        all->room = room;
    }
    all->nodes[all->count] = n;
    all->fields[all->count++] = f;
}

static void check_labels(struct lint *l, struct labels *all, const struct field *f)
{
    add_label(l, all, f);
    for (size_t i = 0; i < f->child_count; i++)
        check_labels(l, all, f->children[i]);
    if (f->of)
        check_labels(l, all, f->of);
}

void lint_unused(struct lint *l)
{
    struct labels labels = {0};
    use_questions(l, l->form->root);
    use_nodes(l, l->form->score);
    use_nodes(l, l->form->plan);
    use_nodes(l, l->form->registration);
    if (!l->form->registration)
        check_printed(l, l->form->root);
    check_properties(l);
    check_continuations(l);
    check_labels(l, &labels, l->form->root);
}
