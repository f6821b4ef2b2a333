/* date: dates read as people write them, and printed in either calendar. */
#include "base/arena.h"
#include "seam/unicode/unicode.h"

#include <unicode/unorm2.h>
#include <unicode/ustring.h>

enum { LONGEST = 64, ERAS = 5 };

/* Eras and their first days, the last first. ICU knows them too, but asking it costs more than
   a page; the unit test compares. Meiji begins here with the Gregorian calendar. */
static const struct era {
    const char *name;
    char letter;
    int first_year;
    struct date first;
} eras[ERAS] = {
    {"令和", 'r', 2019, {2019, 5, 1}},
    {"平成", 'h', 1989, {1989, 1, 8}},
    {"昭和", 's', 1926, {1926, 12, 25}},
    {"大正", 't', 1912, {1912, 7, 30}},
    {"明治", 'm', 1868, {1873, 1, 1}},
};

static bool is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int days_in(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return days[month - 1] + (month == 2 && is_leap(year));
}

static bool is_day(struct date d)
{
    return d.year >= 1 && d.month >= 1 && d.month <= 12 && d.day >= 1 &&
           d.day <= days_in(d.year, d.month);
}

static bool is_before(struct date a, struct date b)
{
    if (a.year != b.year)
        return a.year < b.year;
    return a.month != b.month ? a.month < b.month : a.day < b.day;
}

static const struct era *era_of(struct date d)
{
    for (const struct era *e = eras; e < eras + ERAS; e++)
        if (!is_before(d, e->first))
            return e;
    return NULL;
}

/* NFKC_Casefold without white space, in UTF-8; false where it is too long for a date. */
static bool fold(const char *s, char *out, size_t room)
{
    UChar wide[LONGEST], form[LONGEST];
    int32_t n, length, kept = 0;
    UErrorCode status = U_ZERO_ERROR;
    size_t size = strlen(s);
    if (size > 3 * LONGEST)
        return false;
    u_strFromUTF8(wide, LONGEST, &n, s, (int32_t)size, &status);
    const UNormalizer2 *nfkc = unorm2_getNFKCCasefoldInstance(&status);
    length = unorm2_normalize(nfkc, wide, n, form, LONGEST, &status);
    for (int32_t i = 0; i < length && U_SUCCESS(status); i++)
        if (!u_isUWhiteSpace(form[i]))
            form[kept++] = form[i];
    u_strToUTF8(out, (int32_t)room, NULL, form, kept, &status);
    return U_SUCCESS(status) && status != U_STRING_NOT_TERMINATED_WARNING;
}

static bool skip(const char **s, const char *word)
{
    size_t n = strlen(word);
    if (strncmp(*s, word, n) != 0)
        return false;
    *s += n;
    return true;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* A number of 'least' to 'most' digits. */
static bool read_number(const char **s, int least, int most, int *n)
{
    int digits = 0;
    *n = 0;
    while (is_digit(**s) && digits < most) {
        *n = *n * 10 + (*(*s)++ - '0');
        digits++;
    }
    return digits >= least && !is_digit(**s);
}

static const struct era *read_era(const char **s)
{
    for (const struct era *e = eras; e < eras + ERAS; e++) {
        if (skip(s, e->name))
            return e;
        if (**s == e->letter) {
            ++*s;
            return e;
        }
    }
    return NULL;
}

static bool read_year(const char **s, const struct era *e, int *year)
{
    if (!e)
        return read_number(s, 4, 4, year);
    int n = 1;
    if (!skip(s, "元") && (!read_number(s, 1, 2, &n) || n == 0))
        return false;
    *year = e->first_year + n - 1;
    return true;
}

/* The signs between the numbers: 年月日, or the same one twice. */
struct signs {
    const char *year;
    const char *month;
    const char *day;
};

static bool read_signs(const char *s, struct signs *signs)
{
    static const char *const between[] = {"-", "/", ".", "\u2010", "\u2212", "ー"};
    *signs = (struct signs){"年", "月", "日"};
    if (skip(&s, "年"))
        return true;
    for (size_t i = 0; i < sizeof between / sizeof between[0]; i++) {
        *signs = (struct signs){between[i], between[i], ""};
        if (skip(&s, between[i]))
            return true;
    }
    return false;
}

static bool read_date(const char *s, const struct era **era, struct date *d)
{
    struct signs signs;
    *era = read_era(&s);
    return read_year(&s, *era, &d->year) && read_signs(s, &signs) && skip(&s, signs.year) &&
           read_number(&s, 1, 2, &d->month) && skip(&s, signs.month) &&
           read_number(&s, 1, 2, &d->day) && skip(&s, signs.day) && *s == '\0';
}

bool unicode_parse_date(const char *s, struct date *d)
{
    char folded[4 * LONGEST];
    const struct era *era;
    struct date read;
    if (!fold(s, folded, sizeof folded) || !read_date(folded, &era, &read) || !is_day(read))
        return false;
    if (era && era_of(read) != era)
        return false;
    *d = read;
    return true;
}

char *unicode_format_date(struct arena *a, struct date d, bool era)
{
    const struct era *e = era ? era_of(d) : NULL;
    if (!e)
        return arena_printf(a, "%d年%d月%d日", d.year, d.month, d.day);
    if (d.year == e->first_year)
        return arena_printf(a, "%s元年%d月%d日", e->name, d.month, d.day);
    return arena_printf(a, "%s%d年%d月%d日", e->name, d.year - e->first_year + 1, d.month, d.day);
}
