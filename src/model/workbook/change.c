/* Writes texts into cells of a sheet: what stands between them is copied as it is, so that formats,
   widths, other sheets and whatever a spreadsheet keeps there stay. Texts are written within their
   cells, characters that are not ASCII as references: the sheet may be encoded in any way. */
#include "model/workbook/workbook_internal.h"
#include "seam/unicode/unicode.h"

#include <string.h>

struct changer {
    struct messages *err;
    struct workbook *workbook;
    const struct xlsx_tab *tab;
    struct buf sheet; /* as it was */
    struct xml *xml;
    struct xlsx_cursor at;
    const struct xlsx_change *next, *end; /* changes that are still to be made */
    size_t copied;                        /* bytes of the sheet that were passed on */
    bool replacing;                       /* the cell under way is left out */
    size_t cell;                          /* where it begins */
    char style[16];                       /* of it */
    struct buf out;
};

static bool blame(struct changer *c)
{
    return xlsx_blame_part(c->err, c->workbook, c->tab->part);
}

static bool blame_formula(struct changer *c)
{
    struct position at = {c->workbook->file, c->at.row, c->at.column, c->tab->name};
    messages_error(c->err, ERR_INPUT, "formula-number", at,
        "the number cannot be written here: the cell holds a formula; delete it",
        "このセルには数式があるため、番号を書き込めません。数式を消してください");
    return false;
}

/* --- what is written --- */

static void copy_to(struct changer *c, size_t to)
{
    buf_add(&c->out, c->sheet.data + c->copied, to - c->copied);
    c->copied = to;
}

static void add_text(struct buf *out, const char *text)
{
    size_t step;
    for (size_t left = strlen(text); left; left -= step, text += step) {
        uint32_t one = unicode_decode(text, left, &step);
        if (one >= 0x80 || strchr("<>&", (int)one))
            buf_addf(out, "&#%u;", (unsigned)one);
        else
            buf_addc(out, (char)one);
    }
}

/* The prefix of the sheet's names, with its colon; as the mark-up at a place has it. */
static void add_name(struct changer *c, size_t tag, const char *name)
{
    const char *s = c->sheet.data + tag + 1;
    s += *s == '/';
    size_t size = strcspn(s, ":/> \t\r\n");
    if (s[size] == ':')
        buf_add(&c->out, s, size + 1);
    buf_adds(&c->out, name);
}

static void add_element(struct changer *c, size_t tag, const char *name, const char *attributes)
{
    buf_addc(&c->out, '<');
    add_name(c, tag, name);
    buf_addf(&c->out, "%s>", attributes);
}

/* tag: any mark-up of the sheet's. */
static void add_cell(struct changer *c, size_t tag, const char *style)
{
    static const char *const names[] = {"t", "is", "c"};
    const struct xlsx_change *change = c->next++;
    struct position at = {NULL, change->row, change->column, NULL};
    char place[POSITION_CELL_ROOM], attributes[80];
    snprintf(attributes, sizeof attributes, " r=\"%s\"%s%s%s t=\"inlineStr\"",
        position_cell(at, place), *style ? " s=\"" : "", style, *style ? "\"" : "");
    add_element(c, tag, "c", attributes);
    add_element(c, tag, "is", "");
    add_element(c, tag, "t", "");
    add_text(&c->out, change->text);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        buf_adds(&c->out, "</");
        add_name(c, tag, names[i]);
        buf_addc(&c->out, '>');
    }
}

static bool is_due(const struct changer *c, int column)
{
    return c->next < c->end && c->next->row == c->at.row && c->next->column < column;
}

/* --- elements --- */

static bool begin_cell(struct changer *c, struct xml_attributes attributes)
{
    const char *style = xml_attribute(attributes, "s");
    if (!xlsx_place_cell(&c->at, attributes))
        return blame(c);
    c->cell = xml_place(c->xml);
    if (is_due(c, c->at.column))
        copy_to(c, c->cell);
    while (is_due(c, c->at.column))
        add_cell(c, c->cell, "");
    c->replacing = c->next < c->end && c->next->row == c->at.row && c->next->column == c->at.column;
    size_t digits = style ? strspn(style, "0123456789") : 0;
    snprintf(c->style, sizeof c->style, "%.*s", (int)(digits < 9 ? digits : 0), style ? style : "");
    return true;
}

static bool begin_element(void *data, struct xml_name name, struct xml_attributes attributes)
{
    struct changer *c = data;
    if (!xlsx_owns(name))
        return true;
    if (!strcmp(name.local, "row"))
        return xlsx_place_row(&c->at, attributes) || blame(c);
    if (!strcmp(name.local, "c"))
        return begin_cell(c, attributes);
    return !c->replacing || strcmp(name.local, "f") != 0 || blame_formula(c);
}

static bool end_cell(struct changer *c)
{
    if (!c->replacing)
        return true;
    copy_to(c, c->cell);
    add_cell(c, c->cell, c->style);
    c->copied = xml_place(c->xml) + xml_size(c->xml);
    c->replacing = false;
    return true;
}

static bool end_row(struct changer *c)
{
    if (!is_due(c, MOST_COLUMNS + 1))
        return true;
    if (!xml_size(c->xml)) /* "<row/>" */
        return blame(c);
    copy_to(c, xml_place(c->xml));
    while (is_due(c, MOST_COLUMNS + 1))
        add_cell(c, c->copied, "");
    return true;
}

static bool end_element(void *data, struct xml_name name)
{
    struct changer *c = data;
    if (!xlsx_owns(name))
        return true;
    if (!strcmp(name.local, "c"))
        return end_cell(c);
    return strcmp(name.local, "row") != 0 || end_row(c);
}

/* --- all of it --- */

static bool take(void *data, const char *bytes, size_t size)
{
    buf_add(data, bytes, size);
    return true;
}

/* UTF-16 has no bytes to write between. */
static bool read_sheet(struct changer *c)
{
    const char *data;
    if (archive_read(c->workbook->contents->archive, c->tab->part, take, &c->sheet) != ARCHIVE_GOOD)
        return blame(c);
    data = c->sheet.data;
    return c->sheet.size > 2 && memchr(data, '<', 4) && data[1] ? true : blame(c);
}

static bool change_sheet(struct changer *c)
{
    const struct xml_events events = {.begin = begin_element, .end = end_element};
    int errors = c->err->errors;
    c->xml = xml_new(&events, c);
    xml_feed(c->xml, c->sheet.data, c->sheet.size);
    bool good = xml_finish(c->xml) == XML_FINE && c->next == c->end;
    copy_to(c, c->sheet.size);
    return good || c->err->errors > errors ? good : blame(c);
}

bool xlsx_write_changed(struct messages *e, struct workbook *w, const struct xlsx_tab *tab,
    const struct xlsx_change *changes, size_t count, struct buf *out)
{
    struct changer c = {
        .err = e, .workbook = w, .tab = tab, .next = changes, .end = changes + count};
    const struct buf archive = {.data = (char *)w->data, .size = w->size};
    bool good = read_sheet(&c) && change_sheet(&c) &&
                (archive_replace(&archive, tab->part, &c.out, out) || blame(&c));
    buf_release(&c.sheet);
    buf_release(&c.out);
    return good;
}
