/* tsuzuri_new_register: an empty register of a form, to be filled in: a workbook whose cells know
   what they may hold, or CSV. */
#include "base/arena.h"
#include "base/file.h"
#include "model/check/value_format.h"
#include "model/register/numbering.h"
#include "model/register/register.h"
#include "product/session/call.h"
#include "seam/codec/csv.h"
#include "seam/spreadsheet/spreadsheet.h"

#include <string.h>

enum { MOST_COLUMNS = 200, LAST_ROW = 5000, WANTS_HEIGHT = 28 };
/* The workbook's rows: what the columns want stands above their names, so that the records follow
   these at once. */
enum { TITLE_ROW = 1, NOTE_ROW, WANTS_ROW, HEAD_ROW, EXAMPLE_ROW };

struct new_register {
    struct tsuzuri_call *call;
    const struct form *form;
    const char *path;
    const struct field *columns[MOST_COLUMNS];
    size_t count;
};

/* --- what a column wants, and an example --- */

static const char *options_of(struct arena *a, const struct field *f)
{
    const char *all = "";
    for (size_t i = 0; i < f->option_count; i++)
        all = arena_printf(a, "%s%s%s", all, i ? "／" : "", f->options[i].label);
    return all;
}

/* The format that the field's rules ask for; NULL: none. */
static const char *format_of(const struct field *f)
{
    for (size_t i = 0; f->rules && f->rules->kind == NODE_LIST && i < f->rules->count; i++) {
        const char *name = node_text(node_lookup(f->rules->items[i], "format"));
        for (size_t k = 0; name && format_names[k]; k++)
            if (!strcmp(format_names[k], name))
                return format_called((enum format)k);
    }
    return NULL;
}

static const char *wants(struct arena *a, const struct field *f)
{
    const char *what = "";
    if (f->type == FIELD_DATE)
        what = "日付";
    else if (f->type == FIELD_CHOICE)
        what = options_of(a, f);
    else if (f->type == FIELD_YES_NO)
        what = "はい／いいえ";
    else if (format_of(f))
        what = format_of(f);
    return arena_printf(a, "%s%s%s", f->always ? "必須" : "", f->always && *what ? "。" : "", what);
}

static const char *example_of(const struct field *f)
{
    const char *own = node_text(node_lookup(f->node, "example"));
    if (own)
        return own;
    return f->type == FIELD_DATE     ? "2026-12-18"
           : f->type == FIELD_CHOICE ? f->options[0].label
           : f->type == FIELD_YES_NO ? "はい"
                                     : "";
}

/* The first cell marks the row as an example, which nothing is printed for. */
static const char *example_cell(struct arena *a, const struct new_register *n, size_t i)
{
    const char *text = example_of(n->columns[i]);
    return i ? text : arena_printf(a, "（例）%s", text);
}

/* --- CSV --- */

static bool write_csv(struct new_register *n)
{
    struct arena *a = n->call->arena;
    struct buf out = {0};
    buf_adds(&out, "\xEF\xBB\xBF"); /* Excel takes it for CP932 without */
    for (size_t i = 0; i < n->count; i++)
        csv_write_cell(&out, n->columns[i]->label, strlen(n->columns[i]->label), ',', !i);
    csv_write_end(&out);
    for (size_t i = 0; i < n->count; i++) {
        const char *text = example_cell(a, n, i);
        csv_write_cell(&out, text, strlen(text), ',', !i);
    }
    csv_write_end(&out);
    bool good = file_write(&n->call->err, n->path, out.data, out.size, 0666);
    buf_release(&out);
    return good;
}

/* --- a workbook --- */

static void put_rule(struct arena *a, struct spreadsheet *s, const struct field *f, int column)
{
    const struct spreadsheet_range cells = {column, EXAMPLE_ROW + 1, LAST_ROW};
    static const char *const yes_no[] = {"はい", "いいえ"};
    if (f->type == FIELD_DATE)
        spreadsheet_days(s, cells);
    if (f->type == FIELD_YES_NO)
        spreadsheet_list(s, cells, yes_no, 2);
    if (f->type != FIELD_CHOICE)
        return;
    const char **labels = arena_array(a, f->option_count + 1, sizeof *labels);
    for (size_t i = 0; i < f->option_count; i++)
        labels[i] = f->options[i].label;
    spreadsheet_list(s, cells, labels, f->option_count);
}

/* As wide as its name or its example, within reason. */
static int width_of(struct arena *a, const struct new_register *n, size_t i)
{
    int name = 0, example = 0;
    const char *text = n->columns[i]->label;
    for (size_t step; *text; text += step)
        name += unicode_cells(unicode_decode(text, strlen(text), &step));
    text = example_cell(a, n, i);
    for (size_t step; *text; text += step)
        example += unicode_cells(unicode_decode(text, strlen(text), &step));
    int width = (name > example ? name : example) + 3;
    return width < 12 ? 12 : width > 44 ? 44 : width;
}

static void put_column(
    struct arena *a, struct spreadsheet *s, const struct new_register *n, size_t i)
{
    const struct field *f = n->columns[i];
    int column = (int)i + 1;
    bool day = f->type == FIELD_DATE;
    spreadsheet_width(s, column, width_of(a, n, i), day ? SPREADSHEET_DAY : SPREADSHEET_TEXT);
    spreadsheet_put(s, WANTS_ROW, column, wants(a, f), SPREADSHEET_NOTE);
    spreadsheet_put(s, HEAD_ROW, column, f->label, SPREADSHEET_HEAD);
    spreadsheet_put(s, EXAMPLE_ROW, column, example_cell(a, n, i), SPREADSHEET_EXAMPLE);
    put_rule(a, s, f, column);
}

static bool write_workbook(struct new_register *n)
{
    struct arena *a = n->call->arena;
    struct spreadsheet *s = spreadsheet_open(&n->call->err, n->path);
    if (!s)
        return false;
    spreadsheet_add(s, "台帳");
    for (size_t i = 0; i < n->count; i++)
        put_column(a, s, n, i);
    spreadsheet_put(
        s, TITLE_ROW, 1, arena_printf(a, "%s　台帳", n->form->title), SPREADSHEET_TITLE);
    spreadsheet_put(s, NOTE_ROW, 1,
        "1件を1行に書きます。（例）で始まる行、「合計」の行、非表示の行は印刷しません。列の順は"
        "変えられ、要らない列は消せます。",
        SPREADSHEET_NOTE_LINE);
    spreadsheet_height(s, WANTS_ROW, WANTS_HEIGHT);
    spreadsheet_freeze(s, HEAD_ROW);
    return spreadsheet_save(&n->call->err, s);
}

/* --- the product --- */

static bool ends_with(const char *s, const char *end)
{
    size_t n = strlen(s), m = strlen(end);
    return n >= m && !strcmp(s + n - m, end);
}

static bool blame_there(struct new_register *n)
{
    messages_error(&n->call->err, ERR_OUTPUT, "file-exists", position_file(n->path),
        "the file is there already; an empty register takes a new name",
        "ファイルがすでにあります。空の台帳には新しい名前を付けてください");
    return false;
}

static bool blame_ending(struct new_register *n)
{
    messages_error(&n->call->err, ERR_USAGE, "no-format", position_file(n->path),
        "a register is a workbook (.xlsx) or CSV (.csv); name it so",
        "台帳のファイル名は .xlsx（Excel ブック）か .csv で終わるようにしてください");
    return false;
}

static bool write_register(struct new_register *n)
{
    if (file_exists(n->path))
        return blame_there(n);
    if (ends_with(n->path, ".xlsx"))
        return write_workbook(n);
    if (ends_with(n->path, ".csv"))
        return write_csv(n);
    return blame_ending(n);
}

static bool find_columns(struct new_register *n)
{
    const struct numbering *p = call_numbering(n->call, n->form);
    if (!p)
        return false;
    const struct field *record = numbering_record(p, n->form);
    size_t listed = register_list_columns(record, p->number, n->columns, MOST_COLUMNS);
    for (size_t i = 0; i < listed; i++) /* the day of a reissue is said when it is printed */
        if (!p->reissued || strcmp(n->columns[i]->key, p->reissued) != 0)
            n->columns[n->count++] = n->columns[i];
    return true;
}

enum tsuzuri_status tsuzuri_new_register(
    struct tsuzuri_call *call, const char *form, const char *output)
{
    struct new_register n = {.call = call, .path = output};
    call_begin(call);
    if (call_words(call, OPTION("form"), &form, 1) && (n.form = call_form(call, form, NULL)) &&
        find_columns(&n))
        write_register(&n);
    return call_end(call);
}
