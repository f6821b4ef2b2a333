/* Even pages: a flow saves its last page where a little less space does it, or fills all alike.

   A last page of a few lines is what this is against. Two means, as a form's block names them:
   'tighten' lets the spaces between blocks shrink, all by one share, and takes the largest share
   with which there is one page fewer; 'balance' leaves the same room at the foot of every page, as
   much as adds no page. Both are found by halving, over trial runs of the greedy pagination itself
   (paginate.c), so that breaks, repeated heads and rows that stay together count as they will be
   drawn. Type, rows and heights never change. CSS names the second 'column-fill: balance'
   (Multi-column Layout 1, 7.1). Left behind: badness of breaks, and flows with a row that is taller
   than a page, which are left as they are. */
#include "typeset/layout/paginate.h"

#include "base/arena.h"

#define FINEST MPT_PT(1)

static mpt percent(mpt length, int share)
{
    return (mpt)((int64_t)length * share / 100);
}

/* The spaces above the slabs, in their order. */
static mpt *spaces_of(struct arena *a, const struct fragments *list, size_t *count)
{
    *count = 0;
    for (const struct fragment *s = list->first; s; s = s->next)
        ++*count;
    mpt *spaces = arena_array(a, *count, sizeof *spaces);
    size_t i = 0;
    for (const struct fragment *s = list->first; s; s = s->next)
        spaces[i++] = s->before;
    return spaces;
}

static void set_spaces(struct fragments *list, const mpt *spaces, int share)
{
    size_t i = 0;
    for (struct fragment *s = list->first; s; s = s->next, i++)
        s->before = spaces[i] > 0 ? percent(spaces[i], share) : spaces[i];
}

static void tighten(struct paginator *p, struct fragments *list, int least)
{
    int pages = paginate_count(p, list);
    size_t count;
    const mpt *spaces = spaces_of(p->lay->arena, list, &count);
    int too_much = 100;
    set_spaces(list, spaces, least);
    if (pages == 1 || paginate_count(p, list) >= pages) {
        set_spaces(list, spaces, 100);
        return;
    }
    while (too_much - least > 1) {
        int middle = (least + too_much) / 2;
        set_spaces(list, spaces, middle);
        if (paginate_count(p, list) < pages)
            least = middle;
        else
            too_much = middle;
    }
    set_spaces(list, spaces, least);
}

static void balance(struct paginator *p, struct fragments *list)
{
    int pages = paginate_count(p, list);
    mpt too_much = p->setup->height - p->setup->margin.top - p->setup->margin.bottom;
    mpt spare = 0;
    while (pages > 1 && too_much - spare > FINEST) {
        p->spare = (spare + too_much) / 2;
        if (paginate_count(p, list) == pages)
            spare = p->spare;
        else
            too_much = p->spare;
    }
    p->spare = spare;
}

static bool has_cut(const struct fragments *list)
{
    for (const struct fragment *s = list->first; s; s = s->next)
        if (s->cut)
            return true;
    return false;
}

void paginate_even(struct paginator *p, const struct block *b, struct fragments *list)
{
    if ((b->tighten == 100 && !b->balance) || has_cut(list))
        return;
    tighten(p, list, b->tighten);
    if (b->balance)
        balance(p, list);
}
