#include "model/register/register.h"

#include "base/arena.h"
#include "base/file.h"
#include "base/suggest.h"
#include "seam/unicode/unicode.h"

#include <string.h>

static const struct yaml_limits limits = {64 << 20, 4000000, 40};

static const char mark[] = "\xEF\xBB\xBF";

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
    if (r->size >= 3 && !memcmp(r->text, mark, 3)) {
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
    return true;
}

static bool read_text(
    struct arena *a, struct messages *e, struct registry *r, const char *data, size_t size)
{
    struct buf bytes = {0};
    if (!data && !file_read(e, position_none(), r->file, limits.bytes, &bytes))
        return false;
    r->size = data ? size : bytes.size;
    r->text = arena_strndup(a, data ? data : bytes.data ? bytes.data : "", r->size);
    buf_release(&bytes);
    if (r->size > limits.bytes)
        return blame_text(r, e, "too-large", "the register has more than 64 MiB; split it",
            "台帳が64MiBを超えています。ファイルを分けてください");
    return check_bytes(r, e) && decode(a, e, r);
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

static struct entry *add_entries(struct arena *a, struct registry *r, size_t count)
{
    r->count = count;
    r->entries = arena_array(a, count + 1, sizeof *r->entries);
    for (size_t i = 0; i < count; i++)
        messages_init(&r->entries[i].faults, a);
    return r->entries;
}

static bool blame_none(struct registry *r, struct messages *e)
{
    return blame_text(r, e, "no-records",
        "the register has no record; write the names of the columns in the first line, then a line "
        "for each record",
        "台帳に記録がありません。1行目に項目名、2行目から1件1行で書いてください");
}

/* --- YAML --- */

static bool load_yaml(struct arena *a, struct messages *e, struct registry *r)
{
    struct node *top = yaml_parse(a, e, r->file, r->text, r->size, &limits);
    const struct node *list;
    if (!top || !known_kind(e, top, "records", NODE_LIST, &list))
        return false;
    if (!list) {
        messages_error(e, ERR_INPUT, "no-records", top->at,
            "the register has no 'records:', the list of what is issued",
            "台帳に、記録の一覧「records:」がありません");
        return false;
    }
    struct entry *entries = add_entries(a, r, list->count);
    struct node *common = arena_alloc(a, sizeof *common);
    *common = *top;
    common->count = 0;
    common->pairs = arena_array(a, top->count + 1, sizeof *common->pairs);
    for (size_t i = 0; i < top->count; i++)
        if (strcmp(top->pairs[i].key->text, "records"))
            common->pairs[common->count++] = top->pairs[i];
    r->common = common;
    for (size_t i = 0; i < list->count; i++) {
        entries[i].at = list->items[i]->at;
        if (list->items[i]->kind == NODE_MAP)
            entries[i].node = list->items[i];
        else
            known_wrong_type(&entries[i].faults, list->items[i],
                "a record is written as 'key: value' lines", "記録は「キー: 値」の行で書きます");
    }
    return r->count || blame_none(r, e);
}

/* --- CSV: the header --- */

static bool is_spelling(struct arena *a, const struct field *f, const char *folded)
{
    if (!strcmp(unicode_fold(a, f->label), folded) || !strcmp(unicode_fold(a, f->key), folded))
        return true;
    for (const char **o = f->also; o && *o; o++)
        if (!strcmp(unicode_fold(a, *o), folded))
            return true;
    return false;
}

/* The fields of a record in order, those of its sections among them. */
static size_t list_fields(const struct field *group, const struct field **out, size_t room)
{
    size_t n = 0;
    for (size_t i = 0; i < group->child_count; i++) {
        const struct field *f = group->children[i];
        if (f->type == FIELD_SECTION)
            n += list_fields(f, out + n, room - n);
        else if (n < room)
            out[n++] = f;
    }
    return n;
}

enum { MOST_FIELDS = 256 };

static void warn_of_column(
    struct messages *e, const struct csv_cell *c, const struct field **fields, size_t count)
{
    const char *names[MOST_FIELDS * 2];
    for (size_t i = 0; i < count; i++) {
        names[i * 2] = fields[i]->key;
        names[i * 2 + 1] = fields[i]->label;
    }
    const char *near = suggest(c->text, names, count * 2);
    if (near)
        messages_warn(e, "unknown-column", c->at,
            "the form has no field '%s', the column is passed over; did you mean '%s'?",
            "「%s」という項目は様式にないため、この列は使いません。「%s」の誤りではありませんか",
            c->text, near);
    else
        messages_note(e, "unknown-column", c->at,
            "the form has no field '%s', the column is passed over",
            "「%s」という項目は様式にないため、この列は使いません", c->text);
}

static int find_field(struct arena *a, const char *name, const struct field **fields, size_t count)
{
    const char *folded = unicode_fold(a, name);
    for (size_t i = 0; i < count; i++)
        if (is_spelling(a, fields[i], folded))
            return (int)i;
    return -1;
}

static bool check_twice(struct messages *e, const struct registry *r, size_t column)
{
    const struct csv_row *head = &r->table.rows[0];
    for (size_t i = 0; i < column; i++)
        if (r->columns[i] == r->columns[column]) {
            messages_error(e, ERR_INPUT, "duplicate-column", head->cells[column].at,
                "the column '%s' stands twice: '%s' (character %d) is the same; remove one of them",
                "「%s」の列が二つあります（「%s」（%"
                "d文字目）と同じです）。どちらかを削除してください",
                head->cells[column].text, head->cells[i].text, head->cells[i].at.column);
            return false;
        }
    return true;
}

static bool read_header(struct arena *a, struct messages *e, struct registry *r,
    const struct field **fields, size_t count)
{
    const struct csv_row *head = &r->table.rows[0];
    bool good = true;
    bool any = false;
    r->columns = arena_array(a, head->count + 1, sizeof *r->columns);
    for (size_t i = 0; i < head->count; i++) {
        const struct csv_cell *c = &head->cells[i];
        r->columns[i] = c->size ? find_field(a, c->text, fields, count) : -1;
        any |= r->columns[i] >= 0;
        if (r->columns[i] >= 0)
            good &= check_twice(e, r, i);
        else if (c->size)
            warn_of_column(e, c, fields, count);
    }
    if (any)
        return good;
    messages_error(e, ERR_INPUT, "no-header", head->at,
        "the first line names no field of the form; it must name the columns, as '%s'",
        "1行目に様式の項目名がありません。1行目には「%s」のような項目名を書きます",
        count ? fields[0]->label : "");
    return false;
}

/* --- CSV: the records --- */

static struct node *cell_node(struct arena *a, const struct csv_cell *c)
{
    struct node *n = arena_alloc(a, sizeof *n);
    bool nothing = !strcmp(c->text, "~") || !strcmp(c->text, "null");
    *n = (struct node){.kind = NODE_SCALAR,
        .at = c->at,
        .text = c->text,
        .size = c->size,
        .plain = !c->literal && !nothing,
        .literal = c->literal};
    return n;
}

static bool check_width(struct messages *e, const struct csv_row *row, size_t width)
{
    if (row->count == width)
        return true;
    messages_error(e, ERR_INPUT, "ragged-row", row->at,
        "this record has %zu cells, the first line has %zu; a comma within a cell needs quotation "
        "marks around the cell",
        "この行のセルは%zu個ですが、1行目は%"
        "zu個です。セルの中に「,」があるときは、セル全体を「\"」で囲みます",
        row->count, width);
    return false;
}

/* The first character of a cell that must not be printed; 0: none. */
static uint32_t forbidden_in(const struct csv_cell *c)
{
    for (size_t i = 0, length; i < c->size; i += length) {
        uint32_t one = unicode_decode(c->text + i, c->size - i, &length);
        bool crlf = one == '\r' && i + 1 < c->size && c->text[i + 1] == '\n';
        if (!crlf && yaml_forbids(one))
            return one;
    }
    return 0;
}

static bool check_characters(struct messages *e, const struct csv_row *row)
{
    bool good = true;
    for (size_t i = 0; i < row->count; i++) {
        uint32_t c = forbidden_in(&row->cells[i]);
        good &= !c;
        if (c)
            messages_error(e, ERR_INPUT, "control-character", row->cells[i].at,
                "the invisible character U+%04X is not allowed; remove it",
                "目に見えない文字 U+%04X は使えません。削除してください", (unsigned)c);
    }
    return good;
}

static bool is_header(const struct csv_row *row, const struct csv_row *head)
{
    size_t i = 0;
    while (i < row->count && i < head->count && row->cells[i].size == head->cells[i].size &&
           !memcmp(row->cells[i].text, head->cells[i].text, row->cells[i].size))
        i++;
    return i == row->count && i == head->count;
}

/* As where two registers were put one behind the other. */
static bool check_no_header(
    struct messages *e, const struct csv_row *row, const struct csv_row *head)
{
    if (!is_header(row, head))
        return true;
    messages_error(e, ERR_INPUT, "header-again", row->at,
        "this line repeats the first line, the names of the columns; remove it",
        "この行は1行目（項目名）の繰り返しです。削除してください");
    return false;
}

static struct node *row_node(
    struct arena *a, const struct registry *r, const struct csv_row *row, struct node *const *keys)
{
    struct node *map = arena_alloc(a, sizeof *map);
    *map = (struct node){.kind = NODE_MAP, .at = row->at};
    map->pairs = arena_array(a, row->count + 1, sizeof *map->pairs);
    for (size_t i = 0; i < row->count; i++)
        if (r->columns[i] >= 0)
            map->pairs[map->count++] =
                (struct pair){keys[r->columns[i]], cell_node(a, &row->cells[i])};
    return map;
}

static struct node **key_nodes(
    struct arena *a, const struct registry *r, const struct field **fields, size_t count)
{
    struct node **keys = arena_array(a, count + 1, sizeof *keys);
    for (size_t i = 0; i < count; i++) {
        keys[i] = arena_alloc(a, sizeof *keys[i]);
        *keys[i] = (struct node){.text = fields[i]->key,
            .size = strlen(fields[i]->key),
            .plain = true,
            .at = {r->file, 1, 1}};
    }
    return keys;
}

static bool load_csv(struct arena *a, struct messages *e, struct registry *r)
{
    const struct field **fields = arena_array(a, MOST_FIELDS, sizeof *fields);
    size_t count = list_fields(r->record, fields, MOST_FIELDS);
    r->fields = fields;
    r->field_count = count;
    if (!csv_read(a, e, r->file, r->text, r->size, limits.nodes, &r->table))
        return false;
    if (r->table.count == 0)
        return blame_none(r, e);
    if (!read_header(a, e, r, fields, count))
        return false;
    struct node **keys = key_nodes(a, r, fields, count);
    struct entry *entries = add_entries(a, r, r->table.count - 1);
    for (size_t i = 0; i < r->count; i++) {
        const struct csv_row *row = &r->table.rows[i + 1];
        entries[i].at = row->at;
        const struct csv_row *head = &r->table.rows[0];
        if (check_width(&entries[i].faults, row, head->count) &&
            check_no_header(&entries[i].faults, row, head) &&
            check_characters(&entries[i].faults, row))
            entries[i].node = row_node(a, r, row, keys);
    }
    return r->count || blame_none(r, e);
}

struct registry *register_load(struct arena *a, struct messages *e, const struct field *record,
    const char *file, const char *data, size_t size)
{
    struct registry *r = arena_alloc(a, sizeof *r);
    *r = (struct registry){.file = file, .record = record};
    if (!read_text(a, e, r, data, size))
        return NULL;
    r->is_yaml = looks_like_yaml(r);
    return (r->is_yaml ? load_yaml(a, e, r) : load_csv(a, e, r)) ? r : NULL;
}
