/* file: files read whole, written whole or not at all, and what their names say. */
#include "base/file.h"

#include "base/arena.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    READ_BLOCK = 64 * 1024,
    MOST_LINKS = 40,
    MOST_NAMES = 100,
    MOST_DRAFTS = 64,
    PRIVATE = 0600
};

/* The one piece of global state: the names that a dying command has to remove. */
static _Atomic(const char *) unfinished[MOST_DRAFTS];

static const struct reason {
    int number;
    const char *en;
    const char *ja;
} reasons[] = {
    {ENOENT, "no such file or folder", "ファイルまたはフォルダーがありません"},
    {EACCES, "permission denied", "アクセス権がありません"},
    {EPERM, "operation not permitted", "操作が許可されていません"},
    {EISDIR, "it is a folder", "フォルダーです"},
    {ENOTDIR, "a part of the path is no folder", "パスの途中がフォルダーではありません"},
    {ENOSPC, "no space left on the disk", "ディスクの空き容量がありません"},
    {EDQUOT, "the disk quota is used up", "ディスクの割り当てを使い切りました"},
    {EROFS, "the file system is read-only", "読み取り専用のファイルシステムです"},
    {EFBIG, "the file is too large", "ファイルが大きすぎます"},
    {ENAMETOOLONG, "the name is too long", "名前が長すぎます"},
    {ELOOP, "too many links", "リンクが多すぎます"},
    {EMFILE, "too many open files", "開いているファイルが多すぎます"},
    {ENFILE, "too many open files", "開いているファイルが多すぎます"},
    {ENXIO, "the device is not there", "装置がありません"},
    {EIO, "input/output error", "入出力エラーです"},
    {EEXIST, "a temporary file is in the way", "一時ファイルが既にあります"},
};

static struct reason reason_of(struct arena *a, int number)
{
    for (size_t i = 0; i < sizeof reasons / sizeof reasons[0]; i++)
        if (reasons[i].number == number)
            return reasons[i];
    return (struct reason){number, arena_printf(a, "system error %d", number),
        arena_printf(a, "システムエラー %d", number)};
}

/* Both texts get both reasons; each prints its own. */
static bool unreadable(struct messages *e, struct position at, const char *path, int number)
{
    struct reason r = reason_of(e->arena, number);
    messages_error(e, ERR_INPUT, "cannot-read", at, "cannot read '%s': %s%.0s",
        "「%s」を読めません: %.0s%s", path, r.en, r.ja);
    return false;
}

static bool unwritable(struct messages *e, const char *path, int number)
{
    struct reason r = reason_of(e->arena, number);
    messages_error(e, ERR_OUTPUT, "cannot-write", position_file(path), "cannot write '%s': %s%.0s",
        "「%s」に書き込めません: %.0s%s", path, r.en, r.ja);
    return false;
}

static bool too_large(struct messages *e, struct position at, const char *path, size_t limit)
{
    messages_error(e, ERR_INPUT, "too-large", at, "'%s' is too large: at most %zu bytes are read",
        "「%s」は大きすぎます。%zu バイトまでにしてください", path, limit);
    return false;
}

static ssize_t read_some(int fd, char *data, size_t n)
{
    ssize_t got;
    do
        got = read(fd, data, n);
    while (got < 0 && errno == EINTR);
    return got;
}

static bool read_all(
    struct messages *e, struct position at, const char *path, int fd, size_t limit, struct buf *out)
{
    char block[READ_BLOCK];
    size_t total = 0;
    for (;;) {
        ssize_t got = read_some(fd, block, sizeof block);
        if (got < 0)
            return unreadable(e, at, path, errno);
        if (got == 0)
            return true;
        total += (size_t)got;
        if (total > limit)
            return too_large(e, at, path, limit);
        buf_add(out, block, (size_t)got);
    }
}

static bool check_kind(
    struct messages *e, struct position at, const char *path, int fd, size_t limit)
{
    struct stat st;
    if (fstat(fd, &st) != 0)
        return unreadable(e, at, path, errno);
    if (!S_ISREG(st.st_mode)) {
        messages_error(e, ERR_INPUT, "not-a-file", at, "'%s' is no regular file; name a file",
            "「%s」は通常のファイルではありません。ファイルを指定してください", path);
        return false;
    }
    if ((uintmax_t)st.st_size > limit)
        return too_large(e, at, path, limit);
    return true;
}

bool file_read(
    struct messages *e, struct position at, const char *path, size_t limit, struct buf *out)
{
    if (!at.file)
        at = position_file(path);
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (fd < 0)
        return unreadable(e, at, path, errno);
    size_t before = out->size;
    bool ok = check_kind(e, at, path, fd, limit) && read_all(e, at, path, fd, limit, out);
    close(fd);
    if (!ok && out->data) {
        out->size = before;
        out->data[before] = '\0';
    }
    return ok;
}

void file_abandon(void)
{
    for (size_t i = 0; i < MOST_DRAFTS; i++) {
        const char *name = atomic_load(&unfinished[i]);
        if (name)
            unlink(name);
    }
}

static void claim(const char *name)
{
    for (size_t i = 0; i < MOST_DRAFTS; i++) {
        const char *none = NULL;
        if (atomic_compare_exchange_strong(&unfinished[i], &none, name))
            return;
    }
}

static void unclaim(const char *name)
{
    for (size_t i = 0; i < MOST_DRAFTS; i++) {
        const char *own = name;
        atomic_compare_exchange_strong(&unfinished[i], &own, NULL);
    }
}

/* What a link stands for, also where that does not exist yet. */
static const char *follow(struct arena *a, const char *path)
{
    char target[PATH_MAX];
    for (int i = 0; i < MOST_LINKS; i++) {
        ssize_t n = readlink(path, target, sizeof target - 1);
        if (n < 0)
            return path;
        target[n] = '\0';
        path = file_join(a, file_folder(a, path), target);
    }
    return path;
}

/* No signal comes between the file's birth and its claim. */
static int open_claimed(const char *name, unsigned mode)
{
    sigset_t all, old;
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, &old);
    int fd = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, (mode_t)mode);
    int number = errno;
    if (fd >= 0)
        claim(name);
    pthread_sigmask(SIG_SETMASK, &old, NULL);
    errno = number;
    return fd;
}

const char *file_base(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

const char *file_stem(struct arena *a, const char *path)
{
    const char *name = file_base(path);
    const char *dot = strrchr(name, '.');
    return dot && dot > name ? arena_strndup(a, name, (size_t)(dot - name)) : name;
}

static const char *free_name(struct arena *a, const char *target, int attempt)
{
    const char *name = file_base(target);
    if (strlen(name) > NAME_MAX - 40)
        name = "";
    return file_join(a, file_folder(a, target),
        arena_printf(a, ".%s.%ld-%d.tmp", name, (long)getpid(), attempt));
}

static int open_temporary(struct arena *a, const char *target, unsigned mode, const char **name)
{
    int fd = -1;
    for (int i = 0; i < MOST_NAMES; i++) {
        *name = free_name(a, target, i);
        fd = open_claimed(*name, mode);
        if (fd >= 0 || errno != EEXIST)
            break;
    }
    return fd;
}

static bool write_all(int fd, const char *data, size_t size)
{
    while (size) {
        ssize_t n = write(fd, data, size < SSIZE_MAX ? size : SSIZE_MAX);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return false;
        data += n;
        size -= (size_t)n;
    }
    return true;
}

/* Completes and closes; false with errno. */
static bool finish(int fd, bool ok, const struct stat *old, bool wait)
{
    ok = ok && (!old || fchmod(fd, old->st_mode & 0777) == 0) && (!wait || fsync(fd) == 0);
    int number = errno;
    if (close(fd) != 0 && ok)
        return false;
    errno = number;
    return ok;
}

/* Best effort: some file systems cannot, and the file is complete already. */
static void sync_folder(const char *folder)
{
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return;
    fsync(fd);
    close(fd);
}

/* Gives a file its name unless it is taken: by a link, which never replaces; on a file system
   without links the name is taken by an empty file first. */
static bool rename_new(const char *name, const char *target)
{
    if (link(name, target) == 0)
        return unlink(name) == 0;
    if (errno != EPERM && errno != EOPNOTSUPP && errno != ENOSYS)
        return false;
    int fd = open(target, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    return fd >= 0 && close(fd) == 0 && rename(name, target) == 0;
}

/* Renames, or removes what is not good; false with errno. */
static bool settle(struct arena *a, const char *name, const char *target, bool ok, bool wait)
{
    ok = ok && rename(name, target) == 0;
    int number = errno;
    if (!ok)
        unlink(name);
    unclaim(name);
    if (ok && wait)
        sync_folder(file_folder(a, target));
    errno = number;
    return ok;
}

/* What is written, and whether the disk is waited for. */
struct content {
    const void *data;
    size_t size;
    unsigned mode; /* of a new file */
    bool wait;
};

static bool replace(
    struct arena *a, const char *target, const struct stat *old, const struct content *c)
{
    const char *name;
    int fd = open_temporary(a, target, c->mode, &name);
    if (fd < 0)
        return false;
    bool keeps = old && c->mode != PRIVATE;
    bool ok = finish(fd, write_all(fd, c->data, c->size), keeps ? old : NULL, c->wait);
    return settle(a, name, target, ok, c->wait);
}

static bool refuse_target(struct messages *e, const char *path)
{
    messages_error(e, ERR_OUTPUT, "not-a-file", position_file(path),
        "'%s' is no regular file; choose another name for the output",
        "「%s」は通常のファイルではありません。出力先には別の名前を指定してください", path);
    return false;
}

/* What stands at the target now; false with an error where it may not be replaced. */
static bool check_target(struct messages *e, const char *path, struct stat *old, bool *there)
{
    *there = stat(path, old) == 0;
    if (!*there && errno != ENOENT)
        return unwritable(e, path, errno);
    if (*there && !S_ISREG(old->st_mode))
        return refuse_target(e, path);
    if (*there && access(path, W_OK) != 0)
        return unwritable(e, path, errno);
    return true;
}

static bool write_file(struct messages *e, const char *path, const struct content *c)
{
    struct stat st;
    bool there;
    if (!check_target(e, path, &st, &there))
        return false;
    if (!replace(e->arena, follow(e->arena, path), there ? &st : NULL, c))
        return unwritable(e, path, errno);
    return true;
}

bool file_write(struct messages *e, const char *path, const void *data, size_t size, unsigned mode)
{
    return write_file(e, path, &(struct content){data, size, mode, true});
}

bool file_write_soon(
    struct messages *e, const char *path, const void *data, size_t size, unsigned mode)
{
    return write_file(e, path, &(struct content){data, size, mode, false});
}

static bool refuse_taken(struct messages *e, const char *path)
{
    messages_error(e, ERR_OUTPUT, "file-exists", position_file(path),
        "'%s' is there already, and is not replaced; choose another name, or move it away",
        "「%s」はすでにあります。上書きしません。別の名前にするか、移してください", path);
    return false;
}

bool file_create(struct messages *e, const char *path, const void *data, size_t size, unsigned mode)
{
    const char *name;
    struct stat st;
    if (lstat(path, &st) == 0)
        return refuse_taken(e, path);
    int fd = open_temporary(e->arena, path, mode, &name);
    bool ok = fd >= 0 && finish(fd, write_all(fd, data, size), NULL, true);
    ok = ok && rename_new(name, path);
    int number = errno;
    if (fd >= 0 && !ok)
        unlink(name);
    if (fd >= 0)
        unclaim(name);
    if (ok)
        sync_folder(file_folder(e->arena, path));
    return ok || (number == EEXIST ? refuse_taken(e, path) : unwritable(e, path, number));
}

struct temporary {
    const char *path;
    const char *target;
    const char *name;
    struct stat old;
    bool there;
};

struct temporary *temporary_open(struct messages *e, const char *path, unsigned mode)
{
    struct temporary *d = arena_alloc(e->arena, sizeof *d);
    d->path = path;
    if (!check_target(e, path, &d->old, &d->there))
        return NULL;
    d->there = d->there && mode != PRIVATE;
    d->target = follow(e->arena, path);
    int fd = open_temporary(e->arena, d->target, mode, &d->name);
    if (fd >= 0 && close(fd) == 0)
        return d;
    unwritable(e, path, errno);
    return NULL;
}

const char *temporary_path(const struct temporary *d)
{
    return d->name;
}

bool temporary_fill(struct messages *e, struct temporary *d, const void *data, size_t size)
{
    int fd = open(d->name, O_WRONLY | O_CLOEXEC | O_TRUNC);
    bool ok = fd >= 0 && write_all(fd, data, size);
    int number = errno;
    if (fd >= 0 && close(fd) != 0 && ok) {
        ok = false;
        number = errno;
    }
    return ok || unwritable(e, d->path, number);
}

bool temporary_keep(struct messages *e, struct temporary *d)
{
    int fd = open(d->name, O_WRONLY | O_CLOEXEC);
    bool ok = fd >= 0 && finish(fd, true, d->there ? &d->old : NULL, true);
    return settle(e->arena, d->name, d->target, ok, true) || unwritable(e, d->path, errno);
}

void temporary_drop(struct temporary *d)
{
    unlink(d->name);
    unclaim(d->name);
}

bool file_write_all(
    struct messages *e, const struct file_content *files, size_t count, unsigned mode)
{
    struct temporary **drafts = arena_array(e->arena, count + 1, sizeof(struct temporary *));
    bool good = true;
    size_t begun = 0;
    while (good && begun < count) {
        const struct file_content *c = &files[begun];
        good = (drafts[begun] = temporary_open(e, c->path, mode)) != NULL;
        if (good)
            good = temporary_fill(e, drafts[begun++], c->data, c->size);
    }
    for (size_t i = 0; i < begun; i++)
        if (good)
            good = temporary_keep(e, drafts[i]);
        else
            temporary_drop(drafts[i]);
    return good;
}

char *file_folder(struct arena *a, const char *path)
{
    const char *slash = strrchr(path, '/');
    if (!slash)
        return arena_strdup(a, ".");
    while (slash > path && slash[-1] == '/')
        slash--;
    return slash == path ? arena_strdup(a, "/") : arena_strndup(a, path, (size_t)(slash - path));
}

char *file_join(struct arena *a, const char *folder, const char *name)
{
    size_t n = strlen(folder);
    if (name[0] == '/' || n == 0)
        return arena_strdup(a, name);
    return arena_printf(a, "%s%s%s", folder, folder[n - 1] == '/' ? "" : "/", name);
}

bool file_exists(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0;
}

bool file_same(const char *a, const char *b)
{
    struct stat sa, sb;
    return stat(a, &sa) == 0 && stat(b, &sb) == 0 && sa.st_dev == sb.st_dev &&
           sa.st_ino == sb.st_ino;
}

bool file_within(const char *folder, const char *path)
{
    char *outer = realpath(folder, NULL);
    char *inner = realpath(path, NULL);
    size_t n = outer ? strlen(outer) : 0;
    bool within =
        !inner ||
        (outer && (n == 1 || (!strncmp(inner, outer, n) && (inner[n] == '/' || !inner[n]))));
    free(outer);
    free(inner);
    return within;
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

const char **file_list(struct arena *a, const char *folder)
{
    const char **names = arena_array(a, 1, sizeof *names);
    size_t count = 0;
    DIR *dir = opendir(folder);
    for (struct dirent *d; dir && (d = readdir(dir));) {
        if (d->d_name[0] == '.')
            continue;
        names = arena_grow(a, names, count, count + 2, sizeof *names);
        names[count++] = arena_strdup(a, d->d_name);
    }
    if (dir)
        closedir(dir);
    qsort(names, count, sizeof *names, compare_names);
    return names;
}
