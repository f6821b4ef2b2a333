/* collection: the faces of a manifest as a whole: loaded, asked for and released. */
#include "base/arena.h"
#include "seam/font/font_internal.h"

struct font_library *font_library_load(struct messages *e, const char *manifest)
{
    struct arena *a = arena_new();
    struct font_library *library = arena_alloc(a, sizeof *library);
    library->arena = a;
    if (pthread_mutex_init(&library->lock, NULL) != 0)
        abort();
    if (manifest_read(library, e, manifest))
        return library;
    font_library_free(library);
    return NULL;
}

void font_library_free(struct font_library *library)
{
    if (!library)
        return;
    for (size_t i = 0; i < library->face_count; i++)
        face_close(&library->faces[i]);
    pthread_mutex_destroy(&library->lock);
    arena_free(library->arena);
}

struct fonts *fonts_new(struct arena *a, struct font_library *library)
{
    struct fonts *f = arena_alloc(a, sizeof *f);
    f->arena = a;
    f->library = library;
    f->choices = arena_array(a, library->family_count, sizeof *f->choices);
    f->told = arena_array(a, library->face_count, sizeof(const struct messages *));
    f->buffer = hb_buffer_create();
    f->japanese = hb_language_from_string("ja", -1);
    return f;
}

struct fonts *fonts_load(struct arena *a, struct messages *e, const char *manifest)
{
    struct font_library *library = font_library_load(e, manifest);
    struct fonts *f = library ? fonts_new(a, library) : NULL;
    if (f)
        f->owned = true;
    return f;
}

void fonts_free(struct fonts *f)
{
    if (!f)
        return;
    hb_buffer_destroy(f->buffer);
    if (f->owned)
        font_library_free(f->library);
}

void fonts_lock(struct fonts *f)
{
    pthread_mutex_lock(&f->library->lock);
}

void fonts_unlock(struct fonts *f)
{
    pthread_mutex_unlock(&f->library->lock);
}

struct face *face_need(struct fonts *f, struct messages *e, int face)
{
    struct face *it = &f->library->faces[face];
    if (face_open(f->library, it))
        return it;
    face_report(f, face, e);
    return NULL;
}

const struct face_metrics *fonts_metrics(struct fonts *f, struct messages *e, int face)
{
    const struct face *it = face_need(f, e, face);
    return it ? &it->metrics : NULL;
}

int fonts_advance(struct fonts *f, int face, uint32_t glyph)
{
    struct face *it = &f->library->faces[face];
    if (!face_open(f->library, it))
        return 0;
    return face_milli(it, hb_font_get_glyph_h_advance(it->font, glyph));
}
