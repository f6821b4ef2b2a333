/* csv: tables of comma- or tab-separated values, every cell with its place. The only file that
   sees libcsv.
   Prefixes: csv_. */
#ifndef TSUZURI_CSV_H /* libcsv's header is csv.h, too */
#define TSUZURI_CSV_H

#include "base/buf.h"
#include "base/messages.h"
#include "seam/codec/grid.h"

#include <stdbool.h>

struct arena;

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
    struct grid *out);

/* Appends a cell, quoted where it needs it; and the end of a row (CRLF, as RFC 4180 says). */
void csv_write_cell(struct buf *out, const char *text, size_t size, char delimiter, bool first);
void csv_write_end(struct buf *out);

/* "libcsv 3.0.3" for --version. */
const char *csv_library_version(void);

#endif
