/* Conditions in words, for people who do not read the form's data: 「申請区分」が「新規」のとき.

   A clause ends as a noun ("「新規」") or as a verb ("書く"): only a noun takes の before とき. An
   'or' within an 'and' stands in brackets. */
#include "base/arena.h"
#include "model/answer/condition_value.h"

#include <string.h>

/* Who asks: the field whose condition it is. */
struct asker {
    struct arena *arena;
    const struct field *field;
    bool japanese;
};

static const struct field *step(const struct field *f, const char *name)
{
    if (f->type == FIELD_LIST)
        return !strcmp(name, "first") || !strcmp(name, "last") ? f->of : NULL;
    return field_child(f, name);
}

static const struct field *begin(const struct field *f, const char *name)
{
    if (!*name) { /* a path that begins with a dot */
        while (f->parent)
            f = f->parent;
        return f;
    }
    for (f = f->parent; f; f = f->parent)
        if (f->type != FIELD_LIST && field_child(f, name))
            return field_child(f, name);
    return NULL;
}

const struct field *condition_field(const struct field *of, const char *path)
{
    char name[128];
    const struct field *f = NULL;
    for (bool first = true; *path || first; first = false) {
        size_t n = strcspn(path, ".");
        snprintf(name, sizeof name, "%.*s", (int)n, path);
        const struct field *next = first ? begin(of, name) : step(f, name);
        if (!next)
            break;
        f = next;
        path += n + (path[n] == '.');
    }
    return f;
}

static const struct field *group_of(const struct field *f)
{
    f = f->parent;
    while (f && f->type == FIELD_SECTION)
        f = f->parent;
    return f;
}

/* What the thing is called that a condition asks for. */
static const char *called(const struct asker *k, const struct condition *x)
{
    const struct field *f = condition_field(k->field, x->path);
    if (!f || !k->japanese)
        return f && f->key ? f->key : x->path;
    return group_of(f) == group_of(k->field) && *f->label ? f->label : field_title(k->arena, f);
}

/* A word that it is compared with, as it is printed. */
static const char *printed(const struct asker *k, const struct condition *x)
{
    const struct field *f = condition_field(k->field, x->path);
    if (!f || !k->japanese)
        return x->word;
    f = field_single(f);
    if (f->type == FIELD_YES_NO)
        return !strcmp(x->word, "yes") ? "はい" : !strcmp(x->word, "no") ? "いいえ" : x->word;
    for (size_t i = 0; i < f->option_count; i++)
        if (!strcmp(f->options[i].key, x->word))
            return f->options[i].label;
    return x->word;
}

static bool is_yes_no(const struct asker *k, const struct condition *x)
{
    const struct field *f = condition_field(k->field, x->path);
    return f && field_single(f)->type == FIELD_YES_NO;
}

static const char *english_clause(const struct asker *k, const struct condition *x, bool denied)
{
    const char *name = called(k, x), *word = x->word;
    const char *is = denied ? "is not" : "is";
    switch (x->kind) {
    case CONDITION_EQUAL:
        return arena_printf(k->arena, "'%s' %s '%s'", name, is, word);
    case CONDITION_DIFFERS:
        return arena_printf(k->arena, "'%s' %s '%s'", name, denied ? "is" : "is not", word);
    case CONDITION_BEGINS:
        return arena_printf(
            k->arena, "'%s' %s '%s'", name, denied ? "does not begin with" : "begins with", word);
    default:
        return arena_printf(k->arena, "'%s' %s %s", name, is, is_yes_no(k, x) ? "yes" : "given");
    }
}

static const char *japanese_clause(const struct asker *k, const struct condition *x, bool denied)
{
    const char *name = called(k, x);
    if (x->kind == CONDITION_PATH && is_yes_no(k, x))
        return arena_printf(k->arena, "「%s」が「はい」%s", name, denied ? "以外" : "");
    if (x->kind == CONDITION_PATH)
        return arena_printf(k->arena, "「%s」を%s", name, denied ? "書かない" : "書く");
    const char *word = printed(k, x);
    if (x->kind == CONDITION_BEGINS)
        return arena_printf(
            k->arena, "「%s」が「%s」で%s", name, word, denied ? "始まらない" : "始まる");
    bool other = denied != (x->kind == CONDITION_DIFFERS);
    return arena_printf(k->arena, "「%s」が「%s」%s", name, word, other ? "以外" : "");
}

/* Not (a and b) is told as (denied a) or (denied b): no language says it well otherwise. */
static const char *told(const struct asker *k, const struct condition *x, bool denied, bool within)
{
    if (x->kind == CONDITION_NOT)
        return told(k, x->a, !denied, within);
    if (x->kind != CONDITION_AND && x->kind != CONDITION_OR)
        return k->japanese ? japanese_clause(k, x, denied) : english_clause(k, x, denied);
    bool both = (x->kind == CONDITION_AND) != denied;
    const char *join = k->japanese ? (both ? "、かつ" : "、または") : (both ? " and " : " or ");
    const char *a = told(k, x->a, denied, both), *b = told(k, x->b, denied, both);
    if (both || !within)
        return arena_printf(k->arena, "%s%s%s", a, join, b);
    return arena_printf(k->arena, k->japanese ? "（%s%s%s）" : "(%s%s%s)", a, join, b);
}

static bool ends_with(const char *text, const char *end)
{
    size_t n = strlen(text), m = strlen(end);
    return n >= m && !strcmp(text + n - m, end);
}

const char *condition_words(
    struct arena *a, const struct condition *x, const struct field *of, bool japanese)
{
    const struct asker k = {a, of, japanese};
    const char *text = told(&k, x, false, false);
    if (!japanese)
        return text;
    bool noun = ends_with(text, "」") || ends_with(text, "以外") || ends_with(text, "）");
    return arena_printf(a, "%s%sとき", text, noun ? "の" : "");
}
