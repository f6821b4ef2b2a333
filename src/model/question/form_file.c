/* The files of a form: given in memory, or read from disk and remembered with their stamps. */
#include "model/question/form.h"

#include "base/arena.h"
#include "base/file.h"

#include <string.h>

static const struct form_file *lookup_given(const struct form_files *files, const char *path)
{
    for (size_t i = 0; i < files->given_count; i++)
        if (!strcmp(files->given[i].path, path))
            return &files->given[i];
    return NULL;
}

bool form_file_exists(const struct form_files *files, const char *path)
{
    return lookup_given(files, path) || file_exists(path);
}

/* What stands of a path behind a root, "../" resolved; NULL where it is not below it. */
static const char *below_root(struct arena *a, const char *root, const char *path)
{
    size_t n = strlen(root), used = 0;
    if (strncmp(path, root, n) != 0 || path[n] != '/')
        return NULL;
    char *out = arena_alloc(a, strlen(path) + 1);
    for (const char *s = path + n + 1; *s; s += strspn(s, "/")) {
        size_t size = strcspn(s, "/");
        bool up = size == 2 && !strncmp(s, "..", 2);
        if (up && !used)
            return NULL;
        while (up && used && out[--used] != '/')
            continue;
        if (!up && (size != 1 || *s != '.')) {
            if (used)
                out[used++] = '/';
            memcpy(out + used, s, size);
            used += size;
        }
        s += size;
    }
    out[used] = '\0';
    return out;
}

const char *form_file_find(struct arena *a, const struct form_files *files, const char *path)
{
    const char *inner = NULL;
    if (form_file_exists(files, path))
        return path;
    for (size_t i = 0; !inner && i < files->root_count; i++)
        inner = below_root(a, files->roots[i], path);
    for (size_t i = 0; inner && i < files->root_count; i++) {
        const char *other = file_join(a, files->roots[i], inner);
        if (form_file_exists(files, other))
            return other;
    }
    return path;
}

struct node *form_read_file(struct form_reader *r, const char *path)
{
    struct form_files *files = r->files;
    const struct form_file *given = lookup_given(files, path);
    if (given)
        return yaml_parse(r->arena, r->err, path, given->text, given->size, &yaml_default_limits);
    files->read = arena_more(r->arena, files->read, files->read_count, sizeof *files->read);
    files->read[files->read_count++] = file_stamp_of(path);
    return yaml_load(r->arena, r->err, path, &yaml_default_limits);
}
