/* font: what is asked of families and of faces that are loaded: numbers, names, versions,
   advances. */
#include "seam/font/font_internal.h"

#include "base/arena.h"

int fonts_family(const struct fonts *f, const char *name)
{
    for (size_t i = 0; i < f->library->family_count; i++)
        if (!strcmp(f->library->family_names[i], name))
            return (int)i;
    return -1;
}

const char *const *fonts_family_names(const struct fonts *f, size_t *count)
{
    *count = f->library->family_count;
    return f->library->family_names;
}

const char *fonts_face_name(const struct fonts *f, int face)
{
    return f->library->faces[face].name;
}

uint32_t fonts_face_checksum(const struct fonts *f, int face)
{
    return f->library->faces[face].checksum;
}

const char *fonts_face_version(const struct fonts *f, int face)
{
    return f->library->faces[face].version;
}

const char *fonts_face_file(const struct fonts *f, int face)
{
    return f->library->faces[face].state == FACE_OPEN ? f->library->faces[face].file : NULL;
}

int fonts_face_count(const struct fonts *f)
{
    return (int)f->library->face_count;
}

bool fonts_is_cff(const struct fonts *f, int face)
{
    return f->library->faces[face].cff;
}

int face_milli(const struct face *face, int64_t units)
{
    int64_t half = units < 0 ? -(face->upem / 2) : face->upem / 2;
    return (int)((units * 1000 + half) / face->upem);
}
