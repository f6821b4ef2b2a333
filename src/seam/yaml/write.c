/* Scalars as YAML 1.2: plain (7.3.3), double-quoted (7.3.1) or as a literal block (8.1.2). */
#include "seam/yaml/write.h"

#include "base/buf.h"

#include <stdbool.h>
#include <string.h>

void yaml_write_quoted(struct buf *out, const char *text)
{
    buf_addc(out, '"');
    for (; *text; text++) {
        if (*text == '"' || *text == '\\')
            buf_addf(out, "\\%c", *text);
        else if (*text == '\n')
            buf_adds(out, "\\n");
        else if (*text == '\t')
            buf_adds(out, "\\t");
        else
            buf_addc(out, *text);
    }
    buf_addc(out, '"');
}

static bool is_plain(const char *s)
{
    size_t n = strlen(s);
    if (!n || strchr(" -?:,[]{}#&*!|>'\"%@`~", *s) || s[n - 1] == ' ' || s[n - 1] == ':')
        return false;
    return !strpbrk(s, "\t\n") && !strstr(s, ": ") && !strstr(s, " #") && strcmp(s, "null");
}

/* A block keeps neither blanks before its first line nor empty lines behind its last. */
static bool fits_block(const char *s)
{
    return strchr(s, '\n') && !strchr(" \t\n", *s) && s[strlen(s) - 1] != '\n';
}

static void write_block(struct buf *out, const char *s, int indent)
{
    buf_adds(out, "|-");
    while (*s) {
        size_t n = strcspn(s, "\n");
        buf_addc(out, '\n');
        if (n)
            buf_addf(out, "%*s", indent, "");
        buf_add(out, s, n);
        s += n + (s[n] == '\n');
    }
}

void yaml_write_value(struct buf *out, const char *text, int indent)
{
    if (is_plain(text))
        buf_adds(out, text);
    else if (fits_block(text))
        write_block(out, text, indent);
    else
        yaml_write_quoted(out, text);
}
