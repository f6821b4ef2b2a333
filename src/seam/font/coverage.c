/* coverage: what a face covers: its characters and variation sequences; the chain of a family. */
#include "seam/font/font_internal.h"

#include "base/arena.h"

static size_t count_sequences(hb_face_t *face)
{
    hb_set_t *selectors = hb_set_create(), *bases = hb_set_create();
    hb_face_collect_variation_selectors(face, selectors);
    size_t count = 0;
    for (hb_codepoint_t s = HB_SET_VALUE_INVALID; hb_set_next(selectors, &s);) {
        hb_set_clear(bases);
        hb_face_collect_variation_unicodes(face, s, bases);
        count += hb_set_get_population(bases);
    }
    hb_set_destroy(selectors);
    hb_set_destroy(bases);
    return count;
}

static size_t count_characters(hb_face_t *face)
{
    hb_set_t *all = hb_set_create();
    hb_face_collect_unicodes(face, all);
    size_t count = hb_set_get_population(all);
    hb_set_destroy(all);
    return count;
}

const struct face_facts *fonts_facts(struct fonts *f, int face)
{
    struct face *it = &f->library->faces[face];
    if (!face_open(f->library, it))
        return NULL;
    struct face_facts *facts = arena_alloc(f->arena, sizeof *facts);
    *facts = (struct face_facts){.name = it->name,
        .file = it->file,
        .version = it->version,
        .package = it->package,
        .licence = it->licence,
        .rights = it->rights,
        .cff = it->cff,
        .characters = count_characters(it->hb),
        .sequences = count_sequences(it->hb)};
    return facts;
}

const char *fonts_face_package(const struct fonts *f, int face)
{
    return f->library->faces[face].package;
}

bool fonts_has(struct fonts *f, int face, uint32_t c)
{
    struct face *it = &f->library->faces[face];
    hb_codepoint_t glyph;
    return face_open(f->library, it) && hb_font_get_nominal_glyph(it->font, c, &glyph);
}

const int *fonts_chain(const struct fonts *f, int family, size_t *count)
{
    *count = f->library->families[family].count;
    return f->library->families[family].faces;
}
