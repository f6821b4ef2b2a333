/* Reads the rules of a form, and checks that each can be followed. */
#include "model/check/rule.h"

#include "base/arena.h"

#include <string.h>

static const char *const rule_names[] = {"refuse", "need", "alone", "date", "within", "ahead",
    "before", "not-after", "wanted", "format", "of", "differ", "from", "least", "if", "level",
    "says", NULL};
static const char *const says_names[] = {"en", "ja", NULL};
static const char *const level_names[] = {"note", "warning", "error", NULL};

struct rule_reader {
    struct arena *arena;
    struct messages *err;
    const struct node *node;
    struct rule *rule;
};

static bool has(const struct rule_reader *r, const char *key)
{
    return node_lookup(r->node, key);
}

static bool fail(struct rule_reader *r)
{
    known_wrong_type(r->err, r->node,
        "a rule has one of 'refuse', 'need', 'alone', 'within' with 'before', 'not-after', "
        "'format', 'differ' with 'from', 'least'; 'refuse', 'need' and 'differ' have 'says'",
        "規則には refuse、need、alone、within と before、not-after、format、differ と from、least "
        "の"
        "どれか一つが要ります。refuse・need・differ には says も書きます");
    return false;
}

static bool read_condition(struct rule_reader *r, const char *key, const struct condition **out)
{
    const char *text = NULL;
    if (!known_text(r->err, r->node, key, &text) || !text)
        return !has(r, key);
    *out = condition_parse(r->arena, r->err, node_lookup(r->node, key)->at, text);
    return *out;
}

/* Index of a map's word in a list, or -1 with an error; 'out' stays where the key is missing. */
static bool read_word(
    struct rule_reader *r, const char *key, const char *const *words, int *out, const char *ja)
{
    const char *word = NULL;
    struct names names = {{words}};
    if (!known_text(r->err, r->node, key, &word))
        return false;
    for (int i = 0; word && words[i]; i++)
        if (!strcmp(words[i], word)) {
            *out = i;
            return true;
        }
    if (!word)
        return true;
    known_blame(r->err, node_lookup(r->node, key)->at, word, &names,
        arena_printf(r->arena, "'%s'", key), ja);
    return false;
}

static bool read_says(struct rule_reader *r)
{
    const struct node *says;
    struct names names = {{says_names}};
    if (!known_kind(r->err, r->node, "says", NODE_MAP, &says))
        return false;
    if (!says)
        return true;
    if (!known_keys(r->err, says, &names, "'says'", "「says」") ||
        !known_text(r->err, says, "en", &r->rule->en) ||
        !known_text(r->err, says, "ja", &r->rule->ja))
        return false;
    return (r->rule->en && r->rule->ja) || fail(r);
}

/* "3 months", "1 year", "60 days". */
static bool read_span(struct rule_reader *r, const char *key, struct rule_span *out)
{
    static const struct {
        const char *one, *many, *ja;
        int months, days;
    } units[] = {{" day", " days", "日", 0, 1}, {" month", " months", "か月", 1, 0},
        {" year", " years", "年", 12, 0}};
    const char *text = NULL;
    char *unit;
    if (!known_text(r->err, r->node, key, &text) || !text)
        return !has(r, key);
    long n = strtol(text, &unit, 10);
    for (size_t i = 0; n > 0 && n <= 1000 && i < sizeof units / sizeof *units; i++)
        if (!strcmp(unit, units[i].one) || !strcmp(unit, units[i].many)) {
            *out = (struct rule_span){(int)n * units[i].months, (int)n * units[i].days, text,
                arena_printf(r->arena, "%ld%s", n, units[i].ja)};
            return true;
        }
    known_wrong_type(r->err, node_lookup(r->node, key),
        arena_printf(r->arena, "'%s' is a span, as '3 months', '1 year' or '60 days'", key),
        arena_printf(r->arena, "「%s」は「3 months」「1 year」「60 days」のような期間です", key));
    return false;
}

static bool read_kind(struct rule_reader *r)
{
    static const struct {
        const char *key;
        enum rule_kind kind;
    } kinds[] = {{"refuse", RULE_REFUSE}, {"need", RULE_NEED}, {"alone", RULE_ALONE},
        {"within", RULE_DATE}, {"not-after", RULE_DATE}, {"format", RULE_FORMAT},
        {"differ", RULE_DIFFER}, {"least", RULE_LEAST}};
    int found = 0;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (has(r, kinds[i].key)) {
            r->rule->kind = kinds[i].kind;
            found++;
        }
    return found == 1 || fail(r);
}

static bool read_operands(struct rule_reader *r)
{
    struct rule *rule = r->rule;
    int format = 0;
    bool good = read_condition(r, "refuse", &rule->test) &&
                read_condition(r, "need", &rule->test) && read_condition(r, "alone", &rule->test) &&
                read_span(r, "within", &rule->within) && read_span(r, "ahead", &rule->ahead);
    good = good && known_text(r->err, r->node, "date", &rule->path) &&
           known_text(r->err, r->node, "of", &rule->path) &&
           known_text(r->err, r->node, "differ", &rule->path) &&
           known_text(r->err, r->node, "before", &rule->other) &&
           known_text(r->err, r->node, "not-after", &rule->other) &&
           known_text(r->err, r->node, "from", &rule->other) &&
           known_text(r->err, r->node, "least", &rule->other) &&
           read_word(r, "format", format_names, &format, "書式") &&
           known_flag(r->err, r->node, "wanted", &rule->wanted);
    rule->format = (enum format)format;
    return good;
}

static bool is_whole(const struct rule *r)
{
    switch (r->kind) {
    case RULE_REFUSE:
    case RULE_NEED:
        return r->test && r->en;
    case RULE_ALONE:
        return r->test;
    case RULE_DATE:
        return r->other && (!r->ahead.en || r->within.en);
    case RULE_DIFFER:
        return r->path && r->other && r->en;
    case RULE_LEAST:
        return r->other;
    case RULE_FORMAT:
        return true;
    }
    return false;
}

bool rule_read(struct arena *a, struct messages *e, const struct node *n, struct rule *out)
{
    struct rule_reader r = {a, e, n, out};
    struct names names = {{rule_names}};
    if (!known_keys(e, n, &names, "a rule", "規則"))
        return false;
    *out = (struct rule){.at = n->at};
    if (!read_kind(&r))
        return false;
    int level = out->kind == RULE_FORMAT ? ERR_WARNING : ERR_ERROR;
    if (!read_word(&r, "level", level_names, &level, "段階") || !read_says(&r) ||
        !read_condition(&r, "if", &out->only) || !read_operands(&r))
        return false;
    out->level = (enum message_level)level;
    return is_whole(out) || fail(&r);
}

/* --- checking a form --- */

static bool is_end(const char *step)
{
    return !strcmp(step, "it.first") || !strcmp(step, "it.last");
}

size_t rule_head(const char *path)
{
    size_t top = *path == '.';
    return top + strcspn(path + top, ".");
}

static bool check_path(struct arena *a, struct messages *e, const struct rule *r, const char *path,
    const struct path_type_scope *outer)
{
    if (!path)
        return true;
    size_t n = rule_head(path);
    const struct path_type *now = path_type_of(a, e, r->at, path, n, outer);
    for (const char *p = path + n; now && *p; p += n) {
        n = strcspn(++p, ".");
        const char *step = arena_printf(a, "it.%.*s", (int)n, p);
        const struct path_type *entries = is_end(step) ? NULL : path_type_entries(a, now);
        struct path_type_scope inner = {.name = "it", .kind = entries ? entries : now};
        now = path_type_of(a, e, r->at, step, strlen(step), &inner);
    }
    return now;
}

static bool check_rule(
    struct arena *a, struct messages *e, const struct node *n, const struct field *f)
{
    struct rule r = {0};
    struct path_type_scope s = {.here = f->child_count ? f : f->parent};
    if (!rule_read(a, e, n, &r))
        return false;
    bool good = (!r.only || condition_check(a, e, r.only, &s)) &&
                (!r.test || condition_check(a, e, r.test, &s));
    good = check_path(a, e, &r, r.path, &s) && good;
    return check_path(a, e, &r, r.other, &s) && good;
}

static bool check_field(struct arena *a, struct messages *e, const struct field *f)
{
    bool good = true;
    for (size_t i = 0; f->rules && i < f->rules->count; i++)
        good = check_rule(a, e, f->rules->items[i], f) && good;
    for (size_t i = 0; i < f->child_count; i++)
        good = check_field(a, e, f->children[i]) && good;
    return (!f->of || check_field(a, e, f->of)) && good;
}

bool rule_check_form(struct arena *a, struct messages *e, const struct form *form)
{
    return check_field(a, e, form->root);
}
