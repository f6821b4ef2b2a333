/* tsuzuri_starter: a commented answer file, in the form's order. */
#include "base/arena.h"
#include "base/file.h"
#include "model/answer/edit.h"
#include "model/check/verdict.h"
#include "product/describe/describe_internal.h"
#include "product/session/call.h"
#include "seam/unicode/unicode.h"
#include "seam/yaml/write.h"

#define COMMENT_COLUMN 30

struct starter {
    struct tsuzuri_call *call;
    const struct form *form;
    struct buf *out;
    bool japanese;        /* keys are the printed labels */
    struct scores scores; /* of the sheet at hand */
};

static void write_inst(struct starter *s, const struct inst *i, int depth);

/* --- values as YAML --- */

static void indent(struct buf *out, int depth)
{
    buf_addf(out, "%*s", 2 * depth, "");
}

static void write_key(struct starter *s, const struct field *f)
{
    yaml_write_key(s->out, answer_key(s->call->arena, f, s->japanese), false);
    buf_addc(s->out, ':');
}

/* Only what was said: a default stands in the comment. */
static void write_value(struct starter *s, const struct inst *i, int depth)
{
    if (!i->text || !i->node)
        return;
    buf_addc(s->out, ' ');
    yaml_write_value(s->out, s->japanese ? inst_print(i) : i->text, 2 * (depth + 1));
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
static const char *own_fields(struct starter *s, const struct field *entry)
{
    static const char *const usual[] = {
        "file", "title", "pages", "password", "dated", "url", "label", "room", NULL};
    const struct names known = {{usual}};
    struct arena *a = s->call->arena;
    const char *all = "";
    for (size_t i = 0; i < entry->child_count; i++) {
        const struct field *f = entry->children[i];
        const char *key = answer_key(a, f, s->japanese);
        if (!names_have(&known, f->key))
            all = arena_printf(a, "%s, %s: %s", all, key, strcmp(key, f->label) ? f->label : "…");
    }
    return all;
}

/* What is written on the right shoulder of what is handed in here; NULL where the form says
   nothing. */
static const char *shoulder_of(const struct field *f)
{
    const struct node *n = NULL;
    for (; f && !n; f = f->parent)
        n = field_property(f, "shoulder");
    return node_text(n);
}

static const char *wants_file(struct starter *s, const struct field *list)
{
    struct arena *a = s->call->arena;
    const struct field *entry = list->of;
    const char *own = entry->short_key, *shoulder = shoulder_of(list);
    const char *file = answer_key(a, field_child(entry, "file"), s->japanese);
    const char *right = shoulder ? arena_printf(a, "。右肩は「%s」", shoulder) : "";
    if (own && strcmp(own, "file"))
        return arena_printf(a, "%s（例: {%s: …, %s: docs/a.pdf%s}）%s",
            field_child(entry, own)->label, answer_key(a, field_child(entry, own), s->japanese),
            file, own_fields(s, entry), right);
    return arena_printf(a, "書類のパス（例: docs/a.pdf、{%s: docs/a.pdf, %s: 2026-10-05}）%s", file,
        answer_key(a, field_child(entry, "dated"), s->japanese), right);
}

static const char *wants_list(struct starter *s, const struct field *f)
{
    if (f->of->is_file)
        return wants_file(s, f);
    if (f->always && f->of->child_count)
        return "「-」から一件ずつ書きます";
    return f->of->child_count ? "要る場合だけ、下の「#」を外して一件ずつ書きます"
                              : "一覧（例: [最初, 次, 最後]）";
}

static const char *wants(struct starter *s, const struct field *f)
{
    switch (f->type) {
    case FIELD_DATE:
        return "日付（例: 2026-11-21、令和8年11月21日）";
    case FIELD_YES_NO:
        return s->japanese ? "はい か いいえ" : "yes か no";
    case FIELD_CHOICE:
        return options_of(s->call->arena, f);
    case FIELD_LINES:
        return "複数行は | の次の行から";
    case FIELD_LIST:
        return wants_list(s, f);
    default:
        return NULL;
    }
}

/* What an item is worth: 必須, 5点, 0～5点; NULL of what is none. */
static const char *worth_of(const struct starter *s, const struct inst *i)
{
    for (size_t k = 0; k < s->scores.count; k++) {
        const struct score *x = &s->scores.list[k];
        if (x->item != i)
            continue;
        if (x->required)
            return "必須";
        return x->least == x->most ? arena_printf(s->call->arena, "%d点", x->most)
                                   : arena_printf(s->call->arena, "%d～%d点", x->least, x->most);
    }
    return NULL;
}

/* The value that counts where nothing is written, on one line. */
static const char *fallback_of(struct arena *a, const struct field *f)
{
    if (!f->fallback)
        return "";
    size_t n = strcspn(f->fallback, "\n");
    return arena_printf(
        a, "（省略すると「%.*s%s」）", (int)n, f->fallback, f->fallback[n] ? "…" : "");
}

/* What counts where nothing is written: （空けると「共通 担当者」のとおり）. */
static const char *same_as(struct arena *a, const struct field *f)
{
    const struct field *other = f->same_as ? condition_field(f, f->same_as) : NULL;
    return other ? arena_printf(a, "（空けると「%s」のとおり）", field_title(a, other)) : "";
}

static void write_comment(struct starter *s, const struct inst *i, size_t from)
{
    const struct field *f = i->field;
    struct arena *a = s->call->arena;
    int used = unicode_text_cells(s->out->data + from, s->out->size - from);
    const char *what = wants(s, f), *worth = worth_of(s, i);
    const char *label = strcmp(answer_key(a, f, s->japanese), f->label) ? f->label : "";
    const char *note = worth ? worth : !f->always && !f->required ? "任意" : "";
    if (*label && *note)
        note = arena_printf(a, "（%s）", note);
    const char *head = arena_printf(a, "%s%s%s%s", label, note, fallback_of(a, f), same_as(a, f));
    if (!*head && !what)
        return;
    buf_addf(s->out, "%*s# %s%s%s", used < COMMENT_COLUMN ? COMMENT_COLUMN - used : 1, "", head,
        *head && what ? "：" : "", what ? what : "");
}

/* --- what an item asks, in full --- */

static void write_remark(struct starter *s, const char *text, int depth)
{
    for (size_t n; *text; text += n + (text[n] == '\n')) {
        n = strcspn(text, "\n");
        indent(s->out, depth);
        buf_adds(s->out, "# ");
        buf_add(s->out, text, n);
        buf_addc(s->out, '\n');
    }
}

/* The properties that the form names for it ('guide'); false where the field has none of them. */
static bool write_guide(struct starter *s, const struct field *f, int depth)
{
    const struct node *guide = s->form->guide;
    bool any = false;
    for (size_t i = 0; guide && i < guide->count; i++) {
        const struct node *n = field_property(f, node_text(guide->items[i]));
        const char *text = node_text(n);
        any |= n != NULL;
        if (text)
            write_remark(s, text, depth);
        for (size_t k = 0; n && n->kind == NODE_LIST && k < n->count; k++)
            if (node_text(n->items[k]))
                write_remark(s, n->items[k]->text, depth);
    }
    return any;
}

static void write_item(struct starter *s, const struct inst *i, int depth)
{
    const char *worth = worth_of(s, i);
    if (field_property(i->field, "worth") && i->parent && i->parent->children[0] != i)
        buf_addc(s->out, '\n');
    if (worth)
        write_remark(s, arena_printf(s->call->arena, "%s（%s）", i->field->label, worth), depth);
    if (!write_guide(s, i->field, depth) && field_property(i->field, "worth"))
        write_remark(s, verdict_title(s->form, i), depth);
}

/* --- fields in order --- */

static void write_group(struct starter *s, const struct inst *i, int depth)
{
    const char *key = answer_key(s->call->arena, i->field, s->japanese);
    write_item(s, i, depth);
    indent(s->out, depth);
    write_key(s, i->field);
    const char *label = strcmp(key, i->field->label) ? i->field->label : "";
    const char *same = same_as(s->call->arena, i->field);
    const char *note = *same ? same : i->field->governs ? "（当てはまる場合だけ）" : "";
    if (*label || *note)
        buf_addf(s->out, "  # %s%s", label, note);
    buf_addc(s->out, '\n');
    for (size_t k = 0; k < i->count; k++)
        write_inst(s, i->children[k], depth + 1);
}

/* An entry to be filled in; behind comment marks where none may be wanted. */
static void write_example(struct starter *s, const struct inst *list, int depth)
{
    struct buf entry = {0};
    struct starter inner = *s;
    size_t margin = 2 * (size_t)depth + 4;
    bool wanted = list->field->always;
    inner.out = &entry;
    inner.scores = score_items(s->call->arena, s->form, list->blank);
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

static void write_leaf(struct starter *s, const struct inst *i, int depth)
{
    write_guide(s, i->field, depth);
    size_t from = s->out->size;
    indent(s->out, depth);
    write_key(s, i->field);
    write_value(s, i, depth);
    write_comment(s, i, from);
    buf_addc(s->out, '\n');
    if (i->blank && i->blank->count && !i->field->of->is_file)
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
    if (i->field->gathered || is_ruled_out(i) || (i->parent && i->parent->field->is_file))
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

/* --- the whole --- */

/* Which applications there are, where the form has several and none was said. */
static void ask_application(struct starter *s, const struct inst *root)
{
    struct arena *a = s->call->arena;
    for (size_t i = 0; i < root->count; i++) {
        const struct field *f = root->children[i]->field;
        const char *all = "";
        if (!f->decides || f->option_count < 2 || root->children[i]->text)
            continue;
        for (size_t k = 0; k < f->option_count; k++)
            all = arena_printf(
                a, "%s%s%s (%s)", all, k ? ", " : "", f->options[k].key, f->options[k].label);
        messages_warn(&s->call->err, "no-application", position_none(),
            "'%s' is not said: say which it is, with " OPTION("settings") ", and what is not asked "
                                                                          "then is left out: %s",
            "「%s」が決まっていません。" OPTION("settings") " で次のどれかを指定すると、その申請で"
                                                            "尋ねないものが除かれます: %s",
            s->japanese ? f->label : f->key, all);
    }
}

static bool write_starter(struct starter *s, const struct tsuzuri_starter *o)
{
    struct tsuzuri_call *call = s->call;
    struct node *answers;
    const char *id = o->form;
    if (!call_answers(call, &o->from, o->settings, o->setting_count, &answers, &id) ||
        !(s->form = call_form(call, id, NULL)))
        return false;
    int before = call->err.errors;
    struct inst *root = answer_bind(call->arena, &call->err, s->form, answers);
    if (call->err.errors > before)
        return false;
    s->scores = score_items(call->arena, s->form, root);
    ask_application(s, root);
    buf_addf(s->out,
        "# %s\n# 「#」から行末までは覚え書きです。わからない項目は空けたままにして、"
        "tsuzuri check で確かめられます。\n",
        s->form->title);
    buf_addf(s->out, "tsuzuri: 1\nform: %s\n\n", s->form->id);
    for (size_t k = 0; k < root->count; k++)
        write_inst(s, root->children[k], 0);
    return true;
}

enum tsuzuri_status tsuzuri_starter(
    struct tsuzuri_call *call, const struct tsuzuri_starter *options)
{
    struct starter s = {.call = call, .out = &call->text, .japanese = options->japanese};
    call_begin(call);
    bool good = options->from.name ? carry_over(call, options) : write_starter(&s, options);
    if (good && options->output &&
        file_create(&call->err, options->output, call->text.data, call->text.size, 0666))
        buf_clear(&call->text);
    return call_end(call);
}
