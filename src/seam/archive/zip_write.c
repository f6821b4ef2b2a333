/* Writes an archive again with one of its files replaced; the others are copied packed as they are.
 */
#include "seam/archive/zip.h"

#include <zip.h>

enum { STRETCH = 64 * 1024 };

/* Without a date of its own a new file has that of its writing. */
static bool replace(zip_t *zip, const char *name, const struct buf *content)
{
    zip_stat_t facts;
    zip_int64_t at = zip_name_locate(zip, name, ZIP_FL_NOCASE);
    zip_source_t *source = zip_source_buffer(zip, content->data, content->size, 0);
    if (!source)
        return false;
    if (at < 0 || zip_stat_index(zip, (zip_uint64_t)at, 0, &facts) != 0 ||
        zip_file_replace(zip, (zip_uint64_t)at, source, 0) != 0) {
        zip_source_free(source);
        return false;
    }
    return zip_file_set_mtime(zip, (zip_uint64_t)at, facts.mtime, 0) == 0;
}

static bool read_all(zip_source_t *source, struct buf *out)
{
    char bytes[STRETCH];
    zip_int64_t n = 0;
    if (zip_source_open(source) != 0)
        return false;
    while ((n = zip_source_read(source, bytes, sizeof bytes)) > 0)
        buf_add(out, bytes, (size_t)n);
    zip_source_close(source);
    return n == 0;
}

/* The source outlives its archive, and holds what was written. */
bool archive_replace(
    const struct buf *archive, const char *name, const struct buf *content, struct buf *out)
{
    zip_error_t why;
    zip_error_init(&why);
    zip_source_t *source = zip_source_buffer_create(archive->data, archive->size, 0, &why);
    zip_t *zip = source ? zip_open_from_source(source, 0, &why) : NULL;
    bool good = zip != NULL;
    if (zip) {
        zip_source_keep(source);
        good = replace(zip, name, content) && zip_close(zip) == 0;
        if (!good)
            zip_discard(zip);
        good = good && read_all(source, out);
    }
    if (source)
        zip_source_free(source);
    zip_error_fini(&why);
    return good;
}
