/* carry_over: last year's answer file becomes this year's: edited, not written anew, so that all
   that its owner noted in it stays. */
#include "base/arena.h"
#include "model/answer/condition_value.h"
#include "model/answer/edit.h"
#include "product/describe/describe_internal.h"
#include "product/session/call.h"

struct carrier {
    struct tsuzuri_call *call;
    const struct form *form;
    struct yaml_text text;
};

static bool change_answer(struct carrier *c, enum answer_change_kind kind, const struct inst *i)
{
    const char *path = inst_path(c->call->arena, i);
    const struct answer_change change = {.kind = kind, .path = path};
    return answer_edit(c->call->arena, &c->call->err, c->form, &c->text, &change);
}

/* Leaves nothing behind the keys of all that was answered below. */
static bool empty(struct carrier *c, const struct inst *i)
{
    bool whole = i->field->type != FIELD_GROUP && i->field->type != FIELD_SECTION;
    if (!i->node && whole)
        return true;
    bool shorter = i->node && i->field->type == FIELD_GROUP && i->node->kind != NODE_MAP;
    if (whole || shorter)
        return change_answer(c, ANSWER_EMPTY, i);
    bool good = true;
    for (size_t k = 0; good && k < i->count; k++)
        good = empty(c, i->children[k]);
    return good;
}

static bool drop(struct carrier *c, const struct inst *i)
{
    struct arena *a = c->call->arena;
    if (!i || !inst_given(i))
        return true;
    messages_note(&c->call->err, "renew", i->at,
        "'%s' (%s) is to be renewed: it was not carried over",
        "「%s」（%s）は今回あらためて用意します。引き継いでいません", field_path(a, i->field),
        field_title(a, i->field));
    return empty(c, i);
}

/* renew: yes, or the fields of the group that it stands at. */
static bool drop_stale(struct carrier *c, const struct inst *i)
{
    const struct node *renew = i->field->renew;
    bool good = true;
    if (renew && renew->kind == NODE_SCALAR)
        return drop(c, i);
    for (size_t k = 0; good && renew && k < renew->count; k++)
        if (node_text(renew->items[k]))
            good = drop(c, inst_child(i, renew->items[k]->text));
    for (size_t k = 0; good && k < i->count; k++)
        good = drop_stale(c, i->children[k]);
    return good;
}

/* Takes out what this application does not ask. */
static bool drop_unasked(struct carrier *c, const struct inst *i)
{
    struct arena *a = c->call->arena;
    bool good = true;
    if (i->node && i->parent && !inst_is_asked(i)) {
        if (inst_given(i))
            messages_note(&c->call->err, "not-asked-now", i->at,
                "'%s' (%s) is not asked this time: it was left out",
                "「%s」（%s）は今回は尋ねられません。除きました", field_path(a, i->field),
                field_title(a, i->field));
        return change_answer(c, ANSWER_REMOVE, i);
    }
    for (size_t k = 0; good && k < i->count; k++)
        good = drop_unasked(c, i->children[k]);
    return good;
}

static bool is_of_form(struct carrier *c, const struct tsuzuri_starter *o)
{
    const char *id = answer_form_id(c->call->arena, &c->call->err, c->text.root);
    if (!id)
        return false;
    if (strcmp(id, o->form))
        messages_error(&c->call->err, ERR_INPUT, "other-form",
            node_lookup(c->text.root, "form")->at, "these answers are for the form '%s', not '%s'",
            "これは様式「%s」の回答で、「%s」のものではありません", id, o->form);
    return !strcmp(id, o->form);
}

/* Settings are written into the file. */
static bool set_all(struct carrier *c, const struct tsuzuri_starter *o)
{
    bool good = call_settings(c->call, o->settings, o->setting_count);
    for (size_t i = 0; good && i < o->setting_count; i++) {
        const char *key = o->settings[i].key;
        const struct field *f = answer_field_named(c->call->arena, c->form->root, key);
        const struct answer_change change = {
            .kind = ANSWER_SET, .path = f ? f->key : key, .value = o->settings[i].value};
        good = answer_edit(c->call->arena, &c->call->err, c->form, &c->text, &change);
    }
    return good;
}

static struct inst *bind(struct carrier *c)
{
    int before = c->call->err.errors;
    struct inst *root = answer_bind(c->call->arena, &c->call->err, c->form, c->text.root);
    return c->call->err.errors > before ? NULL : root;
}

/* Removing an answer may leave another one unasked: the answers are bound again in between. */
bool carry_over(struct tsuzuri_call *call, const struct tsuzuri_starter *o)
{
    struct carrier c = {.call = call};
    if (!call_text(call, &o->from, &c.text) || !is_of_form(&c, o) ||
        !(c.form = call_form(call, o->form, NULL)) || !set_all(&c, o))
        return false;
    const struct inst *root = bind(&c);
    if (!root || !drop_unasked(&c, root) || !(root = bind(&c)) || !drop_stale(&c, root))
        return false;
    buf_add(&call->text, c.text.text, c.text.size);
    return true;
}
