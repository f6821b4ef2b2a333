/* zip: the files within a ZIP archive that somebody else made, under limits. The only file that
   sees libzip.
   Prefixes: archive_. */
#ifndef SEAM_ARCHIVE_ZIP_H
#define SEAM_ARCHIVE_ZIP_H

#include "base/buf.h"

#include <stdbool.h>

enum archive_fault {
    ARCHIVE_GOOD,
    ARCHIVE_ABSENT,    /* there is no such file in it */
    ARCHIVE_DAMAGED,   /* no archive, cut short, or a file whose checksum is wrong */
    ARCHIVE_ENCRYPTED, /* a file needs a password */
    ARCHIVE_TOO_LARGE, /* over a limit: files, bytes, or how far it unpacks */
    ARCHIVE_STOPPED    /* whoever takes the bytes asked for no more */
};

struct archive_limits {
    size_t files; /* in the archive */
    size_t bytes; /* unpacked, of all that is read */
    size_t ratio; /* unpacked bytes for one packed byte, once more than 'free' are unpacked */
    size_t free;  /* bytes of one file that no ratio is held against */
};

struct archive;

/* Opens an archive in memory, which must stay there until archive_close; NULL with a fault. */
struct archive *archive_open(
    const void *data, size_t size, const struct archive_limits *limits, enum archive_fault *fault);
/* Closes it; NULL is nothing. */
void archive_close(struct archive *z);

/* True where it holds a file of that name; capitals do not count, as on Windows. */
bool archive_has(const struct archive *z, const char *name);

/* Takes a stretch of a file's bytes; false: no more is wanted. */
typedef bool archive_take(void *data, const char *bytes, size_t size);

/* Unpacks a file, stretch by stretch. What was taken before a fault may be wrong. */
enum archive_fault archive_read(
    struct archive *z, const char *name, archive_take *take, void *data);

/* Appends a copy of an archive in memory to out in which one of its files has other content; all
   else stays as it is, the file's date among it. False where that cannot be done. */
bool archive_replace(
    const struct buf *archive, const char *name, const struct buf *content, struct buf *out);

/* "libzip 1.7.3" for --version. */
const char *archive_library_version(void);

#endif
