/* Finds what stood in former answers where something else stands now. */
#include "model/answer/former.h"

#include "base/arena.h"
#include "base/common_sequence.h"

#include <string.h>

static bool is_single(const struct field *f)
{
    return f->type != FIELD_LIST && f->type != FIELD_GROUP && f->type != FIELD_SECTION;
}

static const char *single_text(const struct inst *i)
{
    return i && i->text ? i->text : "";
}

/* --- which entry of a list is which --- */

static bool is_equal(const struct inst *x, const struct inst *y)
{
    if (is_single(x->field))
        return !strcmp(single_text(x), single_text(y));
    bool equal = x->count == y->count;
    for (size_t i = 0; equal && i < x->count; i++)
        equal = x->children[i]->field->gathered || is_equal(x->children[i], y->children[i]);
    return equal;
}

/* The first thing that was said of both is the same: their names, as a rule. */
static bool is_akin(const struct inst *x, const struct inst *y)
{
    for (size_t i = 0; !is_single(x->field) && i < x->count && i < y->count; i++)
        if (x->children[i]->text && y->children[i]->text)
            return is_equal(x->children[i], y->children[i]);
    return false;
}

/* Entries are paired by what they say: first those that say the same, of the rest between two such
   pairs those that are akin, of the rest one by one. */
enum likeness { EQUAL, AKIN, IN_ORDER };

/* A part of two lists. */
struct pairer {
    struct arena *arena;
    struct inst **former, **now;
    size_t former_count, now_count;
    enum likeness likeness;
    size_t from, to; /* behind the last pair */
};

static void pair_insts(struct arena *a, struct inst *former, struct inst *now);
static void pair_entries(struct pairer p);

static bool is_like(size_t i, size_t j, void *data)
{
    const struct pairer *p = data;
    return p->likeness == EQUAL ? is_equal(p->former[i], p->now[j])
                                : is_akin(p->former[i], p->now[j]);
}

/* What lies before a pair, or before the ends, is paired less strictly. */
static void pair_gap(struct pairer *p, size_t i, size_t j)
{
    pair_entries((struct pairer){.arena = p->arena,
        .former = p->former + p->from,
        .now = p->now + p->to,
        .former_count = i - p->from,
        .now_count = j - p->to,
        .likeness = p->likeness + 1});
}

static void pair_like(size_t i, size_t j, void *data)
{
    struct pairer *p = data;
    pair_gap(p, i, j);
    pair_insts(p->arena, p->former[i], p->now[j]);
    p->from = i + 1;
    p->to = j + 1;
}

static void pair_entries(struct pairer p)
{
    if (p.likeness == IN_ORDER) {
        for (size_t i = 0; i < p.former_count && i < p.now_count; i++)
            pair_insts(p.arena, p.former[i], p.now[i]);
        return;
    }
    common_sequence_find(
        p.arena, &(struct common_sequence){p.former_count, p.now_count, is_like, pair_like, &p});
    pair_gap(&p, p.former_count, p.now_count);
}

static void pair_lists(struct arena *a, struct inst *former, struct inst *now)
{
    for (size_t i = 0; i < former->count; i++)
        former->children[i]->other = NULL;
    for (size_t i = 0; i < now->count; i++)
        now->children[i]->other = NULL;
    pair_entries((struct pairer){.arena = a,
        .former = former->children,
        .now = now->children,
        .former_count = former->count,
        .now_count = now->count});
    if (now->blank && former->blank)
        pair_insts(a, former->blank, now->blank);
    for (size_t i = 0; former->blank && i < now->count; i++)
        if (!now->children[i]->other)
            pair_insts(a, former->blank, now->children[i]);
}

static void pair_insts(struct arena *a, struct inst *former, struct inst *now)
{
    former->other = now;
    now->other = former;
    if (now->field->type == FIELD_LIST)
        pair_lists(a, former, now);
    else
        for (size_t i = 0; i < now->count && i < former->count; i++)
            pair_insts(a, former->children[i], now->children[i]);
}

void former_pair(struct arena *a, struct inst *former, struct inst *now)
{
    pair_insts(a, former, now);
}

struct inst *former_counterpart(const struct inst *now)
{
    return now->other;
}

bool former_is_removed(const struct inst *former)
{
    return !former->other;
}

static struct value value_like(struct value v)
{
    if (v.inst)
        v.inst = former_counterpart(v.inst);
    return v.inst || v.kind == VALUE_TEXT || v.kind == VALUE_NODE || v.kind == VALUE_RECORD
               ? v
               : (struct value){VALUE_NONE};
}

const struct scope *former_scope(struct arena *a, const struct scope *now)
{
    struct scope *s = arena_alloc(a, sizeof *s);
    *s = *now;
    s->value = value_like(now->value);
    if (now->here)
        s->here = former_counterpart(now->here);
    if (now->outer)
        s->outer = former_scope(a, now->outer);
    return s;
}

/* --- every difference --- */

struct walker {
    former_each *each;
    void *data;
};

static void walk_entries(const struct walker *w, const struct inst *former, const struct inst *now);

/* Either may be NULL. */
static void walk(const struct walker *w, const struct inst *former, const struct inst *now)
{
    const struct inst *some = now ? now : former;
    if (!some || some->field->gathered)
        return;
    if (is_single(some->field)) {
        if (strcmp(single_text(former), single_text(now)) != 0)
            w->each(former, now, w->data);
        return;
    }
    if (some->field->type == FIELD_LIST) {
        walk_entries(w, former, now);
        return;
    }
    for (size_t k = 0; k < some->count; k++)
        walk(w, former ? former->children[k] : NULL, now ? now->children[k] : NULL);
}

/* Entries that are no more are told before those that stood behind them. */
static void walk_entries(const struct walker *w, const struct inst *former, const struct inst *now)
{
    size_t next = 0, count = former ? former->count : 0;
    for (size_t k = 0; now && k < now->count; k++) {
        const struct inst *entry = now->children[k];
        bool paired = former && entry->other && entry->other->other == entry &&
                      entry->other->parent == former && entry->other != former->blank;
        for (; paired && next < count && former->children[next] != entry->other; next++)
            if (former_is_removed(former->children[next]))
                walk(w, former->children[next], NULL);
        walk(w, paired ? entry->other : NULL, entry);
    }
    for (; next < count; next++)
        if (!now || former_is_removed(former->children[next]))
            walk(w, former->children[next], NULL);
}

void former_walk(
    struct arena *a, struct inst *former, struct inst *now, former_each *each, void *data)
{
    former_pair(a, former, now);
    walk(&(struct walker){each, data}, former, now);
}
