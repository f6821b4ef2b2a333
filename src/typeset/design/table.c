/* Tables of a layout. */
#include "base/arena.h"
#include "typeset/design/design.h"

#include <string.h>

#define MOST_SPAN 1000

static const char *const row_names[] = {
    "cells", "rows", "height", "min-height", "if", "each", "as", "min", NULL};
static const char *const cell_names[] = {
    "cell", "cells", "each", "as", "min", "if", "span", "rows", "fill", "valign", "style", NULL};
static const char *const group_names[] = {"cells", "each", "as", "min", "if", NULL};

/* A number of rows, or the path of a list with an entry for each. */
static bool read_reach(struct design_reader *r, const struct node *n, struct cell *c)
{
    const struct node *rows = node_lookup(n, "rows");
    const char *text = node_text(rows);
    if (!text || strspn(text, "-0123456789") == strlen(text))
        return known_range(r->err, n, "rows", 1, MOST_SPAN, &c->rows);
    c->rows_of = text;
    return true;
}

/* A number of columns, or 'all' that are left. */
static bool read_span(struct design_reader *r, const struct node *n, struct cell *c)
{
    const char *text = node_text(node_lookup(n, "span"));
    if (!text || strcmp(text, "all"))
        return known_range(r->err, n, "span", 1, MOST_SPAN, &c->span);
    c->span = 0;
    return true;
}

static bool read_rich_cell(struct design_reader *r, const struct node *n, struct cell *c)
{
    static const char *const words[] = {"top", "middle", "bottom", NULL};
    struct names names = {{cell_names}};
    int valign = c->valign;
    const struct style *look = NULL;
    if (!known_keys(r->err, n, &names, "a cell", "セル") || !read_span(r, n, c) ||
        !read_reach(r, n, c) || !design_repeat(r, n, &c->each) ||
        !design_expr(r, n, "if", &c->when) || !design_ink(r, n, "fill", &c->fill, &c->has_fill) ||
        !design_word(r, n, "valign", words, &valign) || !design_find_style(r, n, &look))
        return false;
    c->valign = (enum vertical)valign;
    c->content = design_block(r, node_lookup(n, "cell"));
    if (c->content && look && !c->content->look)
        c->content->look = look;
    return c->content;
}

static bool read_cell(struct design_reader *r, const struct node *n, struct cell *c);

static bool read_list(
    struct design_reader *r, const struct node *list, struct cell **cells, size_t *count)
{
    *count = list->count;
    *cells = arena_array(r->arena, list->count + 1, sizeof **cells);
    bool good = true;
    for (size_t i = 0; i < list->count; i++)
        good &= read_cell(r, list->items[i], &(*cells)[i]);
    return good;
}

static bool read_cell_group(struct design_reader *r, const struct node *n, struct cell *c)
{
    struct names names = {{group_names}};
    const struct node *cells;
    return known_keys(r->err, n, &names, "cells that are repeated", "繰り返すセル") &&
           known_kind(r->err, n, "cells", NODE_LIST, &cells) && design_expr(r, n, "if", &c->when) &&
           design_repeat(r, n, &c->each) && read_list(r, cells, &c->cells, &c->count);
}

static bool read_cell(struct design_reader *r, const struct node *n, struct cell *c)
{
    *c = (struct cell){.span = 1, .rows = 1, .valign = VERTICAL_MIDDLE, .at = n->at};
    if (n->kind == NODE_MAP && node_lookup(n, "cells"))
        return read_cell_group(r, n, c);
    if (n->kind == NODE_MAP && node_lookup(n, "cell"))
        return read_rich_cell(r, n, c);
    return (c->content = design_block(r, n)) != NULL;
}

static bool read_rows(struct design_reader *r, const struct node *map, const char *key,
    struct table_row **rows, size_t *count);

static bool read_row(struct design_reader *r, const struct node *n, struct table_row *row)
{
    *row = (struct table_row){.at = n->at};
    if (n->kind == NODE_LIST)
        return read_list(r, n, &row->cells, &row->count);
    struct names names = {{row_names}};
    const struct node *cells;
    if (!known_keys(r->err, n, &names, "a table's row", "表の行") ||
        !design_expr(r, n, "if", &row->when) || !design_repeat(r, n, &row->each) ||
        !design_mpt(r, n, "height", 0, &row->height) ||
        !design_mpt(r, n, "min-height", 0, &row->min_height) ||
        !known_kind(r->err, n, "cells", NODE_LIST, &cells) ||
        !read_rows(r, n, "rows", &row->rows, &row->row_count))
        return false;
    if (cells && !row->rows)
        return read_list(r, cells, &row->cells, &row->count);
    if (row->row_count && !cells && !row->height && !row->min_height)
        return true;
    messages_error(r->err, ERR_INPUT, "no-cells", n->at,
        "a table's row has 'cells', or 'rows' of its own without a height",
        "表の行には「cells」か、高さを指定しない「rows」が要ります");
    return false;
}

static bool read_rows(struct design_reader *r, const struct node *map, const char *key,
    struct table_row **rows, size_t *count)
{
    const struct node *list;
    if (!known_kind(r->err, map, key, NODE_LIST, &list))
        return false;
    if (!list)
        return true;
    *count = list->count;
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
        varies |= rows[i].when || rows[i].each.paths || rows[i].rows;
        for (size_t c = 0; c < rows[i].count; c++) {
            varies |=
                rows[i].cells[c].when || rows[i].cells[c].each.paths || rows[i].cells[c].cells;
            reaches |= rows[i].cells[c].rows > 1 || rows[i].cells[c].rows_of;
        }
    }
    return !varies || !reaches;
}

/* Where columns or cells are repeated, only the print knows how many there are. */
static bool is_counted(const struct block *b, const struct table_row *rows, size_t count)
{
    bool repeated = b->group_count;
    for (size_t i = 0; i < count; i++)
        for (size_t c = 0; c < rows[i].count; c++)
            repeated |= rows[i].cells[c].each.paths || rows[i].cells[c].cells;
    return !repeated && is_fixed(rows, count);
}

static int span_of(const struct block *b, const struct cell *cell, size_t column)
{
    return cell->span ? cell->span : column < b->column_count ? (int)(b->column_count - column) : 1;
}

/* Every cell must find its columns; cells that reach down from above take theirs. */
static bool check_rows(
    struct design_reader *r, const struct block *b, const struct table_row *rows, size_t count)
{
    int *taken = arena_array(r->arena, b->column_count, sizeof *taken);
    if (!is_counted(b, rows, count))
        return true;
    for (size_t i = 0; i < count; i++) {
        size_t column = 0;
        for (size_t c = 0; c < rows[i].count; c++) {
            while (column < b->column_count && taken[column] > 0)
                column++;
            int span = span_of(b, &rows[i].cells[c], column);
            for (int s = 0; s < span; s++, column++) {
                if (column >= b->column_count || taken[column] > 0) {
                    messages_error(r->err, ERR_INPUT, "wrong-columns", rows[i].at,
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
