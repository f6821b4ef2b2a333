/* Numbers in decimal digits: read from a workbook's text, rounded and printed. */
#include "model/workbook/decimal.h"

#include "base/arena.h"
#include "base/buf.h"

#include <math.h>

enum { MOST_EXPONENT = 400 };

/* The digits of a mantissa: those behind the fifteenth only round. */
struct mantissa {
    struct decimal *out;
    int seen; /* digits from the first that is not 0 */
    int next; /* the sixteenth digit */
};

static void take_digit(struct mantissa *m, char c, bool fraction)
{
    if (!m->seen && c == '0') {
        m->out->point -= fraction;
        return;
    }
    if (m->seen < DECIMAL_DIGITS)
        m->out->digits[m->out->count++] = c;
    else if (m->seen == DECIMAL_DIGITS)
        m->next = c - '0';
    m->seen++;
    m->out->point += !fraction;
}

static void drop_zeros(struct decimal *d)
{
    while (d->count && d->digits[d->count - 1] == '0')
        d->count--;
    if (!d->count)
        *d = (struct decimal){0};
    d->digits[d->count] = '\0';
}

/* One more in the last digit that is kept: 999 becomes 1 a place higher. */
static void count_up(struct decimal *d)
{
    int i = d->count;
    while (i && d->digits[i - 1] == '9')
        i--;
    d->count = i;
    if (i) {
        d->digits[i - 1]++;
        return;
    }
    d->digits[d->count++] = '1';
    d->point++;
}

static bool read_exponent(const char *s, int *out)
{
    bool negative = *s == '-';
    int n = 0;
    s += *s == '-' || *s == '+';
    if (!*s)
        return false;
    for (; *s >= '0' && *s <= '9'; s++)
        n = n < MOST_EXPONENT * 10 ? n * 10 + (*s - '0') : n;
    *out = negative ? -n : n;
    return !*s && n <= MOST_EXPONENT;
}

bool decimal_read(const char *s, struct decimal *out)
{
    *out = (struct decimal){0};
    struct mantissa m = {.out = out};
    bool fraction = false, any = false;
    int exponent = 0;
    bool negative = *s == '-';
    for (s += *s == '-' || *s == '+'; *s == '.' || (*s >= '0' && *s <= '9'); s++) {
        if (*s == '.' && fraction)
            return false;
        if (*s == '.')
            fraction = true;
        else
            take_digit(&m, *s, fraction);
        any |= *s != '.';
    }
    if (!any || (*s && *s != 'e' && *s != 'E') || (*s && !read_exponent(s + 1, &exponent)))
        return false;
    out->negative = negative;
    if (m.next >= 5)
        count_up(out);
    out->point += out->count ? exponent : 0;
    drop_zeros(out);
    return true;
}

void decimal_round(struct decimal *d, int places)
{
    int kept = d->point + places;
    if (kept >= d->count)
        return;
    bool up = kept >= 0 && d->digits[kept] >= '5';
    d->count = kept > 0 ? kept : 0;
    if (up && !d->count)
        d->point = -places; /* 0.6 becomes 1 */
    if (up)
        count_up(d);
    drop_zeros(d);
}

char decimal_digit(const struct decimal *d, int place)
{
    int i = d->point - 1 - place;
    return i >= 0 && i < d->count ? d->digits[i] : '0';
}

const char *decimal_print(struct arena *a, const struct decimal *d)
{
    struct buf out = {0};
    if (d->negative)
        buf_addc(&out, '-');
    for (int place = d->point > 0 ? d->point - 1 : 0; place >= 0; place--)
        buf_addc(&out, decimal_digit(d, place));
    for (int place = -1; place >= d->point - d->count; place--) {
        if (place == -1)
            buf_addc(&out, '.');
        buf_addc(&out, decimal_digit(d, place));
    }
    const char *text = arena_strndup(a, out.data, out.size);
    buf_release(&out);
    return text;
}

double decimal_value(const struct decimal *d)
{
    double value = 0;
    for (int i = 0; i < d->count; i++)
        value = value * 10 + (d->digits[i] - '0');
    int power = d->point - d->count;
    value = power < 0 ? value / pow(10, -power) : value * pow(10, power);
    return d->negative ? -value : value;
}

int decimal_compare(const struct decimal *d, long other)
{
    double value = decimal_value(d);
    return (value > (double)other) - (value < (double)other);
}
