/* paginate: fragments of a column become pages.

   First fit, top down: a fragment stands on the page under way where it fits, with those that it
   must stay together with; else a new page begins. Pages are not balanced and nothing flows
   back, so that a longer answer changes its own page and those behind it only. A sheet is one page
   whatever it holds: where it is not full its gaps grow alike, where it is too full that is an
   error. What is fixed stands at its place of the page and takes no room. */
#include "typeset/layout/paginate.h"

#include "base/arena.h"

static mpt top_of(const struct paginator *p)
{
    return p->setup->margin.top;
}

static mpt bottom_of(const struct paginator *p)
{
    return p->setup->height - p->setup->margin.bottom - p->spare;
}

static void new_page(struct paginator *p)
{
    p->y = top_of(p);
    p->fresh = true;
    p->tried++;
    if (p->trying)
        return;
    p->page = page_add(p->lay->arena, p->pages, p->setup->width, p->setup->height);
    p->page->document = p->document;
}

static void place_notes(
    struct paginator *p, struct page *page, const struct fragment *s, mpt x, mpt y)
{
    for (const struct note *n = s->notes; n; n = n->next) {
        if (n->is_outline)
            page_outline(p->lay->arena, page, n->level, n->name, y + n->y);
        else
            page_frame(p->lay->arena, page,
                (struct frame){.kind = n->kind,
                    .name = n->name,
                    .x = x + n->x,
                    .y = y + n->y,
                    .w = n->w,
                    .h = n->h});
    }
}

static void draw(struct page *page, struct ops *ops, mpt x, mpt y)
{
    ops_move(ops, x, y);
    ops_append(&page->ops, ops);
}

static void place_fixed(struct paginator *p, struct fragment *s)
{
    mpt x = s->from_page ? 0 : p->setup->margin.left;
    mpt y = s->from_page ? 0 : top_of(p);
    place_notes(p, p->page, s, x, y);
    draw(p->page, &s->ops, x, y);
}

static void place_fragment(struct paginator *p, struct fragment *s)
{
    mpt x = p->setup->margin.left;
    if (s->fixed) {
        if (!p->trying)
            place_fixed(p, s);
        return;
    }
    p->y += p->fresh ? 0 : s->before;
    if (!p->trying) {
        place_notes(p, p->page, s, x, p->y);
        draw(p->page, &s->ops, x, p->y);
    }
    p->y += s->height;
    p->fresh = false;
}

/* --- sheets --- */

static int count_gaps(const struct fragments *list)
{
    int gaps = 0;
    const struct fragment *top = fragments_top(list);
    for (const struct fragment *s = top; s; s = s->next)
        gaps += s != top && s->before > 0 && !s->fixed;
    return gaps;
}

static bool has_fill(const struct fragments *list)
{
    for (const struct fragment *s = list->first; s; s = s->next)
        if (s->fills)
            return true;
    return false;
}

/* Where the page is not full its gaps grow, each by the same amount. */
static void spread_gaps(struct fragments *list, mpt left, mpt most)
{
    int gaps = count_gaps(list);
    if (!gaps || left <= 0)
        return;
    mpt more = left / gaps < most ? left / gaps : most;
    struct fragment *top = fragments_top(list);
    for (struct fragment *s = top; s; s = s->next)
        if (s != top && s->before > 0 && !s->fixed)
            s->before += more;
}

static void blame_sheet(struct paginator *p, const struct block *b, mpt over)
{
    messages_error(p->lay->err, ERR_INPUT, "sheet-overflow", b->at,
        "the sheet's content is %d.%d mm taller than its page",
        "このページの内容は版面より%d.%d mm高くなっています", (int)(over / 2835),
        (int)(over % 2835 * 10 / 2835));
}

void paginate_skip(struct paginator *p)
{
    new_page(p);
    p->page = NULL;
}

void paginate_sheet(struct paginator *p, const struct block *b, struct fragments *list)
{
    mpt room = bottom_of(p) - top_of(p);
    mpt left = room - fragments_height(list);
    new_page(p);
    if (left < 0) {
        blame_sheet(p, b, -left);
        return;
    }
    if (has_fill(list))
        fragments_stretch(list, room, 0);
    else
        spread_gaps(list, left, b->spread);
    for (struct fragment *s = list->first, *next; s; s = next) {
        next = s->next;
        place_fragment(p, s);
    }
    p->page = NULL;
}

/* --- flows --- */

/* The slabs from s on that must stay on one page; *height with the space above s. */
static struct fragment *unit_end(const struct paginator *p, struct fragment *s, mpt *height)
{
    *height = s->fixed ? 0 : s->height + (p->fresh ? 0 : s->before);
    while (s->stick && s->next && !s->next->breaks) {
        s = s->next;
        *height = mpt_sum(*height, s->fixed ? 0 : mpt_sum(s->height, s->before));
    }
    return s;
}

static mpt room_of(const struct paginator *p)
{
    return bottom_of(p) - top_of(p);
}

static mpt head_height(const struct fragment *s)
{
    return s->head ? fragments_height(s->head) : 0;
}

static void place_head(struct paginator *p, const struct fragment *s)
{
    for (const struct fragment *h = s->head ? s->head->first : NULL; h; h = h->next) {
        struct fragment copy = *h;
        copy.ops = (struct ops){0};
        copy.notes = NULL;
        copy.next = NULL;
        ops_copy(p->lay->arena, &h->ops, &copy.ops);
        place_fragment(p, &copy);
    }
}

/* A head is repeated where it leaves room for the row, and for half a page of one that is cut. */
static bool repeats_head(const struct paginator *p, const struct fragment *s)
{
    mpt need = s->cut ? room_of(p) / 2 : s->height;
    return s->head && head_height(s) + need <= room_of(p);
}

/* A break before s: the table above is closed, its head repeated. */
static void break_before(struct paginator *p, struct fragment *above, struct fragment *s)
{
    bool drawn = above && !p->trying;
    if (drawn)
        draw(p->page, &above->bottom_edge, p->setup->margin.left, p->y - above->height);
    new_page(p);
    if (above && above->head == s->head && repeats_head(p, s))
        place_head(p, s);
    if (drawn)
        ops_append(&s->ops, &s->top_edge);
}

/* What fits of a column into a height, at least one slab: moved to part. */
static void take_part(struct fragments *column, mpt height, struct fragments *part)
{
    mpt used = 0;
    while (column->first) {
        struct fragment *s = column->first;
        mpt need = s->height + (part->first ? s->before : 0);
        if (used + need > height && part->first)
            break;
        used += need;
        column->first = s->next;
        s->next = NULL;
        if (part->last)
            part->last->next = s;
        else
            part->first = s;
        part->last = s;
    }
    if (!column->first)
        column->last = NULL;
}

static void blame_tall(struct paginator *p, const struct fragment *s)
{
    if (p->trying) {
        p->tried++; /* it would need a taller page: no gain */
        return;
    }
    messages_error(p->lay->err, ERR_INPUT, "too-tall", s->at, "a block is taller than its page",
        "ブロックがページより高くなっています");
}

/* One part of a row that is taller than a page; true while more is left. */
static bool place_part(struct paginator *p, struct fragment *row)
{
    struct cut *cut = row->cut;
    mpt room = bottom_of(p) - p->y - cut->pad_top - cut->pad_bottom;
    mpt height = 0;
    bool more = false;
    struct fragment part = {.at = row->at};
    for (size_t c = 0; c < cut->count; c++) {
        struct fragments taken = {0};
        take_part(&cut->cells[c].content, room, &taken);
        mpt h = fragments_merge(&taken, &part, cut->cells[c].x, cut->pad_top, false);
        height = h > height ? h : height;
        more |= cut->cells[c].content.first != NULL;
    }
    if (height > room)
        blame_tall(p, row);
    part.height = height + cut->pad_top + cut->pad_bottom;
    struct ops content = part.ops;
    part.ops = (struct ops){0};
    cut->frame(p->lay->arena, cut->table, cut->row, part.height, &part.ops);
    ops_append(&part.ops, &content);
    place_fragment(p, &part);
    return more;
}

/* Every column of the row can begin here. */
static bool can_begin(const struct paginator *p, const struct fragment *row)
{
    const struct cut *cut = row->cut;
    mpt room = bottom_of(p) - p->y - row->before - cut->pad_top - cut->pad_bottom;
    for (size_t c = 0; c < cut->count; c++) {
        const struct fragment *first = fragments_top(&cut->cells[c].content);
        if (first && first->height > room)
            return false;
    }
    return true;
}

static void place_cut(struct paginator *p, struct fragment *above, struct fragment *s)
{
    if (!p->fresh && !can_begin(p, s))
        break_before(p, above, s);
    p->y += p->fresh ? 0 : s->before;
    place_notes(p, p->page, s, p->setup->margin.left, p->y);
    draw(p->page, &s->ops, p->setup->margin.left, p->y);
    while (place_part(p, s)) {
        new_page(p);
        if (repeats_head(p, s))
            place_head(p, s);
    }
}

static void place_slab(struct paginator *p, struct fragment *above, struct fragment *s)
{
    if (s->cut) {
        place_cut(p, above, s);
        return;
    }
    mpt top = p->y + (p->fresh ? 0 : s->before);
    if (!s->fixed && (s->height > room_of(p) || s->reach > bottom_of(p) - top))
        blame_tall(p, s);
    place_fragment(p, s);
}

/* One unit: together where a page holds it, else slab by slab. */
static void place_unit(
    struct paginator *p, struct fragment *above, struct fragment *s, struct fragment *end)
{
    for (;;) {
        struct fragment *next = s->next;
        mpt need = s->height + (p->fresh ? 0 : s->before);
        if (!p->fresh && !s->fixed && !s->cut && p->y + need > bottom_of(p))
            break_before(p, above, s);
        place_slab(p, above, s);
        above = s;
        if (s == end)
            return;
        s = next;
    }
}

static void flow(struct paginator *p, struct fragments *list)
{
    struct fragment *above = NULL;
    bool breaking = false; /* a break is no reason for an empty page at the end */
    new_page(p);
    for (struct fragment *s = list->first; s;) {
        if (s->breaks) {
            breaking = !p->fresh;
            above = NULL;
            s = s->next;
            continue;
        }
        if (breaking)
            new_page(p);
        breaking = false;
        mpt height;
        struct fragment *end = unit_end(p, s, &height);
        struct fragment *next = end->next;
        if (!p->fresh && p->y + height > bottom_of(p) &&
            height - s->before + head_height(s) <= room_of(p))
            break_before(p, above, s);
        place_unit(p, above, s, end);
        above = end;
        s = next;
    }
}

int paginate_count(const struct paginator *p, struct fragments *list)
{
    struct paginator trial = *p;
    trial.trying = true;
    trial.tried = 0;
    flow(&trial, list);
    return trial.tried;
}

void paginate_flow(struct paginator *p, const struct block *b, struct fragments *list)
{
    paginate_even(p, b, list);
    flow(p, list);
    p->spare = 0;
    p->page = NULL;
}

void paginate_margin(struct paginator *p, struct page *page, struct fragments *list, mpt y)
{
    for (struct fragment *s = list->first; s; s = s->next) {
        y += s == list->first ? 0 : s->before;
        place_notes(p, page, s, p->setup->margin.left, y);
        draw(page, &s->ops, p->setup->margin.left, y);
        y += s->height;
    }
}
