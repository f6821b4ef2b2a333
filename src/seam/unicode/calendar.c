/* calendar: the eras of the Japanese calendar, and the days of both calendars. */
#include "seam/unicode/calendar.h"

#include <string.h>

#define LONGEST 48 /* bytes of a date as it is written */

static int last_of(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return days[month - 1] + (month == 2 && leap);
}

int calendar_compare(struct date a, struct date b)
{
    if (a.year != b.year)
        return a.year < b.year ? -1 : 1;
    if (a.month != b.month)
        return a.month < b.month ? -1 : 1;
    return (a.day > b.day) - (a.day < b.day);
}

struct date calendar_add_months(struct date d, int months)
{
    int count = d.year * 12 + d.month - 1 + months;
    if (count < 12) /* before the year 1 there is no calendar */
        return (struct date){1, 1, 1};
    struct date out = {count / 12, count % 12 + 1, d.day};
    int last = last_of(out.year, out.month);
    if (out.day > last)
        out.day = last;
    return out;
}

/* Days since the first of March of the year 0, and back. */
static long serial_of(struct date d)
{
    long year = d.year - (d.month <= 2);
    long month = (d.month + 9) % 12;
    return 365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + d.day - 1;
}

static struct date date_of(long serial)
{
    long era = serial / 146097;
    long rest = serial % 146097;
    long year = (rest - rest / 1460 + rest / 36524 - rest / 146096) / 365;
    long day = rest - (365 * year + year / 4 - year / 100);
    long month = (5 * day + 2) / 153;
    struct date d = {.day = (int)(day - (153 * month + 2) / 5 + 1)};
    d.month = (int)(month < 10 ? month + 3 : month - 9);
    d.year = (int)(year + 400 * era + (month >= 10));
    return d;
}

struct date calendar_add_days(struct date d, int days)
{
    static const struct date first = {1, 1, 1};
    long serial = serial_of(d) + days;
    return serial < serial_of(first) ? first : date_of(serial);
}

static bool begins_date(const char *text, const char *p)
{
    static const char *const eras[] = {"令和", "平成", "昭和"};
    for (size_t i = 0; i < sizeof eras / sizeof *eras; i++)
        if (!strncmp(p, eras[i], strlen(eras[i])))
            return true;
    bool digit_before = p > text && p[-1] >= '0' && p[-1] <= '9';
    return *p >= '1' && *p <= '2' && !digit_before;
}

/* From p to the next 日, where that is near. */
static bool read_here(const char *p, struct date *out)
{
    char copy[LONGEST + 1];
    const char *end = strstr(p, "日");
    size_t n = end ? (size_t)(end - p) + strlen("日") : 0;
    if (!n || n > LONGEST)
        return false;
    memcpy(copy, p, n);
    copy[n] = '\0';
    return unicode_parse_date(copy, out);
}

bool calendar_newest_in(const char *text, struct date *out)
{
    bool found = false;
    for (const char *p = text; *p; p++) {
        struct date d;
        if (!begins_date(text, p) || !read_here(p, &d))
            continue;
        if (!found || calendar_compare(d, *out) > 0)
            *out = d;
        found = true;
    }
    return found;
}

bool calendar_span_in(const char *text, int *days)
{
    static const struct {
        const char *unit;
        int days;
    } units[] = {{"日", 1}, {"営業日", 1}, {"週", 7}, {"か月", 30}, {"カ月", 30}, {"ヶ月", 30},
        {"ヵ月", 30}, {"ケ月", 30}, {"箇月", 30}, {"年", 365}};
    while (*text) {
        text += strcspn(text, "0123456789");
        size_t digits = strspn(text, "0123456789");
        for (size_t i = 0; digits && digits < 5 && i < sizeof units / sizeof *units; i++)
            if (!strncmp(text + digits, units[i].unit, strlen(units[i].unit))) {
                *days = (int)strtol(text, NULL, 10) * units[i].days;
                return true;
            }
        text += digits;
    }
    return false;
}
