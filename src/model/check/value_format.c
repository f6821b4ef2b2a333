/* Ways of writing that can be seen to be wrong (value_format.h). */
#include "model/check/value_format.h"

#include "seam/unicode/unicode.h"

#include <string.h>

const char *const format_names[] = {"postal-code", "telephone", "url", "email", NULL};

#define DIGITS "0123456789"
#define LETTERS "abcdefghijklmnopqrstuvwxyz"

static bool all_in(const char *s, size_t n, const char *set)
{
    for (size_t i = 0; i < n; i++)
        if (!strchr(set, s[i]))
            return false;
    return true;
}

/* Hyphens of every kind become '-', in place (folded text). */
static char *plain_hyphens(char *s)
{
    static const char *const kinds[] = {"\u2010", "\u2011", "\u2013", "\u2212", "ー", "\u2015"};
    char *to = s;
    for (const char *from = s; *from;) {
        size_t n = 0;
        for (size_t i = 0; !n && i < sizeof kinds / sizeof *kinds; i++)
            if (!strncmp(from, kinds[i], strlen(kinds[i])))
                n = strlen(kinds[i]);
        *to++ = n ? '-' : *from;
        from += n ? n : 1;
    }
    *to = '\0';
    return s;
}

/* 231-0001, 2310001. The forms print 〒 themselves. */
static bool is_postal_code(const char *s)
{
    size_t n = strlen(s);
    if (n == 7)
        return all_in(s, 7, DIGITS);
    return n == 8 && s[3] == '-' && all_in(s, 3, DIGITS) && all_in(s + 4, 4, DIGITS);
}

/* The number comes first; words may follow it (代表, an extension). */
static bool is_telephone(const char *s)
{
    bool abroad = *s == '+';
    bool zero = *s == '0' || (*s == '(' && s[1] == '0');
    int digits = 0;
    s += abroad;
    for (; *s && strchr(DIGITS "-.()", *s); s++) {
        if (*s == '(' && s[1 + strspn(s + 1, DIGITS "-")] != ')')
            break;
        digits += *s >= '0' && *s <= '9';
    }
    return abroad ? digits >= 8 && digits <= 15 : zero && digits >= 10 && digits <= 11;
}

static bool has_blank(const char *text)
{
    return strpbrk(text, " \t\n") || strstr(text, "\u3000");
}

/* Labels joined by dots, none of them empty; letters of any script. */
static bool is_host(const char *s, size_t n)
{
    bool dot = false;
    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)s[i];
        if (c < 0x80 && !strchr(DIGITS LETTERS "-.", c))
            return false;
        if (c == '.' && (i == 0 || s[i - 1] == '.' || i + 1 == n))
            return false;
        dot = dot || c == '.';
    }
    return dot;
}

static bool is_url(const char *s)
{
    size_t scheme = strcspn(s, ":");
    if (strncmp(s, "http", 4) || strncmp(s + scheme, "://", 3) ||
        (scheme != 4 && (scheme != 5 || s[4] != 's')))
        return false;
    s += scheme + 3;
    size_t host = strcspn(s, "/?#");
    const char *port = memchr(s, ':', host);
    if (port && !all_in(port + 1, host - (size_t)(port + 1 - s), DIGITS))
        return false;
    return is_host(s, port ? (size_t)(port - s) : host);
}

static bool is_email(const char *s)
{
    const char *at = strchr(s, '@');
    if (!at || at == s || strchr(at + 1, '@') || at[-1] == '.' || *s == '.')
        return false;
    return all_in(s, (size_t)(at - s), DIGITS LETTERS ".!#$%&'*+/=?^_`{|}~-") &&
           is_host(at + 1, strlen(at + 1));
}

bool format_fits(struct arena *a, enum format f, const char *text)
{
    char *folded = plain_hyphens(unicode_fold(a, text));
    switch (f) {
    case FORMAT_POSTAL_CODE:
        return is_postal_code(folded);
    case FORMAT_TELEPHONE:
        return is_telephone(folded);
    case FORMAT_URL:
        return !has_blank(text) && is_url(unicode_fold(a, text));
    case FORMAT_EMAIL:
        return !has_blank(text) && is_email(unicode_fold(a, text));
    }
    return true;
}

const char *format_called(enum format f)
{
    static const char *const names[] = {"郵便番号", "電話番号", "URL", "メールアドレス"};
    return names[f];
}

const char *format_example(enum format f)
{
    static const char *const examples[] = {
        "231-0001", "045-000-1234", "https://www.example.jp/", "name@example.jp"};
    return examples[f];
}
