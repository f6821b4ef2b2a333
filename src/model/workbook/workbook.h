/* workbook: a spreadsheet's file (.xlsx, ECMA-376) that somebody else made, read sheet by sheet as
   rows of cells. Everything in it is held against limits; no formula is reckoned, no macro run.
   Prefixes: xlsx_. */
#ifndef MODEL_WORKBOOK_WORKBOOK_H
#define MODEL_WORKBOOK_WORKBOOK_H

#include "base/buf.h"
#include "base/messages.h"
#include "seam/codec/grid.h"

struct arena;

/* One cell that holds something. */
struct xlsx_cell {
    int column; /* from 1 */
    enum grid_kind kind;
    const char *text; /* UTF-8, NUL-terminated, no NUL within: as the spreadsheet shows it */
    size_t size;
};

/* A row that has such cells, in the order of their columns. */
struct xlsx_row {
    int number; /* from 1 */
    bool hidden;
    struct xlsx_cell *cells;
    size_t count;
};

/* Cells that are shown as one, which has the text of the first; all from 1 and inclusive. */
struct xlsx_merge {
    int top, left, bottom, right;
};

/* What a sheet holds; rows in order. Lives in the arena. */
struct xlsx_sheet {
    const char *name;
    struct xlsx_row *rows;
    size_t count;
    struct xlsx_merge *merges;
    size_t merge_count;
};

/* A sheet by its name. */
struct xlsx_tab {
    const char *name;
    const char *part; /* the file within the workbook */
    bool hidden;
};

struct workbook {
    const char *file;
    const char *data; /* its bytes */
    size_t size;
    struct xlsx_tab *tabs; /* of cells, in the order in which they are shown */
    size_t count;
    bool has_macros;
    struct xlsx_contents *contents;
};

/* True where a file is a workbook, or pretends to be one, by its first bytes or its name. */
bool xlsx_is(const char *file, const char *data, size_t size);

/* Opens a workbook in memory, which must stay there until xlsx_close; file is its name in
   messages. NULL with an error (ERR_INPUT) that says what to do: protected by a password, an old
   .xls, .xlsb, .ods, no workbook at all, damaged or saved in part, over a limit. */
struct workbook *xlsx_open(
    struct arena *a, struct messages *e, const char *file, const char *data, size_t size);
/* Reads one of its sheets; NULL with an error (ERR_INPUT). */
struct xlsx_sheet *xlsx_read_sheet(
    struct arena *a, struct messages *e, struct workbook *w, const struct xlsx_tab *tab);
/* Closes it; what was read stays. NULL is nothing. */
void xlsx_close(struct workbook *w);

/* A text that a cell is to hold. */
struct xlsx_change {
    int row, column;
    const char *text; /* UTF-8 */
};

/* Appends the workbook's file to out with other texts in some cells of a sheet; nothing else of it
   changes. The changes come in the order of their places, in rows that hold something. False with
   an error (ERR_INPUT): one of the cells holds a formula, or the sheet is not understood. */
bool xlsx_write_changed(struct messages *e, struct workbook *w, const struct xlsx_tab *tab,
    const struct xlsx_change *changes, size_t count, struct buf *out);

/* Finds the text of a row's cell, from 1; NULL where it has none. */
const struct xlsx_cell *xlsx_lookup_cell(const struct xlsx_row *row, int column);

#endif
