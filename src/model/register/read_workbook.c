/* Makes a table of a workbook's sheet: the row that names the columns is looked for below titles;
   what is hidden, and sums, are no records, and it is said; a cell that is merged downwards counts
   for each of its rows. */
#include "base/arena.h"
#include "base/file.h"
#include "base/suggest.h"
#include "model/register/register_internal.h"
#include "model/workbook/workbook.h"
#include "seam/unicode/unicode.h"

#include <string.h>

enum { MOST_TITLES = 50, MOST_TITLE_MERGES = 1000, MOST_NAMED_ROWS = 8 };

/* A sheet on its way to a table. */
struct sheet_table {
    struct arena *arena;
    struct messages *err;
    struct registry *registry;
    const struct register_source *source;
    const struct xlsx_sheet *sheet;
    const struct xlsx_merge *merges[MOST_TITLE_MERGES]; /* downwards, among the titles */
    size_t merge_count;
    size_t head_row;  /* the row of names, from 0 */
    int head_bottom;  /* the last row that it takes */
    int *numbers;     /* of the table's rows: their rows on the sheet */
    size_t spread;    /* cells that were filled from merged ones */
    int hidden_count; /* rows that were left out */
    int hidden[MOST_NAMED_ROWS];
};

static struct position place(const struct sheet_table *t, int row, int column)
{
    return (struct position){t->registry->file, row, column, t->sheet->name};
}

static struct position whole(const struct sheet_table *t)
{
    return place(t, 0, 0);
}

/* --- which sheet --- */

static bool blame_sheet_name(
    struct arena *a, struct messages *e, const struct workbook *w, const char *name)
{
    const char **names = arena_array(a, w->count + 1, sizeof *names);
    const char *all = "", *all_ja = "";
    for (size_t i = 0; i < w->count; i++) {
        names[i] = w->tabs[i].name;
        all = arena_printf(a, "%s%s'%s'", all, i ? ", " : "", names[i]);
        all_ja = arena_printf(a, "%s「%s」", all_ja, names[i]);
    }
    const char *near = suggest(name, names, w->count);
    messages_text(e, ERR_ERROR, ERR_USAGE, "no-sheet", position_file(w->file),
        arena_printf(a, "there is no sheet '%s'%s; there are: %s", name,
            near ? arena_printf(a, "; did you mean '%s'?", near) : "", all),
        arena_printf(a, "シート「%s」はありません%s（あるシート: %s）", name,
            near ? arena_printf(a, "。「%s」の誤りではありませんか", near) : "", all_ja));
    return false;
}

/* Other sheets that are shown may be what was meant. */
static void tell_sheet(
    struct arena *a, struct messages *e, const struct workbook *w, const struct xlsx_tab *read)
{
    const char *others = "";
    for (size_t i = 0; i < w->count; i++)
        if (&w->tabs[i] != read && !w->tabs[i].hidden)
            others = arena_printf(a, "%s「%s」", others, w->tabs[i].name);
    if (*others)
        messages_note(e, "sheet-read", position_file(w->file),
            "the sheet '%s' is read; there are more: %s. Another is chosen with " OPTION("sheet"),
            "シート「%s」を読みます（ほかに%sがあります）。別のシートは " OPTION(
                "sheet") " で指定します",
            read->name, others);
}

static const struct xlsx_tab *choose_tab(
    struct arena *a, struct messages *e, const struct workbook *w, const char *name)
{
    for (size_t i = 0; name && i < w->count; i++)
        if (!strcmp(unicode_fold(a, w->tabs[i].name), unicode_fold(a, name)))
            return &w->tabs[i];
    if (name) {
        blame_sheet_name(a, e, w, name);
        return NULL;
    }
    size_t first = 0;
    while (first < w->count && w->tabs[first].hidden)
        first++;
    const struct xlsx_tab *tab = &w->tabs[first < w->count ? first : 0];
    tell_sheet(a, e, w, tab);
    return tab;
}

/* --- which row names the columns --- */

static void find_title_merges(struct sheet_table *t)
{
    const struct xlsx_sheet *s = t->sheet;
    size_t titles = s->count < MOST_TITLES ? s->count : MOST_TITLES;
    int last = titles ? s->rows[titles - 1].number : 0;
    for (size_t i = 0; i < s->merge_count && t->merge_count < MOST_TITLE_MERGES; i++)
        if (s->merges[i].bottom > s->merges[i].top && s->merges[i].top <= last)
            t->merges[t->merge_count++] = &s->merges[i];
}

/* The text of a row's cell, or of the merged cell above that reaches down to it. */
static const struct xlsx_cell *title_at(
    const struct sheet_table *t, const struct xlsx_row *row, int column)
{
    const struct xlsx_cell *own = xlsx_lookup_cell(row, column);
    const struct xlsx_sheet *s = t->sheet;
    for (size_t i = 0; !own && i < t->merge_count; i++) {
        const struct xlsx_merge *m = t->merges[i];
        if (m->left != column || m->top >= row->number || m->bottom < row->number)
            continue;
        for (size_t k = 0; !own && k < s->count && s->rows[k].number <= m->top; k++)
            if (s->rows[k].number == m->top)
                own = xlsx_lookup_cell(&s->rows[k], column);
    }
    return own;
}

/* The columns that a row of names may have: those of the rows down to it that hold something. */
static bool *used_columns(const struct sheet_table *t, size_t rows, int *width)
{
    *width = 0;
    for (size_t i = 0; i <= rows; i++) {
        const struct xlsx_row *row = &t->sheet->rows[i];
        int last = row->cells[row->count - 1].column;
        *width = last > *width ? last : *width;
    }
    bool *used = arena_array(t->arena, (size_t)*width + 1, sizeof *used);
    for (size_t i = 0; i <= rows; i++)
        for (size_t k = 0; k < t->sheet->rows[i].count; k++)
            used[t->sheet->rows[i].cells[k].column] = true;
    return used;
}

/* How many of a row's cells name a field. */
static int count_names(
    const struct sheet_table *t, const struct xlsx_row *row, const bool *used, int width)
{
    int count = 0;
    for (int column = 1; column <= width; column++) {
        const struct xlsx_cell *c = used[column] ? title_at(t, row, column) : NULL;
        count += c && register_find_name(t->arena, t->registry, c->text) >= 0;
    }
    return count;
}

static bool blame_header(const struct sheet_table *t)
{
    messages_error(t->err, ERR_INPUT, "no-header", whole(t),
        "no row of this sheet names a field of the form; one must name the columns, as '%s'",
        "このシートには様式の項目名の行がありません。「%s」のような項目名の行が要ります",
        t->registry->field_count ? t->registry->fields[0]->label : "");
    return false;
}

/* The row with the most names; of several the first. */
static bool find_header(struct sheet_table *t)
{
    int best = 0;
    find_title_merges(t);
    for (size_t i = 0; i < t->sheet->count && i < MOST_TITLES; i++) {
        int width;
        const bool *used = used_columns(t, i, &width);
        int count = count_names(t, &t->sheet->rows[i], used, width);
        if (count > best) {
            best = count;
            t->head_row = i;
        }
    }
    return best || blame_header(t);
}

static struct grid_cell grid_cell_of(
    const struct sheet_table *t, const struct xlsx_cell *c, int row, int column)
{
    struct grid_cell out = {.text = "", .at = place(t, row, column)};
    if (!c)
        return out;
    out.text = c->text;
    out.size = c->size;
    out.kind = c->kind;
    out.literal = c->size;
    return out;
}

/* Below a name that is merged downwards no row is a record until its end. */
static int find_bottom(
    const struct sheet_table *t, const struct xlsx_row *row, const struct grid_cell *name)
{
    int bottom = row->number;
    bool known = register_find_name(t->arena, t->registry, name->text) >= 0;
    for (size_t i = 0; known && i < t->merge_count; i++) {
        const struct xlsx_merge *m = t->merges[i];
        if (m->left == name->at.column && m->top <= row->number && m->bottom > bottom)
            bottom = m->bottom;
    }
    return bottom;
}

/* The names, each column once. */
static struct grid_row read_names(struct sheet_table *t)
{
    const struct xlsx_row *row = &t->sheet->rows[t->head_row];
    struct grid_row head = {0};
    int width;
    const bool *used = used_columns(t, t->head_row, &width);
    head.cells = arena_array(t->arena, (size_t)width + 1, sizeof *head.cells);
    for (int column = 1; column <= width; column++) {
        const struct xlsx_cell *c = used[column] ? title_at(t, row, column) : NULL;
        if (c && *unicode_fold(t->arena, c->text))
            head.cells[head.count++] = grid_cell_of(t, c, row->number, column);
    }
    head.at = head.cells[0].at;
    for (size_t i = 0; i < head.count; i++) {
        int bottom = find_bottom(t, row, &head.cells[i]);
        t->head_bottom = bottom > t->head_bottom ? bottom : t->head_bottom;
    }
    return head;
}

/* --- which rows are records --- */

static bool is_sum_word(struct arena *a, const char *text)
{
    static const char *const words[] = {"計", "小計", "合計", "総計", "総合計"};
    const char *folded = unicode_fold(a, text);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (!strcmp(folded, words[i]))
            return true;
    return false;
}

/* "合計" in the first cell of a row that says something. */
static bool is_sum(const struct sheet_table *t, const struct xlsx_row *row)
{
    if (!is_sum_word(t->arena, row->cells[0].text))
        return false;
    messages_note(t->err, "sum-row", place(t, row->number, row->cells[0].column),
        "this row is a sum ('%s'), no record", "この行は「%s」なので、記録として読みません",
        row->cells[0].text);
    return true;
}

static bool leave_hidden(struct sheet_table *t, const struct xlsx_row *row)
{
    if (!row->hidden || t->source->hidden_rows)
        return false;
    if (t->hidden_count < MOST_NAMED_ROWS)
        t->hidden[t->hidden_count] = row->number;
    t->hidden_count++;
    return true;
}

static void tell_hidden(const struct sheet_table *t)
{
    const char *rows = "";
    for (int i = 0; i < t->hidden_count && i < MOST_NAMED_ROWS; i++)
        rows = arena_printf(t->arena, "%s%s%d", rows, i ? ", " : "", t->hidden[i]);
    const char *more = t->hidden_count > MOST_NAMED_ROWS ? ", …" : "";
    if (t->hidden_count)
        messages_note(t->err, "hidden-rows", whole(t),
            "%d hidden rows are left out (%s%s); " OPTION("hidden_rows") " takes them in",
            "非表示の%d行（フィルターで隠れた行を含む。%s%s行目）は読みません。読むには " OPTION(
                "hidden_rows") " を付けます",
            t->hidden_count, rows, more);
}

static bool is_blank(const struct sheet_table *t, const struct grid_row *row)
{
    for (size_t i = 0; i < row->count; i++)
        if (row->cells[i].kind == GRID_UNCALCULATED ||
            (row->cells[i].size && *unicode_fold(t->arena, row->cells[i].text)))
            return false;
    return true;
}

static struct grid_row read_row(
    const struct sheet_table *t, const struct xlsx_row *from, const struct grid_row *head)
{
    struct grid_row row = {.at = head->at, .count = head->count};
    row.at.line = from->number;
    row.cells = arena_array(t->arena, head->count + 1, sizeof *row.cells);
    for (size_t i = 0; i < head->count; i++) {
        int column = head->cells[i].at.column;
        row.cells[i] = grid_cell_of(t, xlsx_lookup_cell(from, column), from->number, column);
    }
    return row;
}

static bool blame_cells(const struct sheet_table *t)
{
    messages_error(t->err, ERR_INPUT, "too-large", whole(t),
        "the register has more than %zu cells; split it into several files",
        "台帳のセルが%zu個を超えています。ファイルを分けてください", register_limits.nodes);
    return false;
}

/* Behind it nothing stands on the sheet. */
static int find_last_column(const struct xlsx_sheet *s)
{
    int last = 0;
    for (size_t i = 0; i < s->count; i++) {
        int column = s->rows[i].cells[s->rows[i].count - 1].column;
        last = column > last ? column : last;
    }
    return last;
}

static bool read_rows(struct sheet_table *t)
{
    struct grid *out = &t->registry->table;
    const struct grid_row head = out->rows[0];
    for (size_t i = t->head_row + 1; i < t->sheet->count; i++) {
        const struct xlsx_row *row = &t->sheet->rows[i];
        if (row->number <= t->head_bottom || is_sum(t, row) || leave_hidden(t, row))
            continue;
        struct grid_row read = read_row(t, row, &head);
        if (is_blank(t, &read))
            continue;
        if (out->count * head.count > register_limits.nodes)
            return blame_cells(t);
        t->numbers[out->count] = row->number;
        out->rows[out->count++] = read;
    }
    tell_hidden(t);
    return true;
}

/* --- merged cells of records --- */

static size_t find_row(const struct sheet_table *t, int number)
{
    size_t low = 1, high = t->registry->table.count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (t->numbers[middle] < number)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool spread_merge(struct sheet_table *t, const struct xlsx_merge *m, size_t column)
{
    struct grid *out = &t->registry->table;
    size_t first = find_row(t, m->top);
    if (first >= out->count || t->numbers[first] != m->top)
        return true;
    for (size_t i = first + 1; i < out->count && t->numbers[i] <= m->bottom; i++) {
        struct grid_cell *to = &out->rows[i].cells[column];
        if (++t->spread > register_limits.nodes)
            return blame_cells(t);
        if (!to->size) {
            struct position at = to->at;
            *to = out->rows[first].cells[column];
            to->at = at;
        }
    }
    return true;
}

static bool spread_merges(struct sheet_table *t)
{
    const struct grid_row *head = &t->registry->table.rows[0];
    for (size_t i = 0; i < t->sheet->merge_count; i++) {
        const struct xlsx_merge *m = &t->sheet->merges[i];
        size_t column = 0;
        while (column < head->count && head->cells[column].at.column != m->left)
            column++;
        if (column < head->count && m->bottom > m->top && m->top > t->head_bottom &&
            !spread_merge(t, m, column))
            return false;
    }
    if (t->spread)
        messages_note(t->err, "merged-cells", whole(t),
            "what stands in a merged cell counts for each of its rows (%zu cells)",
            "結合されたセルの値は、その各行の値として読みます（%zuセル）", t->spread);
    return true;
}

/* --- all of it --- */

static bool make_table(struct sheet_table *t)
{
    struct grid *out = &t->registry->table;
    if (!find_header(t))
        return false;
    out->rows = arena_array(t->arena, t->sheet->count + 1, sizeof *out->rows);
    t->numbers = arena_array(t->arena, t->sheet->count + 1, sizeof *t->numbers);
    out->delimiter = ',';
    t->registry->last_column = find_last_column(t->sheet);
    out->rows[0] = read_names(t);
    out->count = 1;
    return read_rows(t) && spread_merges(t);
}

static void tell_of_file(
    struct arena *a, struct messages *e, const struct workbook *w, const char *file)
{
    const char *mark = file_join(a, file_folder(a, file), arena_printf(a, "~$%s", file_base(file)));
    if (file_exists(mark))
        messages_warn(e, "open-workbook", position_file(file),
            "the workbook seems to be open in Excel: what was not saved yet is not in it",
            "ブックが Excel で開かれているようです。保存していない変更は読まれません");
    if (w->has_macros)
        messages_note(e, "macros", position_file(file), "the workbook has macros; they are not run",
            "ブックにマクロがありますが、実行しません");
}

bool register_read_workbook(
    struct arena *a, struct messages *e, struct registry *r, const struct register_source *source)
{
    struct workbook *w = xlsx_open(a, e, r->file, r->text, r->size);
    if (!w)
        return false;
    if (!source->data)
        tell_of_file(a, e, w, r->file);
    const struct xlsx_tab *tab = choose_tab(a, e, w, source->sheet);
    const struct xlsx_sheet *sheet = tab ? xlsx_read_sheet(a, e, w, tab) : NULL;
    struct sheet_table t = {.arena = a, .err = e, .registry = r, .source = source, .sheet = sheet};
    r->sheet = tab ? tab->name : NULL;
    r->marked = true; /* as CSV it is for Excel */
    bool good = sheet && make_table(&t) && register_read_table(a, e, r);
    xlsx_close(w);
    return good;
}
