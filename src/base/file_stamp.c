/* What stat tells of a file, kept to be compared with what it tells later. */
#include "base/file_stamp.h"

#include <sys/stat.h>

struct file_stamp file_stamp_of(const char *path)
{
    struct stat st;
    struct file_stamp stamp = {.path = path};
    if (stat(path, &st) != 0)
        return stamp;
    stamp.there = true;
    stamp.device = st.st_dev;
    stamp.inode = st.st_ino;
    stamp.size = st.st_size;
    stamp.modified[0] = st.st_mtim.tv_sec;
    stamp.modified[1] = st.st_mtim.tv_nsec;
    stamp.status[0] = st.st_ctim.tv_sec;
    stamp.status[1] = st.st_ctim.tv_nsec;
    return stamp;
}

bool file_stamp_same(const struct file_stamp *a, const struct file_stamp *b)
{
    return a->there && b->there && a->device == b->device && a->inode == b->inode;
}

static bool same_time(const long long a[2], const long long b[2])
{
    return a[0] == b[0] && a[1] == b[1];
}

bool file_stamp_holds(const struct file_stamp *stamp)
{
    struct file_stamp now = file_stamp_of(stamp->path);
    return now.there == stamp->there && now.device == stamp->device && now.inode == stamp->inode &&
           now.size == stamp->size && same_time(now.modified, stamp->modified) &&
           same_time(now.status, stamp->status);
}
