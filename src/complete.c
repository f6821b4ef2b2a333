/* What is missing (answer.h: answer_complete). */
#include "arena.h"
#include "expr.h"

static bool holds(const struct expr *x, const struct inst *i)
{
    struct scope scope = {.here = i->parent};
    return expr_true(x, &scope);
}

static bool is_required(const struct inst *i)
{
    return i->field->always || (i->field->required && holds(i->field->required, i));
}

static void blame_missing(struct arena *a, struct err *e, const struct inst *i)
{
    const char *path = field_path(a, i->field);
    const char *title = field_title(a, i->field);
    err_error(e, ERR_ANSWERS, "missing", i->at,
        "'%s' (%s) has no value; write it, or print with --draft",
        "「%s」（%s）が書かれていません。値を書くか、--draft で下書きとして印刷してください", path,
        title);
}

static bool complete(struct arena *a, struct err *e, const struct inst *i)
{
    if (i->field->when && !holds(i->field->when, i))
        return true;
    bool asked = i->field->type != FIELD_SECTION;
    bool given = inst_given(i);
    if (asked && !given && i->parent && is_required(i)) {
        blame_missing(a, e, i);
        return false;
    }
    if (!given && i->field->governs)
        return true;
    bool good = true;
    for (size_t k = 0; k < i->count; k++)
        good &= complete(a, e, i->children[k]);
    return good;
}

bool answer_complete(struct arena *a, struct err *e, const struct inst *root)
{
    return complete(a, e, root);
}
