/* spreadsheet: a new workbook (.xlsx) for people to fill in or to read. The only room that sees
   libxlsxwriter.
   Prefixes: spreadsheet_. */
#ifndef SEAM_SPREADSHEET_SPREADSHEET_H
#define SEAM_SPREADSHEET_SPREADSHEET_H

#include "base/messages.h"

enum spreadsheet_style {
    SPREADSHEET_TITLE,
    SPREADSHEET_NOTE,      /* small, over several lines */
    SPREADSHEET_NOTE_LINE, /* small, over the cells behind it */
    SPREADSHEET_HEAD,      /* names of columns */
    SPREADSHEET_TEXT,      /* never taken for a number: zeros before it stay */
    SPREADSHEET_DAY,       /* shown as 2026/7/31 */
    SPREADSHEET_EXAMPLE,   /* grey */
    SPREADSHEET_STYLES
};

struct spreadsheet;

/* Begins a workbook that is to stand at a path; it appears there whole, once it is saved. NULL with
   an error (ERR_OUTPUT). */
struct spreadsheet *spreadsheet_open(struct messages *e, const char *path);

/* Adds a sheet (printed on A4 across, as wide as one page), on which all that follows is put. A
   name is cut to 31 characters, and those that no sheet may have become '_'. */
void spreadsheet_add(struct spreadsheet *s, const char *name);
/* Puts a text into a cell, from 1; what a style means by itself, "" shows too. */
void spreadsheet_put(
    struct spreadsheet *s, int row, int column, const char *text, enum spreadsheet_style style);
/* Makes a column so many characters of half width wide, and its cells of a style. */
void spreadsheet_width(
    struct spreadsheet *s, int column, int characters, enum spreadsheet_style style);
/* Makes a row so many points high. */
void spreadsheet_height(struct spreadsheet *s, int row, int points);
/* Keeps the rows down to this one in sight. */
void spreadsheet_freeze(struct spreadsheet *s, int row);

/* The cells of a column from one row to another. */
struct spreadsheet_range {
    int column, from, until;
};
/* Lets cells have one of these texts only (empty ones too); a list that is too long for a cell's
   rule goes on a hidden sheet. */
void spreadsheet_list(struct spreadsheet *s, struct spreadsheet_range cells,
    const char *const *options, size_t count);
/* Warns where a cell has no day. Texts (令和8年7月31日) are taken if the person says so. */
void spreadsheet_days(struct spreadsheet *s, struct spreadsheet_range cells);

/* Writes it and ends it; false with an error (ERR_OUTPUT), and nothing is left behind. */
bool spreadsheet_save(struct messages *e, struct spreadsheet *s);

/* "libxlsxwriter 1.1.4" for --version. */
const char *spreadsheet_library_version(void);

#endif
