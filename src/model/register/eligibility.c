/* Reads which records a form is printed for, and says of a record why it is not. */
#include "model/register/eligibility.h"

#include "base/arena.h"
#include "model/answer/condition_value.h"
#include "model/register/register.h"

#include <string.h>

static const char *const rule_names[] = {"field", "need", "optional", NULL};

/* --- reading --- */

static bool blame_rule(struct messages *e, const struct node *n)
{
    known_wrong_type(e, n,
        "a line of 'eligible' names a 'field' of a record and what it takes: "
        "{field: second, need: \"second = 'pass'\"}",
        "「eligible」の行には、記録の項目（field）と条件（need）を書きます（例: "
        "{field: second, need: \"second = 'pass'\"}）");
    return false;
}

static bool read_rule(struct arena *a, struct messages *e, const struct node *n,
    const struct field *record, struct eligibility_rule *out)
{
    struct names names = {{rule_names}};
    struct path_type_scope scope = {.here = record};
    const char *field = NULL, *need = NULL;
    if (!known_keys(e, n, &names, "a line of 'eligible'", "「eligible」の行") ||
        !known_text(e, n, "field", &field) || !known_text(e, n, "need", &need) ||
        !known_flag(e, n, "optional", &out->optional))
        return false;
    out->field = field ? field_child(record, field) : NULL;
    if (!out->field || !need)
        return blame_rule(e, n);
    out->need = condition_parse(a, e, node_lookup(n, "need")->at, need);
    return out->need && condition_check(a, e, out->need, &scope);
}

bool eligibility_read(struct arena *a, struct messages *e, const struct node *registration,
    const struct field *record, struct eligibility *out)
{
    const struct node *list;
    bool good = true;
    *out = (struct eligibility){0};
    if (!known_kind(e, registration, "eligible", NODE_LIST, &list) || !list)
        return !node_lookup(registration, "eligible");
    out->rules = arena_array(a, list->count + 1, sizeof *out->rules);
    for (size_t i = 0; i < list->count; i++)
        good = read_rule(a, e, list->items[i], record, &out->rules[out->count++]) && good;
    return good;
}

/* --- records --- */

static bool is_met(
    const struct eligibility_rule *rule, const struct registry *r, const struct inst *record)
{
    struct scope scope = {.here = (struct inst *)record};
    const struct inst *i = inst_child(record, rule->field->key);
    bool passed_over = rule->optional && !inst_given(i) && !register_has_column(r, rule->field);
    return passed_over || condition_unsure(rule->need, &scope) ||
           condition_true(rule->need, &scope);
}

const struct eligibility_rule *eligibility_unmet(
    const struct eligibility *eligible, const struct registry *r, const struct inst *record)
{
    for (size_t i = 0; i < eligible->count; i++)
        if (!is_met(&eligible->rules[i], r, record))
            return &eligible->rules[i];
    return NULL;
}

void eligibility_tell(struct arena *a, const struct eligibility_rule *rule, struct entry *entry,
    const struct inst *record, bool asked_for)
{
    const struct field *f = rule->field;
    const struct inst *i = inst_child(record, f->key);
    const char *value = inst_given(i) ? inst_print(i) : NULL;
    const char *en = value ? arena_printf(a, "'%s' (%s) is '%s'", f->key, f->label, value)
                           : arena_printf(a, "'%s' (%s) is empty", f->key, f->label);
    const char *ja = value ? arena_printf(a, "「%s」が「%s」の", f->label, value)
                           : arena_printf(a, "「%s」が空欄の", f->label);
    messages_text(&entry->faults, asked_for ? ERR_ERROR : ERR_NOTE, ERR_ANSWERS, "not-eligible",
        i->at.line ? i->at : entry->at,
        arena_printf(a, asked_for ? "it cannot be printed: %s" : "not printed: %s", en),
        arena_printf(a, asked_for ? "%sため印刷できません" : "%sため印刷しません", ja));
}
