/* folder: the answer files of one folder, by names that say nothing.
   Prefixes: folder_.

   The page never names a path: each file has an id, made from its name and a secret of this start.
   What is read and written lies in the folder itself: no links are followed, no folders entered. */
#ifndef PROGRAM_TSUZURI_SERVE_FOLDER_H
#define PROGRAM_TSUZURI_SERVE_FOLDER_H

#include "base/buf.h"
#include "seam/codec/sha256.h"

#include <stdbool.h>

struct arena;

#define FOLDER_ID 16                        /* hexadecimal digits */
#define FOLDER_MOST_BYTES ((size_t)4 << 20) /* of an answer file */
#define FOLDER_MOST_FILES 200               /* that are listed */

struct folder {
    int fd;
    char *path;
    char secret[SHA256_TEXT + 1];
};

/* An answer file. Strings are the arena's. */
struct folder_file {
    const char *name;
    const char *form; /* id, as it says itself */
    char id[FOLDER_ID + 1];
};

/* Opens a folder; false with errno. secret: any text that nobody knows. */
bool folder_open(struct folder *f, const char *path, const char *secret);
void folder_release(struct folder *f);

/* Writes the id of a file's name. */
void folder_id(const struct folder *f, const char *name, char out[FOLDER_ID + 1]);
/* Lists the answer files (YAML that says 'tsuzuri:' and 'form:'), sorted by their names. */
const struct folder_file *folder_list(const struct folder *f, struct arena *a, size_t *count);
/* Finds an answer file by its id; NULL where there is none. */
const struct folder_file *folder_find(const struct folder *f, struct arena *a, const char *id);
/* Makes the path of a file of the folder, in the arena. */
const char *folder_path(const struct folder *f, struct arena *a, const char *name);

/* Appends the bytes of a file; false where it is gone, is no regular file or too large. */
bool folder_read(const struct folder *f, const char *name, struct buf *out);

enum folder_written { FOLDER_WRITTEN, FOLDER_DIFFERS, FOLDER_FAILED };

/* Puts bytes into the place of a file, whole or not at all, if the file's fingerprint is still
   'was'; NULL: if there is no such file. */
enum folder_written folder_write(
    const struct folder *f, const char *name, const char *was, const struct buf *bytes);
/* Takes away what writers that were killed have left of temporary files of answer files. */
void folder_sweep(const struct folder *f);

#endif
