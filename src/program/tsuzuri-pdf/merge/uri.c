/* References to addresses, resolved against a base (RFC 3986, 5.2 and 5.2.4). */
#include "program/tsuzuri-pdf/merge/uri.h"

#include "base/buf.h"

#include <stdbool.h>
#include <string.h>

static bool is_letter(char c)
{
    return (c | 32) >= 'a' && (c | 32) <= 'z';
}

/* With its colon; 0: there is none. */
static size_t scheme_size(const char *s)
{
    size_t n = 0;
    while (is_letter(s[n]) || (n && s[n] && strchr("0123456789+-.", s[n])))
        n++;
    return n && s[n] == ':' ? n + 1 : 0;
}

/* Up to the path: scheme and authority. */
static size_t root_size(const char *base)
{
    size_t n = scheme_size(base);
    if (!strncmp(base + n, "//", 2))
        n += 2 + strcspn(base + n + 2, "/?#");
    return n;
}

/* Up to the last '/' of the path, which is kept. */
static size_t folder_size(const char *base)
{
    size_t root = root_size(base);
    size_t n = strcspn(base, "?#");
    while (n > root && base[n - 1] != '/')
        n--;
    return n;
}

static void drop_last_part(struct buf *out, size_t root)
{
    if (out->size > root)
        out->size--;
    while (out->size > root && out->data[out->size - 1] != '/')
        out->size--;
    if (out->size == root)
        buf_addc(out, '/');
    out->data[out->size] = '\0';
}

/* The parts of a path behind what ends with '/'; "." and ".." are walked. */
static void add_parts(struct buf *out, size_t root, const char *path)
{
    size_t end = strcspn(path, "?#");
    for (size_t at = 0; at < end;) {
        size_t n = strcspn(path + at, "/?#");
        bool dots = n <= 2 && !strncmp(path + at, "..", n);
        if (dots && n == 2)
            drop_last_part(out, root);
        if (!dots || !n)
            buf_add(out, path + at, n + (path[at + n] == '/'));
        at += n + (path[at + n] == '/');
    }
    buf_adds(out, path + end);
}

void uri_resolve(const char *base, const char *reference, struct buf *out)
{
    size_t root = root_size(base);
    if (scheme_size(reference) || !scheme_size(base)) {
        buf_adds(out, reference);
    } else if (!strncmp(reference, "//", 2)) {
        buf_add(out, base, scheme_size(base));
        buf_adds(out, reference);
    } else if (*reference == '/') {
        buf_add(out, base, root);
        buf_addc(out, '/');
        add_parts(out, root, reference + 1);
    } else if (!*reference || *reference == '#') {
        buf_add(out, base, strcspn(base, "#"));
        buf_adds(out, reference);
    } else if (*reference == '?') {
        buf_add(out, base, strcspn(base, "?#"));
        buf_adds(out, reference);
    } else {
        buf_add(out, base, folder_size(base));
        if (folder_size(base) == root)
            buf_addc(out, '/');
        add_parts(out, root, reference);
    }
}
