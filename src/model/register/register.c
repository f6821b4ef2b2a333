/* Loads a register: its bytes are a workbook, or become UTF-8 text, which is read as CSV or YAML.
 */
#include "base/arena.h"
#include "base/file.h"
#include "model/register/register_internal.h"
#include "model/workbook/workbook.h"
#include "seam/unicode/unicode.h"

#include <string.h>

const struct yaml_limits register_limits = {64 << 20, 4000000, 40};

static const char byte_order_mark[] = "\xEF\xBB\xBF";

/* --- the text --- */

static bool blame_text(
    struct registry *r, struct messages *e, const char *code, const char *en, const char *ja)
{
    messages_text(e, ERR_ERROR, ERR_INPUT, code, position_file(r->file), en, ja);
    return false;
}

static bool check_bytes(struct registry *r, struct messages *e)
{
    if (r->size >= 2 && (!memcmp(r->text, "\xFF\xFE", 2) || !memcmp(r->text, "\xFE\xFF", 2)))
        return blame_text(r, e, "not-utf-8",
            "the register is UTF-16; save it as 'CSV UTF-8' (Excel: 'Save as')",
            "台帳が UTF-16 で保存されています。Excel の「名前を付けて保存」で「CSV UTF-8」を"
            "選んでください");
    if (r->size && memchr(r->text, 0, r->size))
        return blame_text(r, e, "not-text",
            "the register is no text; save the sheet as 'CSV UTF-8', not as a workbook",
            "台帳がテキストではありません。ブックではなく「CSV UTF-8」の形で保存してください");
    return true;
}

static bool decode(struct arena *a, struct messages *e, struct registry *r)
{
    if (r->size >= 3 && !memcmp(r->text, byte_order_mark, 3)) {
        r->text += 3;
        r->size -= 3;
        r->marked = true;
    }
    if (unicode_invalid(r->text, r->size) == r->size)
        return true;
    char *text;
    r->marked = true;
    if (!unicode_from_cp932(a, r->text, r->size, &text, &r->size))
        return blame_text(r, e, "not-utf-8",
            "the register is neither UTF-8 nor CP932 (Shift_JIS); save it as 'CSV UTF-8'",
            "台帳の文字コードが UTF-8 でも CP932（Shift_JIS）でもありません。「CSV UTF-8」で"
            "保存してください");
    r->text = text;
    r->is_cp932 = true;
    return true;
}

static bool read_bytes(
    struct arena *a, struct messages *e, struct registry *r, const struct register_source *source)
{
    const char *data = source->data;
    struct buf bytes = {0};
    if (!data && !file_read(e, position_none(), r->file, register_limits.bytes, &bytes))
        return false;
    r->size = data ? source->size : bytes.size;
    r->text = arena_strndup(a, data ? data : bytes.data ? bytes.data : "", r->size);
    buf_release(&bytes);
    if (r->size > register_limits.bytes)
        return blame_text(r, e, "too-large", "the register has more than 64 MiB; split it",
            "台帳が64MiBを超えています。ファイルを分けてください");
    r->is_workbook = xlsx_is(r->file, r->text, r->size);
    return r->is_workbook || (check_bytes(r, e) && decode(a, e, r));
}

static bool ends_with(const char *s, const char *end)
{
    size_t n = strlen(s), m = strlen(end);
    return n >= m && !strcmp(s + n - m, end);
}

/* By its name; else by its first line that says something. */
static bool looks_like_yaml(const struct registry *r)
{
    const char *s = r->text;
    if (ends_with(r->file, ".yaml") || ends_with(r->file, ".yml"))
        return true;
    if (ends_with(r->file, ".csv") || ends_with(r->file, ".tsv"))
        return false;
    while (*s == '#' || *s == '\n' || *s == '\r')
        s += *s == '#' ? strcspn(s, "\n") : 1;
    return !strncmp(s, "records:", 8) || !strncmp(s, "tsuzuri:", 8) || !strncmp(s, "form:", 5) ||
           !strncmp(s, "---", 3);
}

struct entry *register_add_entries(struct arena *a, struct registry *r, size_t count)
{
    r->count = count;
    r->entries = arena_array(a, count + 1, sizeof *r->entries);
    for (size_t i = 0; i < count; i++)
        messages_init(&r->entries[i].faults, a);
    return r->entries;
}

bool register_blame_none(struct registry *r, struct messages *e)
{
    return blame_text(r, e, "no-records",
        "the register has no record; write the names of the columns in the first line, then a line "
        "for each record",
        "台帳に記録がありません。1行目に項目名、2行目から1件1行で書いてください");
}

static bool read_csv(struct arena *a, struct messages *e, struct registry *r)
{
    return csv_read(a, e, (struct csv_source){r->file, r->text, r->size}, register_limits.nodes,
               &r->table) &&
           register_read_table(a, e, r);
}

bool register_has_column(const struct registry *r, const struct field *f)
{
    if (!r->is_yaml)
        return register_find_column(r, f) >= 0;
    if (register_lookup_pair(r->common, f))
        return true;
    for (size_t i = 0; i < r->count; i++)
        if (r->entries[i].node && register_lookup_pair(r->entries[i].node, f))
            return true;
    return false;
}

struct registry *register_load(struct arena *a, struct messages *e, const struct field *record,
    const struct register_source *source)
{
    struct registry *r = arena_alloc(a, sizeof *r);
    *r = (struct registry){.file = source->file, .record = record};
    r->fields = arena_array(a, MOST_FIELDS, sizeof(struct field *));
    r->field_count = register_list_fields(record, r->fields, MOST_FIELDS);
    register_index_fields(a, r);
    if (!read_bytes(a, e, r, source))
        return NULL;
    if (r->is_workbook)
        return register_read_workbook(a, e, r, source) ? r : NULL;
    r->is_yaml = looks_like_yaml(r);
    return (r->is_yaml ? register_read_yaml(a, e, r) : read_csv(a, e, r)) ? r : NULL;
}
