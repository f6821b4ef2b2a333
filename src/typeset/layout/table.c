/* Tables: columns, spans, rules, and rows that break over pages. */
#include "base/arena.h"
#include "typeset/layout/block.h"

#include <string.h>

#define MOST_ROWS 100000

struct laid_cell {
    const struct cell *cell;
    size_t column;
    int span;
    int rows; /* that it reaches over */
    mpt x, width;
    struct fragments content;
    mpt natural; /* with padding */
};

struct laid_row {
    struct laid_row *next;
    const struct table_row *row;
    struct laid_cell *cells;
    size_t count;
    mpt height;
};

struct table {
    struct lay *lay;
    const struct block *block;
    mpt *widths;
    mpt width;
    int *taken; /* rows that a cell from above still takes, by column, while rows are added */
    struct laid_row *first, **end;
    size_t count;
    struct laid_row **rows;
    const struct laid_cell ***at; /* [row][column]: the cell that covers it */
};

/* --- cells --- */

static mpt span_width(const struct table *t, size_t column, size_t end)
{
    mpt width = 0;
    for (; column < end; column++)
        width += t->widths[column];
    return width;
}

static int reach_of(const struct cell *cell, const struct scope *s)
{
    size_t rows = (size_t)cell->rows;
    if (cell->rows_of)
        rows = value_count(path_value(cell->rows_of, strlen(cell->rows_of), s));
    return rows < 1 ? 1 : rows > MOST_ROWS ? MOST_ROWS : (int)rows;
}

static void lay_cell(struct table *t, const struct scope *s, struct laid_cell *out)
{
    const struct sides *p = &t->block->padding;
    const struct cell *cell = out->cell;
    out->x = span_width(t, 0, out->column);
    out->width = span_width(t, out->column, out->column + (size_t)out->span);
    lay_inside(t->lay, cell->content, s, out->width - p->left - p->right, 0, &out->content);
    out->natural = fragments_height(&out->content) + p->top + p->bottom;
}

/* Gives a cell the next columns that are free. */
static bool take_columns(struct table *t, struct laid_cell *out, size_t column)
{
    size_t all = t->block->column_count;
    while (column < all && t->taken[column] > 0)
        column++;
    out->column = column;
    out->span = out->cell->span ? out->cell->span : column < all ? (int)(all - column) : 1;
    for (size_t c = column; c < column + (size_t)out->span; c++) {
        if (c >= all || t->taken[c] > 0)
            return false;
        t->taken[c] = out->rows;
    }
    return true;
}

/* A row while its cells are laid. */
struct row_turn {
    struct table *table;
    struct laid_row *row;
    size_t column; /* from which the next cell looks for room */
    bool full;     /* a cell found no columns */
};

static void lay_cells(
    struct row_turn *turn, const struct cell *cells, size_t count, const struct scope *s);

static void add_cell(struct lay *l, const void *what, const struct scope *s, void *data)
{
    const struct cell *cell = what;
    struct row_turn *turn = data;
    (void)l;
    if (turn->full || !lay_wanted(cell->when, s))
        return;
    if (cell->cells) {
        lay_cells(turn, cell->cells, cell->count, s);
        return;
    }
    struct laid_cell own = {.cell = cell, .rows = reach_of(cell, s)};
    turn->full = !take_columns(turn->table, &own, turn->column);
    if (turn->full)
        return;
    lay_cell(turn->table, s, &own);
    turn->column = own.column + (size_t)own.span;
    turn->row->cells[turn->row->count++] = own;
}

static void lay_cells(
    struct row_turn *turn, const struct cell *cells, size_t count, const struct scope *s)
{
    for (size_t i = 0; i < count; i++)
        lay_repeat(turn->table->lay, &cells[i].each, s, (struct turn){add_cell, &cells[i], turn});
}

static bool lay_row_cells(
    struct table *t, const struct table_row *row, const struct scope *s, struct laid_row *r)
{
    struct row_turn turn = {.table = t, .row = r};
    lay_cells(&turn, row->cells, row->count, s);
    if (turn.full)
        messages_error(t->lay->err, ERR_INPUT, "wrong-columns", row->at,
            "the row's cells do not fit the table's %zu columns",
            "行のセルが表の%zu列に収まりません", t->block->column_count);
    return !turn.full;
}

static void add_rows(
    struct table *t, const struct table_row *rows, size_t count, const struct scope *s);

static void add_row(struct lay *l, const void *what, const struct scope *s, void *data)
{
    const struct table_row *row = what;
    struct table *t = data;
    if (!lay_wanted(row->when, s))
        return;
    if (row->rows) {
        add_rows(t, row->rows, row->row_count, s);
        return;
    }
    struct laid_row *r = arena_alloc(l->arena, sizeof *r);
    r->row = row;
    r->cells = arena_array(l->arena, t->block->column_count + 1, sizeof *r->cells);
    if (!lay_row_cells(t, row, s, r))
        return;
    for (size_t c = 0; c < t->block->column_count; c++)
        t->taken[c] -= t->taken[c] > 0;
    *t->end = r;
    t->end = &r->next;
    t->count++;
}

static void add_rows(
    struct table *t, const struct table_row *rows, size_t count, const struct scope *s)
{
    for (size_t i = 0; i < count; i++)
        lay_repeat(t->lay, &rows[i].each, s, (struct turn){add_row, &rows[i], t});
}

/* --- heights --- */

static size_t last_row(const struct table *t, size_t row, const struct laid_cell *c)
{
    size_t end = row + (size_t)c->rows;
    return (end < t->count ? end : t->count) - 1;
}

static mpt rows_height(const struct table *t, size_t from, size_t to)
{
    mpt height = 0;
    for (size_t i = from; i <= to; i++)
        height = mpt_sum(height, t->rows[i]->height);
    return height;
}

static void check_height(struct table *t, const struct laid_row *r, mpt natural)
{
    if (natural > r->height)
        messages_error(t->lay->err, ERR_INPUT, "too-tall", r->row->at,
            "a cell's content is taller than the height given to its row",
            "セルの内容が行の高さに収まりません");
}

static void find_heights(struct table *t)
{
    for (size_t i = 0; i < t->count; i++) {
        struct laid_row *r = t->rows[i];
        r->height = r->row->height ? r->row->height : r->row->min_height;
        for (size_t c = 0; c < r->count; c++) {
            mpt natural = r->cells[c].natural;
            if (r->cells[c].rows > 1)
                continue;
            if (r->row->height)
                check_height(t, r, natural);
            else if (natural > r->height)
                r->height = natural;
        }
    }
    for (size_t i = 0; i < t->count; i++)
        for (size_t c = 0; c < t->rows[i]->count; c++) {
            const struct laid_cell *cell = &t->rows[i]->cells[c];
            size_t last = last_row(t, i, cell);
            mpt lacking = cell->natural - rows_height(t, i, last);
            if (cell->rows < 2 || lacking <= 0)
                continue;
            if (t->rows[last]->row->height)
                check_height(t, t->rows[last], t->rows[last]->height + lacking);
            t->rows[last]->height += lacking;
        }
}

static void index_cells(struct table *t)
{
    struct arena *a = t->lay->arena;
    size_t columns = t->block->column_count;
    t->rows = arena_array(a, t->count + 1, sizeof(struct laid_row *));
    t->at = arena_array(a, t->count + 1, sizeof(const struct laid_cell **));
    size_t i = 0;
    for (struct laid_row *r = t->first; r; r = r->next) {
        t->at[i] = arena_array(a, columns + 1, sizeof(const struct laid_cell *));
        t->rows[i++] = r;
    }
    for (i = 0; i < t->count; i++)
        for (size_t c = 0; c < t->rows[i]->count; c++) {
            const struct laid_cell *cell = &t->rows[i]->cells[c];
            for (size_t r = i; r <= last_row(t, i, cell); r++)
                for (int k = 0; k < cell->span; k++)
                    t->at[r][cell->column + (size_t)k] = cell;
        }
}

/* --- rules --- */

static void rule(const struct table *t, struct ops *ops, const mpt at[4], mpt width)
{
    if (width)
        op_line(t->lay->arena, ops, (struct line_shape){at[0], at[1], at[2], at[3]}, width)->ink =
            t->block->ink;
}

/* Grounds leave the rules around them alone. */
static void draw_fills(const struct table *t, size_t row, mpt height, struct ops *ops)
{
    mpt inset = t->block->border.left / 2;
    for (size_t c = 0; c < t->block->column_count; c++) {
        const struct laid_cell *cell = t->at[row][c];
        if (!cell || !cell->cell->has_fill || cell->column != c)
            continue;
        struct op *op = op_rect(t->lay->arena, ops,
            (struct box_shape){cell->x + inset, inset, cell->width - 2 * inset, height - 2 * inset},
            0);
        op->filled = true;
        op->fill = cell->cell->fill;
    }
}

/* The vertical rules of a row, over the given height. */
static void draw_frame(struct arena *a, const void *table, size_t row, mpt height, struct ops *ops)
{
    const struct table *t = table;
    mpt x = 0;
    (void)a;
    for (size_t c = 0; c <= t->block->column_count; c++) {
        bool outer = c == 0 || c == t->block->column_count;
        if (outer || t->at[row][c] != t->at[row][c - 1])
            rule(t, ops, (const mpt[]){x, 0, x, height},
                outer ? t->block->border.top : t->block->border.left);
        x += c < t->block->column_count ? t->widths[c] : 0;
    }
}

/* The rule above a row, left out where a cell reaches through it. */
static void draw_above(const struct table *t, size_t row, struct ops *ops)
{
    mpt x = 0;
    for (size_t c = 0; c < t->block->column_count; c++) {
        mpt next = x + t->widths[c];
        if (!row || !t->at[row][c] || t->at[row][c] != t->at[row - 1][c])
            rule(t, ops, (const mpt[]){x, 0, next, 0},
                row ? t->block->border.left : t->block->border.top);
        x = next;
    }
}

static void draw_edge(const struct table *t, mpt y, struct ops *ops)
{
    rule(t, ops, (const mpt[]){0, y, t->width, y}, t->block->border.top);
}

/* --- rows become slabs --- */

static void draw_cell(
    const struct table *t, size_t row, struct laid_cell *c, struct fragment *slab, bool cut_below)
{
    static const int share[] = {0, 1, 2};
    const struct sides *p = &t->block->padding;
    mpt height = rows_height(t, row, last_row(t, row, c)) - p->top - p->bottom;
    fragments_stretch(&c->content, height, cut_below ? 0 : share[c->cell->valign]);
    fragments_merge(&c->content, slab, c->x + p->left, p->top, true);
}

/* A cell that reaches over a page break shows its content again on the next page. */
static void repeat_content(const struct table *t, size_t from, const struct laid_cell *c,
    struct fragment **slabs, const struct ops *content)
{
    size_t last = last_row(t, from, c);
    for (size_t r = from + 1; r <= last; r++)
        if (rows_height(t, r, last) >= c->natural)
            ops_copy(t->lay->arena, content, &slabs[r]->top_edge);
}

static void join_rows(const struct table *t, size_t row, const struct laid_cell *c,
    struct fragment **slabs, bool loose)
{
    size_t last = last_row(t, row, c);
    mpt covered = 0;
    for (size_t r = row; r < last; r++) {
        covered = mpt_sum(covered, t->rows[r]->height);
        if (!loose || covered < c->natural || r == row || r + 1 == last)
            slabs[r]->stick = true;
    }
}

/* A cell over many rows may be broken between them. */
static bool is_loose(const struct table *t, size_t row, const struct laid_cell *c)
{
    enum { MOST_KEPT = 6 };
    size_t last = last_row(t, row, c);
    return (c->cell->rows_of && last - row >= MOST_KEPT) ||
           rows_height(t, row, last) > t->lay->body_height / 3;
}

static void draw_spanning(
    const struct table *t, size_t row, struct laid_cell *c, struct fragment **slabs)
{
    bool loose = is_loose(t, row, c);
    struct fragment own = {0};
    struct ops content = {0};
    join_rows(t, row, c, slabs, loose);
    draw_cell(t, row, c, &own, loose);
    ops_copy(t->lay->arena, &own.ops, &content);
    ops_append(&slabs[row]->ops, &own.ops);
    if (c->natural > slabs[row]->reach)
        slabs[row]->reach = c->natural;
    for (const struct note *n = own.notes; n; n = n->next)
        fragment_note(t->lay->arena, slabs[row], *n);
    if (loose)
        repeat_content(t, row, c, slabs, &content);
}

/* A part of a row that is cut has a frame all around. */
static void draw_part(struct arena *a, const void *table, size_t row, mpt height, struct ops *ops)
{
    draw_fills(table, row, height, ops);
    draw_frame(a, table, row, height, ops);
    draw_edge(table, 0, ops);
    draw_edge(table, height, ops);
}

static void make_cut(struct table *t, size_t row, struct fragment *slab)
{
    struct laid_row *r = t->rows[row];
    struct cut *cut = arena_alloc(t->lay->arena, sizeof *cut);
    cut->cells = arena_array(t->lay->arena, r->count + 1, sizeof *cut->cells);
    cut->count = r->count;
    cut->pad_top = t->block->padding.top;
    cut->pad_bottom = t->block->padding.bottom;
    cut->frame = draw_part;
    cut->table = t;
    cut->row = row;
    for (size_t c = 0; c < r->count; c++)
        cut->cells[c] =
            (struct cut_cell){r->cells[c].x + t->block->padding.left, r->cells[c].content};
    slab->cut = cut;
}

/* A row that is taller than a page is cut where its table stands in the flow itself. */
static bool is_cut(const struct table *t, const struct laid_row *r)
{
    return r->height > t->lay->body_height && !r->row->height && !t->lay->inside;
}

static void draw_row(struct table *t, size_t row, struct fragment **slabs)
{
    struct laid_row *r = t->rows[row];
    struct fragment *slab = slabs[row];
    if (is_cut(t, r)) {
        make_cut(t, row, slab);
        return;
    }
    draw_fills(t, row, r->height, &slab->ops);
    draw_above(t, row, &slab->ops);
    draw_edge(t, 0, &slab->top_edge);
    draw_edge(t, slab->height, row + 1 == t->count ? &slab->ops : &slab->bottom_edge);
    draw_frame(t->lay->arena, t, row, r->height, &slab->ops);
    for (size_t c = 0; c < r->count; c++) {
        if (r->cells[c].rows > 1)
            draw_spanning(t, row, &r->cells[c], slabs);
        else
            draw_cell(t, row, &r->cells[c], slab, false);
    }
}

/* A cell that must not be parted from what is below keeps its row with the next. */
static bool sticks(const struct laid_row *r)
{
    for (size_t c = 0; c < r->count; c++)
        if (r->cells[c].content.last && r->cells[c].content.last->stick)
            return true;
    return false;
}

/* The rows of a table's head, or of its body. */
struct table_part {
    const struct table_row *rows;
    size_t count;
};

static void lay_rows(struct lay *l, const struct block *b, struct table_part part,
    const struct scope *s, mpt width, struct fragments *out)
{
    struct table *t = arena_alloc(l->arena, sizeof *t);
    *t = (struct table){.lay = l, .block = b, .width = width};
    t->widths = lay_columns(l, b, width, 0);
    t->taken = arena_array(l->arena, b->column_count, sizeof *t->taken);
    t->end = &t->first;
    add_rows(t, part.rows, part.count, s);
    index_cells(t);
    find_heights(t);
    struct fragment **slabs = arena_array(l->arena, t->count + 1, sizeof(struct fragment *));
    for (size_t i = 0; i < t->count; i++) {
        slabs[i] = fragment_add(l->arena, out, t->rows[i]->row->at);
        slabs[i]->height = t->rows[i]->height;
        slabs[i]->stick = i + 1 < t->count && sticks(t->rows[i]);
    }
    for (size_t i = 0; i < t->count; i++)
        draw_row(t, i, slabs);
}

/* --- columns that stand there for every entry of a list --- */

#define MOST_COLUMNS 1000

struct spread {
    struct block *block;
    const struct length *columns; /* of the group */
    size_t count;
};

static void add_columns(struct lay *l, const void *what, const struct scope *s, void *data)
{
    struct spread *x = data;
    struct block *b = x->block;
    (void)what;
    (void)s;
    if (b->column_count + x->count > MOST_COLUMNS)
        return;
    b->columns = arena_grow(
        l->arena, b->columns, b->column_count, b->column_count + x->count, sizeof *b->columns);
    for (size_t i = 0; i < x->count; i++)
        b->columns[b->column_count++] = x->columns[i];
}

static struct block spread_columns(struct lay *l, const struct block *b, const struct scope *s)
{
    struct block own = *b;
    own.columns = NULL;
    own.column_count = 0;
    size_t done = 0;
    for (size_t i = 0; i <= b->group_count; i++) {
        const struct column_group *g = i < b->group_count ? &b->groups[i] : NULL;
        size_t end = g ? g->first : b->column_count;
        struct spread plain = {&own, b->columns + done, end - done};
        add_columns(l, NULL, s, &plain);
        if (!g)
            break;
        struct spread again = {&own, b->columns + g->first, g->count};
        lay_repeat(l, &g->each, s, (struct turn){add_columns, NULL, &again});
        done = g->first + g->count;
    }
    return own;
}

/* No row stands alone at the foot of a page, behind the head, or at the top of the next. */
static void keep_company(const struct fragments *body)
{
    struct fragment *s = body->first;
    if (!s || !s->next)
        return;
    s->stick = true;
    while (s->next->next)
        s = s->next;
    s->stick = true;
}

void lay_table(
    struct lay *l, const struct block *b, const struct scope *s, mpt width, struct fragments *out)
{
    struct block *own = arena_alloc(l->arena, sizeof *own);
    *own = b->group_count ? spread_columns(l, b, s) : *b;
    struct fragments *head = arena_alloc(l->arena, sizeof *head);
    struct fragments again = {0};
    struct fragments body = {0};
    if (own->head_count) {
        const struct table_part top = {own->head, own->head_count};
        lay_rows(l, own, top, s, width, head);
        lay_rows(l, own, top, s, width, &again);
        for (struct fragment *slab = again.first; slab; slab = slab->next)
            slab->stick = true;
    }
    lay_rows(l, own, (struct table_part){own->rows, own->row_count}, s, width, &body);
    for (struct fragment *slab = body.first; own->head_count && slab; slab = slab->next)
        slab->head = head;
    if (own->head_count)
        keep_company(&body);
    fragments_append(out, &again);
    fragments_append(out, &body);
}
