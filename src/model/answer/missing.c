/* What is missing, and what nobody asked for (answer.h: answer_complete). */
#include "base/arena.h"
#include "model/answer/condition_value.h"

#include <string.h>

struct missing {
    struct arena *arena;
    struct messages *err;
    const struct inst *told; /* blamed already */
    struct lack_list found;
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

/* --- either this or that --- */

/* Tells whether a condition asks that a field has no value. */
static bool asks_for_none(const struct condition *x, const char *key, bool denied)
{
    if (x->kind == CONDITION_PATH)
        return denied && !strcmp(x->path, key);
    if (x->kind == CONDITION_NOT)
        return asks_for_none(x->a, key, !denied);
    return x->a && (asks_for_none(x->a, key, denied) || asks_for_none(x->b, key, denied));
}

static bool stands_in_for(const struct inst *a, const struct inst *b)
{
    return a->field->required && b->field->key &&
           asks_for_none(a->field->required, b->field->key, false);
}

/* Finds the field beside it that would do as well, and is missing as well: each is required where
   the other one is not there. NULL where there is none. */
static const struct inst *alternative_of(const struct inst *i)
{
    const struct inst *group = i->parent;
    for (size_t k = 0; i->field->required && k < group->count; k++) {
        const struct inst *other = group->children[k];
        if (other != i && !inst_given(other) && stands_in_for(i, other) &&
            stands_in_for(other, i) && inst_is_asked(other) && inst_is_required(other))
            return other;
    }
    return NULL;
}

static bool comes_before(const struct inst *a, const struct inst *b)
{
    for (size_t k = 0; k < a->parent->count; k++)
        if (a->parent->children[k] == a || a->parent->children[k] == b)
            return a->parent->children[k] == a;
    return false;
}

/* --- messages --- */

static void blame_both(const struct missing *m, const struct inst *i, const struct inst *other)
{
    messages_error(m->err, ERR_ANSWERS, "missing", i->at,
        "neither '%s' nor '%s' (%s) has a value; write one of them",
        "「%s」も「%s」（%s）も書かれていません。どちらかを書いてください", inst_keys(m->arena, i),
        other->field->key,
        arena_printf(m->arena, "%s／%s", inst_title(m->arena, i), other->field->label));
}

static void blame_missing(struct missing *m, const struct inst *i)
{
    const struct inst *other = alternative_of(i);
    if (other && comes_before(other, i))
        return; /* told there */
    struct lack_list *found = &m->found;
    found->list = arena_more(m->arena, found->list, found->count, sizeof *found->list);
    found->list[found->count++] = (struct lack_of){i, other};
    if (other)
        blame_both(m, i, other);
    else
        messages_error(m->err, ERR_ANSWERS, "missing", i->at, "'%s' (%s) has no value; write it",
            "「%s」（%s）が書かれていません。値を書いてください", inst_keys(m->arena, i),
            inst_title(m->arena, i));
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
    const struct condition *when = i->field->when;
    messages_text(m->err, ERR_ERROR, ERR_ANSWERS, "not-asked", i->at,
        en ? arena_printf(a, "'%s': %s", path, en)
           : arena_printf(a, "'%s' is answered, but it is asked for only where %s; remove it", path,
                 condition_words(a, when, i->field, false)),
        ja ? arena_printf(a, "「%s」: %s", inst_title(a, i), ja)
           : arena_printf(a, "「%s」は、%sだけ書く項目です。消してください", inst_title(a, i),
                 condition_words(a, when, i->field, true)));
    messages_about(m->err, inst_path(a, i));
}

static bool complete(struct missing *m, const struct inst *i);

static bool complete_children(struct missing *m, const struct inst *i)
{
    bool good = true;
    for (size_t k = 0; k < i->count; k++)
        good &= complete(m, i->children[k]);
    return good;
}

static bool complete(struct missing *m, const struct inst *i)
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
    struct missing m = {.arena = a, .err = e, .told = told};
    return complete(&m, root);
}

struct lack_list answer_lacks(struct arena *a, const struct inst *root)
{
    struct messages silent;
    messages_init(&silent, a);
    struct missing m = {.arena = a, .err = &silent};
    complete(&m, root);
    return m.found;
}
