/* Writes a register again, with the numbers that were missing; nothing else changes. */
#include "base/arena.h"
#include "base/file.h"
#include "model/register/register_internal.h"
#include "model/workbook/workbook.h"
#include "seam/spreadsheet/spreadsheet.h"

#include <string.h>

static const char byte_order_mark[] = "\xEF\xBB\xBF";

/* --- CSV: every cell again --- */

static void write_row(const struct registry *r, const struct grid_row *row, int column,
    const char *value, bool first_column, struct buf *out)
{
    char delimiter = r->table.delimiter;
    if (first_column)
        csv_write_cell(out, value ? value : "", value ? strlen(value) : 0, delimiter, true);
    for (size_t i = 0; i < row->count; i++) {
        const struct grid_cell *c = &row->cells[i];
        bool ours = value && (int)i == column && !c->size;
        csv_write_cell(out, ours ? value : c->text, ours ? strlen(value) : c->size, delimiter,
            i == 0 && !first_column);
    }
    csv_write_end(out);
}

/* The values by the table's rows, of which some are no records. */
static const char **row_values(struct arena *a, const struct registry *r, const char *const *values)
{
    const char **rows = arena_array(a, r->table.count + 1, sizeof *rows);
    for (size_t i = 0; i < r->count; i++)
        rows[r->entries[i].row] = values[i];
    return rows;
}

/* A register without the column gets one, the first. rows: as row_values gives them. */
static void write_csv(
    const struct registry *r, const struct field *f, const char *const *rows, struct buf *out)
{
    int column = register_find_column(r, f);
    if (r->table.declared)
        buf_addf(out, "sep=%c\r\n", r->table.delimiter);
    write_row(r, &r->table.rows[0], -1, f->label, column < 0, out);
    for (size_t i = 1; i < r->table.count; i++)
        write_row(r, &r->table.rows[i], column, rows[i], column < 0, out);
}

/* --- YAML: the text as it is, with the numbers put in --- */

/* The byte of a place; places come in the order of the text. */
struct cursor {
    const char *text;
    size_t size, at;
    int line, column;
};

static size_t seek(struct cursor *c, struct position to)
{
    while (
        c->at < c->size && (c->line < to.line || (c->line == to.line && c->column < to.column))) {
        char byte = c->text[c->at++];
        if (byte == '\n') {
            c->line++;
            c->column = 1;
        } else if (c->at >= c->size || (c->text[c->at] & 0xC0) != 0x80) {
            c->column++;
        }
    }
    return c->at;
}

static void add_quoted(struct buf *out, const char *text)
{
    buf_addc(out, '\'');
    for (; *text; text++) {
        if (*text == '\'')
            buf_addc(out, '\'');
        buf_addc(out, *text);
    }
    buf_addc(out, '\'');
}

/* "number: '…'" before a record's first key. */
static void add_pair(
    const struct node *map, const char *label, const char *value, bool flow, struct buf *out)
{
    buf_adds(out, label);
    buf_adds(out, ": ");
    add_quoted(out, value);
    if (flow)
        buf_adds(out, ", ");
    else
        buf_addf(out, "\n%*s", map->pairs[0].key->at.column - 1, "");
}

/* The number behind a key that has none; returns where the text goes on. */
static size_t fill_pair(const struct registry *r, size_t at, const char *value, struct buf *out)
{
    const char *colon = memchr(r->text + at, ':', r->size - at);
    size_t done = colon ? (size_t)(colon - r->text) + 1 : at;
    buf_add(out, r->text + at, done - at);
    buf_addc(out, ' ');
    add_quoted(out, value);
    while (done < r->size && (r->text[done] == ' ' || r->text[done] == '~'))
        done++;
    return done;
}

static void write_yaml(
    const struct registry *r, const struct field *f, const char *const *values, struct buf *out)
{
    struct cursor c = {.text = r->text, .size = r->size, .line = 1, .column = 1};
    size_t done = 0;
    for (size_t i = 0; i < r->count; i++) {
        const struct node *map = r->entries[i].node;
        const struct pair *own = map ? register_lookup_pair(map, f) : NULL;
        if (!map || !map->count || !values[i] || (own && !node_is_nothing(own->value)))
            continue;
        bool flow = r->text[seek(&c, map->at)] == '{';
        size_t at = seek(&c, own ? own->key->at : map->pairs[0].key->at);
        buf_add(out, r->text + done, at - done);
        done = at;
        if (own)
            done = fill_pair(r, at, values[i], out);
        else
            add_pair(map, f->label, values[i], flow, out);
    }
    buf_add(out, r->text + done, r->size - done);
}

/* --- workbooks --- */

static bool ends_with(const char *s, const char *end)
{
    size_t n = strlen(s), m = strlen(end);
    return n >= m && !strcmp(s + n - m, end);
}

static const struct xlsx_tab *find_tab(const struct workbook *w, const char *name)
{
    for (size_t i = 0; i < w->count; i++)
        if (!strcmp(w->tabs[i].name, name))
            return &w->tabs[i];
    return NULL;
}

/* The cells that get a number, by their places; a column that is not there comes behind all
   others. */
static struct xlsx_change *list_changes(struct arena *a, const struct registry *r,
    const struct field *f, const char *const *rows, size_t *count)
{
    const struct grid_row *head = &r->table.rows[0];
    struct xlsx_change *all = arena_array(a, r->table.count + 1, sizeof *all);
    int column = register_find_column(r, f);
    int place = column < 0 ? r->last_column + 1 : head->cells[column].at.column;
    if (column < 0)
        all[(*count)++] = (struct xlsx_change){head->at.line, place, f->label};
    for (size_t i = 1; i < r->table.count; i++) {
        const struct grid_row *row = &r->table.rows[i];
        if (rows[i] && (column < 0 || !row->cells[column].size))
            all[(*count)++] = (struct xlsx_change){row->at.line, place, rows[i]};
    }
    return all;
}

static bool write_changed(struct arena *a, struct messages *e, const struct registry *r,
    const struct field *f, const char *const *rows, struct buf *out)
{
    size_t count = 0;
    struct xlsx_change *changes = list_changes(a, r, f, rows, &count);
    struct workbook *w = xlsx_open(a, e, r->file, r->text, r->size);
    bool good = w && xlsx_write_changed(e, w, find_tab(w, r->sheet), changes, count, out);
    xlsx_close(w);
    return good;
}

/* A CSV as a workbook: all of it is text. */
static bool write_workbook(struct messages *e, const struct registry *r, const struct field *f,
    const char *const *rows, const char *path)
{
    struct spreadsheet *s = spreadsheet_open(e, path);
    int column = register_find_column(r, f);
    int first = column < 0;
    if (!s)
        return false;
    spreadsheet_add(s, "台帳");
    if (first)
        spreadsheet_put(s, 1, 1, f->label, SPREADSHEET_HEAD);
    for (size_t i = 0; i < r->table.count; i++) {
        const struct grid_row *row = &r->table.rows[i];
        if (first && i && rows[i])
            spreadsheet_put(s, (int)i + 1, 1, rows[i], SPREADSHEET_TEXT);
        for (size_t k = 0; k < row->count; k++) {
            bool ours = i && (int)k == column && rows[i] && !row->cells[k].size;
            spreadsheet_put(s, (int)i + 1, (int)k + 1 + first, ours ? rows[i] : row->cells[k].text,
                i ? SPREADSHEET_TEXT : SPREADSHEET_HEAD);
        }
    }
    return spreadsheet_save(e, s);
}

static bool blame_yaml(struct messages *e, const char *path)
{
    messages_error(e, ERR_USAGE, "not-workbook", position_file(path),
        "a register in YAML is written as YAML; give the new file a name with .yaml",
        "YAMLの台帳はYAMLで書き出します。新しいファイルの名前を .yaml にしてください");
    return false;
}

/* --- all --- */

static bool write_bytes(struct arena *a, struct messages *e, const struct registry *r,
    const struct field *f, const char *const *values, const char *path)
{
    struct buf out = {0};
    bool good = true;
    bool changed = r->is_workbook && !ends_with(path, ".csv");
    if (r->marked && !changed)
        buf_adds(&out, byte_order_mark);
    if (r->is_yaml)
        write_yaml(r, f, values, &out);
    else if (changed)
        good = write_changed(a, e, r, f, row_values(a, r, values), &out);
    else
        write_csv(r, f, row_values(a, r, values), &out);
    good = good && file_write(e, path, out.data, out.size, 0666);
    buf_release(&out);
    return good;
}

bool register_write(struct arena *a, struct messages *e, const struct registry *r, const char *key,
    const char *const *values, const char *path)
{
    const struct field *f = field_child(r->record, key);
    bool to_workbook = ends_with(path, ".xlsx");
    if (to_workbook && r->is_yaml)
        return blame_yaml(e, path);
    if (to_workbook && !r->is_workbook)
        return write_workbook(e, r, f, row_values(a, r, values), path);
    return write_bytes(a, e, r, f, values, path);
}
