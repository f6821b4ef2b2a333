/* Numbers and periods of what a programme issues: read from a form, completed, checked, given. */
#include "model/register/numbering.h"

#include "base/arena.h"

#include <string.h>

static const char *const register_names[] = {"list", "number", "pattern", "period", "file",
    "wording", "eligible", "name", "reissued", "start", NULL};
static const char *const period_names[] = {"issued", "from", "until", "years", "months", NULL};

enum { MOST_TOKENS = 16, MOST_DIGITS = 8 };

static const char *const default_file = "{number}";

/* --- the pattern of numbers: "特個{serial:4}{year:2}{month:2}" --- */

static bool blame_pattern(struct messages *e, const struct node *n)
{
    messages_error(e, ERR_INPUT, "bad-pattern", n->at,
        "a pattern is text with {serial:4}, {year:2} or {year:4}, {month:2}; it says '%s'",
        "番号の書式は {serial:4}、{year:2} か {year:4}、{month:2} "
        "と文字で書きます（「%s」となっています）",
        n->text);
    return false;
}

static bool read_part(const char *s, size_t n, struct number_token *t)
{
    static const char *const words[] = {NULL, "serial:", "year:", "month:"};
    for (int part = NUMBER_SERIAL; part <= NUMBER_MONTH; part++) {
        size_t length = strlen(words[part]);
        if (n != length + 1 || memcmp(s, words[part], length) != 0)
            continue;
        t->part = (enum number_part)part;
        t->digits = s[length] - '0';
        return part == NUMBER_SERIAL ? t->digits >= 1 && t->digits <= MOST_DIGITS
               : part == NUMBER_YEAR ? t->digits == 2 || t->digits == 4
                                     : t->digits == 2;
    }
    return false;
}

static bool read_token(struct arena *a, const char **s, struct number_token *t)
{
    if (**s != '{') {
        size_t n = strcspn(*s, "{");
        *t = (struct number_token){.text = arena_strndup(a, *s, n)};
        *s += n;
        return true;
    }
    const char *end = strchr(*s, '}');
    if (!end || !read_part(*s + 1, (size_t)(end - *s - 1), t))
        return false;
    *s = end + 1;
    return true;
}

static bool read_pattern(
    struct arena *a, struct messages *e, const struct node *map, struct numbering *p)
{
    const struct node *n = node_lookup(map, "pattern");
    if (!known_text(e, map, "pattern", &p->pattern) || !p->pattern)
        return !n;
    p->tokens = arena_array(a, MOST_TOKENS, sizeof *p->tokens);
    int serials = 0;
    for (const char *s = p->pattern; *s;) {
        if (p->token_count == MOST_TOKENS || !read_token(a, &s, &p->tokens[p->token_count]))
            return blame_pattern(e, n);
        serials += p->tokens[p->token_count++].part == NUMBER_SERIAL;
    }
    return serials == 1 || blame_pattern(e, n);
}

/* --- the rest of 'register' --- */

static bool check_field(struct messages *e, const struct node *map, const char *name,
    const struct field *record, bool date)
{
    const struct node *n = node_lookup(map, name);
    if (!n)
        return true;
    const struct field *f = field_child(record, n->text);
    if (f && (!date || f->type == FIELD_DATE))
        return true;
    messages_error(e, ERR_INPUT, "no-field", n->at,
        f ? "'%s' is no date of a record" : "a record has no field '%s'",
        f ? "「%s」は日付の項目ではありません" : "記録に「%s」という項目がありません", n->text);
    return false;
}

static bool read_period(struct messages *e, const struct node *map, struct numbering *p)
{
    struct names names = {{period_names}};
    const struct node *n;
    if (!known_kind(e, map, "period", NODE_MAP, &n) || !n)
        return !node_lookup(map, "period");
    return known_keys(e, n, &names, "a period", "期間") && known_text(e, n, "issued", &p->issued) &&
           known_text(e, n, "from", &p->from) && known_text(e, n, "until", &p->until) &&
           known_int(e, n, "years", &p->years) && known_int(e, n, "months", &p->months);
}

const struct field *numbering_record(const struct numbering *p, const struct form *form)
{
    const struct field *list = p->list ? field_child(form->root, p->list) : NULL;
    return p->list ? (list && list->type == FIELD_LIST ? list->of : NULL) : form->root;
}

static bool check_fields(
    struct messages *e, const struct node *n, const struct numbering *p, const struct form *form)
{
    const struct field *record = numbering_record(p, form);
    const struct node *period = node_lookup(n, "period");
    if (!record) {
        messages_error(e, ERR_INPUT, "no-list", node_lookup(n, "list")->at,
            "the form has no list '%s'", "様式に「%s」という一覧がありません", p->list);
        return false;
    }
    bool good = check_field(e, n, "number", record, false);
    good &= check_field(e, n, "name", record, false) && check_field(e, n, "reissued", record, true);
    good &= check_field(e, period, "issued", record, true);
    good &= check_field(e, period, "from", record, true);
    return check_field(e, period, "until", record, true) && good;
}

struct numbering *numbering_load(struct arena *a, struct messages *e, const struct form *form)
{
    const struct node *n = form->registration;
    struct names names = {{register_names}};
    struct numbering *p = arena_alloc(a, sizeof *p);
    if (!n) {
        messages_error(e, ERR_USAGE, "no-register", position_none(),
            "the form '%s' is not filled from a register; choose one whose form.yaml has "
            "'register:'",
            "様式「%s」は台帳からの印刷に使えません。form.yaml に「register:」のある様式を"
            "指定してください",
            form->id);
        return NULL;
    }
    p->file = default_file;
    p->number = "number";
    p->name = "company";
    if (!known_keys(e, n, &names, "'register'", "「register」") ||
        !known_text(e, n, "list", &p->list) || !known_text(e, n, "number", &p->number) ||
        !known_text(e, n, "file", &p->file) || !known_text(e, n, "name", &p->name) ||
        !known_text(e, n, "reissued", &p->reissued) || !known_text(e, n, "start", &p->start) ||
        !read_period(e, n, p) || !read_pattern(a, e, n, p))
        return NULL;
    if (!check_fields(e, n, p, form) ||
        !eligibility_read(a, e, n, numbering_record(p, form), &p->eligible))
        return NULL;
    return p;
}

/* --- dates --- */

static int days_of_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : days[month - 1];
}

static struct date day_before(struct date d)
{
    if (--d.day)
        return d;
    if (!--d.month) {
        d.month = 12;
        d.year--;
    }
    d.day = days_of_month(d.year, d.month);
    return d;
}

struct date numbering_last_day(struct date from, int years, int months)
{
    int month = from.month - 1 + months;
    struct date d = {from.year + years + month / 12, month % 12 + 1, from.day};
    int last = days_of_month(d.year, d.month);
    if (d.day > last) {
        d.day = last;
        return d;
    }
    return day_before(d);
}

static struct inst *child_of(const struct inst *record, const char *key)
{
    return key ? inst_child(record, key) : NULL;
}

static void put_date(struct arena *a, struct inst *i, struct date d, const struct inst *from)
{
    i->date = d;
    i->text = unicode_format_date(a, d, i->field->era);
    i->at = from->at;
    i->exact = false;
}

static bool has_rule(const struct numbering *p)
{
    return p->years || p->months;
}

void numbering_complete(struct arena *a, const struct numbering *p, struct inst *record)
{
    struct inst *issued = child_of(record, p->issued);
    struct inst *from = child_of(record, p->from);
    struct inst *until = child_of(record, p->until);
    if (from && !from->text && issued && issued->text)
        put_date(a, from, issued->date, issued);
    if (until && !until->text && from && from->text && has_rule(p))
        put_date(a, until, numbering_last_day(from->date, p->years, p->months), from);
}

static bool same_day(struct date a, struct date b)
{
    return a.year == b.year && a.month == b.month && a.day == b.day;
}

static const char *length_text(struct arena *a, const struct numbering *p, bool ja)
{
    const char *years = p->years ? arena_printf(a, ja ? "%d年" : "%d year(s)", p->years) : "";
    const char *months = p->months ? arena_printf(a, ja ? "%dか月" : "%d month(s)", p->months) : "";
    const char *join = p->years && p->months && !ja ? " and " : "";
    return arena_printf(a, "%s%s%s", years, join, months);
}

static bool check_period(
    struct arena *a, struct messages *e, const struct numbering *p, const struct inst *record)
{
    const struct inst *from = child_of(record, p->from);
    const struct inst *until = child_of(record, p->until);
    if (!from || !until || !from->text || !until->text || !has_rule(p))
        return true;
    struct date last = numbering_last_day(from->date, p->years, p->months);
    if (same_day(last, until->date))
        return true;
    const char *day = unicode_format_date(a, last, until->field->era);
    messages_text(e, ERR_ERROR, ERR_ANSWERS, "bad-period", until->at,
        arena_printf(a, "a period of %s from '%s' ends on '%s', not on '%s'",
            length_text(a, p, false), from->text, day, until->text),
        arena_printf(a, "「%s」から%sの期間は「%s」までです（「%s」となっています）", from->text,
            length_text(a, p, true), day, until->text));
    return false;
}

/* --- numbers --- */

struct number {
    long serial;
    int year, year_digits, month; /* 0: not in the pattern */
};

static bool read_digits(const char **s, int digits, long *out)
{
    *out = 0;
    for (int i = 0; i < digits; i++, ++*s) {
        if (**s < '0' || **s > '9')
            return false;
        *out = *out * 10 + (**s - '0');
    }
    return true;
}

static bool read_number(const struct numbering *p, const char *s, struct number *out)
{
    *out = (struct number){0};
    for (size_t i = 0; i < p->token_count; i++) {
        const struct number_token *t = &p->tokens[i];
        long value = 0;
        size_t n = t->text ? strlen(t->text) : 0;
        if (t->part != NUMBER_TEXT && !read_digits(&s, t->digits, &value))
            return false;
        if (t->text && strncmp(s, t->text, n))
            return false;
        s += n;
        if (t->part == NUMBER_SERIAL)
            out->serial = value;
        if (t->part == NUMBER_YEAR) {
            out->year = (int)value;
            out->year_digits = t->digits;
        }
        if (t->part == NUMBER_MONTH && ((out->month = (int)value) < 1 || value > 12))
            return false;
    }
    return !*s;
}

long numbering_serial(const struct numbering *p, const char *text)
{
    struct number n;
    return p->token_count && read_number(p, text, &n) ? n.serial : -1;
}

static const char *format(
    struct arena *a, const struct numbering *p, const struct date *day, long serial)
{
    const char *all = "";
    for (size_t i = 0; i < p->token_count; i++) {
        const struct number_token *t = &p->tokens[i];
        long value = serial;
        if (t->part == NUMBER_YEAR)
            value = t->digits == 2 ? day->year % 100 : day->year;
        if (t->part == NUMBER_MONTH)
            value = day->month;
        all = t->text ? arena_printf(a, "%s%s", all, t->text)
                      : arena_printf(a, "%s%0*ld", all, t->digits, value);
    }
    return all;
}

const char *numbering_format(
    struct arena *a, const struct numbering *p, const struct inst *record, long serial)
{
    const struct inst *from = child_of(record, p->from);
    bool dated = false;
    long limit = 1;
    for (size_t i = 0; i < p->token_count; i++) {
        dated |= p->tokens[i].part == NUMBER_YEAR || p->tokens[i].part == NUMBER_MONTH;
        for (int k = 0; p->tokens[i].part == NUMBER_SERIAL && k < p->tokens[i].digits; k++)
            limit *= 10;
    }
    if (serial >= limit || !p->token_count || (dated && (!from || !from->text)))
        return NULL;
    return format(a, p, from ? &from->date : NULL, serial);
}

static void warn_of_month(
    struct messages *e, const struct number *n, const struct inst *from, const struct inst *number)
{
    int year = from->date.year % (n->year_digits == 2 ? 100 : 10000);
    if ((!n->year_digits || n->year == year) && (!n->month || n->month == from->date.month))
        return;
    messages_warn(e, "number-month", number->at,
        "the number '%s' does not say the month of '%s'; a number of renewal may keep its own",
        "番号「%s」の年月が「%"
        "s」と合いません（更新で元の番号を引き継ぐときは、このままで構いません）",
        number->text, from->text);
}

static bool check_number(
    struct arena *a, struct messages *e, const struct numbering *p, const struct inst *record)
{
    const struct inst *number = child_of(record, p->number);
    const struct inst *from = child_of(record, p->from);
    static const struct date example = {2027, 4, 1};
    struct number n;
    if (!number || !number->text || !p->token_count)
        return true;
    if (read_number(p, number->text, &n)) {
        if (from && from->text)
            warn_of_month(e, &n, from, number);
        return true;
    }
    const char *like = format(a, p, &example, 12);
    messages_error(e, ERR_ANSWERS, "bad-number", number->at,
        "'%s' is no number of this programme; it is written like '%s'",
        "「%s」は番号の書式に合いません。「%s」のように書きます", number->text, like);
    return false;
}

bool numbering_check(
    struct arena *a, struct messages *e, const struct numbering *p, const struct inst *record)
{
    bool good = check_number(a, e, p, record);
    return check_period(a, e, p, record) && good;
}
