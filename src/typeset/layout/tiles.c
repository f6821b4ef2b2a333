/* Sheets of places of one size (labels): each turn of the repetition takes the next place, line by
   line; a full sheet is followed by another. The first sheet may have been begun already. */
#include "typeset/layout/block.h"

#include "base/arena.h"

/* The sheets under way. */
struct tile_run {
    const struct block *block;
    struct fragments *out;
    struct fragment *sheet; /* what is drawn on it; NULL: none was begun */
    int place;              /* that comes next, from 0 */
};

static int places_of(const struct tiles *t)
{
    return t->across * t->down;
}

/* A sheet is a page: what stands on it is fixed, and something that takes no room makes the page.
 */
static void begin_sheet(struct lay *l, struct tile_run *run)
{
    struct position at = run->block->at;
    if (run->sheet)
        fragment_add(l->arena, run->out, at)->breaks = true;
    run->sheet = fragment_add(l->arena, run->out, at);
    run->sheet->fixed = true;
    run->sheet->from_page = true;
    fragment_add(l->arena, run->out, at);
}

static void blame_height(struct lay *l, const struct block *b, mpt over)
{
    messages_error(l->err, ERR_INPUT, "too-tall", b->at,
        "the content is %d.%d mm taller than its place on the sheet",
        "内容が1面の高さより%d.%d mm高くなっています", (int)(over / 2835),
        (int)(over % 2835 * 10 / 2835));
}

static void lay_tile(struct lay *l, const void *what, const struct scope *s, void *data)
{
    const struct block *tile = what;
    struct tile_run *run = data;
    const struct block *b = run->block;
    const struct tiles *t = b->tiles;
    const struct sides *pad = &b->padding;
    struct fragments inner = {0};
    if (!run->sheet || run->place == places_of(t)) {
        run->place = run->sheet ? 0 : run->place;
        begin_sheet(l, run);
    }
    mpt room = t->height - pad->top - pad->bottom;
    mpt around = l->room;
    l->room = room;
    lay_inside(l, tile->children, s, t->width - pad->left - pad->right, tile->gap, &inner);
    l->room = around;
    mpt natural = fragments_height(&inner);
    if (natural > room)
        blame_height(l, b, natural - room);
    else
        fragments_stretch(&inner, room, (int)b->valign);
    mpt x = t->x + (run->place % t->across) * (t->width + t->gap_x) + pad->left;
    mpt y = t->y + (run->place / t->across) * (t->height + t->gap_y) + pad->top;
    fragments_merge(&inner, run->sheet, x, y, true);
    run->place++;
}

/* The number of the first place that is free, from 1, as 'start' says; 0 with an error. */
static int first_place(struct lay *l, const struct block *b, const struct scope *s)
{
    const char *text = b->text ? lay_plain(l, b->text, s) : "";
    char *end;
    long first = *text ? strtol(text, &end, 10) : 1;
    if (!*text || (!*end && first >= 1 && first <= places_of(b->tiles)))
        return (int)first;
    messages_error(l->err, ERR_ANSWERS, "no-such-place", b->at,
        "there is no place '%s' to begin with: the sheet has %d",
        "「%s」面目からは始められません（1シートは%d面です）", text, places_of(b->tiles));
    return 0;
}

void lay_tiles(struct lay *l, const struct block *b, const struct scope *s, struct fragments *out)
{
    if (l->inside) {
        messages_error(l->err, ERR_INPUT, "no-tiles", b->at,
            "'tiles' stand only in a 'flow', not in a sheet, a row, a box or a cell",
            "「tiles」は「flow」の中にだけ書けます。sheet・row・box・セルの中には書けません");
        return;
    }
    int first = first_place(l, b, s);
    struct tile_run run = {.block = b, .out = out, .place = first - 1};
    if (first)
        lay_repeat(l, &b->children->each, s, (struct turn){lay_tile, b->children, &run});
}
