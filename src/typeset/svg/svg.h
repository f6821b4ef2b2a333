/* svg: the page list as SVG, for a browser: exactly what the PDF shows, from the same runs.
   Prefixes: svg_ the pictures, svg_glyphs_ the glyphs that they use.

   One unit is 1/1000 pt (mpt), the origin the page's upper left corner. A glyph's outline stands
   once in a <defs>, as id "gFACE-GLYPH", in 1/1000 em, and every place of it is a <use>: several
   pages in one document share their outlines. Named areas (frames) are rectangles without ink, of
   class value, item, waits, attached or link, whose data-path says what they are. */
#ifndef TYPESET_SVG_SVG_H
#define TYPESET_SVG_SVG_H

#include "base/buf.h"
#include "seam/font/font.h"
#include "typeset/page/page_list.h"

/* Which glyphs of which faces were used. */
struct svg_glyphs;
/* A new empty set, for the faces of 'fonts', in the arena. */
struct svg_glyphs *svg_glyphs_new(struct arena *a, const struct fonts *fonts);

/* Appends one page as an <svg> element without its outlines, and adds its glyphs to 'used'. False
   with an error where a picture cannot be shown. */
bool svg_page(struct messages *e, const struct page *p, struct svg_glyphs *used, struct buf *out);

/* Adds a glyph by its name, as pages name it ("g0-1204"). False where it is no name of a glyph of
   these faces. */
bool svg_glyphs_add_named(struct svg_glyphs *g, const char *name);

/* Appends the outlines of all used glyphs, as <path> elements for a <defs>, in the order of face
   and glyph. False with an error where a face cannot be opened. */
bool svg_outlines(
    struct messages *e, struct fonts *fonts, const struct svg_glyphs *used, struct buf *out);

/* Appends one page as a document of its own, with its outlines. */
bool svg_document(struct arena *a, struct messages *e, struct fonts *fonts, const struct page *p,
    struct buf *out);

#endif
