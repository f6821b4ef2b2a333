/* decimal: numbers as a workbook stores them, in decimal digits: no rounding but the one that a
   spreadsheet itself shows, and no locale.
   Prefixes: decimal_. */
#ifndef MODEL_WORKBOOK_DECIMAL_H
#define MODEL_WORKBOOK_DECIMAL_H

#include <stdbool.h>

struct arena;

/* A spreadsheet holds and shows fifteen digits: 0.1 is stored as 0.10000000000000001. */
enum { DECIMAL_DIGITS = 15 };

/* 0.DIGITS times 10 to the power of 'point'; count 0 is zero. */
struct decimal {
    bool negative;
    char digits[DECIMAL_DIGITS + 1];
    int count;
    int point;
};

/* Reads "202", "-1.5", "4.41E+11"; false where it is no number. */
bool decimal_read(const char *text, struct decimal *out);
/* Rounds to so many places behind the point, halves away from zero. */
void decimal_round(struct decimal *d, int places);
/* Gives the digit of a place: 0 the ones, 1 the tens, -1 the tenths; '0' where there is none. */
char decimal_digit(const struct decimal *d, int place);
/* Prints it without an exponent, in the arena. */
const char *decimal_print(struct arena *a, const struct decimal *d);
/* Its value, as near as a double is. */
double decimal_value(const struct decimal *d);
/* Below 0, 0 or above 0, as it is below, equal to or above a whole number. */
int decimal_compare(const struct decimal *d, long other);

#endif
