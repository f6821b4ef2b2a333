/* Reads and applies conditions by which records of a register are chosen. */
#include "model/register/where.h"

#include "base/arena.h"
#include "model/register/register_internal.h"
#include "seam/unicode/calendar.h"

#include <string.h>

/* Longer spellings before their beginnings. */
static const struct sign {
    const char *text;
    enum where_sign sign;
    bool or_equal;
} signs[] = {
    {"!=", WHERE_DIFFERS, false}, /* 二次審査!=合 */
    {"！＝", WHERE_DIFFERS, false},
    {"≠", WHERE_DIFFERS, false},
    {"<>", WHERE_DIFFERS, false},
    {"<=", WHERE_UNDER, true}, /* 発行日<=2026-07-31 */
    {"＜＝", WHERE_UNDER, true},
    {"≤", WHERE_UNDER, true},
    {"≦", WHERE_UNDER, true},
    {">=", WHERE_OVER, true},
    {"＞＝", WHERE_OVER, true},
    {"≥", WHERE_OVER, true},
    {"≧", WHERE_OVER, true},
    {"*=", WHERE_HOLDS, false}, /* 会社名*=通信 */
    {"＊＝", WHERE_HOLDS, false},
    {"=", WHERE_EQUAL, false},
    {"＝", WHERE_EQUAL, false},
    {"<", WHERE_UNDER, false},
    {"＜", WHERE_UNDER, false},
    {">", WHERE_OVER, false},
    {"＞", WHERE_OVER, false},
};

static const char *const range_signs[] = {"～", "〜", "~"};

/* --- reading --- */

static bool blame_where(
    struct messages *e, const char *text, const char *en, const char *ja, struct arena *a)
{
    messages_text(e, ERR_ERROR, ERR_USAGE, "bad-where", position_none(),
        arena_printf(a, "the condition '%s': %s", text, en),
        arena_printf(a, "条件「%s」: %s", text, ja));
    return false;
}

static const struct sign *find_sign(const char *text, const char **at)
{
    for (const char *s = text; *s; s++)
        for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
            if (!strncmp(s, signs[i].text, strlen(signs[i].text))) {
                *at = s;
                return &signs[i];
            }
    return NULL;
}

static bool read_field(struct arena *a, struct messages *e, const struct registry *r,
    const char *text, const char *name, struct where *out)
{
    out->field = register_find_field(a, r, name);
    if (out->field)
        return true;
    const char *near = register_suggest(a, r, name);
    return blame_where(e, text,
        near ? arena_printf(a, "there is no field '%s'; did you mean '%s'?", name, near)
             : arena_printf(a, "there is no field '%s'", name),
        near ? arena_printf(
                   a, "「%s」という項目はありません。「%s」の誤りではありませんか", name, near)
             : arena_printf(a, "「%s」という項目はありません", name),
        a);
}

/* A day, or the days of a month: "2026-07", "令和8年7月". */
static bool read_days(struct arena *a, const char *text, struct date *from, struct date *until)
{
    static const char *const first_days[] = {"-01", "/01", "1日"};
    if (unicode_parse_date(text, from)) {
        *until = *from;
        return true;
    }
    for (size_t i = 0; i < sizeof first_days / sizeof *first_days; i++)
        if (unicode_parse_date(arena_printf(a, "%s%s", text, first_days[i]), from)) {
            *until = calendar_add_days(calendar_add_months(*from, 1), -1);
            return true;
        }
    return false;
}

static bool read_range(struct arena *a, const char *text, struct where *out)
{
    struct date unused;
    for (size_t i = 0; i < sizeof range_signs / sizeof *range_signs; i++) {
        const char *at = strstr(text, range_signs[i]);
        if (at)
            return read_days(a, arena_strndup(a, text, (size_t)(at - text)), &out->from, &unused) &&
                   read_days(a, at + strlen(range_signs[i]), &unused, &out->until);
    }
    return read_days(a, text, &out->from, &out->until);
}

static bool read_date(
    struct arena *a, struct messages *e, const char *text, const char *value, struct where *out)
{
    out->is_date = out->sign != WHERE_HOLDS;
    if (!out->is_date || read_range(a, value, out))
        return true;
    return blame_where(e, text,
        "a day is written as 2026-07-31 or 令和8年7月31日, a month as 2026-07, days with ～ "
        "between "
        "them",
        "日付は「2026-07-31」や「令和8年7月31日」、月は「2026-07」、期間は「～」でつないで書きます",
        a);
}

static bool read_option(
    struct arena *a, struct messages *e, const char *text, const char *value, struct where *out)
{
    const char *all = "";
    for (size_t i = 0; i < out->field->option_count; i++) {
        const struct option *o = &out->field->options[i];
        if (!strcmp(unicode_fold(a, o->key), out->value))
            out->value = unicode_fold(a, o->label);
        if (!strcmp(unicode_fold(a, o->label), out->value))
            return true;
        all = arena_printf(a, "%s%s%s", all, i ? ", " : "", o->label);
    }
    return blame_where(e, text, arena_printf(a, "'%s' is none of: %s", value, all),
        arena_printf(a, "「%s」は選べません（%s）", value, all), a);
}

static bool read_value(
    struct arena *a, struct messages *e, const char *text, const char *value, struct where *out)
{
    bool ordered = out->sign == WHERE_UNDER || out->sign == WHERE_OVER;
    out->value = unicode_fold(a, value);
    if (ordered && (!*out->value || out->field->type != FIELD_DATE))
        return blame_where(
            e, text, "only dates are earlier or later", "前後を比べられるのは日付だけです", a);
    if (!*out->value)
        return true;
    if (out->field->type == FIELD_DATE)
        return read_date(a, e, text, value, out);
    if (out->field->type == FIELD_CHOICE && out->sign != WHERE_HOLDS)
        return read_option(a, e, text, value, out);
    return true;
}

bool where_read(struct arena *a, struct messages *e, const struct registry *r, const char *text,
    struct where *out)
{
    const char *at;
    const struct sign *sign = find_sign(text, &at);
    *out = (struct where){0};
    if (!sign)
        return blame_where(e, text, "write it as 'second=pass' or 'issued<=2026-07-31'",
            "「二次審査=合」「発行日<=2026-07-31」のように書きます", a);
    out->sign = sign->sign;
    out->or_equal = sign->or_equal;
    return read_field(a, e, r, text, arena_strndup(a, text, (size_t)(at - text)), out) &&
           read_value(a, e, text, at + strlen(sign->text), out);
}

/* --- records --- */

static bool date_holds(const struct where *w, struct date d)
{
    int from = calendar_compare(d, w->from);
    int until = calendar_compare(d, w->until);
    switch (w->sign) {
    case WHERE_UNDER:
        return w->or_equal ? until <= 0 : from < 0;
    case WHERE_OVER:
        return w->or_equal ? from >= 0 : until > 0;
    case WHERE_DIFFERS:
        return from < 0 || until > 0;
    default:
        return from >= 0 && until <= 0;
    }
}

bool where_holds(struct arena *a, const struct where *w, const struct inst *record)
{
    const struct inst *i = inst_child(record, w->field->key);
    const char *said = i ? inst_print(i) : NULL;
    if (w->is_date)
        return i && i->text ? date_holds(w, i->date) : w->sign == WHERE_DIFFERS;
    said = unicode_fold(a, said ? said : "");
    if (w->sign == WHERE_HOLDS)
        return strstr(said, w->value);
    bool bad = i && i->bad;
    return (!bad && !strcmp(said, w->value)) == (w->sign == WHERE_EQUAL);
}
