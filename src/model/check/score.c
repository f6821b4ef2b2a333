/* What items are worth and what answers earn, as the form's score has it. */
#include "model/check/score.h"

#include "base/arena.h"
#include "model/answer/condition_value.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

static const char *const score_names[] = {"cases", "met", "title", "says", NULL};
static const char *const says_names[] = {"passes", "open", "fails", NULL};
static const char *const language_names[] = {"en", "ja", NULL};
static const char *const case_names[] = {"when", "required", "points", "pass", NULL};
static const char *const range_names[] = {"from", "to", "fatal", NULL};
static const char *const by_names[] = {"by", NULL};
static const char *const choice_names[] = {"when", "worth", NULL};

#define MOST_POINTS 1000

struct worth {
    bool required;
    int from, to;
    bool fatal;
    const char *by; /* the choice whose options have points */
};

struct scorer {
    struct arena *arena;
    struct messages *err;
    const struct form *form;
    const struct condition *met; /* of groups: holds where the item is met */
    struct scores found;
    size_t room;
};

static bool when_holds(struct scorer *s, const struct node *n, struct inst *here, bool *holds)
{
    const struct node *when = node_lookup(n, "when");
    *holds = true;
    if (!node_text(when))
        return true;
    const struct condition *x = condition_parse(s->arena, s->err, when->at, when->text);
    struct scope scope = {.here = here};
    *holds = x && condition_true(x, &scope);
    return x;
}

static bool blame_worth(struct scorer *s, const struct node *n)
{
    known_wrong_type(s->err, n,
        "'worth' is 'required', points as 3, {from: 0, to: 5} or {by: field}",
        "「worth」は required、点数（3 など）、{from: 0, to: 5}、{by: 項目} のどれかです");
    return false;
}

static bool in_range(int from, int to)
{
    return from >= 0 && from <= to && to <= MOST_POINTS;
}

static int stated_points(const struct option *o)
{
    const char *text = node_text(node_lookup(o->node, "points"));
    return text ? (int)strtol(text, NULL, 10) : 0;
}

static bool option_points(struct scorer *s, const struct option *o, int *points)
{
    *points = 0;
    if (!known_int(s->err, o->node, "points", points))
        return false;
    return in_range(*points, *points) || blame_worth(s, node_lookup(o->node, "points"));
}

static bool read_by(struct scorer *s, const struct node *n, struct inst *item, struct worth *w)
{
    struct names names = {{by_names}};
    if (!known_keys(s->err, n, &names, "a worth", "配点") || !known_text(s->err, n, "by", &w->by))
        return false;
    const struct field *f = field_child(item->field, w->by);
    if (!f || !f->option_count)
        return blame_worth(s, n);
    w->from = INT_MAX;
    for (size_t i = 0; i < f->option_count; i++) {
        int points;
        if (!option_points(s, &f->options[i], &points))
            return false;
        w->to = points > w->to ? points : w->to;
        w->from = points < w->from ? points : w->from;
    }
    return true;
}

static bool read_worth(struct scorer *s, const struct node *n, struct inst *item, struct worth *w);

static bool read_cases(struct scorer *s, const struct node *n, struct inst *item, struct worth *w)
{
    struct names names = {{choice_names}};
    for (size_t i = 0; i < n->count; i++) {
        bool holds;
        const struct node *worth = node_lookup(n->items[i], "worth");
        if (!known_keys(s->err, n->items[i], &names, "a worth", "配点") || !worth)
            return blame_worth(s, n);
        if (!when_holds(s, n->items[i], item, &holds))
            return false;
        if (holds)
            return read_worth(s, worth, item, w);
    }
    return blame_worth(s, n);
}

static bool read_worth(struct scorer *s, const struct node *n, struct inst *item, struct worth *w)
{
    struct names range = {{range_names}};
    *w = (struct worth){0};
    if (n->kind == NODE_LIST)
        return read_cases(s, n, item, w);
    if (n->kind == NODE_MAP && node_lookup(n, "by"))
        return read_by(s, n, item, w);
    if (n->kind == NODE_MAP)
        return known_keys(s->err, n, &range, "a worth", "配点") &&
               known_int(s->err, n, "from", &w->from) && known_int(s->err, n, "to", &w->to) &&
               known_flag(s->err, n, "fatal", &w->fatal) &&
               (in_range(w->from, w->to) || blame_worth(s, n));
    w->required = !strcmp(n->text, "required");
    if (w->required)
        return true;
    char *end;
    long points = strtol(n->text, &end, 10);
    if (*end || end == n->text || points < 0 || points > MOST_POINTS)
        return blame_worth(s, n);
    w->from = w->to = (int)points;
    return true;
}

/* A yes-no is an item of its own: it is met where it says yes. */
static bool is_met(const struct scorer *s, struct inst *item)
{
    struct scope scope = {.here = item};
    if (item->field->type == FIELD_YES_NO)
        return item->text && !strcmp(item->text, "yes");
    return !condition_unsure(s->met, &scope) && condition_true(s->met, &scope);
}

static bool names_value(const struct condition *x, const struct scope *s)
{
    if (!x->path)
        return names_value(x->a, s) || (x->b && names_value(x->b, s));
    struct value v = path_value(x->path, strlen(x->path), s);
    return v.kind == VALUE_INST && inst_given(v.inst) && !v.inst->bad;
}

static bool is_said(const struct scorer *s, struct inst *item)
{
    struct scope scope = {.here = item};
    return item->field->type == FIELD_YES_NO ? item->text != NULL : names_value(s->met, &scope);
}

static void add_item(struct scorer *s, struct inst *item, const struct worth *w)
{
    struct inst *choice = w->by ? inst_child(item, w->by) : NULL;
    bool chosen = choice && choice->option >= 0;
    struct score x = {.item = item, .required = w->required, .fatal = w->fatal, .choice = choice};
    x.open = !is_said(s, item);
    x.met = is_met(s, item);
    x.least = w->from;
    x.most = w->to;
    int points = chosen ? stated_points(&choice->field->options[choice->option]) : 0;
    x.certain = !x.met ? 0 : chosen ? points : w->from;
    x.possible = !x.met ? 0 : chosen ? points : w->to;
    if (s->found.count == s->room) {
        size_t room = s->room ? s->room * 2 : 64;
        s->found.list = arena_grow(s->arena, s->found.list, s->found.count, room, sizeof x);
        s->room = room;
    }
    s->found.list[s->found.count++] = x;
}

static const struct node *worth_of(const struct field *f)
{
    bool item = f->type == FIELD_GROUP || f->type == FIELD_YES_NO;
    return item ? field_property(f, "worth") : NULL;
}

/* What is not asked for is worth nothing. */
static bool is_asked(const struct inst *i)
{
    struct scope scope = {.here = i->parent};
    const struct condition *when = i->field->when;
    return !when || condition_unsure(when, &scope) || condition_true(when, &scope);
}

static bool find_items(struct scorer *s, struct inst *i)
{
    const struct node *n = worth_of(i->field);
    if (!is_asked(i))
        return true;
    if (n) {
        struct worth w;
        if (!read_worth(s, n, i, &w))
            return false;
        add_item(s, i, &w);
        return true;
    }
    bool good = true;
    for (size_t k = 0; k < i->count && i->field->type != FIELD_LIST; k++)
        good &= find_items(s, i->children[k]);
    return good;
}

struct tally score_sum(const struct scores *s)
{
    struct tally t = {0};
    for (size_t i = 0; i < s->count; i++) {
        const struct score *x = &s->list[i];
        t.required += x->required;
        t.required_met += x->required && x->met;
        t.points += x->most;
        t.certain += x->certain;
        t.possible += x->possible;
        if (x->fatal && !x->met && !t.fatal)
            t.fatal = x->item->field->key;
    }
    return t;
}

static bool scorer_init(
    struct scorer *s, struct arena *a, struct messages *e, const struct form *form)
{
    struct names names = {{score_names}};
    const char *met = "check";
    *s = (struct scorer){.arena = a, .err = e, .form = form};
    if (!known_keys(e, form->score, &names, "'score'", "「score」") ||
        !known_text(e, form->score, "met", &met))
        return false;
    const struct node *n = node_lookup(form->score, "met");
    s->met = condition_parse(a, e, n ? n->at : form->score->at, met);
    return s->met;
}

static bool check_says(struct scorer *s)
{
    const struct node *says;
    struct names names = {{says_names}};
    struct names languages = {{language_names}};
    if (!known_kind(s->err, s->form->score, "says", NODE_MAP, &says))
        return false;
    bool good = !says || known_keys(s->err, says, &names, "'says'", "「says」");
    for (size_t i = 0; good && says && i < says->count; i++)
        good = known_keys(s->err, says->pairs[i].value, &languages, "'says'", "「says」");
    return good;
}

static bool check_total(struct scorer *s, const struct node *stated, const char *key, int sum)
{
    int said = 0;
    if (!known_int(s->err, stated, key, &said))
        return false;
    if (said == sum)
        return true;
    const struct node *n = node_lookup(stated, key);
    messages_error(s->err, ERR_INPUT, "wrong-total", n ? n->at : stated->at,
        "the form states '%s: %d', but its items add up to %d",
        "様式には「%s: %d」とありますが、各項目の合計は%dです", key, said, sum);
    return false;
}

/* Answers that hold one option of one top-level choice. */
static struct inst *root_with(struct scorer *s, const struct field *f, const struct option *o)
{
    struct node *n = arena_array(s->arena, 3, sizeof *n);
    struct pair *pair = arena_alloc(s->arena, sizeof *pair);
    n[0] = (struct node){.text = f->key, .size = strlen(f->key)};
    n[1] = (struct node){.text = o->key, .size = strlen(o->key)};
    *pair = (struct pair){&n[0], &n[1]};
    n[2] = (struct node){.kind = NODE_MAP, .pairs = pair, .count = 1};
    return answer_bind(s->arena, s->err, s->form, &n[2]);
}

static bool check_case(struct scorer *s, const struct node *stated, struct inst *root, bool *seen)
{
    bool holds;
    if (!root || !when_holds(s, stated, root, &holds))
        return false;
    if (!holds)
        return true;
    *seen = true;
    s->found.count = 0;
    if (!find_items(s, root))
        return false;
    struct tally t = score_sum(&s->found);
    return check_total(s, stated, "required", t.required) &&
           check_total(s, stated, "points", t.points);
}

static bool check_when(struct scorer *s, const struct node *n, const struct field *here)
{
    const struct node *when = node_lookup(n, "when");
    if (!when)
        return true;
    const char *text = NULL;
    if (!known_text(s->err, n, "when", &text))
        return false;
    const struct condition *x = condition_parse(s->arena, s->err, when->at, text);
    struct path_type_scope scope = {.here = here};
    return x && condition_check(s->arena, s->err, x, &scope);
}

/* Every case of a worth, whether it holds or not; the last one always does. */
static bool check_worth(struct scorer *s, const struct node *n, struct inst *item)
{
    struct names names = {{choice_names}};
    struct worth w;
    if (n->kind != NODE_LIST)
        return read_worth(s, n, item, &w);
    if (!n->count || node_lookup(n->items[n->count - 1], "when"))
        return blame_worth(s, n);
    bool good = true;
    for (size_t i = 0; good && i < n->count; i++) {
        const struct node *worth = node_lookup(n->items[i], "worth");
        good = known_keys(s->err, n->items[i], &names, "a worth", "配点") &&
               check_when(s, n->items[i], item->field) &&
               (worth ? check_worth(s, worth, item) : blame_worth(s, n));
    }
    return good;
}

static bool check_worths(struct scorer *s, struct inst *i)
{
    const struct node *n = worth_of(i->field);
    struct path_type_scope scope = {.here = i->field};
    if (n)
        return check_worth(s, n, i) && (i->field->type == FIELD_YES_NO ||
                                           condition_check(s->arena, s->err, s->met, &scope));
    bool good = true;
    for (size_t k = 0; k < i->count; k++)
        good &= check_worths(s, i->children[k]);
    return i->blank ? check_worths(s, i->blank) && good : good;
}

/* A case is tried with every option of every top-level choice. */
static bool check_everywhere(struct scorer *s, const struct node *stated)
{
    struct names names = {{case_names}};
    const struct field *root = s->form->root;
    bool seen = false;
    bool good = known_keys(s->err, stated, &names, "a case of 'score'", "「score」の場合分け") &&
                check_when(s, stated, root);
    for (size_t c = 0; good && c < root->child_count; c++) {
        const struct field *f = root->children[c];
        for (size_t o = 0; good && o < f->option_count; o++)
            good = check_case(s, stated, root_with(s, f, &f->options[o]), &seen);
    }
    if (good && !seen)
        good = check_case(s, stated, answer_bind(s->arena, s->err, s->form, NULL), &seen);
    if (good && !seen)
        messages_error(s->err, ERR_INPUT, "no-case", stated->at,
            "no answer makes this case of 'score' hold",
            "この場合分けに当てはまる回答がありません");
    return good && seen;
}

bool score_check_form(struct arena *a, struct messages *e, const struct form *form)
{
    struct scorer s;
    const struct node *cases;
    if (!form->score)
        return true;
    if (!scorer_init(&s, a, e, form) || !check_says(&s) ||
        !known_kind(e, form->score, "cases", NODE_LIST, &cases))
        return false;
    struct inst *root = answer_bind(a, e, form, NULL);
    if (!root || !check_worths(&s, root))
        return false;
    bool good = true;
    for (size_t i = 0; cases && i < cases->count && !form->incomplete; i++)
        good &= check_everywhere(&s, cases->items[i]);
    return good;
}

struct scores score_items(struct arena *a, const struct form *form, struct inst *root)
{
    struct messages silent;
    struct scorer s;
    messages_init(&silent, a);
    if (!form->score || !scorer_init(&s, a, &silent, form) || !find_items(&s, root))
        return (struct scores){0};
    return s.found;
}

bool score_tally(struct arena *a, const struct form *form, struct inst *root, struct tally *out)
{
    struct messages silent;
    struct scorer s;
    messages_init(&silent, a);
    *out = (struct tally){0};
    if (!form->score || !scorer_init(&s, a, &silent, form) || !find_items(&s, root))
        return false;
    *out = score_sum(&s.found);
    const struct node *cases = node_lookup(form->score, "cases");
    out->undecided = cases && cases->count;
    for (size_t i = 0; cases && i < cases->count; i++) {
        bool holds;
        if (when_holds(&s, cases->items[i], root, &holds) && holds) {
            out->undecided = false;
            known_int(&silent, cases->items[i], "pass", &out->pass);
            break;
        }
    }
    return true;
}

bool score_passes(const struct tally *t)
{
    return !t->fatal && !t->undecided && t->required_met == t->required && t->certain >= t->pass;
}

static void put_count(struct arena *a, struct inst *tally, const char *key, int count)
{
    inst_child(tally, key)->text = arena_printf(a, "%d", count);
}

void score_fill(struct arena *a, const struct form *form, struct inst *i)
{
    for (size_t k = 0; k < i->count; k++)
        score_fill(a, form, i->children[k]);
    if (!i->field->gathered || i->field->type != FIELD_GROUP)
        return;
    struct scores s = score_items(a, form, i->parent);
    struct tally t = score_sum(&s);
    put_count(a, i, "required", t.required);
    put_count(a, i, "met", t.required_met);
    put_count(a, i, "lacking", t.required - t.required_met);
}
