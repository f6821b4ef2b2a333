/* register: the secretariat's list of what is issued, from a workbook, CSV or YAML, as answers to a
   form.
   Prefixes: entry_ one record of it. */
#ifndef MODEL_REGISTER_REGISTER_H
#define MODEL_REGISTER_REGISTER_H

#include "base/string_index.h"
#include "model/answer/answer.h"
#include "seam/codec/csv.h"

/* One record. Its faults are its own: one bad record does not spoil the others. */
struct entry {
    struct position at;
    size_t row;        /* CSV, workbook: of the table */
    struct node *node; /* a map of the form's keys and what was written; NULL: not understood */
    struct messages faults;
};

/* A register that was read. The text of its entries lives in the arena it was loaded with. */
struct registry {
    struct entry *entries;
    size_t count;
    const struct node *common; /* YAML: answers beside 'records:', a map; NULL: none */
    const char *file;
    const char *text; /* UTF-8, without a byte order mark */
    size_t size;
    bool is_yaml;
    bool is_workbook;
    bool is_cp932;
    const char *sheet; /* of a workbook: the one that was read */
    int last_column;   /* of a workbook: of the sheet, from 1 */
    bool marked;       /* it began with a byte order mark, or was CP932 */
    struct grid table;
    int *columns; /* CSV, workbook: for each column the number of its field, or -1 */
    const struct field **fields;
    size_t field_count;
    struct string_index spellings; /* folded; of the fields, by their numbers */
    const struct field *record;
};

/* Where a register is. */
struct register_source {
    const char *file; /* its path; with data: its name in messages */
    const char *data; /* NULL: the file is read */
    size_t size;
    const char *sheet; /* of a workbook, by its name; NULL: the first that is shown */
    bool hidden_rows;  /* of a workbook: rows that are hidden or filtered away are records, too */
};

/* Reads a register for the records of a form (record: their group). Errors (ERR_INPUT) of the
   whole: not UTF-8 and not CP932, no workbook that can be read, empty, a column twice, no record;
   of an entry: more or fewer cells than the header, a formula that was never calculated. Columns
   that the form does not know are a warning; what of a workbook's sheet is no record is a note.
   NULL on failure. */
struct registry *register_load(struct arena *a, struct messages *e, const struct field *record,
    const struct register_source *source);

/* Lists the fields that are columns of a register, in order: those beside the number (by its key)
   without a value of their own. At most 'room' are written to out; their number. */
size_t register_list_columns(
    const struct field *record, const char *number, const struct field **out, size_t room);
/* Finds the field that a name stands for: its label, key or another spelling; NULL: none. */
const struct field *register_find_field(
    struct arena *a, const struct registry *r, const char *name);
/* Finds the field's name that was probably meant; NULL where none is near. */
const char *register_suggest(struct arena *a, const struct registry *r, const char *name);
/* True where the register has a column of the field; YAML: where any of its records has it. */
bool register_has_column(const struct registry *r, const struct field *f);

/* Looks at every text of a bound record for what a cell hides (hidden_text.c). Errors of class
   ERR_ANSWERS, which leave the value bad: an error of a spreadsheet, a character that was lost.
   Warnings: half-width kana, characters that are not seen. */
void register_check_text(
    struct arena *a, struct messages *e, const struct registry *r, struct inst *record);

/* Writes the register again to a file, with a value for 'key' in each entry that has a text in
   values. A workbook stays as it is but for those cells; where the file's name ends with .csv, its
   table is written, and of a CSV a plain workbook where it ends with .xlsx. What was CP932 is
   written as UTF-8 with a byte order mark, which Excel reads. False with an error (ERR_OUTPUT;
   ERR_INPUT where a cell cannot be written; ERR_USAGE where YAML is to be a workbook). */
bool register_write(struct arena *a, struct messages *e, const struct registry *r, const char *key,
    const char *const *values, const char *path);

#endif
