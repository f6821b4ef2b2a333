/* workbook_internal: what the files of the reader share.
   Prefixes: workbook_. */
#ifndef MODEL_WORKBOOK_WORKBOOK_INTERNAL_H
#define MODEL_WORKBOOK_WORKBOOK_INTERNAL_H

#include "model/workbook/number_format.h"
#include "model/workbook/workbook.h"
#include "seam/archive/xml.h"
#include "seam/archive/zip.h"

enum { MOST_COLUMNS = 16384, MOST_ROWS = 1048576, MOST_CELLS = 4000000, MOST_MERGES = 100000 };

struct workbook_string {
    const char *text;
    size_t size;
};

/* The parts of a workbook that its sheets refer to. */
struct workbook_contents {
    struct archive *archive;
    const char *strings_part; /* or NULL */
    const char *styles_part;
    bool from_1904;
    bool has_strings; /* they were read */
    struct workbook_string *strings;
    size_t string_count;
    struct number_format *formats; /* by the number of a cell's style */
    size_t format_count;
};

/* Where one relation of a part leads (ECMA-376-2 9.3). */
struct workbook_relation {
    const char *id;
    const char *type; /* a URI; its last part says what it is */
    const char *part;
};

struct workbook_relations {
    struct workbook_relation *items;
    size_t count;
};

/* True for an element of a sheet, in either of the format's two namespaces. */
bool workbook_owns(struct xml_name name);

/* Reads one part as XML (package.c); one that is not there is nothing where 'optional'. False with
   an error (ERR_INPUT). */
bool workbook_read_part(struct messages *e, const struct workbook *w, const char *part,
    bool optional, const struct xml_events *events, void *data);
/* Adds the error that a part cannot be understood; false. */
bool workbook_blame_part(struct messages *e, const struct workbook *w, const char *part);
/* Adds the error that the workbook is over a limit; false. */
bool workbook_blame_size(struct messages *e, const struct workbook *w);
/* Reads the relations of a part ("" for the workbook as a package). */
bool workbook_read_relations(struct arena *a, struct messages *e, const struct workbook *w,
    const char *part, struct workbook_relations *out);
/* Finds the first relation of a kind, "worksheet"; NULL where there is none. */
const struct workbook_relation *workbook_find_relation(
    const struct workbook_relations *all, const char *kind);

/* Refuses what is no .xlsx, by its first bytes or by what is in it (refuse.c); false with an error.
 */
bool workbook_check_bytes(struct messages *e, const char *file, const char *data, size_t size);
bool workbook_blame_kind(struct messages *e, const struct workbook *w);

/* Read shared strings and formats into the contents (parts.c); false with an error. */
bool workbook_read_strings(struct arena *a, struct messages *e, struct workbook *w);
bool workbook_read_formats(struct arena *a, struct messages *e, struct workbook *w);

/* Reads "C12" or "$C$12" up to its end; false where it is no cell of a sheet. */
bool workbook_read_reference(const char *text, int *row, int *column, const char **end);

#endif
