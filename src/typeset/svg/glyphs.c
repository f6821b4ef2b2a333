/* The glyphs that pages use, and their outlines as SVG paths. */
#include "typeset/svg/svg_internal.h"

#include "base/arena.h"

#include <math.h>

#define MOST_GLYPHS 65536 /* of a face: OpenType's ids have 16 bits */

/* A bit a glyph for each face; NULL where none of its glyphs is used. */
struct svg_glyphs {
    struct arena *arena;
    unsigned char **bits;
    int faces;
};

struct svg_glyphs *svg_glyphs_new(struct arena *a, const struct fonts *fonts)
{
    struct svg_glyphs *g = arena_alloc(a, sizeof *g);
    int faces = fonts_face_count(fonts);
    *g = (struct svg_glyphs){a, arena_array(a, (size_t)faces + 1, sizeof *g->bits), faces};
    return g;
}

void svg_glyphs_add(struct svg_glyphs *g, int face, uint32_t glyph)
{
    if (glyph >= MOST_GLYPHS)
        return;
    if (!g->bits[face])
        g->bits[face] = arena_array(g->arena, MOST_GLYPHS / 8, 1);
    g->bits[face][glyph / 8] |= (unsigned char)(1 << glyph % 8);
}

/* Reads digits up to 'end', which is passed over; -1 where there are none, or too many. */
static long take_number(const char **at, char end)
{
    size_t digits = strspn(*at, "0123456789");
    if (!digits || digits > 6 || (*at)[digits] != end)
        return -1;
    long n = strtol(*at, NULL, 10);
    *at += digits + (end ? 1 : 0);
    return n;
}

bool svg_glyphs_add_named(struct svg_glyphs *g, const char *name)
{
    if (*name++ != 'g')
        return false;
    long face = take_number(&name, '-');
    long glyph = face < 0 ? -1 : take_number(&name, '\0');
    if (glyph < 0 || face >= g->faces || glyph >= MOST_GLYPHS)
        return false;
    svg_glyphs_add(g, (int)face, (uint32_t)glyph);
    return true;
}

/* --- one outline --- */

static void add_point(struct buf *out, char command, double x, double y)
{
    if (command)
        buf_addc(out, command);
    else
        buf_addc(out, ' ');
    svg_number(out, llround(x * 10) * 100);
    buf_addc(out, ' ');
    svg_number(out, llround(-y * 10) * 100);
}

static void move_to(void *out, double x, double y)
{
    add_point(out, 'M', x, y);
}

static void line_to(void *out, double x, double y)
{
    add_point(out, 'L', x, y);
}

static void quadratic_to(void *out, const double p[4])
{
    add_point(out, 'Q', p[0], p[1]);
    add_point(out, 0, p[2], p[3]);
}

static void cubic_to(void *out, const double p[6])
{
    add_point(out, 'C', p[0], p[1]);
    add_point(out, 0, p[2], p[3]);
    add_point(out, 0, p[4], p[5]);
}

static void close_contour(void *out)
{
    buf_addc(out, 'Z');
}

static bool add_outline(
    struct messages *e, struct fonts *fonts, int face, uint32_t glyph, struct buf *out)
{
    const struct outline_pen pen = {out, move_to, line_to, quadratic_to, cubic_to, close_contour};
    buf_addf(out, "<path id=\"g%d-%u\" d=\"", face, (unsigned)glyph);
    bool good = fonts_outline(fonts, e, face, glyph, &pen);
    buf_adds(out, "\"/>\n");
    return good;
}

bool svg_outlines(
    struct messages *e, struct fonts *fonts, const struct svg_glyphs *used, struct buf *out)
{
    for (int face = 0; face < used->faces; face++)
        for (uint32_t glyph = 0; used->bits[face] && glyph < MOST_GLYPHS; glyph++)
            if (used->bits[face][glyph / 8] >> glyph % 8 & 1 &&
                !add_outline(e, fonts, face, glyph, out))
                return false;
    return true;
}
