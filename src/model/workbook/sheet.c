/* Reads the cells of one sheet as it is unpacked: what they show is text, whatever they hold. Cells
   that say no place of their own stand behind the one before. */
#include "base/arena.h"
#include "model/workbook/cell_text.h"
#include "model/workbook/workbook_internal.h"

#include <stdlib.h>
#include <string.h>

struct sheet_reader {
    struct arena *arena;
    struct messages *err;
    struct workbook *workbook;
    struct xlsx_sheet *sheet;
    const char *part;
    size_t cells; /* that hold something */

    struct xlsx_cursor at;
    bool hidden;
    struct xlsx_cell *kept; /* its cells that hold something */
    size_t kept_count, kept_room;

    char type[12];
    size_t style;
    bool has_formula, has_value;
    bool in_value, in_string;
    struct buf value;      /* <v> */
    struct cell_text text; /* <is> */
};

static bool blame_sheet(struct sheet_reader *r)
{
    return xlsx_blame_part(r->err, r->workbook, r->part);
}

/* --- what a cell shows --- */

static const struct number_format *format_of(const struct sheet_reader *r)
{
    static const struct number_format general = {.code = "General"};
    const struct xlsx_contents *c = r->workbook->contents;
    return r->style < c->format_count ? &c->formats[r->style] : &general;
}

static const char *value_of(const struct sheet_reader *r)
{
    return r->value.data ? r->value.data : "";
}

static void show(struct xlsx_cell *cell, const char *text)
{
    cell->text = text;
    cell->size = strlen(text);
}

static void show_resolved(struct sheet_reader *r, struct xlsx_cell *cell, const struct buf *b)
{
    cell->text = cell_text_resolve(r->arena, b->data ? b->data : "", b->size, &cell->size);
}

static bool show_shared(struct sheet_reader *r, struct xlsx_cell *cell)
{
    const struct xlsx_contents *c = r->workbook->contents;
    char *end;
    unsigned long i = strtoul(value_of(r), &end, 10);
    if (!r->value.size)
        return true;
    if (*end || i >= c->string_count)
        return blame_sheet(r);
    cell->text = c->strings[i].text;
    cell->size = c->strings[i].size;
    return true;
}

/* Of a text that is all digits the zeros at the front may be lost; where a format writes them, or
   anything else, they are not. */
static bool show_number(struct sheet_reader *r, struct xlsx_cell *cell)
{
    const struct number_format *f = format_of(r);
    struct decimal d;
    bool timed;
    if (!r->value.size)
        return true;
    if (!decimal_read(value_of(r), &d))
        return blame_sheet(r);
    if (f->day || f->time) {
        show(cell,
            number_format_print_day(r->arena, f, &d, r->workbook->contents->from_1904, &timed));
        cell->kind = timed ? GRID_DAY_TIME : GRID_TEXT;
        return true;
    }
    show(cell, number_format_print(r->arena, f, &d));
    bool plain = !strcmp(cell->text, decimal_print(r->arena, &d));
    cell->kind = plain ? GRID_NUMBER : GRID_TEXT;
    return true;
}

/* "2026-07-31T09:30:00" (ISO 8601). */
static void show_iso_day(struct sheet_reader *r, struct xlsx_cell *cell)
{
    const char *text = value_of(r);
    size_t day = strcspn(text, "T");
    bool timed = text[day] && strspn(text + day, "T0:.Z") < strlen(text + day);
    show(cell, arena_printf(r->arena, timed ? "%.*s %.5s" : "%.*s", (int)day, text,
                   timed ? text + day + 1 : ""));
    cell->kind = timed ? GRID_DAY_TIME : GRID_TEXT;
}

static bool is_type(const struct sheet_reader *r, const char *type)
{
    return !strcmp(r->type, type);
}

/* A formula that gives "" has an empty value of type 'str'; one that was never calculated has no
   value, or an empty one of no type. */
static bool is_uncalculated(const struct sheet_reader *r)
{
    return r->has_formula && !r->value.size && !(is_type(r, "str") && r->has_value);
}

static bool show_cell(struct sheet_reader *r, struct xlsx_cell *cell)
{
    if (is_uncalculated(r))
        cell->kind = GRID_UNCALCULATED;
    else if (is_type(r, "s"))
        return show_shared(r, cell);
    else if (is_type(r, "inlineStr"))
        show_resolved(r, cell, &r->text.text);
    else if (is_type(r, "b") && r->value.size)
        show(cell, strcmp(value_of(r), "0") != 0 ? "TRUE" : "FALSE");
    else if (is_type(r, "d"))
        show_iso_day(r, cell);
    else if (is_type(r, "n"))
        return show_number(r, cell);
    else
        show_resolved(r, cell, &r->value); /* str, e */
    return true;
}

/* --- rows --- */

static struct xlsx_cell *add_cell(struct sheet_reader *r)
{
    if (r->kept_count == r->kept_room) {
        r->kept_room = r->kept_room ? r->kept_room * 2 : 32;
        r->kept = realloc(r->kept, r->kept_room * sizeof *r->kept);
        if (!r->kept)
            abort();
    }
    return &r->kept[r->kept_count++];
}

static bool keep_cell(struct sheet_reader *r)
{
    struct xlsx_cell cell = {.column = r->at.column, .text = ""};
    if (!show_cell(r, &cell))
        return false;
    if (!cell.size && cell.kind != GRID_UNCALCULATED)
        return true;
    if (++r->cells > MOST_CELLS)
        return xlsx_blame_size(r->err, r->workbook);
    *add_cell(r) = cell;
    return true;
}

static int compare_cells(const void *a, const void *b)
{
    const struct xlsx_cell *x = a, *y = b;
    return (x->column > y->column) - (x->column < y->column);
}

/* A cell that stands twice has two values. */
static bool order_cells(struct sheet_reader *r)
{
    if (r->kept_count)
        qsort(r->kept, r->kept_count, sizeof *r->kept, compare_cells);
    for (size_t i = 1; i < r->kept_count; i++)
        if (r->kept[i].column == r->kept[i - 1].column)
            return blame_sheet(r);
    return true;
}

static bool keep_row(struct sheet_reader *r)
{
    struct xlsx_sheet *s = r->sheet;
    if (!r->kept_count)
        return true;
    if (!order_cells(r))
        return false;
    s->rows = arena_more(r->arena, s->rows, s->count, sizeof *s->rows);
    struct xlsx_row *row = &s->rows[s->count++];
    *row = (struct xlsx_row){.number = r->at.row, .hidden = r->hidden, .count = r->kept_count};
    row->cells = arena_array(r->arena, r->kept_count, sizeof *row->cells);
    memcpy(row->cells, r->kept, r->kept_count * sizeof *row->cells);
    return true;
}

static int compare_rows(const void *a, const void *b)
{
    const struct xlsx_row *x = a, *y = b;
    return (x->number > y->number) - (x->number < y->number);
}

static bool order_rows(struct sheet_reader *r)
{
    struct xlsx_sheet *s = r->sheet;
    if (s->count)
        qsort(s->rows, s->count, sizeof *s->rows, compare_rows);
    for (size_t i = 1; i < s->count; i++)
        if (s->rows[i].number == s->rows[i - 1].number)
            return blame_sheet(r);
    return true;
}

/* --- elements --- */

static bool add_merge(struct sheet_reader *r, struct xml_attributes attributes)
{
    struct xlsx_sheet *s = r->sheet;
    const char *text = xml_attribute(attributes, "ref");
    const char *end = "";
    struct xlsx_merge m;
    if (!text || !xlsx_read_reference(text, &m.top, &m.left, &end) || *end != ':' ||
        !xlsx_read_reference(end + 1, &m.bottom, &m.right, &end) || *end)
        return blame_sheet(r);
    if (s->merge_count == MOST_MERGES)
        return xlsx_blame_size(r->err, r->workbook);
    s->merges = arena_more(r->arena, s->merges, s->merge_count, sizeof *s->merges);
    s->merges[s->merge_count++] = m;
    return true;
}

static bool begin_row(struct sheet_reader *r, struct xml_attributes attributes)
{
    const char *hidden = xml_attribute(attributes, "hidden");
    r->hidden = hidden && (!strcmp(hidden, "1") || !strcmp(hidden, "true"));
    r->kept_count = 0;
    return xlsx_place_row(&r->at, attributes) || blame_sheet(r);
}

static bool begin_cell(struct sheet_reader *r, struct xml_attributes attributes)
{
    const char *type = xml_attribute(attributes, "t");
    const char *style = xml_attribute(attributes, "s");
    snprintf(r->type, sizeof r->type, "%s", type ? type : "n");
    r->style = style ? strtoul(style, NULL, 10) : 0;
    r->has_formula = r->has_value = r->in_value = r->in_string = false;
    buf_clear(&r->value);
    cell_text_clear(&r->text);
    return xlsx_place_cell(&r->at, attributes) || blame_sheet(r);
}

static bool begin_element(void *data, struct xml_name name, struct xml_attributes attributes)
{
    struct sheet_reader *r = data;
    if (!xlsx_owns(name))
        return true;
    if (!strcmp(name.local, "row"))
        return begin_row(r, attributes);
    if (!strcmp(name.local, "c"))
        return begin_cell(r, attributes);
    if (!strcmp(name.local, "mergeCell"))
        return add_merge(r, attributes);
    r->has_formula |= !strcmp(name.local, "f");
    r->in_value = !strcmp(name.local, "v");
    r->has_value |= r->in_value;
    r->in_string |= !strcmp(name.local, "is");
    if (r->in_string)
        cell_text_begin(&r->text, name.local);
    return true;
}

static bool end_element(void *data, struct xml_name name)
{
    struct sheet_reader *r = data;
    if (!xlsx_owns(name))
        return true;
    r->in_value = false;
    if (r->in_string)
        cell_text_end(&r->text, name.local);
    if (!strcmp(name.local, "is"))
        r->in_string = false;
    if (!strcmp(name.local, "c"))
        return keep_cell(r);
    return strcmp(name.local, "row") != 0 || keep_row(r);
}

static bool take_text(void *data, const char *text, size_t size)
{
    struct sheet_reader *r = data;
    if (r->in_value)
        buf_add(&r->value, text, size);
    if (r->in_string)
        cell_text_add(&r->text, text, size);
    return true;
}

struct xlsx_sheet *xlsx_read_sheet(
    struct arena *a, struct messages *e, struct workbook *w, const struct xlsx_tab *tab)
{
    const struct xml_events events = {begin_element, end_element, take_text};
    struct xlsx_sheet *s = arena_alloc(a, sizeof *s);
    struct sheet_reader r = {.arena = a, .err = e, .workbook = w, .sheet = s, .part = tab->part};
    s->name = tab->name;
    bool good = xlsx_read_strings(a, e, w) && xlsx_read_part(e, w, tab->part, false, &events, &r) &&
                order_rows(&r);
    free(r.kept);
    buf_release(&r.value);
    buf_release(&r.text.text);
    return good ? s : NULL;
}

const struct xlsx_cell *xlsx_lookup_cell(const struct xlsx_row *row, int column)
{
    size_t low = 0, high = row->count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (row->cells[middle].column < column)
            low = middle + 1;
        else
            high = middle;
    }
    return low < row->count && row->cells[low].column == column ? &row->cells[low] : NULL;
}
