/* Unpacks files of a ZIP archive in memory, and stops where it grows beyond its limits. Sizes that
   the archive states of itself are not believed: what comes out is counted. */
#include "seam/archive/zip.h"

#include <stdint.h>
#include <stdlib.h>
#include <zip.h>

enum { STRETCH = 64 * 1024 };

struct archive {
    zip_t *zip;
    size_t size; /* of the whole archive */
    struct archive_limits limits;
    size_t unpacked;
};

static zip_t *open_memory(const void *data, size_t size)
{
    zip_error_t why;
    zip_error_init(&why);
    zip_source_t *source = zip_source_buffer_create(data, size, 0, &why);
    zip_t *zip = source ? zip_open_from_source(source, ZIP_RDONLY, &why) : NULL;
    if (source && !zip)
        zip_source_free(source);
    zip_error_fini(&why);
    return zip;
}

struct archive *archive_open(
    const void *data, size_t size, const struct archive_limits *limits, enum archive_fault *fault)
{
    zip_t *zip = open_memory(data, size);
    *fault = !zip                                                        ? ARCHIVE_DAMAGED
             : (zip_uint64_t)zip_get_num_entries(zip, 0) > limits->files ? ARCHIVE_TOO_LARGE
                                                                         : ARCHIVE_GOOD;
    if (*fault != ARCHIVE_GOOD) {
        if (zip)
            zip_discard(zip);
        return NULL;
    }
    struct archive *z = calloc(1, sizeof *z);
    if (!z)
        abort();
    *z = (struct archive){.zip = zip, .size = size, .limits = *limits};
    return z;
}

void archive_close(struct archive *z)
{
    if (!z)
        return;
    zip_discard(z->zip);
    free(z);
}

static zip_int64_t find_file(const struct archive *z, const char *name)
{
    return zip_name_locate(z->zip, name, ZIP_FL_NOCASE);
}

bool archive_has(const struct archive *z, const char *name)
{
    return find_file(z, name) >= 0;
}

/* How many bytes a file may give, by the bytes that it takes in the archive. */
static size_t most_of(const struct archive *z, zip_uint64_t packed)
{
    size_t left = z->limits.bytes - z->unpacked;
    size_t share = packed < z->size ? (size_t)packed : z->size;
    size_t most = share > SIZE_MAX / z->limits.ratio ? SIZE_MAX : share * z->limits.ratio;
    if (most < z->limits.free)
        most = z->limits.free;
    return most < left ? most : left;
}

static enum archive_fault unpack(
    struct archive *z, zip_file_t *file, size_t most, archive_take *take, void *data)
{
    char bytes[STRETCH];
    size_t all = 0;
    for (;;) {
        zip_int64_t n = zip_fread(file, bytes, sizeof bytes);
        if (n <= 0)
            return n ? ARCHIVE_DAMAGED : ARCHIVE_GOOD;
        all += (size_t)n;
        z->unpacked += (size_t)n;
        if (all > most)
            return ARCHIVE_TOO_LARGE;
        if (!take(data, bytes, (size_t)n))
            return ARCHIVE_STOPPED;
    }
}

enum archive_fault archive_read(struct archive *z, const char *name, archive_take *take, void *data)
{
    zip_stat_t facts;
    zip_int64_t at = find_file(z, name);
    if (at < 0)
        return ARCHIVE_ABSENT;
    if (z->unpacked >= z->limits.bytes)
        return ARCHIVE_TOO_LARGE;
    if (zip_stat_index(z->zip, (zip_uint64_t)at, 0, &facts) != 0)
        return ARCHIVE_DAMAGED;
    if ((facts.valid & ZIP_STAT_ENCRYPTION_METHOD) && facts.encryption_method != ZIP_EM_NONE)
        return ARCHIVE_ENCRYPTED;
    zip_uint64_t packed = facts.valid & ZIP_STAT_COMP_SIZE ? facts.comp_size : z->size;
    zip_file_t *file = zip_fopen_index(z->zip, (zip_uint64_t)at, 0);
    if (!file)
        return ARCHIVE_DAMAGED;
    enum archive_fault fault = unpack(z, file, most_of(z, packed), take, data);
    if (zip_fclose(file) != 0 && fault == ARCHIVE_GOOD)
        return ARCHIVE_DAMAGED;
    return fault;
}

const char *archive_library_version(void)
{
    return "libzip " LIBZIP_VERSION;
}
