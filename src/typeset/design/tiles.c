/* Reads 'tiles': a sheet of places of one size, one for each turn of its repetition. */
#include "base/arena.h"
#include "typeset/design/design.h"

enum { MOST_ACROSS = 20, MOST_DOWN = 50 };

static bool blame_keys(struct design_reader *r, const struct node *n)
{
    messages_error(r->err, ERR_INPUT, "no-tiles", n->at,
        "'tiles' needs 'each', 'as', 'size: [width, height]', 'at: [x, y]', 'across' and 'down'",
        "「tiles」には「each」「as」「size: [幅, 高さ]」「at: [x, "
        "y]」「across」「down」が要ります");
    return false;
}

static bool is_two(const struct node *n, const char *key)
{
    const struct node *list = node_lookup(n, key);
    return list && list->kind == NODE_LIST && list->count == 2;
}

/* Two lengths, as [x, y]. */
static bool read_two(
    struct design_reader *r, const struct node *n, const char *key, mpt *first, mpt *second)
{
    struct sides both = {0};
    bool good = design_sides(r, n, key, 0, &both);
    *first = both.top;
    *second = both.right;
    return good;
}

/* What is repeated is the child: around it the sheets are made. */
static bool read_tile(struct design_reader *r, const struct node *n, struct block *b)
{
    struct block *tile = arena_alloc(r->arena, sizeof *tile);
    tile->kind = BLOCK_STACK;
    tile->at = b->at;
    tile->each = b->each;
    tile->gap = b->gap;
    b->each = (struct repeat){0};
    b->children = tile;
    return design_blocks(r, node_lookup(n, "tiles"), &tile->children);
}

bool design_tiles(struct design_reader *r, const struct node *n, struct block *b)
{
    struct tiles *t = arena_alloc(r->arena, sizeof *t);
    const struct node *start = node_lookup(n, "start");
    b->tiles = t;
    if (!b->each.paths || !is_two(n, "size") || !is_two(n, "at") ||
        (node_lookup(n, "gaps") && !is_two(n, "gaps")))
        return blame_keys(r, n);
    bool good = known_range(r->err, n, "across", 1, MOST_ACROSS, &t->across) &&
                known_range(r->err, n, "down", 1, MOST_DOWN, &t->down) &&
                read_two(r, n, "size", &t->width, &t->height) &&
                read_two(r, n, "at", &t->x, &t->y) &&
                read_two(r, n, "gaps", &t->gap_x, &t->gap_y) &&
                design_sides(r, n, "padding", 0, &b->padding) &&
                (!start || design_inline(r, start, &b->text)) && read_tile(r, n, b);
    return good && ((t->across && t->down && t->width && t->height) || blame_keys(r, n));
}
