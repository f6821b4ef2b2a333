#include "seam/font/font_internal.h"

#include "base/arena.h"

struct fonts *fonts_load(struct arena *a, struct messages *e, const char *manifest)
{
    struct fonts *f = arena_alloc(a, sizeof *f);
    f->arena = a;
    if (!manifest_read(f, e, manifest))
        return NULL;
    f->buffer = hb_buffer_create();
    f->japanese = hb_language_from_string("ja", -1);
    return f;
}

void fonts_free(struct fonts *f)
{
    if (!f)
        return;
    for (size_t i = 0; i < f->face_count; i++)
        face_close(&f->faces[i]);
    hb_buffer_destroy(f->buffer);
}

int fonts_family(const struct fonts *f, const char *name)
{
    for (size_t i = 0; i < f->family_count; i++)
        if (!strcmp(f->family_names[i], name))
            return (int)i;
    return -1;
}

const char *const *fonts_family_names(const struct fonts *f, size_t *count)
{
    *count = f->family_count;
    return f->family_names;
}

const char *fonts_face_name(const struct fonts *f, int face)
{
    return f->faces[face].name;
}

uint32_t fonts_face_checksum(const struct fonts *f, int face)
{
    return f->faces[face].checksum;
}

const char *fonts_face_version(const struct fonts *f, int face)
{
    return f->faces[face].version;
}

const char *fonts_face_file(const struct fonts *f, int face)
{
    return f->faces[face].state == FACE_OPEN ? f->faces[face].file : NULL;
}

int fonts_face_count(const struct fonts *f)
{
    return (int)f->face_count;
}

bool fonts_is_cff(const struct fonts *f, int face)
{
    return f->faces[face].cff;
}

struct face *face_need(struct fonts *f, struct messages *e, int face)
{
    struct face *it = &f->faces[face];
    if (face_open(f, it))
        return it;
    face_report(it, e);
    return NULL;
}

const struct face_metrics *fonts_metrics(struct fonts *f, struct messages *e, int face)
{
    const struct face *it = face_need(f, e, face);
    return it ? &it->metrics : NULL;
}

int face_milli(const struct face *face, int64_t units)
{
    int64_t half = units < 0 ? -(face->upem / 2) : face->upem / 2;
    return (int)((units * 1000 + half) / face->upem);
}

int fonts_advance(struct fonts *f, int face, uint32_t glyph)
{
    struct face *it = &f->faces[face];
    if (!face_open(f, it))
        return 0;
    return face_milli(it, hb_font_get_glyph_h_advance(it->font, glyph));
}
