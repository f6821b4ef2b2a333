/* Whether the answers pass, what they lack, and the cheapest points to be had. */
#include "model/check/verdict.h"

#include "base/arena.h"

#include <stdlib.h>
#include <string.h>

struct judge {
    struct arena *arena;
    const struct form *form;
    struct verdict *v;
};

static const char *met_key(const struct form *form)
{
    const char *key = node_text(node_lookup(form->score, "met"));
    return key ? key : "check";
}

const char *verdict_title(const struct form *form, const struct inst *item)
{
    const char *name = node_text(node_lookup(form->score, "title"));
    const char *label = item->field->label;
    for (const struct field *f = item->field; name && f; f = f->parent)
        if (node_text(field_property(f, name)))
            return node_text(field_property(f, name));
    return label;
}

const char *verdict_says(const struct form *form, enum verdict_state state, bool japanese)
{
    static const char *const states[] = {"passes", "open", "fails"};
    const struct node *says = node_lookup(node_lookup(form->score, "says"), states[state]);
    return node_text(node_lookup(says, japanese ? "ja" : "en"));
}

/* A party's check within an item goes by both. */
const char *verdict_key(struct arena *a, const struct inst *item)
{
    const struct field *f = item->field;
    if (f->type != FIELD_YES_NO || !f->parent || !f->parent->key)
        return f->key;
    return arena_printf(a, "%s.%s", f->parent->key, f->key);
}

/* --- the price of an item: what has to be written and handed in for it --- */

static int price_of(const struct field *f)
{
    if (f->type != FIELD_LIST)
        return 1;
    return f->of->is_file ? 4 : 2;
}

/* Every value that is asked for counts 1, a way to a page 2, a document 4; of a way and a document
   only the cheaper, for either will do. A signature alone costs nothing. */
static int cost_of(const struct judge *j, const struct inst *item)
{
    int cost = 0;
    int list = 0;
    for (size_t i = 0; i < item->field->child_count; i++) {
        const struct field *f = item->field->children[i];
        int price = price_of(f);
        if (!strcmp(f->key, met_key(j->form)) || (!f->always && !f->required))
            continue;
        if (f->type != FIELD_LIST)
            cost += price;
        else if (!list || price < list)
            list = price;
    }
    return cost + list;
}

/* --- gathering --- */

static void add_lack(struct judge *j, const struct score *s, struct inst *sheet)
{
    struct verdict *v = j->v;
    v->lacks = arena_more(j->arena, v->lacks, v->lack_count, sizeof *v->lacks);
    v->lacks[v->lack_count++] = (struct lack){s->item, sheet, s->open, s->fatal};
}

static void add_gain(struct judge *j, const struct score *s)
{
    struct gain g = {s->item, s->least - s->certain, s->most - s->possible, 0, NULL};
    if (s->met) {
        g.choice = s->choice;
        g.certain = s->choice ? s->most - s->certain : 0;
        g.cost = 8; /* what was built has to be built anew */
    } else {
        g.cost = cost_of(j, s->item);
        if (s->choice)
            g.certain = s->least;
    }
    if (g.possible > 0)
        j->v->gains[j->v->gain_count++] = g;
}

static void add_fatal(struct judge *j, struct inst *item)
{
    struct verdict *v = j->v;
    v->fatals = arena_more(j->arena, v->fatals, v->fatal_count, sizeof *v->fatals);
    v->fatals[v->fatal_count++] = item;
}

static bool is_unread(const struct score *s)
{
    const struct inst *around = s->item;
    do {
        if (around->bad)
            return true;
    } while ((around = around->parent));
    for (size_t k = 0; s->open && k < s->item->count; k++)
        if (s->item->children[k]->bad)
            return true;
    return false;
}

static void judge_items(struct judge *j, const struct scores *s)
{
    j->v->gains = arena_array(j->arena, s->count + 1, sizeof *j->v->gains);
    for (size_t i = 0; i < s->count; i++) {
        const struct score *x = &s->list[i];
        j->v->unread = j->v->unread || is_unread(x);
        if (x->fatal)
            add_fatal(j, x->item);
        if ((x->required || x->fatal) && !x->met)
            add_lack(j, x, NULL);
        add_gain(j, x);
    }
}

/* --- sheets that are filled once for each entry of a list --- */

static void judge_sheet(struct judge *j, struct inst *entry)
{
    struct verdict *v = j->v;
    struct scores s = score_items(j->arena, j->form, entry);
    struct tally t = score_sum(&s);
    if (!s.count)
        return;
    v->sheets = arena_more(j->arena, v->sheets, v->sheet_count, sizeof *v->sheets);
    v->sheets[v->sheet_count++] = (struct sheet){entry, t.required, t.required_met};
    for (size_t i = 0; i < s.count; i++) {
        v->unread = v->unread || is_unread(&s.list[i]);
        if (s.list[i].required && !s.list[i].met)
            add_lack(j, &s.list[i], entry);
    }
}

static void judge_sheets(struct judge *j, struct inst *i)
{
    if (i->field->type == FIELD_LIST)
        for (size_t k = 0; k < i->count; k++)
            judge_sheet(j, i->children[k]);
    else
        for (size_t k = 0; k < i->count; k++)
            judge_sheets(j, i->children[k]);
}

/* --- the verdict itself --- */

static int compare_gains(const void *x, const void *y)
{
    const struct gain *a = x, *b = y;
    if (a->cost != b->cost)
        return a->cost < b->cost ? -1 : 1;
    if (a->possible != b->possible)
        return a->possible > b->possible ? -1 : 1;
    return strcmp(a->item->field->key, b->item->field->key);
}

static void count_needed(struct verdict *v)
{
    int points = v->tally.certain;
    for (size_t i = 0; i < v->gain_count && points < v->tally.pass; i++) {
        points += v->gains[i].certain;
        v->gains_needed = i + 1;
    }
    if (points < v->tally.pass)
        v->gains_needed = 0;
}

bool verdict_reach(struct arena *a, const struct form *form, struct inst *root, struct verdict *v)
{
    *v = (struct verdict){0};
    struct judge j = {.arena = a, .form = form, .v = v};
    if (!score_tally(a, form, root, &v->tally))
        return false;
    struct scores s = score_items(a, form, root);
    judge_items(&j, &s);
    judge_sheets(&j, root);
    if (!s.count && !v->sheet_count)
        return false;
    qsort(v->gains, v->gain_count, sizeof *v->gains, compare_gains);
    count_needed(v);
    if (v->lack_count || v->tally.possible < v->tally.pass)
        v->state = VERDICT_FAILS;
    else if (v->tally.undecided || v->tally.certain < v->tally.pass)
        v->state = VERDICT_OPEN;
    return true;
}
