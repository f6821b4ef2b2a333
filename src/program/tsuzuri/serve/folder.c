/* A folder's answer files: listed, read, replaced. */
#include "program/tsuzuri/serve/folder.h"

#include "base/arena.h"
#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#define MOST_HEAD 65536 /* bytes in which an answer file says what it is */

bool folder_open(struct folder *f, const char *path, const char *secret)
{
    f->fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    f->path = f->fd < 0 ? NULL : realpath(path, NULL);
    snprintf(f->secret, sizeof f->secret, "%s", secret);
    return f->path;
}

void folder_release(struct folder *f)
{
    if (f->fd >= 0)
        close(f->fd);
    free(f->path);
}

void folder_id(const struct folder *f, const char *name, char out[FOLDER_ID + 1])
{
    char digits[SHA256_TEXT + 1];
    struct sha256 *d = sha256_new();
    sha256_adds(d, f->secret);
    sha256_adds(d, name);
    sha256_end(d, digits);
    snprintf(out, FOLDER_ID + 1, "%.*s", FOLDER_ID, digits);
}

const char *folder_path(const struct folder *f, struct arena *a, const char *name)
{
    return file_join(a, f->path, name);
}

/* --- reading --- */

static bool read_most(int fd, size_t most, struct buf *out)
{
    char part[16384];
    ssize_t n = 1;
    while (n > 0 && out->size < most) {
        n = read(fd, part, sizeof part);
        if (n > 0)
            buf_add(out, part, (size_t)n);
    }
    return n >= 0;
}

/* Reads a regular file, at most so many bytes of it (and a part more); its size goes to 'size'. */
static bool read_some(
    const struct folder *f, const char *name, size_t most, off_t *size, struct buf *out)
{
    struct stat st;
    int fd = openat(f->fd, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (fd < 0)
        return false;
    bool good = fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && read_most(fd, most, out);
    close(fd);
    *size = good ? st.st_size : 0;
    return good;
}

bool folder_read(const struct folder *f, const char *name, struct buf *out)
{
    off_t size;
    return read_some(f, name, FOLDER_MOST_BYTES + 1, &size, out) && out->size <= FOLDER_MOST_BYTES;
}

/* --- the list --- */

static bool ends_in(const char *name, const char *ending)
{
    size_t n = strlen(name), e = strlen(ending);
    return n > e && !strcasecmp(name + n - e, ending);
}

static bool is_yaml(const char *name)
{
    return name[0] != '.' && (ends_in(name, ".yaml") || ends_in(name, ".yml"));
}

/* Finds the value of a key at the beginning of a line; NULL where no line has it. */
static const char *value_of(struct arena *a, const char *text, const char *key)
{
    size_t size = strlen(key);
    for (const char *line = text; line; line = strchr(line, '\n') ? strchr(line, '\n') + 1 : NULL) {
        if (strncmp(line, key, size) != 0 || line[size] != ':')
            continue;
        const char *value = line + size + 1;
        value += strspn(value, " \"'");
        return arena_strndup(a, value, strcspn(value, " \t\"'#\r\n"));
    }
    return NULL;
}

/* Which form a file answers; NULL: it is no answer file. */
static const char *form_of(const struct folder *f, struct arena *a, const char *name)
{
    struct buf head = {0};
    off_t size;
    const char *form = NULL;
    if (read_some(f, name, MOST_HEAD, &size, &head) && head.size) {
        const char *text = head.data + (strncmp(head.data, "\xEF\xBB\xBF", 3) ? 0 : 3);
        form = value_of(a, text, "tsuzuri") ? value_of(a, text, "form") : NULL;
    }
    buf_release(&head);
    return form;
}

const struct folder_file *folder_list(const struct folder *f, struct arena *a, size_t *count)
{
    struct folder_file *list = NULL;
    *count = 0;
    for (const char **n = file_list(a, f->path); *n && *count < FOLDER_MOST_FILES; n++) {
        const char *form = is_yaml(*n) ? form_of(f, a, *n) : NULL;
        if (!form)
            continue;
        list = arena_more(a, list, *count, sizeof *list);
        list[*count] = (struct folder_file){.name = *n, .form = form};
        folder_id(f, *n, list[(*count)++].id);
    }
    return list;
}

/* Names are hashed until one fits: only then is its file opened. */
const struct folder_file *folder_find(const struct folder *f, struct arena *a, const char *id)
{
    for (const char **n = file_list(a, f->path); *n; n++) {
        struct folder_file *file = arena_alloc(a, sizeof *file);
        folder_id(f, *n, file->id);
        if (!is_yaml(*n) || strcmp(file->id, id) != 0)
            continue;
        file->name = *n;
        file->form = form_of(f, a, *n);
        return file->form ? file : NULL;
    }
    return NULL;
}

/* --- writing --- */

/* Tells whether a file's fingerprint is 'was' (NULL: that there is none). */
static bool is_still(const struct folder *f, const char *name, const char *was)
{
    struct buf bytes = {0};
    struct stat st;
    char now[SHA256_TEXT + 1] = "";
    if (!was)
        return fstatat(f->fd, name, &st, AT_SYMLINK_NOFOLLOW) != 0 && errno == ENOENT;
    bool good = folder_read(f, name, &bytes);
    if (good)
        sha256_of(bytes.size ? bytes.data : "", bytes.size, now);
    buf_release(&bytes);
    return good && !strcmp(now, was);
}

/* Looked at again when the new bytes are ready, so that an editor's save in between is seen. */
enum folder_written folder_write(
    const struct folder *f, const char *name, const char *was, const struct buf *bytes)
{
    struct arena *a = arena_new();
    struct messages said;
    messages_init(&said, a);
    enum folder_written done = FOLDER_DIFFERS;
    struct temporary *t = NULL;
    if (is_still(f, name, was)) {
        done = FOLDER_FAILED;
        t = temporary_open(&said, folder_path(f, a, name), 0666);
    }
    if (t && temporary_fill(&said, t, bytes->size ? bytes->data : "", bytes->size)) {
        bool still = is_still(f, name, was);
        done = !still ? FOLDER_DIFFERS : temporary_keep(&said, t) ? FOLDER_WRITTEN : FOLDER_FAILED;
        t = still ? NULL : t;
    }
    if (t)
        temporary_drop(t);
    arena_free(a);
    return done;
}

/* ".NAME.yaml.PID-N.tmp" of a process that is there no more (base/file.c). */
static bool is_left_over(const char *name)
{
    const char *dash = strrchr(name, '-');
    const char *dot = dash;
    if (name[0] != '.' || !dash || !ends_in(name, ".tmp"))
        return false;
    while (dot > name && dot[-1] >= '0' && dot[-1] <= '9')
        dot--;
    if (dot == dash || dot == name || dot[-1] != '.' || dash - dot > 9)
        return false;
    bool ours = dot - name > 6 && (!strncmp(dot - 6, ".yaml.", 6) || !strncmp(dot - 5, ".yml.", 5));
    long process = strtol(dot, NULL, 10);
    return ours && process > 0 && kill((pid_t)process, 0) != 0 && errno == ESRCH;
}

void folder_sweep(const struct folder *f)
{
    int fd = openat(f->fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *d = fd < 0 ? NULL : fdopendir(fd);
    if (!d && fd >= 0)
        close(fd);
    for (const struct dirent *e; d && (e = readdir(d));)
        if (is_left_over(e->d_name))
            unlinkat(f->fd, e->d_name, 0);
    if (d)
        closedir(d);
}
