/* csv: tables of comma- or tab-separated values, every cell with its place. The only file that
   sees libcsv.
   Prefixes: csv_. */
#ifndef TSUZURI_CSV_H /* libcsv's header is csv.h, too */
#define TSUZURI_CSV_H

#include "base/buf.h"
#include "base/messages.h"

#include <stdbool.h>

struct arena;

struct csv_cell {
    const char *text; /* UTF-8, NUL-terminated */
    size_t size;
    struct position at; /* of its first character, behind a quotation mark */
    bool literal;       /* quoted with quotes or line breaks within: columns are not the file's */
};

struct csv_row {
    struct csv_cell *cells;
    size_t count;
    struct position at;
};

struct csv_table {
    struct csv_row *rows; /* those without a character are left out */
    size_t count;
    char delimiter; /* ',', '\t' or ';': what the first line has most of; or as it says itself */
    bool declared;  /* it began with a line "sep=;", which is no row */
};

/* What is read: a file's name, for messages, and its bytes (UTF-8). */
struct csv_source {
    const char *file;
    const char *text;
    size_t size;
};

/* Reads UTF-8 text (a byte order mark is passed over). Errors (ERR_INPUT, at their place): a
   quotation mark in the middle of a cell, one that is never closed, characters behind a closing
   one, more than most_cells cells. */
bool csv_read(struct arena *a, struct messages *e, struct csv_source source, size_t most_cells,
    struct csv_table *out);

/* Appends a cell, quoted where it needs it; and the end of a row (CRLF, as RFC 4180 says). */
void csv_write_cell(struct buf *out, const char *text, size_t size, char delimiter, bool first);
void csv_write_end(struct buf *out);

/* "libcsv 3.0.3" for --version. */
const char *csv_library_version(void);

#endif
