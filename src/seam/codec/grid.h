/* grid: rows of cells as a file of a table has them, whatever its format; every cell knows its
   place.
   Prefixes: grid_. */
#ifndef SEAM_CODEC_GRID_H
#define SEAM_CODEC_GRID_H

#include "base/messages.h"

enum grid_kind {
    GRID_TEXT,
    GRID_NUMBER,      /* of a workbook, that no format writes out: zeros before it are lost */
    GRID_DAY_TIME,    /* a day with a time behind it: "2026-07-31 09:30" */
    GRID_UNCALCULATED /* a formula whose value was never stored; its text is "" */
};

struct grid_cell {
    const char *text; /* UTF-8, NUL-terminated */
    size_t size;
    struct position at; /* of CSV: its first character, behind a quotation mark */
    bool literal;       /* the columns of its characters are not the file's */
    enum grid_kind kind;
};

struct grid_row {
    struct grid_cell *cells;
    size_t count;
    struct position at;
};

struct grid {
    struct grid_row *rows; /* those without a character are left out */
    size_t count;
    char delimiter; /* of CSV: ',', '\t' or ';': what the first line has most of; or as it says */
    bool declared;  /* it began with a line "sep=;", which is no row */
};

#endif
