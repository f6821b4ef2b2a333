/* The parts that all sheets share: strings, and the formats of numbers by the cells' styles. */
#include "base/arena.h"
#include "model/workbook/cell_text.h"
#include "model/workbook/workbook_internal.h"

#include <string.h>

/* --- shared strings --- */

struct string_reader {
    struct arena *arena;
    struct messages *err;
    struct workbook *workbook;
    struct cell_text text;
};

static bool begin_string(void *data, struct xml_name name, struct xml_attributes attributes)
{
    struct string_reader *r = data;
    (void)attributes;
    if (xlsx_owns(name))
        cell_text_begin(&r->text, name.local);
    return true;
}

static bool end_string(void *data, struct xml_name name)
{
    struct string_reader *r = data;
    struct xlsx_contents *c = r->workbook->contents;
    if (!xlsx_owns(name))
        return true;
    cell_text_end(&r->text, name.local);
    if (strcmp(name.local, "si") != 0)
        return true;
    if (c->string_count == MOST_CELLS)
        return xlsx_blame_size(r->err, r->workbook);
    struct xlsx_string s;
    const char *text = r->text.text.data ? r->text.text.data : "";
    s.text = cell_text_resolve(r->arena, text, r->text.text.size, &s.size);
    c->strings = arena_more(r->arena, c->strings, c->string_count, sizeof *c->strings);
    c->strings[c->string_count++] = s;
    cell_text_clear(&r->text);
    return true;
}

static bool take_string(void *data, const char *text, size_t size)
{
    struct string_reader *r = data;
    cell_text_add(&r->text, text, size);
    return true;
}

bool xlsx_read_strings(struct arena *a, struct messages *e, struct workbook *w)
{
    const struct xml_events events = {begin_string, end_string, take_string};
    struct xlsx_contents *c = w->contents;
    struct string_reader r = {.arena = a, .err = e, .workbook = w};
    if (c->has_strings || !c->strings_part)
        return true;
    c->has_strings = true;
    bool good = xlsx_read_part(e, w, c->strings_part, true, &events, &r);
    buf_release(&r.text.text);
    return good;
}

/* --- formats --- */

enum { MOST_FORMATS = 65536 };

struct format_code {
    int id;
    const char *code;
};

struct format_reader {
    struct arena *arena;
    struct xlsx_contents *contents;
    struct format_code *codes; /* of the workbook's own */
    size_t code_count;
    bool in_styles; /* within <cellXfs>: the formats that cells name */
};

static void add_code(struct format_reader *r, struct xml_attributes attributes)
{
    const char *id = xml_attribute(attributes, "numFmtId");
    const char *code = xml_attribute(attributes, "formatCode");
    if (!id || !code || r->code_count == MOST_FORMATS)
        return;
    r->codes = arena_more(r->arena, r->codes, r->code_count, sizeof *r->codes);
    r->codes[r->code_count++] =
        (struct format_code){(int)strtol(id, NULL, 10), arena_strdup(r->arena, code)};
}

static const char *code_of(const struct format_reader *r, int id)
{
    for (size_t i = r->code_count; i; i--)
        if (r->codes[i - 1].id == id)
            return r->codes[i - 1].code;
    return number_format_built_in(id);
}

static void add_format(struct format_reader *r, struct xml_attributes attributes)
{
    struct xlsx_contents *c = r->contents;
    const char *id = xml_attribute(attributes, "numFmtId");
    if (c->format_count == MOST_FORMATS)
        return;
    c->formats = arena_more(r->arena, c->formats, c->format_count, sizeof *c->formats);
    c->formats[c->format_count++] =
        number_format_read(code_of(r, id ? (int)strtol(id, NULL, 10) : 0));
}

static bool begin_format(void *data, struct xml_name name, struct xml_attributes attributes)
{
    struct format_reader *r = data;
    if (!xlsx_owns(name))
        return true;
    r->in_styles |= !strcmp(name.local, "cellXfs");
    if (!strcmp(name.local, "numFmt"))
        add_code(r, attributes);
    if (r->in_styles && !strcmp(name.local, "xf"))
        add_format(r, attributes);
    return true;
}

static bool end_format(void *data, struct xml_name name)
{
    struct format_reader *r = data;
    if (xlsx_owns(name) && !strcmp(name.local, "cellXfs"))
        r->in_styles = false;
    return true;
}

bool xlsx_read_formats(struct arena *a, struct messages *e, struct workbook *w)
{
    const struct xml_events events = {.begin = begin_format, .end = end_format};
    struct format_reader r = {.arena = a, .contents = w->contents};
    const char *part = w->contents->styles_part;
    return !part || xlsx_read_part(e, w, part, true, &events, &r);
}
