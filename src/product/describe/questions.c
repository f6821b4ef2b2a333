/* tsuzuri_questions: a form as data, for whoever asks its questions elsewhere than in an editor. */
#include "base/arena.h"
#include "model/check/verdict.h"
#include "product/json/json.h"
#include "product/session/call.h"

struct questions {
    struct arena *arena;
    const struct form *form;
    struct json json;
};

static void add_inst(struct questions *q, const char *key, const struct inst *i, const char *path);

/* --- the form's own words --- */

static void add_node(struct json *j, const char *key, const struct node *n)
{
    if (n->kind == NODE_SCALAR) {
        json_text(j, key, node_is_nothing(n) ? NULL : n->text);
        return;
    }
    json_open(j, key, n->kind == NODE_LIST ? '[' : '{');
    for (size_t i = 0; i < n->count; i++)
        if (n->kind == NODE_LIST)
            add_node(j, NULL, n->items[i]);
        else
            add_node(j, n->pairs[i].key->text, n->pairs[i].value);
    json_close(j, n->kind == NODE_LIST ? ']' : '}');
}

/* What the form says of a field or an option beside what this program understands. */
static void add_words(struct questions *q, const struct node *of)
{
    json_open(&q->json, "words", '{');
    for (size_t i = 0; i < of->count; i++) {
        const char *name = of->pairs[i].key->text;
        if (names_have(&q->form->properties, name) || names_have(&q->form->remarks, name))
            add_node(&q->json, name, of->pairs[i].value);
    }
    json_close(&q->json, '}');
}

/* --- conditions --- */

static void add_condition(
    struct questions *q, const char *key, const struct condition *x, const struct field *of)
{
    static const char *const kinds[] = {"given", "equals", "differs", "begins", "not", "and", "or"};
    struct json *j = &q->json;
    json_open(j, key, '{');
    json_text(j, "is", kinds[x->kind]);
    if (x->path) {
        const struct field *f = condition_field(of, x->path);
        json_text(j, "path", x->path);
        json_text(j, "field", f ? field_path(q->arena, f) : NULL);
    }
    if (x->word)
        json_text(j, "word", x->word);
    if (x->a) {
        json_open(j, "of", '[');
        add_condition(q, NULL, x->a, of);
        if (x->b)
            add_condition(q, NULL, x->b, of);
        json_close(j, ']');
    }
    json_close(j, '}');
}

/* A condition as data and in words. */
static void add_told(
    struct questions *q, const char *key, const struct condition *x, const struct field *of)
{
    json_open(&q->json, key, '{');
    json_text(&q->json, "en", condition_words(q->arena, x, of, false));
    json_text(&q->json, "ja", condition_words(q->arena, x, of, true));
    add_condition(q, "condition", x, of);
    json_close(&q->json, '}');
}

static void add_asked(struct questions *q, const struct field *f)
{
    if (f->when)
        add_told(q, "when", f->when, f);
    if (f->required)
        add_told(q, "required", f->required, f);
    else
        json_bool(&q->json, "required", f->always);
}

/* --- fields --- */

static const char *type_of(const struct field *f)
{
    static const char *const types[] = {
        "text", "lines", "date", "yes-no", "choice", "list", "group", "section"};
    return f->type == FIELD_LIST && f->of->is_file ? "files" : types[f->type];
}

static void add_options(struct questions *q, const struct field *f)
{
    json_open(&q->json, "options", '[');
    for (size_t i = 0; i < f->option_count; i++) {
        json_open(&q->json, NULL, '{');
        json_text(&q->json, "key", f->options[i].key);
        json_text(&q->json, "label", f->options[i].label);
        add_words(q, f->options[i].node);
        json_close(&q->json, '}');
    }
    json_close(&q->json, ']');
}

/* What is on the right shoulder of what is handed in. */
static void add_shoulder(struct questions *q, const struct field *f)
{
    const struct node *n = NULL;
    for (; f && !n; f = f->parent)
        n = field_property(f, "shoulder");
    json_text(&q->json, "shoulder", node_text(n));
}

static void add_single(struct questions *q, const struct field *f)
{
    struct json *j = &q->json;
    if (f->fallback)
        json_text(j, "fallback", f->fallback);
    if (*f->blank)
        json_text(j, "blank", f->blank);
    if (f->half)
        json_bool(j, "half", true);
    if (f->type == FIELD_DATE)
        json_bool(j, "era", f->era);
    if (f->decides)
        json_text(j, "decides", f->decides);
    if (f->option_count)
        add_options(q, f);
}

static void add_children(struct questions *q, const struct inst *i, const char *path)
{
    json_open(&q->json, "children", '[');
    for (size_t k = 0; k < i->count; k++)
        add_inst(q, NULL, i->children[k], path);
    json_close(&q->json, ']');
}

/* Of lists: how many entries, and what each is. */
static void add_list(struct questions *q, const struct inst *i, const char *path)
{
    const struct field *f = i->field;
    json_int(&q->json, "min", f->min);
    if (f->max)
        json_int(&q->json, "max", f->max);
    if (f->of->is_file)
        add_shoulder(q, f);
    add_inst(q, "of", i->blank, arena_printf(q->arena, "%s.*", path));
}

static void add_worth(struct questions *q, const struct inst *i)
{
    const char *worth = node_text(field_property(i->field, "worth"));
    if (!worth)
        return;
    json_text(&q->json, "worth", worth);
    json_text(&q->json, "title", verdict_title(q->form, i));
}

/* What counts where nothing is written. */
static void add_same(struct questions *q, const struct field *f)
{
    const struct field *other = condition_field(f, f->same_as);
    json_open(&q->json, "same-as", '{');
    json_text(&q->json, "path", other ? field_path(q->arena, other) : NULL);
    if (f->same_if)
        add_told(q, "if", f->same_if, f);
    json_close(&q->json, '}');
}

static void add_names(struct questions *q, const struct field *f)
{
    json_text(&q->json, "label", f->label);
    if (!f->also)
        return;
    json_open(&q->json, "also", '[');
    for (const char **o = f->also; *o; o++)
        json_text(&q->json, NULL, *o);
    json_close(&q->json, ']');
}

/* path: of what is around it, or of an entry its own. */
static void add_inst(struct questions *q, const char *key, const struct inst *i, const char *path)
{
    const struct field *f = i->field;
    bool named = f->key && f->type != FIELD_SECTION;
    if (f->gathered)
        return;
    if (named)
        path = arena_printf(q->arena, "%s%s%s", path, *path ? "." : "", f->key);
    json_open(&q->json, key, '{');
    json_text(&q->json, "key", f->key);
    json_text(&q->json, "path", path);
    json_text(&q->json, "type", type_of(f));
    add_names(q, f);
    add_words(q, f->node);
    add_asked(q, f);
    add_worth(q, i);
    if (f->short_key)
        json_text(&q->json, "short", f->short_key);
    if (f->same_as)
        add_same(q, f);
    if (f->renew)
        add_node(&q->json, "renew", f->renew);
    add_single(q, f);
    if (f->type == FIELD_LIST)
        add_list(q, i, path);
    else if (f->type == FIELD_GROUP || f->type == FIELD_SECTION)
        add_children(q, i, path);
    json_close(&q->json, '}');
}

static void add_form(struct questions *q)
{
    struct json *j = &q->json;
    const struct inst *root = inst_new(q->arena, q->form->root, NULL);
    json_open(j, NULL, '{');
    json_int(j, "tsuzuri-questions", 1);
    json_text(j, "form", q->form->id);
    json_text(j, "title", q->form->title);
    json_text(j, "edition", q->form->edition);
    if (q->form->score)
        add_node(j, "score", q->form->score);
    json_open(j, "sections", '[');
    for (size_t i = 0; i < root->count; i++)
        add_inst(q, NULL, root->children[i], "");
    json_close(j, ']');
    json_close(j, '}');
}

enum tsuzuri_status tsuzuri_questions(struct tsuzuri_call *call, const char *form)
{
    call_begin(call);
    struct questions q = {.arena = call->arena,
        .form = call_form(call, form, NULL),
        .json = {.out = &call->text, .compact = true}};
    if (q.form)
        add_form(&q);
    return call_end(call);
}
