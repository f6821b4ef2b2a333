/* Writes workbooks with libxlsxwriter, into a temporary file that takes its place when it is whole.
   The same calls give the same bytes. */
#include "seam/spreadsheet/spreadsheet.h"

#include "base/file.h"
#include "seam/unicode/unicode.h"

#include <xlsxwriter.h>

enum {
    A4 = 9,
    LONGEST_NAME = 31,   /* characters of a sheet's name */
    LONGEST_LIST = 255,  /* characters of a list within a rule */
    CREATED = 1577836800 /* a day for every workbook: 2020-01-01 */
};

struct spreadsheet {
    struct temporary *file;
    lxw_workbook *book;
    lxw_worksheet *sheet;
    lxw_worksheet *lists; /* hidden: lists that no rule can hold; or NULL */
    lxw_format *formats[SPREADSHEET_STYLES];
    int list_count;
};

static lxw_format *make_format(struct spreadsheet *s, double size, lxw_color_t colour)
{
    lxw_format *f = workbook_add_format(s->book);
    format_set_font_name(f, "游ゴシック");
    format_set_font_size(f, size);
    format_set_font_color(f, colour);
    format_set_align(f, LXW_ALIGN_VERTICAL_CENTER);
    return f;
}

static void make_formats(struct spreadsheet *s)
{
    const lxw_color_t black = 0x1A1A1A, grey = 0x7F7F7F;
    lxw_format **f = s->formats;
    f[SPREADSHEET_TITLE] = make_format(s, 14, black);
    format_set_bold(f[SPREADSHEET_TITLE]);
    f[SPREADSHEET_NOTE] = make_format(s, 9, grey);
    format_set_text_wrap(f[SPREADSHEET_NOTE]);
    format_set_align(f[SPREADSHEET_NOTE], LXW_ALIGN_VERTICAL_TOP);
    f[SPREADSHEET_NOTE_LINE] = make_format(s, 9, grey);
    f[SPREADSHEET_HEAD] = make_format(s, 11, black);
    format_set_bold(f[SPREADSHEET_HEAD]);
    format_set_bg_color(f[SPREADSHEET_HEAD], 0xDDE6EF);
    format_set_border(f[SPREADSHEET_HEAD], LXW_BORDER_THIN);
    format_set_text_wrap(f[SPREADSHEET_HEAD]);
    f[SPREADSHEET_TEXT] = make_format(s, 11, black);
    format_set_num_format(f[SPREADSHEET_TEXT], "@");
    format_set_text_wrap(f[SPREADSHEET_TEXT]);
    f[SPREADSHEET_DAY] = make_format(s, 11, black);
    format_set_num_format(f[SPREADSHEET_DAY], "yyyy/m/d");
    format_set_align(f[SPREADSHEET_DAY], LXW_ALIGN_LEFT);
    f[SPREADSHEET_EXAMPLE] = make_format(s, 11, grey);
    format_set_num_format(f[SPREADSHEET_EXAMPLE], "@");
    format_set_italic(f[SPREADSHEET_EXAMPLE]);
}

struct spreadsheet *spreadsheet_open(struct messages *e, const char *path)
{
    struct temporary *file = temporary_open(e, path, 0666);
    if (!file)
        return NULL;
    struct spreadsheet *s = calloc(1, sizeof *s);
    lxw_doc_properties properties = {.created = CREATED};
    if (!s)
        abort();
    s->file = file;
    s->book = workbook_new(temporary_path(file));
    if (!s->book)
        abort();
    workbook_set_properties(s->book, &properties);
    make_formats(s);
    return s;
}

/* Characters that no name of a sheet may have (ECMA-376-1 18.2.19 and Excel's own). */
static void clean_name(const char *name, char *out, size_t room)
{
    size_t used = 0, step;
    for (int i = 0; *name && i < LONGEST_NAME; i++, name += step) {
        uint32_t c = unicode_decode(name, strlen(name), &step);
        i += c > 0xFFFF;
        if (used + step >= room)
            break;
        memcpy(out + used, name, step);
        if (c < 0x80 && strchr("[]:*?/\\'", (int)c))
            out[used] = '_';
        used += step;
    }
    out[used] = '\0';
}

void spreadsheet_add(struct spreadsheet *s, const char *name)
{
    char cleaned[LONGEST_NAME * 4 + 1];
    clean_name(name, cleaned, sizeof cleaned);
    s->sheet = workbook_add_worksheet(s->book, cleaned);
    if (!s->sheet) /* the name stands twice */
        s->sheet = workbook_add_worksheet(s->book, NULL);
    worksheet_set_paper(s->sheet, A4);
    worksheet_set_landscape(s->sheet);
    worksheet_fit_to_pages(s->sheet, 1, 0); /* as wide as a page, as long as it is */
}

static lxw_row_t row_of(int row)
{
    return (lxw_row_t)(row - 1);
}

static lxw_col_t column_of(int column)
{
    return (lxw_col_t)(column - 1);
}

void spreadsheet_put(
    struct spreadsheet *s, int row, int column, const char *text, enum spreadsheet_style style)
{
    if (*text)
        worksheet_write_string(s->sheet, row_of(row), column_of(column), text, s->formats[style]);
    else
        worksheet_write_blank(s->sheet, row_of(row), column_of(column), s->formats[style]);
}

void spreadsheet_width(
    struct spreadsheet *s, int column, int characters, enum spreadsheet_style style)
{
    worksheet_set_column(
        s->sheet, column_of(column), column_of(column), characters, s->formats[style]);
}

void spreadsheet_height(struct spreadsheet *s, int row, int points)
{
    worksheet_set_row(s->sheet, row_of(row), points, NULL);
}

void spreadsheet_freeze(struct spreadsheet *s, int row)
{
    worksheet_freeze_panes(s->sheet, (lxw_row_t)row, 0);
}

/* --- what cells may hold --- */

static size_t list_length(const char *const *options, size_t count)
{
    size_t length = 0;
    for (size_t i = 0; i < count; i++) {
        if (strchr(options[i], ','))
            return LONGEST_LIST + 1;
        length += strlen(options[i]) + 1; /* bytes, so more than characters */
    }
    return length;
}

/* Puts a list into a column of the hidden sheet, and writes the formula of its cells. */
static void put_list(
    struct spreadsheet *s, const char *const *options, size_t count, char *formula, size_t room)
{
    if (!s->lists) {
        s->lists = workbook_add_worksheet(s->book, "選択肢");
        worksheet_hide(s->lists);
    }
    lxw_col_t column = (lxw_col_t)s->list_count++;
    for (size_t i = 0; i < count; i++)
        worksheet_write_string(s->lists, (lxw_row_t)i, column, options[i], NULL);
    char range[LXW_MAX_CELL_RANGE_LENGTH];
    lxw_rowcol_to_range_abs(range, 0, column, (lxw_row_t)(count - 1), column);
    snprintf(formula, room, "=選択肢!%s", range);
}

static void add_rule(
    struct spreadsheet *s, struct spreadsheet_range cells, lxw_data_validation *rule)
{
    worksheet_data_validation_range(s->sheet, row_of(cells.from), column_of(cells.column),
        row_of(cells.until), column_of(cells.column), rule);
}

void spreadsheet_list(
    struct spreadsheet *s, struct spreadsheet_range cells, const char *const *options, size_t count)
{
    lxw_data_validation rule = {.validate = LXW_VALIDATION_TYPE_LIST};
    char formula[80];
    if (!count)
        return;
    if (list_length(options, count) <= LONGEST_LIST) {
        const char **ended = calloc(count + 1, sizeof *ended);
        if (!ended)
            abort();
        memcpy(ended, options, count * sizeof *ended);
        rule.value_list = (char **)ended;
        add_rule(s, cells, &rule);
        free(ended);
        return;
    }
    put_list(s, options, count, formula, sizeof formula);
    rule.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
    rule.value_formula = formula;
    add_rule(s, cells, &rule);
}

void spreadsheet_days(struct spreadsheet *s, struct spreadsheet_range cells)
{
    lxw_data_validation rule = {.validate = LXW_VALIDATION_TYPE_DATE,
        .criteria = LXW_VALIDATION_CRITERIA_GREATER_THAN,
        .error_type = LXW_VALIDATION_ERROR_TYPE_WARNING,
        .error_title = "日付",
        .error_message = "日付を 2026/7/31 のように入力してください。",
        .value_datetime = {.year = 1950, .month = 1, .day = 1}};
    add_rule(s, cells, &rule);
}

bool spreadsheet_save(struct messages *e, struct spreadsheet *s)
{
    struct temporary *file = s->file;
    lxw_error fault = workbook_close(s->book);
    free(s);
    if (fault == LXW_NO_ERROR)
        return temporary_keep(e, file);
    temporary_drop(file);
    messages_error(e, ERR_OUTPUT, "no-workbook", position_none(),
        "the workbook cannot be written: %s", "ブックを書き出せません（%s）", lxw_strerror(fault));
    return false;
}

const char *spreadsheet_library_version(void)
{
    return "libxlsxwriter " LXW_VERSION;
}
