/* Makes the name of a record's file of what people wrote in the record. */
#include "base/arena.h"
#include "base/buf.h"
#include "model/answer/condition_value.h"
#include "model/register/numbering.h"

#include <string.h>

enum { LONGEST_NAME = 180 }; /* bytes; leaves room for '-2', '.pdf' and a temporary name */

static bool is_forbidden(uint32_t c)
{
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c < 0x80 && strchr("/\\:*?\"<>|", (int)c)) ||
           (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF || c == 0xFFFD;
}

static void add_safely(struct buf *out, const char *s, size_t n)
{
    size_t length;
    for (size_t at = 0; at < n && out->size < LONGEST_NAME; at += length) {
        uint32_t c = unicode_decode(s + at, n - at, &length);
        bool hidden = !out->size && (c == '.' || c == '-' || c == ' ');
        if (is_forbidden(c) || hidden)
            buf_addc(out, '_');
        else if (out->size + length <= LONGEST_NAME)
            buf_add(out, s + at, length);
        else
            return;
    }
}

static void add_value(struct buf *out, const char *path, size_t n, const struct scope *s)
{
    const char *text = value_text(path_value(path, n, s));
    if (text)
        add_safely(out, text, strlen(text));
}

const char *numbering_file_name(
    struct arena *a, const struct numbering *p, const struct inst *record)
{
    struct scope scope = {.here = (struct inst *)record};
    struct buf b = {0};
    for (const char *s = p->file; *s;) {
        size_t n = strcspn(s, "{");
        add_safely(&b, s, n);
        s += n;
        const char *end = strchr(s, '}');
        if (!end)
            break;
        add_value(&b, s + 1, (size_t)(end - s - 1), &scope);
        s = end + 1;
    }
    while (b.size && strchr(" .", b.data[b.size - 1]))
        b.data[--b.size] = '\0';
    const char *name = b.size ? arena_strndup(a, b.data, b.size) : "_";
    buf_release(&b);
    return name;
}
