/* Gathers sheets that go out and come in into what a person does at the pile of paper. */
#include "product/reprint/action.h"

#include "base/arena.h"

/* Where the sheet stands, or stood. */
static const struct paper *paper_of(const struct diff_sheet *s)
{
    return s->now.front ? &s->now : &s->old;
}

static bool is_attached(const struct diff_sheet *s)
{
    return lock_page_is_attached(paper_of(s)->front);
}

/* --- whose hand a sheet waits for --- */

static void add_waits(struct arena *a, const struct paper *p, struct lock_texts *all)
{
    const struct lock_page *pages[] = {p->front, p->back};
    for (size_t i = 0; i < 2; i++)
        for (size_t k = 0; pages[i] && k < pages[i]->waits.count; k++)
            lock_texts_add(a, all, pages[i]->waits.list[k]);
}

static bool is_same_set(const struct lock_texts *x, const struct lock_texts *y)
{
    bool same = x->count == y->count;
    for (size_t i = 0; same && i < x->count; i++)
        same = lock_texts_have(y, x->list[i]);
    return same;
}

/* --- gathering --- */

/* A sheet goes with those before it where it is of the same document and goes to the same hands. */
static bool goes_with(const struct action *x, const struct diff_sheet *s)
{
    struct arena *a = x->diff->build.call->arena;
    const struct diff_sheet *last = &x->diff->sheets[x->first + x->count - 1];
    struct lock_texts waits = {0};
    if (!lock_page_is_beside(paper_of(last)->front, paper_of(s)->front))
        return false;
    add_waits(a, &s->now, &waits);
    return !s->now.front || !x->in || is_same_set(&waits, &x->waits);
}

static void take(struct action *x, const struct diff_sheet *s)
{
    x->count++;
    x->out += s->old.front != NULL;
    x->in += s->now.front != NULL;
    add_waits(x->diff->build.call->arena, &s->now, &x->waits);
}

struct actions actions_find(const struct diff *d)
{
    struct actions all = {arena_array(d->build.call->arena, d->count + 1, sizeof *all.list), 0};
    struct action *open = NULL;
    for (size_t i = 0; i < d->count; i++) {
        const struct diff_sheet *s = &d->sheets[i];
        if (s->action == DIFF_KEEP) {
            open = NULL;
            continue;
        }
        if (!open || !goes_with(open, s)) {
            open = &all.list[all.count++];
            *open = (struct action){.diff = d, .first = i, .attached = is_attached(s)};
        }
        take(open, s);
    }
    return all;
}

/* --- what changed on its sheets --- */

static bool stands_on_any(const struct action *x, const struct diff_change *c)
{
    for (size_t i = 0; i < x->count; i++)
        if (diff_stands_on(c, &x->diff->sheets[x->first + i]))
            return true;
    return false;
}

const struct diff_change **action_changes(struct arena *a, const struct action *x, size_t *count)
{
    const struct diff *d = x->diff;
    const struct diff_change **list = arena_array(a, d->change_count + 1, sizeof(*list));
    *count = 0;
    for (size_t i = 0; i < d->change_count && !x->attached; i++)
        if (!d->changes[i].file_path && stands_on_any(x, &d->changes[i]))
            list[(*count)++] = &d->changes[i];
    return list;
}
