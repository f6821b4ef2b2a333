/* Comments that were meant as a part of a value: "みなとビル #302". */
#include "seam/yaml/yaml.h"
#include "seam/yaml/yaml_internal.h"

#include <string.h>

#define LONGEST_NUMBER 8

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* The bytes of what follows '#' where it is a number of a room or a building (302, B-12), else 0:
   few letters, at least a digit, and then a blank, the end, or 号, 階, 室. */
static size_t number_size(const char *p, const char *end)
{
    static const char *const behind[] = {"号", "階", "室"};
    size_t n = 0, digits = 0, letters = 0;
    for (; p + n < end && (is_digit(p[n]) || is_letter(p[n]) || p[n] == '-'); n++) {
        digits += is_digit(p[n]);
        letters += is_letter(p[n]);
    }
    bool ends = p + n == end || strchr(" \t\r\n,]}", p[n]);
    for (size_t i = 0; !ends && i < sizeof behind / sizeof *behind; i++)
        ends = (size_t)(end - p) - n >= 3 && !memcmp(p + n, behind[i], 3);
    return ends && digits && letters <= 2 && n <= LONGEST_NUMBER ? n : 0;
}

void yaml_check_comment(
    struct messages *e, const struct source *s, struct position at, const char *end)
{
    const char *last = s->text + s->size;
    const char *p = end;
    while (p < last && (*p == ' ' || *p == '\t'))
        p++;
    size_t n = p > end && p < last && *p == '#' ? number_size(p + 1, last) : 0;
    if (!n)
        return;
    at.column += (int)(p - end);
    messages_warn(e, "cut-value", at,
        "'%.*s' is a comment here, because a blank stands before it, and no part of the value; put "
        "the whole value in quotes, or a blank behind the '#' of a comment",
        "「%.*"
        "s」は、前に空白があるので覚え書き（コメント）とみなされ、値に含まれません。値の一部なら"
        "全体を引用符で囲み、覚え書きなら「#」のあとに空白を入れてください",
        (int)n + 1, p);
}
