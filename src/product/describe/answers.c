/* tsuzuri_answers: what an answer file says, answer by answer, beside what its form asks. */
#include "base/arena.h"
#include "model/answer/condition_value.h"
#include "model/question/secret.h"
#include "product/json/json.h"
#include "product/session/call.h"

struct answers {
    struct arena *arena;
    struct json json;
};

/* What stands in the file, without the line ends behind it; NULL where nothing does. */
static const char *as_typed(struct arena *a, const struct inst *i)
{
    const struct node *n = i->node;
    if (!n || n->kind != NODE_SCALAR)
        return NULL;
    size_t size = n->size;
    while (size && n->text[size - 1] == '\n')
        size--;
    return arena_strndup(a, n->text, size);
}

static void add_secret(struct json *j, const char *value)
{
    json_text(j, "value", NULL);
    json_bool(j, "secret", true);
    json_bool(j, "given", value);
}

static void add_value(struct answers *s, const struct inst *i)
{
    const char *value = as_typed(s->arena, i), *shown = inst_print(i);
    if (secret_field(i->field)) {
        add_secret(&s->json, value);
        return;
    }
    json_text(&s->json, "value", value);
    if (shown && (!value || strcmp(shown, value)))
        json_text(&s->json, "shown", shown);
}

/* How one answer stands; what is as usual is left out. */
static void add_single(struct answers *s, const struct inst *i, bool asked, bool required)
{
    bool usual = !i->node && !i->text && asked && !required && !i->bad;
    if (usual)
        return;
    json_open(&s->json, inst_path(s->arena, i), '{');
    add_value(s, i);
    if (i->node && i->at.line) {
        json_int(&s->json, "line", i->at.line);
        json_int(&s->json, "column", i->at.column);
    }
    json_bool(&s->json, "asked", asked);
    json_bool(&s->json, "required", required);
    json_bool(&s->json, "bad", i->bad);
    json_close(&s->json, '}');
}

static void add_unasked(struct answers *s, const struct inst *i)
{
    json_open(&s->json, inst_path(s->arena, i), '{');
    json_bool(&s->json, "asked", false);
    json_close(&s->json, '}');
}

/* asked, wanted: whether what is around it is asked for, and wants its values. */
static void add_values(struct answers *s, const struct inst *i, bool asked, bool wanted)
{
    bool asked_around = asked;
    if (i->field->gathered)
        return;
    asked = asked && inst_is_asked(i);
    bool required = asked && wanted && inst_is_required(i);
    bool many = i->field->type == FIELD_LIST || i->field->type == FIELD_GROUP;
    if (!many && i->field->type != FIELD_SECTION)
        add_single(s, i, asked, required);
    else if (asked_around && !asked)
        add_unasked(s, i);
    wanted = wanted && (inst_given(i) || !i->field->governs);
    for (size_t k = 0; k < i->count; k++)
        add_values(s, i->children[k], asked, wanted);
}

static void add_lists(struct answers *s, const struct inst *i)
{
    if (i->field->gathered)
        return;
    if (i->field->type == FIELD_LIST && i->count)
        json_int(&s->json, inst_path(s->arena, i), (int)i->count);
    for (size_t k = 0; k < i->count; k++)
        add_lists(s, i->children[k]);
}

/* root: NULL where they could not be read. */
static void add_all(
    struct answers *s, struct tsuzuri_call *call, const struct form *form, const struct inst *root)
{
    struct json *j = &s->json;
    json_open(j, NULL, '{');
    json_int(j, "tsuzuri-answers", 1);
    json_text(j, "form", form ? form->id : NULL);
    json_int(j, "status", (int)messages_worst(&call->err));
    json_open(j, "values", '{');
    for (size_t i = 0; root && i < root->count; i++)
        add_values(s, root->children[i], true, true);
    json_close(j, '}');
    json_open(j, "lists", '{');
    if (root)
        add_lists(s, root);
    json_close(j, '}');
    json_messages(j, call);
    json_close(j, '}');
}

enum tsuzuri_status tsuzuri_answers(struct tsuzuri_call *call, const struct tsuzuri_source *answers)
{
    struct answers s = {.arena = call->arena, .json = {.out = &call->text, .compact = true}};
    call_begin(call);
    struct node *said;
    const char *id;
    const struct form *form = NULL;
    const struct inst *root = NULL;
    if (call_answers(call, answers, NULL, 0, &said, &id) && (form = call_form(call, id, said)))
        root = call_bind(call->arena, &call->err, form, said);
    enum tsuzuri_status status = call_end(call);
    add_all(&s, call, form, root);
    return status;
}
