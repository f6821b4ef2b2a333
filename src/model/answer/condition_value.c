/* Whether a condition holds over answers, and whether it can be asked of a form at all. */
#include "model/answer/condition_value.h"

#include "base/arena.h"

#include <string.h>

static const char *key_of_value(struct value v)
{
    if (v.kind == VALUE_OPTION)
        return v.inst->field->options[v.index].key;
    return v.kind == VALUE_INST ? inst_single(v.inst)->text : value_text(v);
}

static bool equal(const struct condition *x, const struct scope *s)
{
    const char *text = key_of_value(path_value(x->path, strlen(x->path), s));
    return text && !strcmp(text, x->word);
}

static bool begins(const struct condition *x, const struct scope *s)
{
    const char *text = key_of_value(path_value(x->path, strlen(x->path), s));
    return text && !strncmp(text, x->word, strlen(x->word));
}

bool condition_true(const struct condition *x, const struct scope *s)
{
    switch (x->kind) {
    case CONDITION_PATH:
        return value_true(path_value(x->path, strlen(x->path), s));
    case CONDITION_EQUAL:
        return equal(x, s);
    case CONDITION_DIFFERS:
        return !equal(x, s);
    case CONDITION_BEGINS:
        return begins(x, s);
    case CONDITION_NOT:
        return !condition_true(x->a, s);
    case CONDITION_AND:
        return condition_true(x->a, s) && condition_true(x->b, s);
    case CONDITION_OR:
        return condition_true(x->a, s) || condition_true(x->b, s);
    }
    return false;
}

static bool is_bad(const struct inst *i)
{
    for (; i; i = i->parent)
        if (i->bad)
            return true;
    return false;
}

bool condition_unsure(const struct condition *x, const struct scope *s)
{
    if (!x->path)
        return condition_unsure(x->a, s) || (x->b && condition_unsure(x->b, s));
    struct value v = path_value(x->path, strlen(x->path), s);
    return v.kind == VALUE_INST && is_bad(v.inst);
}

/* A compared choice must name one of its options, a compared yes-no yes or no. */
static bool check_word(
    struct arena *a, struct messages *e, const struct condition *x, const struct path_type *kinds)
{
    static const char *const yes_no[] = {"yes", "no", NULL};
    bool closed = false;
    for (const struct path_type *k = kinds; k; k = k->next) {
        const struct field *f = k->kind == VALUE_INST ? field_single(k->field) : NULL;
        if (!f || (f->type != FIELD_CHOICE && f->type != FIELD_YES_NO))
            return true;
        closed = true;
        const char **keys = arena_array(a, f->option_count + 1, sizeof *keys);
        for (size_t i = 0; i < f->option_count; i++)
            keys[i] = f->options[i].key;
        struct names names = {{f->type == FIELD_CHOICE ? keys : yes_no}};
        if (names_have(&names, x->word))
            return true;
        if (!k->next)
            known_blame(e, x->at, x->word, &names, "what it is compared with", "比較する選択肢");
    }
    return !closed;
}

bool condition_check(
    struct arena *a, struct messages *e, const struct condition *x, const struct path_type_scope *s)
{
    if (x->path) {
        const struct path_type *k = path_type_of(a, e, x->at, x->path, strlen(x->path), s);
        return k && (!x->word || x->kind == CONDITION_BEGINS || check_word(a, e, x, k));
    }
    bool good = condition_check(a, e, x->a, s);
    return (!x->b || condition_check(a, e, x->b, s)) && good;
}

/* What counts instead of an answer is of its own kind. */
static bool check_same(struct arena *a, struct messages *e, const struct field *f)
{
    struct path_type_scope scope = {.here = f->parent};
    const struct position at = node_lookup(f->node, "same-as")->at;
    if (!path_type_of(a, e, at, f->same_as, strlen(f->same_as), &scope))
        return false;
    const struct field *other = condition_field(f, f->same_as);
    if (!other || other == f || other->type != f->type || f->type == FIELD_LIST) {
        messages_error(e, ERR_INPUT, "wrong-type", at,
            "'same-as' names another field or group of the same type; '%s' is none",
            "「same-as」には同じ型の別の項目かグループを指定します。「%s」は違います", f->same_as);
        return false;
    }
    return !f->same_if || condition_check(a, e, f->same_if, &scope);
}

static bool check_field(struct arena *a, struct messages *e, const struct field *f)
{
    struct path_type_scope scope = {.here = f->parent};
    bool good = !f->required || condition_check(a, e, f->required, &scope);
    good &= !f->when || condition_check(a, e, f->when, &scope);
    good &= !f->same_as || check_same(a, e, f);
    for (size_t i = 0; i < f->child_count; i++)
        good &= check_field(a, e, f->children[i]);
    return f->of ? check_field(a, e, f->of) && good : good;
}

bool condition_check_form(struct arena *a, struct messages *e, const struct form *form)
{
    return check_field(a, e, form->root);
}
