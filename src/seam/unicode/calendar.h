/* calendar: reckoning with days of the calendar.
   Prefixes: calendar_. */
#ifndef SEAM_UNICODE_CALENDAR_H
#define SEAM_UNICODE_CALENDAR_H

#include "seam/unicode/unicode.h"

#include <stdbool.h>

/* Below 0, 0 or above 0, as a is before, on or behind b. */
int calendar_compare(struct date a, struct date b);
/* The same day of another month (months may be negative); where that month is shorter, its last
   day: three months before May 31 is the last day of February. */
struct date calendar_add_months(struct date d, int months);
/* So many days later, or earlier; within the years that dates may have. */
struct date calendar_add_days(struct date d, int days);
/* The first length of time that is written in a text (3か月, 2週間, 90日, 1年), in days: a month
   counts 30, a year 365. Digits of full width must have been folded. False where there is none. */
bool calendar_span_in(const char *text, int *days);
/* The newest date written in a text, in the forms that hold 年月日; false where there is none. */
bool calendar_newest_in(const char *text, struct date *out);

#endif
