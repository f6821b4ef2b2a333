/* Reads the records of a table: a row of columns' names, then a row for each record. Whatever
   makes rows of cells with their places may stand before it: CSV, or a workbook's sheet. */
#include "base/arena.h"
#include "model/register/register_internal.h"
#include "seam/unicode/unicode.h"

#include <string.h>

/* A day is asked for: the time behind it is none of it. */
static void cut_time(struct arena *a, const struct field *f, struct node *n)
{
    const char *blank = strrchr(n->text, ' ');
    if (f->type != FIELD_DATE || !blank)
        return;
    n->size = (size_t)(blank - n->text);
    n->text = arena_strndup(a, n->text, n->size);
}

static struct node *cell_node(struct arena *a, const struct field *f, const struct grid_cell *c)
{
    struct node *n = arena_alloc(a, sizeof *n);
    bool nothing = !strcmp(c->text, "~") || !strcmp(c->text, "null");
    *n = (struct node){.kind = NODE_SCALAR,
        .at = c->at,
        .text = c->text,
        .size = c->size,
        .plain = !c->literal && !nothing,
        .literal = c->literal};
    if (c->kind == GRID_DAY_TIME)
        cut_time(a, f, n);
    return n;
}

/* Spreadsheets leave out the empty cells at a row's end, or have more of them than columns. */
static void fill_row(struct arena *a, struct grid_row *row, size_t width)
{
    while (row->count > width && !row->cells[row->count - 1].size)
        row->count--;
    if (row->count >= width)
        return;
    row->cells = arena_grow(a, row->cells, row->count, width, sizeof *row->cells);
    while (row->count < width)
        row->cells[row->count++] = (struct grid_cell){.text = "", .at = row->at};
}

static bool check_width(struct messages *e, const struct grid_row *row, size_t width)
{
    if (row->count == width)
        return true;
    messages_error(e, ERR_INPUT, "ragged-row", row->cells[width].at,
        "this record has %zu cells, the first line has %zu; a comma within a cell needs quotation "
        "marks around the cell",
        "この行のセルは%zu個ですが、1行目は%"
        "zu個です。セルの中に「,」があるときは、セル全体を「\"」で囲みます",
        row->count, width);
    return false;
}

/* The first character of a cell that must not be printed; 0: none. */
static uint32_t forbidden_in(const struct grid_cell *c)
{
    for (size_t i = 0, length; i < c->size; i += length) {
        uint32_t one = unicode_decode(c->text + i, c->size - i, &length);
        bool crlf = one == '\r' && i + 1 < c->size && c->text[i + 1] == '\n';
        if (!crlf && yaml_forbids(one))
            return one;
    }
    return 0;
}

static void check_characters(struct messages *e, const struct grid_row *row)
{
    for (size_t i = 0; i < row->count; i++) {
        uint32_t c = forbidden_in(&row->cells[i]);
        if (c)
            messages_error(e, ERR_INPUT, "control-character", row->cells[i].at,
                "the invisible character U+%04X is not allowed; remove it",
                "目に見えない文字 U+%04X は使えません。削除してください", (unsigned)c);
    }
}

static bool is_header(const struct grid_row *row, const struct grid_row *head)
{
    size_t i = 0;
    while (i < row->count && i < head->count && row->cells[i].size == head->cells[i].size &&
           !memcmp(row->cells[i].text, head->cells[i].text, row->cells[i].size))
        i++;
    return i == row->count && i == head->count;
}

static void warn_zeros(struct messages *e, const struct grid_cell *c, const struct field *f)
{
    messages_warn(e, "lost-zeros", c->at,
        "'%s' is a number of the spreadsheet (%s): zeros at its front are lost; make the column "
        "text and write it again",
        "「%s」が数値（%"
        "s）になっています。先頭の0が消えていないか確かめ、列の表示形式を「文字列」に"
        "して書き直してください",
        f->label, c->text);
}

static bool blame_uncalculated(struct messages *e, const struct grid_cell *c, const struct field *f)
{
    messages_error(e, ERR_INPUT, "not-calculated", c->at,
        "the formula of '%s' was never calculated; open the workbook in Excel and save it",
        "「%s」の数式が計算されていません。ブックを Excel で開いて保存し直してください", f->label);
    return false;
}

/* What only a workbook's cell can hide. */
static bool check_kinds(struct messages *e, const struct registry *r, const struct grid_row *row)
{
    bool good = true;
    for (size_t i = 0; r->is_workbook && i < row->count; i++) {
        const struct grid_cell *c = &row->cells[i];
        const struct field *f = r->columns[i] >= 0 ? r->fields[r->columns[i]] : NULL;
        if (f && c->kind == GRID_UNCALCULATED)
            good = blame_uncalculated(e, c, f);
        if (f && c->kind == GRID_NUMBER && f->half)
            warn_zeros(e, c, f);
    }
    return good;
}

/* As where two registers were put one behind the other. */
static bool check_no_header(
    struct messages *e, const struct grid_row *row, const struct grid_row *head)
{
    if (!is_header(row, head))
        return true;
    messages_error(e, ERR_INPUT, "header-again", row->at,
        "this line repeats the first line, the names of the columns; remove it",
        "この行は1行目（項目名）の繰り返しです。削除してください");
    return false;
}

/* What is missing is told at its key: an empty cell has one of its own, at its place. */
static struct node *key_of(struct arena *a, struct node *key, const struct grid_cell *c)
{
    if (c->size)
        return key;
    struct node *own = arena_alloc(a, sizeof *own);
    *own = *key;
    own->at = c->at;
    return own;
}

static struct node *row_node(
    struct arena *a, const struct registry *r, const struct grid_row *row, struct node *const *keys)
{
    struct node *map = arena_alloc(a, sizeof *map);
    *map = (struct node){.kind = NODE_MAP, .at = row->at};
    map->pairs = arena_array(a, row->count + 1, sizeof *map->pairs);
    for (size_t i = 0; i < row->count; i++)
        if (r->columns[i] >= 0)
            map->pairs[map->count++] = (struct pair){key_of(a, keys[r->columns[i]], &row->cells[i]),
                cell_node(a, r->fields[r->columns[i]], &row->cells[i])};
    return map;
}

static struct node **key_nodes(struct arena *a, const struct registry *r)
{
    struct node **keys = arena_array(a, r->field_count + 1, sizeof *keys);
    for (size_t i = 0; i < r->field_count; i++) {
        keys[i] = arena_alloc(a, sizeof *keys[i]);
        *keys[i] = (struct node){.text = r->fields[i]->key,
            .size = strlen(r->fields[i]->key),
            .plain = true,
            .at = {.file = r->file, .line = 1, .column = 1}};
    }
    const struct grid_row *head = &r->table.rows[0];
    for (size_t i = 0; r->is_workbook && i < head->count; i++)
        if (r->columns[i] >= 0)
            keys[r->columns[i]]->at = head->cells[i].at;
    return keys;
}

/* As an empty register has one, to show how it is filled in. */
static bool is_example(struct arena *a, struct messages *e, const struct grid_row *row)
{
    size_t i = 0;
    while (i < row->count && !row->cells[i].size)
        i++;
    if (i == row->count ||
        strncmp(unicode_fold(a, row->cells[i].text), "(例)", strlen("(例)")) != 0)
        return false;
    messages_note(e, "example-row", row->cells[i].at, "this row is an example, no record",
        "この行は記入例（（例）で始まる行）なので、記録として読みません");
    return true;
}

static void read_entry(struct arena *a, const struct registry *r, const struct grid_row *row,
    struct node *const *keys, struct entry *entry)
{
    const struct grid_row *head = &r->table.rows[0];
    check_characters(&entry->faults, row);
    if (check_width(&entry->faults, row, head->count) &&
        check_no_header(&entry->faults, row, head) && check_kinds(&entry->faults, r, row))
        entry->node = row_node(a, r, row, keys);
}

bool register_read_table(struct arena *a, struct messages *e, struct registry *r)
{
    if (r->table.count == 0)
        return register_blame_none(r, e);
    if (!register_read_header(a, e, r))
        return false;
    struct node **keys = key_nodes(a, r);
    struct entry *entries = register_add_entries(a, r, r->table.count - 1);
    r->count = 0;
    for (size_t i = 1; i < r->table.count; i++) {
        struct grid_row *row = &r->table.rows[i];
        fill_row(a, row, r->table.rows[0].count);
        if (is_example(a, e, row))
            continue;
        struct entry *entry = &entries[r->count++];
        entry->at = row->at;
        entry->row = i;
        read_entry(a, r, row, keys, entry);
    }
    return r->count || register_blame_none(r, e);
}
