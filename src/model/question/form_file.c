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
