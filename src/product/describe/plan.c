/* tsuzuri_plan: the calendar that follows from an answer file, as the form's 'plan' has it. */
#include "base/arena.h"
#include "model/answer/condition_value.h"
#include "product/session/call.h"
#include "seam/unicode/calendar.h"

#include <string.h>

static const char *const plan_names[] = {
    "if", "of", "back", "ahead", "next", "month", "en", "ja", NULL};

struct planner {
    struct tsuzuri_call *call;
    struct inst *root;
    bool japanese;
};

/* One line of the plan. */
struct entry {
    const struct condition *only;
    const char *of;          /* path of the date that it is reckoned from; NULL: no date */
    int months, days;        /* behind it; below 0: before it */
    const struct node *next; /* months of the year: the next of them */
    bool month;              /* no day is said */
    const char *en, *ja;
};

/* Months, or "60 days". */
static bool read_shift(
    struct planner *p, const struct node *n, const char *key, int sign, struct entry *out)
{
    struct messages *e = &p->call->err;
    const char *text = node_text(node_lookup(n, key));
    char *unit;
    long days = text ? strtol(text, &unit, 10) : 0;
    int months = 0;
    if (text && !strcmp(unit, " days") && days >= 0 && days <= 3660) {
        out->days += sign * (int)days;
        return true;
    }
    bool good = known_range(e, n, key, 0, 1200, &months);
    out->months += sign * months;
    return good;
}

static bool read_entry(struct planner *p, const struct node *n, struct entry *out)
{
    struct messages *e = &p->call->err;
    struct names names = {{plan_names}};
    const char *only = NULL;
    *out = (struct entry){0};
    if (!known_keys(e, n, &names, "an entry of 'plan'", "「plan」の項目") ||
        !known_text(e, n, "if", &only) || !known_text(e, n, "of", &out->of) ||
        !read_shift(p, n, "back", -1, out) || !read_shift(p, n, "ahead", 1, out) ||
        !known_kind(e, n, "next", NODE_LIST, &out->next) ||
        !known_flag(e, n, "month", &out->month) || !known_text(e, n, "en", &out->en) ||
        !known_text(e, n, "ja", &out->ja))
        return false;
    if (only && !(out->only = condition_parse(p->call->arena, e, node_lookup(n, "if")->at, only)))
        return false;
    if (out->en && out->ja)
        return true;
    known_wrong_type(e, n, "an entry of 'plan' says what is due: 'en' and 'ja'",
        "「plan」の項目には「en」と「ja」が要ります");
    return false;
}

static bool date_at(const struct planner *p, const char *path, struct date *out)
{
    struct scope scope = {.here = p->root};
    struct value v = path_value(path, strlen(path), &scope);
    if (v.kind != VALUE_INST || v.inst->field->type != FIELD_DATE || !v.inst->text)
        return false;
    *out = v.inst->date;
    return true;
}

static bool is_listed(const struct node *months, int month)
{
    for (size_t i = 0; i < months->count; i++) {
        const char *text = node_text(months->items[i]);
        if (text && strtol(text, NULL, 10) == month)
            return true;
    }
    return false;
}

/* The first of the listed months from the date's own on. */
static struct date next_month(struct date d, const struct node *months)
{
    for (int i = 0; i < 12 && !is_listed(months, d.month); i++) {
        d.day = 1;
        d = calendar_add_months(d, 1);
    }
    return d;
}

static const char *date_text(const struct planner *p, struct date d, bool month)
{
    struct arena *a = p->call->arena;
    if (!p->japanese)
        return month ? arena_printf(a, "%04d-%02d", d.year, d.month)
                     : arena_printf(a, "%04d-%02d-%02d", d.year, d.month, d.day);
    return month ? arena_printf(a, "%d年%d月", d.year, d.month) : unicode_format_date(a, d, false);
}

static void write_entry(struct planner *p, const struct entry *x)
{
    struct date d;
    struct scope scope = {.here = p->root};
    const char *when = p->japanese ? "－" : "-";
    if (x->only && !condition_true(x->only, &scope))
        return;
    if (x->of && !date_at(p, x->of, &d))
        return;
    if (x->of) {
        d = calendar_add_days(calendar_add_months(d, x->months), x->days);
        when = date_text(p, x->next ? next_month(d, x->next) : d, x->month || x->next);
    }
    int cells = 0;
    for (const char *s = when; *s;) {
        size_t n;
        cells += unicode_cells(unicode_decode(s, strlen(s), &n));
        s += n;
    }
    buf_addf(&p->call->text, "%s%*s%s\n", when, cells < 16 ? 16 - cells : 1, "",
        p->japanese ? x->ja : x->en);
}

static void write_plan(struct planner *p, const struct node *plan)
{
    for (size_t i = 0; i < plan->count; i++) {
        struct entry x;
        if (read_entry(p, plan->items[i], &x))
            write_entry(p, &x);
    }
}

enum tsuzuri_status tsuzuri_plan(
    struct tsuzuri_call *call, const struct tsuzuri_source *answers, bool japanese)
{
    struct planner p = {.call = call, .japanese = japanese};
    struct node *said;
    const char *id = NULL;
    call_begin(call);
    const struct form *form =
        call_answers(call, answers, NULL, 0, &said, &id) ? call_form(call, id, said) : NULL;
    if (form) {
        int before = call->err.errors;
        p.root = answer_bind(call->arena, &call->err, form, said);
        if (call->err.errors == before && form->plan)
            write_plan(&p, form->plan);
    }
    return call_end(call);
}
