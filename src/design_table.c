/* Tables of a layout. */
#include "arena.h"
#include "design.h"

#include <string.h>

#define MOST_SPAN 1000

static const char *const row_names[] = {"cells", "height", "if", "each", "as", "min", NULL};
static const char *const cell_names[] = {"cell", "span", "rows", "fill", "valign", "style", NULL};

static bool read_rich_cell(struct design_reader *r, const struct node *n, struct cell *c)
{
    static const char *const words[] = {"top", "middle", "bottom", NULL};
    struct names names = {{cell_names}};
    int valign = c->valign;
    const struct look *look = NULL;
    if (!known_keys(r->err, n, &names, "a cell", "セル") ||
        !known_range(r->err, n, "span", 1, MOST_SPAN, &c->span) ||
        !known_range(r->err, n, "rows", 1, MOST_SPAN, &c->rows) ||
        !design_ink(r, n, "fill", &c->fill, &c->has_fill) ||
        !design_word(r, n, "valign", words, &valign) || !design_find_look(r, n, &look))
        return false;
    c->valign = (enum vertical)valign;
    c->content = design_block(r, node_lookup(n, "cell"));
    if (c->content && look && !c->content->look)
        c->content->look = look;
    return c->content;
}

static bool read_cell(struct design_reader *r, const struct node *n, struct cell *c)
{
    *c = (struct cell){.span = 1, .rows = 1, .valign = VERTICAL_MIDDLE};
    if (n->kind == NODE_MAP && node_lookup(n, "cell"))
        return read_rich_cell(r, n, c);
    return (c->content = design_block(r, n)) != NULL;
}

static bool read_cells(struct design_reader *r, const struct node *list, struct table_row *row)
{
    row->count = list->count;
    row->cells = arena_array(r->arena, list->count + 1, sizeof *row->cells);
    bool good = true;
    for (size_t i = 0; i < list->count; i++)
        good &= read_cell(r, list->items[i], &row->cells[i]);
    return good;
}

static bool read_row(struct design_reader *r, const struct node *n, struct table_row *row)
{
    *row = (struct table_row){.at = n->at};
    if (n->kind == NODE_LIST)
        return read_cells(r, n, row);
    struct names names = {{row_names}};
    const struct node *cells;
    if (!known_keys(r->err, n, &names, "a table's row", "表の行") ||
        !design_expr(r, n, "if", &row->when) || !design_repeat(r, n, &row->each) ||
        !design_mpt(r, n, "height", 0, &row->height) ||
        !known_kind(r->err, n, "cells", NODE_LIST, &cells))
        return false;
    if (cells)
        return read_cells(r, cells, row);
    err_error(r->err, ERR_INPUT, "no-cells", n->at, "a table's row has 'cells'",
        "表の行には「cells」が要ります");
    return false;
}

static bool read_rows(struct design_reader *r, const struct node *map, const char *key,
    struct table_row **rows, size_t *count)
{
    const struct node *list;
    if (!known_kind(r->err, map, key, NODE_LIST, &list))
        return false;
    *count = list ? list->count : 0;
    *rows = arena_array(r->arena, *count + 1, sizeof **rows);
    bool good = true;
    for (size_t i = 0; i < *count; i++)
        good &= read_row(r, list->items[i], &(*rows)[i]);
    return good;
}

/* Where rows come and go and cells reach over them, only the print knows whether all fit. */
static bool is_fixed(const struct table_row *rows, size_t count)
{
    bool varies = false;
    bool reaches = false;
    for (size_t i = 0; i < count; i++) {
        varies |= rows[i].when || rows[i].each.paths;
        for (size_t c = 0; c < rows[i].count; c++)
            reaches |= rows[i].cells[c].rows > 1;
    }
    return !varies || !reaches;
}

/* Every cell must find its columns; cells that reach down from above take theirs. */
static bool check_rows(
    struct design_reader *r, const struct block *b, const struct table_row *rows, size_t count)
{
    int *taken = arena_array(r->arena, b->column_count, sizeof *taken);
    if (!is_fixed(rows, count))
        return true;
    for (size_t i = 0; i < count; i++) {
        size_t column = 0;
        for (size_t c = 0; c < rows[i].count; c++) {
            while (column < b->column_count && taken[column] > 0)
                column++;
            for (int s = 0; s < rows[i].cells[c].span; s++, column++) {
                if (column >= b->column_count || taken[column] > 0) {
                    err_error(r->err, ERR_INPUT, "wrong-columns", rows[i].at,
                        "the row's cells do not fit the table's %zu columns",
                        "行のセルが表の%zu列に収まりません", b->column_count);
                    return false;
                }
                taken[column] = rows[i].cells[c].rows;
            }
        }
        for (size_t c = 0; c < b->column_count; c++)
            taken[c] -= taken[c] > 0;
    }
    return true;
}

bool design_table(struct design_reader *r, const struct node *n, struct block *b)
{
    const struct node *table = node_lookup(n, "table");
    if (!known_kind(r->err, n, "table", NODE_LIST, &table))
        return false;
    b->padding = (struct sides){MPT_PT(3), MPT_PT(4), MPT_PT(3), MPT_PT(4)};
    b->border.top = MPT_PT(0.5);
    b->border.left = MPT_PT(0.5);
    bool good = design_columns(r, n, b) && design_mpt(r, n, "border", 0, &b->border.top) &&
                design_mpt(r, n, "rules", 0, &b->border.left) &&
                design_sides(r, n, "padding", MPT_PT(10.5), &b->padding) &&
                design_ink(r, n, "ink", &b->ink, NULL) &&
                read_rows(r, n, "head", &b->head, &b->head_count) &&
                read_rows(r, n, "table", &b->rows, &b->row_count);
    return good && check_rows(r, b, b->head, b->head_count) &&
           check_rows(r, b, b->rows, b->row_count);
}
