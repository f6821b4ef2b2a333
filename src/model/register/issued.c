/* Reads and writes control files: a CSV table with a row for each number, and a row that seals. */
#include "model/register/issued.h"

#include "base/arena.h"
#include "base/file.h"
#include "seam/codec/csv.h"
#include "seam/codec/sha256.h"

#include <string.h>

enum { COLUMNS = 7, MOST_CELLS = 4000000, MOST_BYTES = 64 << 20 };

static const char byte_order_mark[] = "\xEF\xBB\xBF";
static const char seal_name[] = "封印";
static const char *const columns[COLUMNS] = {
    "様式", "番号", "名称", "ファイル", "日付", "再交付", "指紋"};

/* The texts of a line in the order of the columns. */
static void list_texts(struct issued_line *l, const char **texts[COLUMNS])
{
    const char **const all[COLUMNS] = {
        &l->form, &l->number, &l->name, &l->file, &l->date, &l->reissued, &l->fingerprint};
    memcpy(texts, all, sizeof all);
}

/* --- reading --- */

static bool blame_file(struct messages *e, const char *path)
{
    messages_error(e, ERR_INPUT, "no-control-file", position_file(path),
        "'%s' is no control file of what was issued; restore it, or move it away",
        "「%s」は発行の控えではありません。元に戻すか、別の場所に移してください", path);
    return false;
}

static bool is_heading(const struct grid_row *row)
{
    for (size_t i = 0; i < COLUMNS; i++)
        if (row->count != COLUMNS || strcmp(row->cells[i].text, columns[i]))
            return false;
    return true;
}

static bool is_seal(const struct grid_row *row)
{
    return row->count == 2 && !strcmp(row->cells[0].text, seal_name);
}

/* The seal is of all bytes before its row. */
static void check_seal(
    struct messages *e, const char *path, const struct buf *bytes, const struct grid *t)
{
    char digest[SHA256_TEXT + 1];
    const char *row = bytes->data;
    for (const char *s = row; (s = strstr(s, seal_name)); s++)
        row = s;
    sha256_of(bytes->data, (size_t)(row - bytes->data), digest);
    const struct grid_row *last = &t->rows[t->count - 1];
    if (is_seal(last) && !strcmp(last->cells[1].text, digest))
        return;
    messages_warn(e, "broken-seal", position_file(path),
        "the control file '%s' was changed since it was written; what it says of the last issue "
        "may "
        "be wrong",
        "発行の控え「%s」が、書き出した後に変更されています。前回の発行と正しく比べられない"
        "おそれがあります",
        path);
}

static bool read_rows(
    struct messages *e, const char *path, const struct grid *t, struct issued *out)
{
    for (size_t i = 1; i < t->count; i++) {
        const struct grid_row *row = &t->rows[i];
        if (is_seal(row))
            continue;
        if (row->count != COLUMNS)
            return blame_file(e, path);
        const char **texts[COLUMNS];
        struct issued_line *l = issued_find(out, row->cells[0].text, row->cells[1].text);
        l->there = true;
        list_texts(l, texts);
        for (size_t k = 0; k < COLUMNS; k++)
            *texts[k] = row->cells[k].text;
    }
    return true;
}

bool issued_load(struct arena *a, struct messages *e, const char *path, struct issued *out)
{
    struct buf bytes = {0};
    struct grid table;
    *out = (struct issued){.arena = a, .numbers = {.arena = a}};
    if (!file_exists(path))
        return true;
    bool good = file_read(e, position_none(), path, MOST_BYTES, &bytes);
    good = good && bytes.size &&
           csv_read(a, e, (struct csv_source){path, bytes.data, bytes.size}, MOST_CELLS, &table);
    if (good && table.count && is_heading(&table.rows[0])) {
        check_seal(e, path, &bytes, &table);
        good = read_rows(e, path, &table, out);
    } else if (!e->errors) {
        good = blame_file(e, path);
    }
    buf_release(&bytes);
    return good;
}

/* --- lines --- */

struct issued_line *issued_find(struct issued *all, const char *form, const char *number)
{
    struct arena *a = all->arena;
    const char *key = arena_printf(a, "%s\n%s", form, number);
    size_t at = string_index_add(&all->numbers, key, all->count);
    if (at < all->count)
        return all->lines[at];
    if (all->count == all->room) {
        size_t room = all->room ? all->room * 2 : 64;
        all->lines = arena_grow(a, all->lines, all->count, room, sizeof(struct issued_line *));
        all->room = room;
    }
    struct issued_line *l = arena_alloc(a, sizeof *l);
    *l = (struct issued_line){false, form, number, "", "", "", "", ""};
    return all->lines[all->count++] = l;
}

/* --- writing --- */

static void write_row(struct buf *out, const char *const *texts, size_t count)
{
    for (size_t i = 0; i < count; i++)
        csv_write_cell(out, texts[i], strlen(texts[i]), ',', i == 0);
    csv_write_end(out);
}

bool issued_write(struct messages *e, const char *path, const struct issued *all)
{
    struct buf out = {0};
    char digest[SHA256_TEXT + 1];
    buf_adds(&out, byte_order_mark);
    write_row(&out, columns, COLUMNS);
    for (size_t i = 0; i < all->count; i++) {
        const struct issued_line *l = all->lines[i];
        if (!l->there)
            continue;
        const char *const texts[COLUMNS] = {
            l->form, l->number, l->name, l->file, l->date, l->reissued, l->fingerprint};
        write_row(&out, texts, COLUMNS);
    }
    sha256_of(out.data, out.size, digest);
    write_row(&out, (const char *const[]){seal_name, digest}, 2);
    bool good = file_write(e, path, out.data, out.size, 0666);
    buf_release(&out);
    return good;
}
