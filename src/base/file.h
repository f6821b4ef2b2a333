/* file: reading whole files, and writing files that appear whole or not at all.
   Prefixes: file_, temporary_ a file that is not yet in its place. */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/buf.h"
#include "base/messages.h"

#include <stdbool.h>

/* Appends the bytes of a regular file to out. A file over limit bytes, a folder, a device or a
   file that cannot be read is an error of class ERR_INPUT at 'at' (at.file NULL: at the path
   itself). */
bool file_read(
    struct messages *e, struct position at, const char *path, size_t limit, struct buf *out);

/* Writes a file: a temporary file in the target's folder, fsync, rename. On failure nothing is
   left behind and an error of class ERR_OUTPUT is added. A target that is a link is followed;
   one that exists and is no regular file (a folder, a device) is refused.
   mode: permissions of a new file, cut by the umask, as 0666; 0600 holds for one that is replaced,
   too. */
bool file_write(struct messages *e, const char *path, const void *data, size_t size, unsigned mode);

/* Writes a new file likewise; one that is there already, as what it may be, is never replaced: an
   error of class ERR_OUTPUT. */
bool file_create(
    struct messages *e, const char *path, const void *data, size_t size, unsigned mode);

/* The same as file_write, but for many files whose maker can be run again: the disk is not waited
   for, so that a power failure may lose the latest of them. */
bool file_write_soon(
    struct messages *e, const char *path, const void *data, size_t size, unsigned mode);

/* A file that someone else writes, by the name of the temporary file; like file_write otherwise.
   NULL with an error where it cannot be begun. Ends with temporary_keep or temporary_drop. */
struct temporary;
struct temporary *temporary_open(struct messages *e, const char *path, unsigned mode);
const char *temporary_path(const struct temporary *d);
/* Writes all of it; false with an error, then it is still to be dropped. */
bool temporary_fill(struct messages *e, struct temporary *d, const void *data, size_t size);
/* Puts it in the target's place; false with an error, and nothing is left behind. */
bool temporary_keep(struct messages *e, struct temporary *d);
void temporary_drop(struct temporary *d);

/* Several files that appear all or none: each is written beside its target before the first takes
   its place. Otherwise like file_write. */
struct file_content {
    const char *path;
    const void *data;
    size_t size;
};
bool file_write_all(
    struct messages *e, const struct file_content *files, size_t count, unsigned mode);

/* Removes the temporary files of writes under way; async-signal-safe, for the command's
   signal handlers. */
void file_abandon(void);

/* The folder part of a path ("." where it has none), and folder/name, in the arena. A name that
   begins with '/' stays as it is. */
struct arena;
/* The last part of a path, within it. */
const char *file_base(const char *path);
/* Gives that part without its ending (".gitignore" has none), in the arena where it is shorter. */
const char *file_stem(struct arena *a, const char *path);
char *file_folder(struct arena *a, const char *path);
char *file_join(struct arena *a, const char *folder, const char *name);
bool file_exists(const char *path);
/* True where a path leads, links followed, to something in the folder or below it; also where it
   leads to nothing. */
bool file_within(const char *folder, const char *path);
/* The names in a folder, sorted by bytes, ended by NULL; those that begin with a dot are left
   out. Empty where it cannot be read. */
const char **file_list(struct arena *a, const char *folder);
/* True where both paths lead to one existing file. */
bool file_same(const char *a, const char *b);

#endif
