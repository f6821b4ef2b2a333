/* What is missing, and what nobody asked for (answer.h: answer_complete). */
#include "arena.h"
#include "expr.h"

static bool holds(const struct expr *x, const struct inst *i)
{
    struct scope scope = {.here = i->parent};
    return expr_true(x, &scope);
}

static bool unsure(const struct expr *x, const struct inst *i)
{
    struct scope scope = {.here = i->parent};
    return expr_unsure(x, &scope);
}

static bool is_required(const struct inst *i)
{
    const struct expr *x = i->field->required;
    return i->field->always || (x && !unsure(x, i) && holds(x, i));
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

/* The form may say why it does not ask; else its condition speaks. */
static void blame_unasked(struct arena *a, struct err *e, const struct inst *i)
{
    const struct node *says = i->field->unasked;
    const char *en = node_text(node_lookup(says, "en"));
    const char *ja = node_text(node_lookup(says, "ja"));
    const char *path = field_path(a, i->field);
    const char *when = node_text(node_lookup(i->field->node, "when"));
    err_text(e, ERR_ERROR, ERR_ANSWERS, "not-asked", i->at,
        en ? arena_printf(a, "'%s': %s", path, en)
           : arena_printf(
                 a, "'%s' is answered, but it is asked for only where %s; remove it", path, when),
        ja ? arena_printf(a, "「%s」: %s", field_title(a, i->field), ja)
           : arena_printf(a, "「%s」は、%s のときだけ書く項目です。消してください",
                 field_title(a, i->field), when));
}

static bool complete(struct arena *a, struct err *e, const struct inst *i);

static bool complete_children(struct arena *a, struct err *e, const struct inst *i)
{
    bool good = true;
    for (size_t k = 0; k < i->count; k++)
        good &= complete(a, e, i->children[k]);
    return good;
}

static bool complete(struct arena *a, struct err *e, const struct inst *i)
{
    const struct expr *when = i->field->when;
    if (i->bad || (when && unsure(when, i)))
        return true;
    if (when && !holds(when, i)) {
        bool given = i->node && inst_given(i);
        if (given)
            blame_unasked(a, e, i);
        return !given;
    }
    bool asked = i->field->type != FIELD_SECTION;
    bool given = inst_given(i);
    bool entry = i->parent && i->parent->field->type == FIELD_LIST && !i->field->child_count;
    if (asked && !given && i->parent && (entry || is_required(i))) {
        blame_missing(a, e, i);
        return false;
    }
    return (!given && i->field->governs) || complete_children(a, e, i);
}

bool answer_complete(struct arena *a, struct err *e, const struct inst *root)
{
    return complete(a, e, root);
}
