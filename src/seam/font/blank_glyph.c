/* blank_glyph: the glyph of a face that shows nothing and takes the least room. */
#include "seam/font/font_internal.h"

/* Outlines are asked for only where the advance is less than that of the best so far. */
static bool is_empty(const struct face *face, hb_codepoint_t glyph)
{
    hb_glyph_extents_t box;
    return hb_font_get_glyph_extents(face->font, glyph, &box) && box.width == 0 && box.height == 0;
}

/* Glyph 0 is the box of a missing character, whether or not it has ink in this face. */
static uint32_t narrowest_empty(const struct face *face)
{
    uint32_t best = 0;
    hb_position_t least = INT32_MAX;
    unsigned count = hb_face_get_glyph_count(face->hb);
    for (uint32_t glyph = 1; glyph < count && least > 0; glyph++) {
        hb_position_t advance = hb_font_get_glyph_h_advance(face->font, glyph);
        if (advance >= least || advance < 0 || !is_empty(face, glyph))
            continue;
        best = glyph;
        least = advance;
    }
    return best;
}

static uint32_t space_of(const struct face *face)
{
    hb_codepoint_t glyph;
    return hb_font_get_nominal_glyph(face->font, ' ', &glyph) ? glyph : 0;
}

uint32_t face_blank(const struct face *face)
{
    return face->cff ? narrowest_empty(face) : space_of(face);
}

bool fonts_blank(struct fonts *f, int face, uint32_t *glyph)
{
    struct face *it = &f->library->faces[face];
    if (!face_open(f->library, it))
        return false;
    *glyph = it->blank;
    return it->blank != 0;
}
