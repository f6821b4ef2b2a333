#include "paginate.h"

#include "arena.h"

static mpt top_of(const struct paginator *p)
{
    return p->setup->margin.top;
}

static mpt bottom_of(const struct paginator *p)
{
    return p->setup->height - p->setup->margin.bottom;
}

static void new_page(struct paginator *p)
{
    p->page = page_add(p->lay->arena, p->pages, p->setup->width, p->setup->height);
    p->page->document = p->document;
    p->y = top_of(p);
    p->fresh = true;
}

static void place_notes(struct paginator *p, struct page *page, const struct slab *s, mpt x, mpt y)
{
    for (const struct note *n = s->notes; n; n = n->next) {
        if (n->is_outline)
            page_outline(p->lay->arena, page, n->level, n->name, y + n->y);
        else
            page_frame(p->lay->arena, page, n->name, x + n->x, y + n->y, n->w, n->h);
    }
}

static void draw(struct page *page, struct ops *ops, mpt x, mpt y)
{
    ops_move(ops, x, y);
    ops_append(&page->ops, ops);
}

static void place_fixed(struct paginator *p, struct slab *s)
{
    mpt x = s->from_page ? 0 : p->setup->margin.left;
    mpt y = s->from_page ? 0 : top_of(p);
    place_notes(p, p->page, s, x, y);
    draw(p->page, &s->ops, x, y);
}

static void place(struct paginator *p, struct slab *s)
{
    if (s->fixed) {
        place_fixed(p, s);
        return;
    }
    mpt x = p->setup->margin.left;
    p->y += p->fresh ? 0 : s->before;
    place_notes(p, p->page, s, x, p->y);
    draw(p->page, &s->ops, x, p->y);
    p->y += s->height;
    p->fresh = false;
}

/* --- sheets --- */

static int count_gaps(const struct slabs *list)
{
    int gaps = 0;
    for (const struct slab *s = list->first; s; s = s->next)
        gaps += s != list->first && s->before > 0 && !s->fixed;
    return gaps;
}

static bool has_fill(const struct slabs *list)
{
    for (const struct slab *s = list->first; s; s = s->next)
        if (s->fills)
            return true;
    return false;
}

/* Where the page is not full its gaps grow, each by the same amount. */
static void spread_gaps(struct slabs *list, mpt left, mpt most)
{
    int gaps = count_gaps(list);
    if (!gaps || left <= 0)
        return;
    mpt more = left / gaps < most ? left / gaps : most;
    for (struct slab *s = list->first; s; s = s->next)
        if (s != list->first && s->before > 0 && !s->fixed)
            s->before += more;
}

static void blame_sheet(struct paginator *p, const struct block *b, mpt over)
{
    err_error(p->lay->err, ERR_INPUT, "sheet-overflow", b->at,
        "the sheet's content is %d.%d mm taller than its page",
        "このページの内容は版面より%d.%d mm高くなっています", (int)(over / 2835),
        (int)(over % 2835 * 10 / 2835));
}

void paginate_sheet(struct paginator *p, const struct block *b, struct slabs *list)
{
    mpt room = bottom_of(p) - top_of(p);
    mpt left = room - slabs_height(list);
    new_page(p);
    if (left < 0)
        blame_sheet(p, b, -left);
    if (has_fill(list))
        slabs_stretch(list, room, 0);
    else
        spread_gaps(list, left, b->spread);
    for (struct slab *s = list->first, *next; s; s = next) {
        next = s->next;
        place(p, s);
    }
    p->page = NULL;
}

/* --- flows --- */

/* The slabs from s on that must stay on one page; *height with the space above s. */
static struct slab *unit_end(const struct paginator *p, struct slab *s, mpt *height)
{
    *height = s->fixed ? 0 : s->height + (p->fresh ? 0 : s->before);
    while (s->stick && s->next && !s->next->breaks) {
        s = s->next;
        *height += s->fixed ? 0 : s->height + s->before;
    }
    return s;
}

static mpt head_height(const struct slab *s)
{
    return s->head ? slabs_height(s->head) : 0;
}

static void place_head(struct paginator *p, const struct slab *s)
{
    for (const struct slab *h = s->head ? s->head->first : NULL; h; h = h->next) {
        struct slab copy = *h;
        copy.ops = (struct ops){0};
        copy.notes = NULL;
        copy.next = NULL;
        ops_copy(p->lay->arena, &h->ops, &copy.ops);
        place(p, &copy);
        p->fresh = false;
    }
}

/* A break before s: the table above is closed, its head repeated. */
static void break_before(struct paginator *p, struct slab *above, struct slab *s)
{
    if (above && p->page)
        draw(p->page, &above->bottom_edge, p->setup->margin.left, p->y - above->height);
    new_page(p);
    if (above && s->head && above->head == s->head)
        place_head(p, s);
    if (above)
        draw(p->page, &s->top_edge, p->setup->margin.left, p->y);
    p->fresh = !s->head || !above || above->head != s->head;
}

/* What fits of a column into a height: moved to part; at least one slab if force. */
static void take_part(struct slabs *column, mpt height, bool force, struct slabs *part)
{
    mpt used = 0;
    while (column->first) {
        struct slab *s = column->first;
        mpt need = s->height + (part->first ? s->before : 0);
        if (used + need > height && !(force && !part->first))
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

/* One part of a row that is taller than a page; true while more is left. */
static bool place_part(struct paginator *p, struct slab *row, bool force)
{
    struct cut *cut = row->cut;
    mpt room = bottom_of(p) - p->y - cut->pad_top - cut->pad_bottom;
    mpt height = 0;
    bool more = false;
    struct slab part = {.at = row->at};
    for (size_t c = 0; c < cut->count; c++) {
        struct slabs taken = {0};
        take_part(&cut->cells[c].content, room, force, &taken);
        mpt h = slabs_merge(p->lay->arena, &taken, &part, cut->cells[c].x, cut->pad_top, false);
        height = h > height ? h : height;
        more |= cut->cells[c].content.first != NULL;
    }
    part.height = height + cut->pad_top + cut->pad_bottom;
    cut->frame(p->lay->arena, cut->table, cut->row, part.height, &part.ops);
    place(p, &part);
    return more;
}

static void place_cut(struct paginator *p, struct slab *s)
{
    draw(p->page, &s->ops, p->setup->margin.left, p->y);
    bool force = p->fresh;
    while (place_part(p, s, force)) {
        new_page(p);
        place_head(p, s);
        force = true;
    }
}

static void blame_tall(struct paginator *p, const struct slab *s)
{
    err_error(p->lay->err, ERR_INPUT, "too-tall", s->at, "a block is taller than its page",
        "ブロックがページより高くなっています");
}

static void place_slab(struct paginator *p, struct slab *s)
{
    if (s->cut) {
        place_cut(p, s);
        return;
    }
    if (s->height > bottom_of(p) - top_of(p))
        blame_tall(p, s);
    place(p, s);
}

/* One unit: together where a page holds it, else slab by slab. */
static void place_unit(struct paginator *p, struct slab *above, struct slab *s, struct slab *end)
{
    mpt room = bottom_of(p) - top_of(p);
    for (;;) {
        struct slab *next = s->next;
        mpt need = s->height + (p->fresh ? 0 : s->before);
        bool too_tall = s->cut || s->height + head_height(s) > room;
        if (!p->fresh && !s->fixed && !too_tall && p->y + need > bottom_of(p))
            break_before(p, above, s);
        place_slab(p, s);
        above = s;
        if (s == end)
            return;
        s = next;
    }
}

void paginate_flow(struct paginator *p, struct slabs *list)
{
    struct slab *above = NULL;
    mpt room = bottom_of(p) - top_of(p);
    new_page(p);
    for (struct slab *s = list->first; s;) {
        if (s->breaks) {
            if (!p->fresh)
                new_page(p);
            above = NULL;
            s = s->next;
            continue;
        }
        mpt height;
        struct slab *end = unit_end(p, s, &height);
        struct slab *next = end->next;
        if (!p->fresh && p->y + height > bottom_of(p) &&
            height - s->before + head_height(s) <= room)
            break_before(p, above, s);
        place_unit(p, above, s, end);
        above = end;
        s = next;
    }
    p->page = NULL;
}

void paginate_margin(struct paginator *p, struct page *page, struct slabs *list, mpt y)
{
    for (struct slab *s = list->first; s; s = s->next) {
        y += s == list->first ? 0 : s->before;
        place_notes(p, page, s, p->setup->margin.left, y);
        draw(page, &s->ops, p->setup->margin.left, y);
        y += s->height;
    }
}
