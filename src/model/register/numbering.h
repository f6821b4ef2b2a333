/* numbering: how a programme numbers and dates what it issues, as a form's 'register' says it
   (forms/README.md is the reference).
   Prefixes: numbering_. */
#ifndef MODEL_REGISTER_NUMBERING_H
#define MODEL_REGISTER_NUMBERING_H

#include "model/answer/answer.h"
#include "model/register/eligibility.h"

/* One piece of a number's pattern: a text, or digits of the running number or of the first day. */
enum number_part { NUMBER_TEXT, NUMBER_SERIAL, NUMBER_YEAR, NUMBER_MONTH };

struct number_token {
    enum number_part part;
    const char *text; /* TEXT */
    int digits;
};

/* What a form's 'register' says. */
struct numbering {
    const char *list;   /* key of the list that takes all records of one print, or NULL */
    const char *number; /* key of the field that names a record */
    const char *issued; /* keys of dates, or NULL */
    const char *from;
    const char *until;
    int years, months;    /* a period's length; both 0: no rule */
    const char *name;     /* key of whom it is issued to */
    const char *reissued; /* key of the date of a reissue, or NULL: the form has none */
    const char *start;    /* key of the first place of a sheet that is free, or NULL */
    const char *file;     /* pattern of file names: "{number}_{company}" */
    const char *pattern;
    struct number_token *tokens;
    size_t token_count; /* 0: numbers have no pattern */
    struct eligibility eligible;
};

/* Reads form->registration; every name must be a field of a record. NULL with errors (ERR_INPUT),
   also where the form has none. */
struct numbering *numbering_load(struct arena *a, struct messages *e, const struct form *form);

/* Finds the group whose children a record answers: the form's root, or the entries of its list;
   NULL where the form has no such list. */
const struct field *numbering_record(const struct numbering *p, const struct form *form);

/* Fills the dates of a record that were left out: first day from the day of issue, last day from
   the first. A date that could not be read fills nothing. */
void numbering_complete(struct arena *a, const struct numbering *p, struct inst *record);

/* Holds a record's number and period against the rules; false with errors of class ERR_ANSWERS at
   the values. A number whose month is not that of the first day is a warning. */
bool numbering_check(
    struct arena *a, struct messages *e, const struct numbering *p, const struct inst *record);

/* Reads the running number of a text that follows the pattern; -1 where it does not. */
long numbering_serial(const struct numbering *p, const char *text);
/* Writes a running number as the pattern has it, in the arena; NULL where it has too many digits,
   or the pattern asks for a day and none is known. */
const char *numbering_format(
    struct arena *a, const struct numbering *p, const struct inst *record, long serial);

/* Finds the last day of a period: the day before the day of the same number, or the month's last
   where that month has no such day (Civil Code, article 143). */
struct date numbering_last_day(struct date from, int years, int months);

/* Makes the name of a record's file of its values: characters that no file system takes, leading
   dots and blanks become '_'; never longer than a name may be, never a path. Without suffix. */
const char *numbering_file_name(
    struct arena *a, const struct numbering *p, const struct inst *record);

#endif
