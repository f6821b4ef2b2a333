/* Writes a register again, with the numbers that were missing; nothing else changes. */
#include "model/register/register_internal.h"

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

/* A register without the column gets one, the first. */
static void write_csv(
    const struct registry *r, const char *key, const char *const *values, struct buf *out)
{
    const struct field *f = field_child(r->record, key);
    int column = register_find_column(r, f);
    if (r->table.declared)
        buf_addf(out, "sep=%c\r\n", r->table.delimiter);
    write_row(r, &r->table.rows[0], -1, f->label, column < 0, out);
    for (size_t i = 0; i < r->count; i++)
        write_row(r, &r->table.rows[i + 1], column, values[i], column < 0, out);
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
    const struct registry *r, const char *key, const char *const *values, struct buf *out)
{
    struct cursor c = {.text = r->text, .size = r->size, .line = 1, .column = 1};
    const struct field *f = field_child(r->record, key);
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

void register_write(
    const struct registry *r, const char *key, const char *const *values, struct buf *out)
{
    if (r->marked)
        buf_adds(out, byte_order_mark);
    if (r->is_yaml)
        write_yaml(r, key, values, out);
    else
        write_csv(r, key, values, out);
}
