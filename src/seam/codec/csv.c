/* csv: tables of commas or tabs, read record by record (RFC 4180). */
#include "seam/codec/csv.h"

#include "base/arena.h"
#include "seam/unicode/unicode.h"

#include <csv.h>
#include <strings.h>

/* libcsv tells no places: it is fed byte by byte (but see next_bytes), and what it calls back
   belongs to the byte that was fed last. */
struct reader {
    struct arena *arena;
    struct messages *err;
    const char *file;
    const char *text;
    struct grid *table;
    size_t row_room;
    size_t cell_room;
    size_t cells;
    size_t most_cells;
    struct grid_row row;
    struct position next;  /* of the byte that is fed next */
    struct position start; /* of the cell under way */
    struct position quote; /* of the quotation mark that opened it, or none */
    bool fresh;            /* nothing of the cell was fed yet */
    bool full;
};

static void add_cell(void *text, size_t size, void *data)
{
    struct reader *r = data;
    struct grid_row *row = &r->row;
    if (row->count == r->cell_room) {
        size_t room = r->cell_room ? r->cell_room * 2 : 16;
        row->cells = arena_grow(r->arena, row->cells, row->count, room, sizeof *row->cells);
        r->cell_room = room;
    }
    if (!row->count)
        row->at = r->start;
    const char *copy = arena_strndup(r->arena, text ? text : "", size);
    bool quoted = r->quote.line;
    row->cells[row->count++] = (struct grid_cell){.text = copy,
        .size = size,
        .at = r->start,
        .literal = quoted && (memchr(copy, '"', size) || memchr(copy, '\n', size))};
    r->full |= ++r->cells > r->most_cells;
    r->fresh = true;
    r->quote = position_none();
}

static void keep_row(struct reader *r)
{
    struct grid *t = r->table;
    if (t->count == r->row_room) {
        size_t room = r->row_room ? r->row_room * 2 : 64;
        t->rows = arena_grow(r->arena, t->rows, t->count, room, sizeof *t->rows);
        r->row_room = room;
    }
    struct grid_row *row = &t->rows[t->count++];
    *row = r->row;
    row->cells = arena_array(r->arena, row->count + 1, sizeof *row->cells);
    memcpy(row->cells, r->row.cells, row->count * sizeof *row->cells);
}

static bool row_is_blank(const struct grid_row *row)
{
    for (size_t i = 0; i < row->count; i++)
        if (row->cells[i].size)
            return false;
    return true;
}

static void end_row(int byte, void *data)
{
    struct reader *r = data;
    (void)byte;
    if (!row_is_blank(&r->row))
        keep_row(r);
    r->row.count = 0;
    r->fresh = true;
}

/* The byte that begins a cell: its place, or that of the first one behind its quotation mark. */
static void note_start(struct reader *r, char byte)
{
    bool space = (byte == ' ' || byte == '\t') && byte != r->table->delimiter;
    if (!r->fresh || byte == '\n' || byte == '\r')
        return;
    r->start = r->next;
    if (space)
        return;
    r->fresh = false;
    if (byte == '"') {
        r->quote = r->next;
        r->start.column++;
    }
}

static void advance(struct position *m, char byte)
{
    if (byte == '\n') {
        m->line++;
        m->column = 1;
    } else if ((byte & 0xC0) != 0x80) {
        m->column++;
    }
}

static bool blame_quote(struct reader *r, struct position at)
{
    messages_error(r->err, ERR_INPUT, "csv-quote", at,
        "a quotation mark must open and close a whole cell; within a cell it is written twice",
        "引用符「\"」はセル全体を囲みます。セルの中の引用符は二つ続けて書いてください");
    return false;
}

static bool blame_open(struct reader *r)
{
    messages_error(r->err, ERR_INPUT, "csv-quote", r->quote,
        "the quotation mark that opens here is never closed; close it behind the cell's text",
        "ここで始まる引用符「\"」が閉じられていません。セルの終わりに「\"」を補ってください");
    return false;
}

static bool blame_size(struct reader *r)
{
    messages_error(r->err, ERR_INPUT, "too-large", r->next,
        "the register has more than %zu cells; split it into several files",
        "台帳のセルが%zu個を超えています。ファイルを分けてください", r->most_cells);
    return false;
}

/* One byte, or a stretch of what is not ASCII, in which nothing begins or ends. */
static size_t next_bytes(const char *text, size_t size)
{
    size_t n = 0;
    while (n < size && (unsigned char)text[n] >= 0x80)
        n++;
    return n ? n : 1;
}

static bool feed(struct reader *r, struct csv_parser *p, size_t size)
{
    for (size_t i = 0, n; i < size; i += n) {
        n = next_bytes(r->text + i, size - i);
        note_start(r, r->text[i]);
        if (csv_parse(p, r->text + i, n, add_cell, end_row, r) != n)
            return blame_quote(r, r->next);
        if (r->full)
            return blame_size(r);
        for (size_t k = 0; k < n; k++)
            advance(&r->next, r->text[i + k]);
    }
    return csv_fini(p, add_cell, end_row, r) == 0 || blame_open(r);
}

static size_t count_outside(const char *text, size_t n, char c)
{
    size_t count = 0;
    bool quoted = false;
    for (size_t i = 0; i < n; i++) {
        quoted ^= text[i] == '"';
        count += !quoted && text[i] == c;
    }
    return count;
}

/* What stands most often in the first line, outside of quotation marks. */
static char delimiter_of(const char *text, size_t size)
{
    static const char delimiters[] = {'\t', ';'};
    const char *end = memchr(text, '\n', size);
    size_t n = end ? (size_t)(end - text) : size;
    char best = ',';
    for (size_t i = 0; i < sizeof delimiters; i++)
        if (count_outside(text, n, delimiters[i]) > count_outside(text, n, best))
            best = delimiters[i];
    return best;
}

/* The bytes of a first line "sep=;", by which Excel is told what parts the cells; 0: none. */
static size_t read_declaration(const char *text, size_t size, char *delimiter)
{
    if (size < 6 || strncasecmp(text, "sep=", 4) || !strchr(",;\t|", text[4]))
        return 0;
    size_t end = text[5] == '\r' ? 6 : 5;
    if (end >= size || text[end] != '\n')
        return 0;
    *delimiter = text[4];
    return end + 1;
}

bool csv_read(struct arena *a, struct messages *e, struct csv_source source, size_t most_cells,
    struct grid *out)
{
    const char *text = source.text;
    size_t size = source.size;
    struct csv_parser parser;
    if (size >= 3 && !memcmp(text, "\xEF\xBB\xBF", 3)) {
        text += 3;
        size -= 3;
    }
    *out = (struct grid){.delimiter = delimiter_of(text, size)};
    size_t declared = read_declaration(text, size, &out->delimiter);
    out->declared = declared;
    text += declared;
    size -= declared;
    struct position first = {.file = source.file, .line = declared ? 2 : 1, .column = 1};
    struct reader r = {.arena = a,
        .err = e,
        .file = source.file,
        .text = text,
        .table = out,
        .most_cells = most_cells,
        .next = first,
        .start = first,
        .fresh = true};
    if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
        abort();
    csv_set_delim(&parser, (unsigned char)out->delimiter);
    bool good = feed(&r, &parser, size);
    csv_free(&parser);
    return good;
}

void csv_write_cell(struct buf *out, const char *text, size_t size, char delimiter, bool first)
{
    char special[] = {delimiter, '"', '\n', '\r', '\0'};
    bool quote = strcspn(text, special) < size ||
                 (size && (strchr(" \t", text[0]) || strchr(" \t", text[size - 1])));
    if (!first)
        buf_addc(out, delimiter);
    if (!quote) {
        buf_add(out, text, size);
        return;
    }
    size_t room = size * 2 + 2;
    char *cell = malloc(room);
    if (!cell)
        abort();
    buf_add(out, cell, csv_write(cell, room, text, size));
    free(cell);
}

void csv_write_end(struct buf *out)
{
    buf_adds(out, "\r\n");
}

const char *csv_library_version(void)
{
#define TEXT_OF(n) #n
#define VERSION_OF(a, b, c) "libcsv " TEXT_OF(a) "." TEXT_OF(b) "." TEXT_OF(c)
    return VERSION_OF(CSV_MAJOR, CSV_MINOR, CSV_RELEASE);
}
