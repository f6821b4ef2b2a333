/* tsuzuri_starter: a commented answer file, in the form's order. */
#include "base/arena.h"
#include "model/check/verdict.h"
#include "product/session/call.h"
#include "seam/yaml/write.h"

#define COMMENT_COLUMN 30

struct starter {
    struct tsuzuri_call *call;
    const struct form *form;
    struct buf *out;
};

static void write_inst(struct starter *s, const struct inst *i, int depth);

/* --- values as YAML --- */

static void indent(struct buf *out, int depth)
{
    buf_addf(out, "%*s", 2 * depth, "");
}

/* Dates stay as they were typed. */
static void write_value(struct buf *out, const struct inst *i, int depth)
{
    const char *text =
        i->field->type == FIELD_DATE && i->node && i->node->text ? i->node->text : i->text;
    if (!text)
        return;
    buf_addc(out, ' ');
    yaml_write_value(out, text, 2 * (depth + 1));
}

/* --- what a value wants --- */

static const char *options_of(struct arena *a, const struct field *f)
{
    const char *all = "";
    for (size_t i = 0; i < f->option_count; i++)
        all = arena_printf(a, "%s%s%s %s", all, i ? " ／ " : "", f->options[i].key,
            strcmp(f->options[i].key, f->options[i].label) ? f->options[i].label : "");
    return all;
}

/* What this form asks of a document beside the usual: ", place: 記載箇所". */
static const char *own_fields(struct arena *a, const struct field *entry)
{
    static const char *const usual[] = {
        "file", "title", "pages", "password", "dated", "url", "label", "room", NULL};
    const struct names known = {{usual}};
    const char *all = "";
    for (size_t i = 0; i < entry->child_count; i++)
        if (!names_have(&known, entry->children[i]->key))
            all = arena_printf(
                a, "%s, %s: %s", all, entry->children[i]->key, entry->children[i]->label);
    return all;
}

static const char *wants_file(struct arena *a, const struct field *entry)
{
    const char *own = entry->short_key;
    if (own && strcmp(own, "file"))
        return arena_printf(a, "%s（例: {%s: …, file: docs/a.pdf%s}）",
            field_child(entry, own)->label, own, own_fields(a, entry));
    return "書類のパス（例: docs/a.pdf、{file: docs/a.pdf, dated: 2026-10-05}）";
}

static const char *wants(struct arena *a, const struct field *f)
{
    switch (f->type) {
    case FIELD_DATE:
        return "日付（例: 2026-11-21、令和8年11月21日）";
    case FIELD_YES_NO:
        return "yes か no";
    case FIELD_CHOICE:
        return options_of(a, f);
    case FIELD_LINES:
        return "複数行は | の次の行から";
    case FIELD_LIST:
        if (f->of->is_file)
            return wants_file(a, f->of);
        if (f->always && f->of->child_count)
            return "「-」から一件ずつ書きます";
        return f->of->child_count ? "要る場合だけ、下の「#」を外して一件ずつ書きます"
                                  : "一覧（例: [最初, 次, 最後]）";
    default:
        return NULL;
    }
}

static void write_comment(struct starter *s, const struct field *f, size_t from)
{
    size_t used = s->out->size - from;
    const char *what = wants(s->call->arena, f);
    bool optional = !f->always && !f->required;
    buf_addf(s->out, "%*s# ", used < COMMENT_COLUMN ? (int)(COMMENT_COLUMN - used) : 1, "");
    buf_addf(s->out, "%s%s%s%s", f->label, optional ? "（任意）" : "", what ? "：" : "",
        what ? what : "");
}

/* --- fields in order --- */

static void write_list(struct starter *s, const struct inst *i, int depth)
{
    for (size_t k = 0; k < i->count; k++) {
        const struct inst *entry = i->children[k];
        if (!inst_given(entry))
            continue;
        buf_addc(s->out, '\n');
        indent(s->out, depth);
        buf_addc(s->out, '-');
        if (!entry->field->child_count) {
            write_value(s->out, entry, depth);
            continue;
        }
        buf_addc(s->out, '\n');
        for (size_t c = 0; c < entry->count; c++)
            write_inst(s, entry->children[c], depth + 1);
        while (s->out->size && s->out->data[s->out->size - 1] == '\n')
            s->out->data[--s->out->size] = '\0';
    }
}

static void write_group(struct starter *s, const struct inst *i, int depth)
{
    if (field_property(i->field, "worth")) {
        indent(s->out, depth);
        buf_addf(s->out, "# %s\n", verdict_title(s->form, i));
    }
    indent(s->out, depth);
    buf_addf(s->out, "%s:", i->field->key);
    if (!field_property(i->field, "worth"))
        buf_addf(
            s->out, "  # %s%s", i->field->label, i->field->governs ? "（当てはまる場合だけ）" : "");
    buf_addc(s->out, '\n');
    for (size_t k = 0; k < i->count; k++)
        write_inst(s, i->children[k], depth + 1);
}

/* An entry to be filled in; behind comment marks where none may be wanted. */
static void write_example(struct starter *s, const struct inst *list, int depth)
{
    struct buf entry = {0};
    struct starter inner = {s->call, s->form, &entry};
    size_t margin = 2 * (size_t)depth + 4;
    bool wanted = list->field->always;
    for (size_t k = 0; k < list->blank->count; k++)
        write_inst(&inner, list->blank->children[k], depth + 2);
    for (const char *line = entry.data; line && *line;) {
        size_t n = strcspn(line, "\n");
        bool blank = n <= margin;
        if (!blank || !wanted) {
            indent(s->out, depth);
            buf_adds(s->out, wanted ? "" : "# ");
        }
        if (!blank) {
            buf_adds(s->out, line == entry.data ? "- " : "  ");
            buf_add(s->out, line + margin, n - margin);
        }
        buf_addc(s->out, '\n');
        line += n + (line[n] == '\n');
    }
    buf_release(&entry);
}

static bool under_file(const struct inst *i)
{
    return i->parent && i->parent->field->is_file;
}

static void write_leaf(struct starter *s, const struct inst *i, int depth)
{
    size_t from = s->out->size;
    if (under_file(i) && !inst_given(i))
        return;
    indent(s->out, depth);
    buf_addf(s->out, "%s:", i->field->key);
    if (i->field->type == FIELD_LIST && inst_given(i)) {
        write_list(s, i, depth + 1);
    } else {
        write_value(s->out, i, depth);
        if (!i->text || !strchr(i->text, '\n'))
            write_comment(s, i->field, from);
    }
    buf_addc(s->out, '\n');
    if (i->blank && i->blank->count && !i->field->of->is_file && !inst_given(i))
        write_example(s, i, depth + 1);
}

/* A condition over the fields that decide which form it is, and nothing else. */
static bool is_decided(const struct condition *x, const struct inst *i)
{
    struct scope scope = {.here = i->parent};
    if (!x->path)
        return is_decided(x->a, i) && (!x->b || is_decided(x->b, i));
    struct value v = path_value(x->path, strlen(x->path), &scope);
    return v.kind == VALUE_INST && v.inst->field->decides && v.inst->text;
}

/* What this application does not ask for is left out. */
static bool is_ruled_out(const struct inst *i)
{
    struct scope scope = {.here = i->parent};
    const struct condition *when = i->field->when;
    return when && !i->node && is_decided(when, i) && !condition_true(when, &scope);
}

static void write_inst(struct starter *s, const struct inst *i, int depth)
{
    if (i->field->gathered || is_ruled_out(i))
        return;
    if (i->field->type == FIELD_SECTION) {
        const char *title = node_text(field_property(i->field, "title"));
        if (title || strcmp(i->field->label, i->field->key ? i->field->key : ""))
            buf_addf(s->out, "\n%*s# ---- %s\n", 2 * depth, "", title ? title : i->field->label);
        for (size_t k = 0; k < i->count; k++)
            write_inst(s, i->children[k], depth);
        return;
    }
    if (i->parent && !i->parent->parent && i->field->child_count)
        buf_addc(s->out, '\n');
    if (i->field->type == FIELD_GROUP)
        write_group(s, i, depth);
    else
        write_leaf(s, i, depth);
}

/* --- what must be made anew --- */

static void forget(struct inst *i)
{
    i->text = NULL;
    i->node = NULL;
    i->option = -1;
    if (i->field->type == FIELD_LIST)
        i->count = 0;
    for (size_t k = 0; k < i->count; k++)
        forget(i->children[k]);
}

static void drop(struct starter *s, struct inst *i)
{
    if (!i || !inst_given(i))
        return;
    messages_note(&s->call->err, "renew", i->at,
        "'%s' (%s) is to be renewed: it was not carried over",
        "「%s」（%s）は今回あらためて用意します。引き継いでいません",
        field_path(s->call->arena, i->field), field_title(s->call->arena, i->field));
    forget(i);
}

/* renew: yes, or the fields of the group that it stands at. */
static void drop_stale(struct starter *s, struct inst *i)
{
    const struct node *renew = i->field->renew;
    if (renew && renew->kind == NODE_SCALAR)
        drop(s, i);
    for (size_t k = 0; renew && renew->kind == NODE_LIST && k < renew->count; k++)
        if (node_text(renew->items[k]))
            drop(s, inst_child(i, renew->items[k]->text));
    for (size_t k = 0; k < i->count; k++)
        drop_stale(s, i->children[k]);
}

static struct inst *begin_with(struct starter *s, const struct tsuzuri_starter *o)
{
    struct tsuzuri_call *call = s->call;
    struct node *answers;
    const char *id = o->form;
    if (!call_answers(call, &o->from, o->settings, o->setting_count, &answers, &id))
        return NULL;
    if (strcmp(id, o->form)) {
        messages_error(&call->err, ERR_INPUT, "other-form", node_lookup(answers, "form")->at,
            "these answers are for the form '%s', not '%s'",
            "これは様式「%s」の回答で、「%s」のものではありません", id, o->form);
        return NULL;
    }
    if (!(s->form = call_form(call, id, NULL)))
        return NULL;
    int before = call->err.errors;
    struct inst *root = answer_bind(call->arena, &call->err, s->form, answers);
    return call->err.errors > before ? NULL : root;
}

enum tsuzuri_status tsuzuri_starter(
    struct tsuzuri_call *call, const struct tsuzuri_starter *options)
{
    struct starter s = {.call = call, .out = &call->text};
    call_begin(call);
    struct inst *root = begin_with(&s, options);
    if (root) {
        if (options->from.name)
            drop_stale(&s, root);
        buf_addf(s.out,
            "# %s\n# 「#」から行末までは覚え書きです。わからない項目は空けたままにして、"
            "tsuzuri check で確かめられます。\n",
            s.form->title);
        buf_addf(s.out, "tsuzuri: 1\nform: %s\n\n", s.form->id);
        for (size_t k = 0; k < root->count; k++)
            write_inst(&s, root->children[k], 0);
    }
    return call_end(call);
}
