/* Files whose end is damaged, put together in several ways so that libqpdf finds the catalog. */
#include "program/tsuzuri-pdf/document/repair.h"

#include <ctype.h>

#define MOST_STREAMS 4
#define HEADER_AREA 1024

/* The last place of a word before 'before', or -1. */
static long long find_back(const struct buf *file, const char *word, size_t before)
{
    size_t n = strlen(word);
    for (size_t at = before; at-- > 0;)
        if (file->size - at >= n && file->data[at] == word[0] && !memcmp(file->data + at, word, n))
            return (long long)at;
    return -1;
}

static size_t skip_back(const struct buf *file, size_t at, bool digits)
{
    while (at > 0 && (digits ? isdigit((unsigned char)file->data[at - 1])
                             : isspace((unsigned char)file->data[at - 1])))
        at--;
    return at;
}

/* The object around a place: where its 'N G obj' begins. */
static bool object_around(const struct buf *file, size_t place, size_t *start, size_t *end)
{
    long long obj = find_back(file, "obj", place);
    if (obj <= 0)
        return false;
    size_t at = skip_back(file, (size_t)obj, false);
    *end = at;
    size_t generation = skip_back(file, at, true);
    size_t gap = skip_back(file, generation, false);
    *start = skip_back(file, gap, true);
    return generation < at && gap < generation && *start < gap && at - *start < 24;
}

static size_t header_offset(const struct buf *file)
{
    size_t most = file->size < HEADER_AREA ? file->size : HEADER_AREA;
    for (size_t i = 0; i + 5 <= most; i++)
        if (!memcmp(file->data + i, "%PDF-", 5))
            return i;
    return 0;
}

/* The n-th cross-reference stream from the end is named as the one to start from. */
static bool start_from_stream(const struct buf *file, int n, struct buf *out)
{
    long long at = (long long)file->size;
    size_t start;
    size_t end;
    for (int i = 0; i <= n; i++) {
        at = find_back(file, "/XRef", (size_t)at);
        if (at < 0)
            return false;
    }
    size_t header = header_offset(file);
    if (!object_around(file, (size_t)at, &start, &end) || start < header)
        return true;
    buf_add(out, file->data, file->size);
    buf_addf(out, "\nstartxref\n%zu\n%%%%EOF\n", start - header);
    return true;
}

/* A trailer is put before everything, naming the last catalog. */
static bool make_trailer(const struct buf *file, struct buf *out)
{
    long long at = find_back(file, "/Catalog", file->size);
    size_t start;
    size_t end;
    if (at < 0 || find_back(file, "/Encrypt", file->size) >= 0 ||
        !object_around(file, (size_t)at, &start, &end))
        return false;
    buf_adds(out, "%PDF-1.7\ntrailer\n<< /Size 1 /Root ");
    for (size_t i = start; i < end; i++)
        buf_addc(out, isspace((unsigned char)file->data[i]) ? ' ' : file->data[i]);
    buf_adds(out, " R >>\n");
    buf_add(out, file->data, file->size);
    buf_adds(out, "\n%%EOF\n"); /* libqpdf 11.3 drops an object that the file ends with */
    return true;
}

bool repair_bytes(const struct buf *file, int n, struct buf *out)
{
    if (n < MOST_STREAMS) {
        if (!start_from_stream(file, n, out) || !out->size)
            buf_adds(out, "%PDF-1.7\n");
        return true;
    }
    return n == MOST_STREAMS && make_trailer(file, out);
}
