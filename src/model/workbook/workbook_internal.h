/* workbook_internal: what the files of the reader share.
   Prefixes: xlsx_. */
#ifndef MODEL_WORKBOOK_WORKBOOK_INTERNAL_H
#define MODEL_WORKBOOK_WORKBOOK_INTERNAL_H

#include "model/workbook/number_format.h"
#include "model/workbook/workbook.h"
#include "seam/archive/xml.h"
#include "seam/archive/zip.h"

enum { MOST_COLUMNS = 16384, MOST_ROWS = 1048576, MOST_CELLS = 4000000, MOST_MERGES = 100000 };

struct xlsx_string {
    const char *text;
    size_t size;
};

/* The parts of a workbook that its sheets refer to. */
struct xlsx_contents {
    struct archive *archive;
    const char *strings_part; /* or NULL */
    const char *styles_part;
    bool from_1904;
    bool has_strings; /* they were read */
    struct xlsx_string *strings;
    size_t string_count;
    struct number_format *formats; /* by the number of a cell's style */
    size_t format_count;
};

/* Where one relation of a part leads (ECMA-376-2 9.3). */
struct xlsx_relation {
    const char *id;
    const char *type; /* a URI; its last part says what it is */
    const char *part;
};

struct xlsx_relations {
    struct xlsx_relation *items;
    size_t count;
};

/* True for an element of a sheet, in either of the format's two namespaces. */
bool xlsx_owns(struct xml_name name);

/* Reads one part as XML (package.c); one that is not there is nothing where 'optional'. False with
   an error (ERR_INPUT). */
bool xlsx_read_part(struct messages *e, const struct workbook *w, const char *part, bool optional,
    const struct xml_events *events, void *data);
/* Adds the error that a part cannot be understood; false. */
bool xlsx_blame_part(struct messages *e, const struct workbook *w, const char *part);
/* Adds the error that the workbook is over a limit; false. */
bool xlsx_blame_size(struct messages *e, const struct workbook *w);
/* Reads the relations of a part ("" for the workbook as a package). */
bool xlsx_read_relations(struct arena *a, struct messages *e, const struct workbook *w,
    const char *part, struct xlsx_relations *out);
/* Finds the first relation of a kind, "worksheet"; NULL where there is none. */
const struct xlsx_relation *xlsx_find_relation(const struct xlsx_relations *all, const char *kind);

/* Refuses what is no .xlsx, by its first bytes or by what is in it (refuse.c); false with an error.
 */
bool xlsx_check_bytes(struct messages *e, const char *file, const char *data, size_t size);
bool xlsx_blame_kind(struct messages *e, const struct workbook *w);

/* Read shared strings and formats into the contents (parts.c); false with an error. */
bool xlsx_read_strings(struct arena *a, struct messages *e, struct workbook *w);
bool xlsx_read_formats(struct arena *a, struct messages *e, struct workbook *w);

/* Where the reading of a sheet is. */
struct xlsx_cursor {
    int row;     /* under way, or the last one */
    int column;  /* of the cell under way, or the last one */
    bool placed; /* the row said its number, or a cell did */
};

/* Go on to the row or cell with these attributes; what says no place of its own stands behind the
   one before. False where that is no place on a sheet. */
bool xlsx_place_row(struct xlsx_cursor *c, struct xml_attributes attributes);
bool xlsx_place_cell(struct xlsx_cursor *c, struct xml_attributes attributes);
/* Reads "C12" or "$C$12" up to its end; false where it is no cell of a sheet. */
bool xlsx_read_reference(const char *text, int *row, int *column, const char **end);

#endif
