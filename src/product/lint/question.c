/* Questions that nobody is ever asked, and options that nothing can choose. */
#include "base/arena.h"
#include "model/check/rule.h"
#include "product/lint/lint.h"

#include <string.h>

#define MOST_CLAIMS 32

/* What must hold where a field has a value. */
struct claims {
    struct claim list[MOST_CLAIMS];
    struct path_type_scope scopes[MOST_CLAIMS];
    size_t count;
};

static bool add_claim(
    struct claims *c, const struct condition *condition, const struct field *here, bool denied)
{
    if (c->count == MOST_CLAIMS)
        return false;
    size_t i = c->count++;
    c->scopes[i] = (struct path_type_scope){.here = here};
    c->list[i] = (struct claim){i ? &c->list[i - 1] : NULL, condition, &c->scopes[i], denied};
    return true;
}

static bool possible(struct lint *l, const struct claims *c)
{
    return !c->count || lint_possible(l->arena, &c->list[c->count - 1]);
}

/* The conditions of the field and of the groups around it, the outermost first. */
static void add_when(struct claims *c, const struct field *f)
{
    if (f->parent)
        add_when(c, f->parent);
    if (f->when)
        add_claim(c, f->when, f->parent, false);
}

static void blame_field(struct lint *l, const struct field *f)
{
    const struct node *n = node_lookup(f->node, "when");
    messages_error(l->err, ERR_INPUT, "never-asked", n ? n->at : f->node->at,
        "'%s' is never asked for: no answers make this 'when' hold; correct it, or take the field "
        "out",
        "「%s」は決して尋ねられません。この「when」が成り立つ回答はありません。条件を直すか、項目を"
        "除いてください",
        field_title(l->arena, f));
}

static struct condition *joined(
    struct lint *l, enum condition_kind kind, const struct condition *a, const struct condition *b)
{
    struct condition *x = arena_alloc(l->arena, sizeof *x);
    *x = (struct condition){.kind = kind, .at = a->at, .a = a, .b = b};
    return x;
}

/* Rules whose breach is an error must hold: 'refuse' not, 'need' where its 'if' does. */
static void add_rules(struct lint *l, struct claims *c, const struct field *f)
{
    struct messages silent;
    struct rule rule;
    messages_init(&silent, l->arena);
    for (size_t i = 0; f->rules && i < f->rules->count; i++) {
        if (!rule_read(l->arena, &silent, f->rules->items[i], &rule) ||
            (rule.kind != RULE_REFUSE && rule.kind != RULE_NEED) || rule.level != ERR_ERROR)
            continue;
        const struct condition *wrong = rule.test;
        if (rule.kind == RULE_NEED)
            wrong = joined(l, CONDITION_NOT, rule.test, NULL);
        if (rule.only)
            wrong = joined(l, CONDITION_AND, rule.only, wrong);
        bool group = f->type == FIELD_GROUP || f->type == FIELD_SECTION;
        add_claim(c, wrong, group ? f : f->parent, true);
    }
}

static const struct condition *choice_of(
    struct lint *l, const struct field *f, const struct option *o)
{
    struct condition *x = arena_alloc(l->arena, sizeof *x);
    *x = (struct condition){
        .kind = CONDITION_EQUAL, .at = o->node->at, .path = f->key, .word = o->key};
    return x;
}

static void check_choosable(struct lint *l, const struct field *f, const struct claims *asked)
{
    for (size_t i = 0; f->key && i < f->option_count; i++) {
        struct claims c = {.count = 0};
        for (size_t k = 0; k < asked->count; k++)
            add_claim(&c, asked->list[k].condition, asked->scopes[k].here, false);
        add_claim(&c, choice_of(l, f, &f->options[i]), f->parent, false);
        for (const struct field *g = f; g; g = g->parent)
            add_rules(l, &c, g);
        if (!possible(l, &c))
            messages_error(l->err, ERR_INPUT, "never-chosen", f->options[i].node->at,
                "the option '%s' of '%s' can never be chosen: the form's own rules refuse it; "
                "correct them, or take the option out",
                "「%s」（「%s」の選択肢）は決して選べません。様式の規則がそれを拒みます。規則を直す"
                "か、選択肢を除いてください",
                f->options[i].label, field_title(l->arena, f));
    }
}

static void check_field(struct lint *l, const struct field *f)
{
    struct claims asked = {.count = 0};
    add_when(&asked, f);
    if (f->when && !possible(l, &asked)) {
        blame_field(l, f);
        return;
    }
    check_choosable(l, f, &asked);
    for (size_t i = 0; i < f->child_count; i++)
        check_field(l, f->children[i]);
    if (f->of)
        check_field(l, f->of);
}

void lint_questions(struct lint *l)
{
    check_field(l, l->form->root);
}
