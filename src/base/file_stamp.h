/* file_stamp: what tells, without reading it, that a file is another one than before.
   Prefixes: file_stamp_. */
#ifndef BASE_FILE_STAMP_H
#define BASE_FILE_STAMP_H

#include <stdbool.h>

/* A file as it was at one moment. */
struct file_stamp {
    const char *path; /* not owned */
    bool there;
    unsigned long long device, inode;
    long long size;                   /* bytes */
    long long modified[2], status[2]; /* seconds and nanoseconds: of its bytes, of its inode */
};

/* Takes the stamp of a path, links followed. Take it before the file is read: what is written
   between the two is then told by the next look. */
struct file_stamp file_stamp_of(const char *path);

/* Tells whether two paths led to one file, as file_same does; false where either led nowhere. */
bool file_stamp_same(const struct file_stamp *a, const struct file_stamp *b);

/* Tells whether the path still leads to the file as it was. A file that is written again in place,
   with as many bytes, within one tick of the file system's clock (some milliseconds) looks the
   same. */
bool file_stamp_holds(const struct file_stamp *stamp);

#endif
