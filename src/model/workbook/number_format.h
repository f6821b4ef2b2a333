/* number_format: what a spreadsheet's format makes of a number: whether it is a day, and how its
   digits are shown (ECMA-376-1 18.8.30, 18.8.31).
   Prefixes: number_format_. */
#ifndef MODEL_WORKBOOK_NUMBER_FORMAT_H
#define MODEL_WORKBOOK_NUMBER_FORMAT_H

#include "model/workbook/decimal.h"

struct number_format {
    const char *code; /* "000-0000"; never NULL */
    bool day;         /* the number is a day, ... */
    bool time;        /* ... a time of day, or both */
    bool era;         /* the day is shown by its era, or ... */
    bool kanji;       /* ... as 2026年7月31日 */
};

/* The code of a format that stands in no workbook, by its number (those of a Japanese Excel among
   them); "General" for what is none. */
const char *number_format_built_in(int id);
/* Reads what a code makes of a number. The code is not copied. */
struct number_format number_format_read(const char *code);

/* Prints a number as the format shows it, in the arena. What of a format is not understood (powers,
   fractions, thousands) leaves the number as it is. */
const char *number_format_print(
    struct arena *a, const struct number_format *f, const struct decimal *d);

/* Prints a number that is a day or a time: "2026-07-31", "令和8年7月31日" or "2026年7月31日" as the
   format has it, with " 09:30" behind it where it has a time other than midnight; "09:30". Days are
   counted from 1900 with its 29th of February that never was, or from 1904; a day that is none is
   printed so that nothing takes it for one. *timed tells that a time stands behind a day. */
const char *number_format_print_day(struct arena *a, const struct number_format *f,
    const struct decimal *d, bool from_1904, bool *timed);

#endif
