/* tsuzuri_forms: which forms there are, and what changed from one edition to another. */
#include "base/arena.h"
#include "base/file.h"
#include "product/session/call.h"

struct lister {
    struct tsuzuri_call *call;
    struct buf *out;
    bool japanese;
};

/* --- the list --- */

static void list_document(struct lister *l, const struct node *d)
{
    const char *id = node_text(node_lookup(d, "id"));
    const char *title = node_text(node_lookup(d, "title"));
    if (!id || node_lookup(d, "is-continuation"))
        return;
    buf_addf(l->out, "    %-14s %s", id, title ? title : "");
    if (node_lookup(d, "on-demand"))
        buf_adds(l->out,
            call_spell(l->call, l->japanese ? "（" OPTION("with") "、" OPTION("only") " で印刷）"
                                            : " (with " OPTION("with") " or " OPTION("only") ")"));
    buf_addc(l->out, '\n');
}

static void list_form(struct lister *l, const struct form *f)
{
    buf_addf(l->out, "%s  %s\n", f->id, f->title);
    if (f->edition)
        buf_addf(l->out, l->japanese ? "  版: %s\n" : "  edition: %s\n", f->edition);
    if (f->incomplete) {
        buf_adds(l->out, l->japanese ? "  文言のわからない項目があるため、印刷はできません\n"
                                     : "  incomplete: not all of its wording is known, so it is "
                                       "not printed\n");
        return;
    }
    for (size_t i = 0; i < f->layout_count; i++) {
        const struct node *list = node_lookup(f->layouts[i], "documents");
        for (size_t k = 0; list && list->kind == NODE_LIST && k < list->count; k++)
            list_document(l, list->items[k]);
    }
}

/* What is wrong with a form is told as a warning: the others are listed all the same. */
static void list_id(struct lister *l, const char *id)
{
    struct tsuzuri_call *call = l->call;
    struct messages kept = call->err;
    messages_init(&call->err, call->arena);
    const struct form *f = call_form(call, id, NULL);
    const struct message *first = call->err.first;
    if (f)
        messages_take(&kept, &call->err);
    else
        messages_warn(&kept, "faulty-form", first->at,
            "the form '%s' cannot be used: %s ('tsuzuri lint' tells all)",
            "様式「%s」は使えません: %s（すべての誤りは「tsuzuri lint」で見られます）", id,
            l->japanese ? first->ja : first->en);
    call->err = kept;
    if (f)
        list_form(l, f);
}

/* A form that stands in several folders is the one of the first. */
static bool is_first(const struct tsuzuri_call *call, size_t root, const char *id)
{
    const char *folder = file_join(call->arena, call->catalogue->roots[root], id);
    return file_exists(file_join(call->arena, folder, "form.yaml")) &&
           !strcmp(folder, catalogue_folder(call->catalogue, call->arena, id));
}

enum tsuzuri_status tsuzuri_forms(struct tsuzuri_call *call, bool japanese)
{
    struct lister l = {call, &call->text, japanese};
    const struct tsuzuri_catalogue *c = call->catalogue;
    call_begin(call);
    for (size_t i = 0; i < c->root_count; i++)
        for (const char **names = file_list(call->arena, c->roots[i]); *names; names++)
            if (is_first(call, i, *names))
                list_id(&l, *names);
    return call_end(call);
}

/* --- what changed --- */

static void flatten(struct buf *out, const struct node *n)
{
    if (n->kind == NODE_SCALAR)
        buf_adds(out, n->text);
    for (size_t i = 0; n->kind == NODE_LIST && i < n->count; i++) {
        flatten(out, n->items[i]);
        if (i + 1 < n->count)
            buf_addc(out, '\n');
    }
    for (size_t i = 0; n->kind == NODE_MAP && i < n->count; i++) {
        buf_addf(out, "%s%s: ", i ? ", " : "", n->pairs[i].key->text);
        flatten(out, n->pairs[i].value);
    }
}

static const char *text_of(struct arena *a, const struct node *n)
{
    struct buf b = {0};
    if (!n)
        return NULL;
    flatten(&b, n);
    const char *text = arena_strdup(a, b.data ? b.data : "");
    buf_release(&b);
    return text;
}

static void show_lines(struct buf *out, char sign, const char *text)
{
    while (text && *text) {
        size_t n = strcspn(text, "\n");
        buf_addf(out, "    %c %.*s\n", sign, (int)n, text);
        text += n + (text[n] == '\n');
    }
}

static void compare_texts(
    struct lister *l, const char *path, const char *name, const char *a, const char *b)
{
    if (a && b ? !strcmp(a, b) : a == b)
        return;
    buf_addf(l->out, "  %s %s\n", path, name);
    show_lines(l->out, '-', a);
    show_lines(l->out, '+', b);
}

/* One field in both editions; NULL: it is not there. some is either of them. */
struct twins {
    const struct field *a, *b, *some;
};

static const char *property_text(struct arena *a, const struct field *f, const char *name)
{
    return f ? text_of(a, field_property(f, name)) : NULL;
}

static void compare_property(struct lister *l, const struct twins *t, const char *name)
{
    struct arena *a = l->call->arena;
    compare_texts(l, field_path(a, t->some), name, property_text(a, t->a, name),
        property_text(a, t->b, name));
}

static void compare_properties(struct lister *l, const struct form *form, const struct twins *t)
{
    static const char *const own[] = {"label", "type", "worth", "required", NULL};
    for (const char *const *name = own; *name; name++)
        compare_property(l, t, *name);
    for (const char *const *name = form->properties.lists[0]; *name; name++)
        compare_property(l, t, *name);
}

static const struct field *twin(const struct field *group, const struct field *f)
{
    return group && f->key ? field_child(group, f->key) : NULL;
}

static void compare_fields(
    struct lister *l, const struct form *form, const struct field *a, const struct field *b)
{
    const struct field *some = b ? b : a;
    compare_properties(l, form, &(struct twins){a, b, some});
    for (size_t i = 0; i < some->child_count; i++) {
        const struct field *f = some->children[i];
        const struct field *other = twin(some == b ? a : b, f);
        compare_fields(l, form, some == b ? other : f, some == b ? f : other);
    }
    for (size_t i = 0; b && a && i < a->child_count; i++)
        if (!twin(b, a->children[i]))
            compare_fields(l, form, a->children[i], NULL);
}

static void compare_totals(struct lister *l, const struct form *a, const struct form *b)
{
    struct arena *arena = l->call->arena;
    compare_texts(l, l->japanese ? "合格の条件" : "totals", "",
        text_of(arena, node_lookup(a->score, "cases")),
        text_of(arena, node_lookup(b->score, "cases")));
}

static void tell_unknown(struct lister *l, const struct form *f)
{
    if (f->incomplete)
        buf_addf(l->out,
            l->japanese ? "%s で文言がわからず、比べられない項目: %s\n"
                        : "items of %s whose wording is not known, so not compared: %s\n",
            f->id, form_unknown(l->call->arena, f));
}

enum tsuzuri_status tsuzuri_forms_diff(
    struct tsuzuri_call *call, const char *a, const char *b, bool japanese)
{
    struct lister l = {call, &call->text, japanese};
    call_begin(call);
    const struct form *first = call_form(call, a, NULL);
    const struct form *second = call_form(call, b, NULL);
    if (first && second) {
        buf_addf(l.out, "- %s  %s\n+ %s  %s\n", a, first->edition ? first->edition : "", b,
            second->edition ? second->edition : "");
        compare_totals(&l, first, second);
        compare_fields(&l, second, first->root, second->root);
        tell_unknown(&l, first);
        tell_unknown(&l, second);
    }
    return call_end(call);
}
