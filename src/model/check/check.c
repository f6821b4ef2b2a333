/* Holds everything that a form asks against bound answers. */
#include "model/check/check.h"

#include "base/arena.h"
#include "model/check/rule.h"

static bool asked(const struct inst *i)
{
    struct scope scope = {.here = i->parent};
    return !i->field->when || condition_true(i->field->when, &scope);
}

static void apply_rules(struct arena *a, struct messages *e, struct inst *i)
{
    const struct node *rules = i->field->rules;
    if (!inst_given(i) || !asked(i) || i->bad)
        return;
    for (size_t k = 0; rules && k < rules->count; k++) {
        struct rule rule = {0};
        if (rule_read(a, e, rules->items[k], &rule))
            rule_apply(a, e, &rule, i);
    }
    for (size_t k = 0; k < i->count; k++)
        apply_rules(a, e, i->children[k]);
}

void check_rules(struct arena *a, struct messages *e, struct inst *root)
{
    apply_rules(a, e, root);
}

void check_answers(struct arena *a, struct messages *e, struct inst *root)
{
    answer_complete(a, e, root);
    check_rules(a, e, root);
}
