/* Rules held against answers (rule.h). */
#include "base/arena.h"
#include "model/check/rule.h"
#include "seam/unicode/calendar.h"

#include <string.h>

#define MOST_VALUES 256

struct trial {
    struct arena *arena;
    struct messages *err;
    const struct rule *rule;
    struct inst *owner;
    struct scope scope;
};

struct values {
    struct inst *list[MOST_VALUES];
    size_t count;
};

/* --- the values that a path means: lists on its way stand for all their entries --- */

static void reach(struct inst *i, const char *path, struct values *out)
{
    size_t n = strcspn(path, ".");
    struct scope scope = {.name = "it", .value = {.kind = VALUE_INST, .inst = i}};
    char step[128];
    if (!*path) {
        if (out->count < MOST_VALUES)
            out->list[out->count++] = i;
        return;
    }
    bool end = !strncmp(path, "first", n) || !strncmp(path, "last", n);
    if (i->field->type == FIELD_LIST && !end) {
        for (size_t k = 0; k < i->count; k++)
            reach(i->children[k], path, out);
        return;
    }
    snprintf(step, sizeof step, "it.%.*s", (int)n, path);
    struct value v = path_value(step, strlen(step), &scope);
    if (v.kind == VALUE_INST)
        reach(v.inst, path + n + (path[n] == '.'), out);
}

static void find_values(const struct trial *t, const char *path, struct values *out)
{
    out->count = 0;
    if (!path) {
        out->list[out->count++] = t->owner;
        return;
    }
    size_t n = rule_head(path);
    struct value v = path_value(path, n, &t->scope);
    if (v.kind == VALUE_INST)
        reach(v.inst, path + n + (path[n] == '.'), out);
}

/* --- messages --- */

static void blame_breach(
    const struct trial *t, const char *code, const struct inst *i, const char *en, const char *ja)
{
    struct arena *a = t->arena;
    const char *path = inst_keys(a, i);
    const char *title = inst_title(a, i);
    const char *said_en = t->rule->en ? t->rule->en : en;
    const char *said_ja = t->rule->ja ? t->rule->ja : ja;
    messages_text(t->err, t->rule->level, ERR_ANSWERS, code, i->at,
        arena_printf(a, "'%s': %s", path, said_en),
        arena_printf(a, "「%s」: %s", *title ? title : path, said_ja));
}

static const char *day_text(struct arena *a, struct date d)
{
    return arena_printf(a, "%04d-%02d-%02d", d.year, d.month, d.day);
}

/* The other value's path, without the dot that leads to the top level. */
static const char *other_path(const struct trial *t)
{
    return t->rule->other + (*t->rule->other == '.');
}

/* --- each kind --- */

static void apply_condition(const struct trial *t)
{
    bool holds = condition_true(t->rule->test, &t->scope);
    if (condition_unsure(t->rule->test, &t->scope) || holds == (t->rule->kind == RULE_NEED))
        return;
    blame_breach(t, t->rule->kind == RULE_NEED ? "needed" : "contradiction", t->owner, "", "");
}

static void apply_alone(const struct trial *t)
{
    const struct inst *group = t->owner->parent;
    if (!condition_true(t->rule->test, &t->scope))
        return;
    for (size_t k = 0; k < group->count; k++)
        if (group->children[k] != t->owner && inst_given(group->children[k]) &&
            !group->children[k]->bad && group->children[k]->node)
            blame_breach(t, "contradiction", group->children[k],
                "this is answered although its item is denied; remove it, or correct the denial",
                "該当しないと答えた項目に書かれています。消すか、該当の有無を直してください");
}

static bool date_of(const struct inst *i, struct date *out)
{
    if (!i->text || i->bad)
        return false;
    if (i->field->type == FIELD_DATE) {
        *out = i->date;
        return true;
    }
    return calendar_newest_in(i->text, out);
}

static struct date before(struct date end, const struct rule_span *s)
{
    return s->days ? calendar_add_days(end, -s->days) : calendar_add_months(end, -s->months);
}

static void blame_window(const struct trial *t, const struct inst *i, struct date d,
    struct date start, struct date last, const char *other)
{
    struct arena *a = t->arena;
    blame_breach(t, "date-range", i,
        arena_printf(a, "%s must lie from %s to %s: %s to %s before '%s'", day_text(a, d),
            day_text(a, start), day_text(a, last), t->rule->within.en, t->rule->ahead.en,
            other_path(t)),
        arena_printf(a, "%s は%sから%sまで（%sの%s前から%s前まで）でなければなりません",
            unicode_format_date(a, d, true), unicode_format_date(a, start, true),
            unicode_format_date(a, last, true), other, t->rule->within.ja, t->rule->ahead.ja));
}

static void hold_date(
    const struct trial *t, const struct inst *i, struct date d, struct date end, const char *other)
{
    struct arena *a = t->arena;
    struct date start = before(end, &t->rule->within);
    struct date last = before(end, &t->rule->ahead);
    if (t->rule->ahead.en) {
        if (calendar_compare(d, start) < 0 || calendar_compare(d, last) > 0)
            blame_window(t, i, d, start, last, other);
    } else if (calendar_compare(d, end) > 0)
        blame_breach(t, "date-range", i,
            arena_printf(a, "%s lies behind '%s' (%s); correct one of the dates", day_text(a, d),
                other_path(t), day_text(a, end)),
            arena_printf(a, "%s は%s（%s）より後です。どちらかの日付を直してください",
                unicode_format_date(a, d, true), other, unicode_format_date(a, end, true)));
    else if (t->rule->within.en && calendar_compare(d, start) < 0)
        blame_breach(t, "date-range", i,
            arena_printf(a, "%s is too old: it must lie within %s before '%s', from %s on",
                day_text(a, d), t->rule->within.en, other_path(t), day_text(a, start)),
            arena_printf(a, "%s は古すぎます。%sの前%s以内（%sから）のものが要ります",
                unicode_format_date(a, d, true), other, t->rule->within.ja,
                unicode_format_date(a, start, true)));
}

static void note_undated(const struct trial *t, const char *other)
{
    struct arena *a = t->arena;
    messages_text(t->err, ERR_NOTE, ERR_NONE, "undated", t->owner->at,
        arena_printf(a,
            "'%s' has no date: whether it lies within %s before '%s' is not checked; write "
            "'{file: …, dated: 2026-11-21}'",
            inst_keys(a, t->owner), t->rule->within.en, other_path(t)),
        arena_printf(a,
            "「%s」の書類に日付がないため、%sの前%s以内かどうかを確かめられません。"
            "「{file: …, dated: 2026-11-21}」のように書きます",
            inst_title(a, t->owner), other, t->rule->within.ja));
}

static void apply_date(const struct trial *t)
{
    struct values dates, ends;
    struct date end;
    bool any = false;
    find_values(t, t->rule->path, &dates);
    find_values(t, t->rule->other, &ends);
    if (!ends.count || !date_of(ends.list[0], &end))
        return;
    for (size_t k = 0; k < dates.count; k++) {
        struct date d;
        bool dated = date_of(dates.list[k], &d);
        any = any || dated || dates.list[k]->bad;
        if (dated)
            hold_date(t, dates.list[k], d, end, ends.list[0]->field->label);
    }
    if (!any && t->rule->wanted)
        note_undated(t, ends.list[0]->field->label);
}

static bool ends_with(const char *path, const char *end)
{
    size_t n = path ? strlen(path) : 0, m = strlen(end);
    return n >= m && !strcmp(path + n - m, end);
}

/* Which entry of a list must be written so: its neighbours need not. */
static void blame_format(const struct trial *t, const struct inst *i)
{
    struct arena *a = t->arena;
    const char *example = format_example(t->rule->format);
    bool first = ends_with(t->rule->path, ".first"), last = ends_with(t->rule->path, ".last");
    const char *en = first ? "the first entry is" : last ? "the last entry is" : "it is";
    const char *ja = first ? "最初の一件は" : last ? "最後の一件は" : NULL;
    blame_breach(t, "format", i,
        arena_printf(a, "'%s' cannot be right; %s written as %s", i->text, en, example),
        ja ? arena_printf(a, "「%s」は正しくないようです。%s%sで書きます（例: %s）", i->text, ja,
                 format_called(t->rule->format), example)
           : arena_printf(a, "「%s」は正しくないようです（例: %s）", i->text, example));
}

static void apply_format(const struct trial *t)
{
    struct values values;
    find_values(t, t->rule->path, &values);
    for (size_t k = 0; k < values.count; k++) {
        const struct inst *i = values.list[k];
        if (i->text && i->node && !format_fits(t->arena, t->rule->format, i->text))
            blame_format(t, i);
    }
}

static void apply_differ(const struct trial *t)
{
    struct values a, b;
    find_values(t, t->rule->path, &a);
    find_values(t, t->rule->other, &b);
    if (!a.count || !b.count || !a.list[0]->text || !b.list[0]->text)
        return;
    if (!strcmp(unicode_fold(t->arena, a.list[0]->text), unicode_fold(t->arena, b.list[0]->text)))
        blame_breach(t, "same", a.list[0], "", "");
}

/* What cannot be compared is for the reader. */
static void apply_least(const struct trial *t)
{
    struct arena *a = t->arena;
    struct values said, least;
    int days, minimum;
    find_values(t, t->rule->path, &said);
    find_values(t, t->rule->other, &least);
    if (!said.count || !least.count || !said.list[0]->text || !least.list[0]->text)
        return;
    const struct inst *i = said.list[0];
    const char *other = least.list[0]->text;
    if (!calendar_span_in(unicode_fold(a, i->text), &days) ||
        !calendar_span_in(unicode_fold(a, other), &minimum))
        messages_text(t->err, ERR_NOTE, ERR_NONE, "not-compared", i->at,
            arena_printf(a, "'%s' cannot be compared with the minimum, '%s': look for yourself",
                i->text, other),
            arena_printf(a, "「%s」を最低水準の「%s」と比べられません。目で確かめてください",
                i->text, other));
    else if (days < minimum)
        blame_breach(t, "below-minimum", i,
            arena_printf(a, "'%s' is below the minimum, '%s'", i->text, other),
            arena_printf(a, "「%s」は最低水準の「%s」に届きません", i->text, other));
}

void rule_apply(struct arena *a, struct messages *e, const struct rule *r, struct inst *i)
{
    struct trial t = {a, e, r, i, {.here = i->field->child_count ? i : i->parent}};
    if (r->only && (condition_unsure(r->only, &t.scope) || !condition_true(r->only, &t.scope)))
        return;
    switch (r->kind) {
    case RULE_REFUSE:
    case RULE_NEED:
        apply_condition(&t);
        break;
    case RULE_ALONE:
        apply_alone(&t);
        break;
    case RULE_DATE:
        apply_date(&t);
        break;
    case RULE_FORMAT:
        apply_format(&t);
        break;
    case RULE_DIFFER:
        apply_differ(&t);
        break;
    case RULE_LEAST:
        apply_least(&t);
        break;
    }
}
