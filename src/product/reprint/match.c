/* Which sheet is which, of those that were printed and those that are printed now.

   Sheets are told apart by what is drawn on them (their fingerprints), so that one that was added
   in front moves the others without changing them. Of all ways to pair sheets that print alike and
   keep their order, one with the most pairs is taken (base/common_sequence.h). In a gap between two
   such pairs, sheets of one name (document, which one of several, number) replace each other; the
   other old ones are taken out, the other new ones put in. Where the sheets are too many to be
   compared, the whole is one gap, which still is a right slip, only not the shortest one. */
#include "product/reprint/diff.h"

#include "base/arena.h"
#include "base/common_sequence.h"

#include <string.h>

struct papers {
    struct paper *list;
    size_t count;
};

static void count_sheets(struct papers *p)
{
    for (size_t i = 0, end; i < p->count; i = end) {
        end = i + 1;
        while (end < p->count && lock_page_is_beside(p->list[i].front, p->list[end].front))
            end++;
        for (size_t k = i; k < end; k++) {
            p->list[k].sheet = (int)(k - i) + 1;
            p->list[k].of = (int)(end - i);
        }
    }
}

static struct papers papers_of(struct arena *a, const struct lock *l)
{
    struct papers p = {arena_array(a, l->count + 1, sizeof *p.list), 0};
    for (size_t i = 0; i < l->count; i++) {
        const struct lock_page *page = &l->list[i];
        bool back = l->binding.duplex && page->page % 2 == 0;
        if (back && p.count && p.list[p.count - 1].front->page == page->page - 1)
            p.list[p.count - 1].back = page;
        else
            p.list[p.count++].front = page;
    }
    count_sheets(&p);
    return p;
}

static bool is_alike(const struct paper *a, const struct paper *b)
{
    return !strcmp(a->front->fingerprint, b->front->fingerprint) && !a->back == !b->back &&
           (!a->back || !strcmp(a->back->fingerprint, b->back->fingerprint));
}

static bool is_namesake(const struct paper *a, const struct paper *b)
{
    return a->front->number == b->front->number && lock_page_is_beside(a->front, b->front);
}

/* Puts sheets into the result as they come. */
struct matcher {
    struct diff *diff;
    struct paper *old, *now;
    size_t from, to; /* behind the last pair: of the old sheets, and of the new ones */
};

static void add_sheet(
    struct matcher *m, enum diff_action action, const struct paper *old, const struct paper *now)
{
    static const struct paper none;
    m->diff->sheets[m->diff->count++] =
        (struct diff_sheet){action, old ? *old : none, now ? *now : none};
}

static void pair(struct matcher *m, const struct paper *old, const struct paper *now)
{
    add_sheet(m, is_alike(old, now) ? DIFF_KEEP : DIFF_REPLACE, old, now);
}

/* Between two sheets that stay: by name, else out with the old ones and in with the new. */
static void match_gap(struct matcher *m, size_t i, size_t i_end, size_t j, size_t j_end)
{
    for (; j < j_end; j++) {
        size_t k = i;
        while (k < i_end && !is_namesake(&m->old[k], &m->now[j]))
            k++;
        if (k == i_end) {
            add_sheet(m, DIFF_ADD, NULL, &m->now[j]);
            continue;
        }
        for (; i < k; i++)
            add_sheet(m, DIFF_REMOVE, &m->old[i], NULL);
        pair(m, &m->old[i++], &m->now[j]);
    }
    for (; i < i_end; i++)
        add_sheet(m, DIFF_REMOVE, &m->old[i], NULL);
}

static bool is_alike_at(size_t i, size_t j, void *data)
{
    const struct matcher *m = data;
    return is_alike(&m->old[i], &m->now[j]);
}

static void keep_pair(size_t i, size_t j, void *data)
{
    struct matcher *m = data;
    match_gap(m, m->from, i, m->to, j);
    add_sheet(m, DIFF_KEEP, &m->old[i], &m->now[j]);
    m->from = i + 1;
    m->to = j + 1;
}

void diff_match(struct diff *d)
{
    struct arena *a = d->build.call->arena;
    struct papers old = papers_of(a, d->old), now = papers_of(a, d->now);
    struct matcher m = {.diff = d, .old = old.list, .now = now.list};
    d->sheets = arena_array(a, old.count + now.count + 1, sizeof *d->sheets);
    common_sequence_find(
        a, &(struct common_sequence){old.count, now.count, is_alike_at, keep_pair, &m});
    match_gap(&m, m.from, old.count, m.to, now.count);
}
