/* fragment: pieces of a column that no page break cuts, put together, stretched and drawn. */
#include "typeset/layout/fragment.h"

#include "base/arena.h"

struct fragment *fragment_add(struct arena *a, struct fragments *list, struct position at)
{
    struct fragment *s = arena_alloc(a, sizeof *s);
    s->at = at;
    s->before = list->pending;
    list->pending = 0;
    if (list->last)
        list->last->next = s;
    else
        list->first = s;
    list->last = s;
    return s;
}

static struct note **last_note(struct note **end)
{
    while (*end)
        end = &(*end)->next;
    return end;
}

void fragment_note(struct arena *a, struct fragment *s, struct note note)
{
    struct note *copy = arena_alloc(a, sizeof *copy);
    *copy = note;
    copy->next = NULL;
    *last_note(&s->notes) = copy;
}

void fragments_append(struct fragments *to, struct fragments *from)
{
    struct fragment *top = fragments_top(from);
    if (from->first) {
        if (to->last)
            to->last->next = from->first;
        else
            to->first = from->first;
        to->last = from->last;
    }
    if (top) {
        top->before = mpt_sum(top->before, to->pending);
        to->pending = 0;
    }
    to->pending = mpt_sum(to->pending, from->pending);
    *from = (struct fragments){0};
}

#define MOST (1 << 25) /* almost 12 m: sixty of them nest without overflow */

mpt mpt_sum(mpt a, mpt b)
{
    int64_t sum = (int64_t)a + b;
    return (mpt)(sum > MOST ? MOST : sum < -MOST ? -MOST : sum);
}

struct fragment *fragments_top(const struct fragments *list)
{
    struct fragment *s = list->first;
    while (s && s->fixed)
        s = s->next;
    return s;
}

mpt fragments_height(const struct fragments *list)
{
    mpt height = 0;
    const struct fragment *above = NULL;
    for (const struct fragment *s = list->first; s; s = s->next) {
        if (s->fixed)
            continue;
        height = mpt_sum(height, mpt_sum(s->height, above ? s->before : 0));
        above = s;
    }
    return height;
}

void fragments_stretch(struct fragments *list, mpt height, int share)
{
    mpt left = height - fragments_height(list);
    int fills = 0;
    struct fragment *first = fragments_top(list);
    if (first)
        first->before = 0;
    for (const struct fragment *s = first; s; s = s->next)
        fills += s->fills;
    if (left <= 0 || !first)
        return;
    if (!fills) {
        first->before = left * share / 2;
        return;
    }
    for (struct fragment *s = first; s && fills; s = s->next) {
        if (!s->fills)
            continue;
        s->height += left / fills;
        left -= left / fills--;
    }
}

void ops_copy(struct arena *a, const struct ops *from, struct ops *to)
{
    for (const struct op *op = from->first; op; op = op->next) {
        struct op *copy = op_add(a, to, op->kind);
        *copy = *op;
        copy->next = NULL;
        if (op->kind == OP_POLYLINE) {
            size_t n = op->u.poly.count;
            copy->u.poly.points = arena_grow(a, op->u.poly.points, n, n, sizeof(struct point));
        }
    }
}

static struct note **take_notes(struct note **end, struct fragment *s, mpt x, mpt y)
{
    for (struct note *n = s->notes; n; n = n->next) {
        n->x += x;
        n->y += y;
    }
    *end = s->notes;
    s->notes = NULL;
    return last_note(end);
}

mpt fragments_merge(struct fragments *list, struct fragment *into, mpt x, mpt y, bool count_first)
{
    mpt top = y;
    const struct fragment *above = NULL;
    struct note **notes = last_note(&into->notes);
    for (struct fragment *s = list->first; s; s = s->next) {
        mpt at = s->fixed ? top : mpt_sum(y, above || count_first ? s->before : 0);
        ops_move(&s->ops, x, at);
        ops_append(&into->ops, &s->ops);
        notes = take_notes(notes, s, x, at);
        if (s->fixed)
            continue;
        y = mpt_sum(at, s->height);
        above = s;
    }
    return y - top;
}
