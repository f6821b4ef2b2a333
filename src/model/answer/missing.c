/* What is missing, and what nobody asked for (answer.h: answer_complete). */
#include "base/arena.h"
#include "model/answer/condition_value.h"

struct missing {
    struct arena *arena;
    struct messages *err;
    bool record;
    const struct inst *told; /* blamed already */
};

static bool holds(const struct condition *x, const struct inst *i)
{
    struct scope scope = {.here = i->parent};
    return condition_true(x, &scope);
}

static bool unsure(const struct condition *x, const struct inst *i)
{
    struct scope scope = {.here = i->parent};
    return condition_unsure(x, &scope);
}

bool inst_is_asked(const struct inst *i)
{
    const struct condition *when = i->field->when;
    return !when || unsure(when, i) || holds(when, i);
}

bool inst_is_required(const struct inst *i)
{
    const struct condition *x = i->field->required;
    return i->field->always || (x && !unsure(x, i) && holds(x, i));
}

static void blame_missing(const struct missing *m, const struct inst *i)
{
    const char *path = inst_keys(m->arena, i);
    const char *title = inst_title(m->arena, i);
    if (m->record)
        messages_error(m->err, ERR_ANSWERS, "missing", i->at, "'%s' (%s) has no value; write it",
            "「%s」（%s）が書かれていません。値を書いてください", path, title);
    else
        messages_error(m->err, ERR_ANSWERS, "missing", i->at,
            "'%s' (%s) has no value; write it, or print with " OPTION("draft"),
            "「%s」（%s）が書かれていません。値を書くか、" OPTION(
                "draft") " で下書きとして印刷してください",
            path, title);
    messages_about(m->err, inst_path(m->arena, i));
}

/* The form may say why it does not ask; else its condition speaks. */
static void blame_unasked(const struct missing *m, const struct inst *i)
{
    const struct node *says = i->field->unasked;
    const char *en = node_text(node_lookup(says, "en"));
    const char *ja = node_text(node_lookup(says, "ja"));
    struct arena *a = m->arena;
    const char *path = inst_keys(a, i);
    const char *when = node_text(node_lookup(i->field->node, "when"));
    messages_text(m->err, ERR_ERROR, ERR_ANSWERS, "not-asked", i->at,
        en ? arena_printf(a, "'%s': %s", path, en)
           : arena_printf(
                 a, "'%s' is answered, but it is asked for only where %s; remove it", path, when),
        ja ? arena_printf(a, "「%s」: %s", inst_title(a, i), ja)
           : arena_printf(
                 a, "「%s」は、%s のときだけ書く項目です。消してください", inst_title(a, i), when));
    messages_about(m->err, inst_path(a, i));
}

static bool complete(const struct missing *m, const struct inst *i);

static bool complete_children(const struct missing *m, const struct inst *i)
{
    bool good = true;
    for (size_t k = 0; k < i->count; k++)
        good &= complete(m, i->children[k]);
    return good;
}

static bool complete(const struct missing *m, const struct inst *i)
{
    const struct condition *when = i->field->when;
    if (i->bad || i == m->told || (when && unsure(when, i)))
        return true;
    if (!inst_is_asked(i)) {
        bool given = i->node && inst_given(i);
        if (given)
            blame_unasked(m, i);
        return !given;
    }
    bool asked = i->field->type != FIELD_SECTION;
    bool given = inst_given(i);
    bool entry = i->parent && i->parent->field->type == FIELD_LIST && !i->field->child_count;
    if (asked && !given && i->parent && (entry || inst_is_required(i))) {
        blame_missing(m, i);
        return false;
    }
    return (!given && i->field->governs) || complete_children(m, i);
}

bool answer_complete(struct arena *a, struct messages *e, const struct inst *root)
{
    struct missing m = {.arena = a, .err = e};
    return complete(&m, root);
}

bool answer_complete_record(
    struct arena *a, struct messages *e, const struct inst *root, const struct inst *told)
{
    struct missing m = {.arena = a, .err = e, .record = true, .told = told};
    return complete(&m, root);
}
