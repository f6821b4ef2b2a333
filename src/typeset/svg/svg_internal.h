/* svg_internal: what the files behind svg.h share.
   Prefixes: svg_. */
#ifndef TYPESET_SVG_SVG_INTERNAL_H
#define TYPESET_SVG_SVG_INTERNAL_H

#include "typeset/svg/svg.h"

/* Notes that a glyph of a face is used. */
void svg_glyphs_add(struct svg_glyphs *g, int face, uint32_t glyph);

/* Appends a number with at most three decimals, none of them needless: thousandths / 1000. */
void svg_number(struct buf *out, int64_t thousandths);
/* Appends text as the content of an attribute. */
void svg_attribute(struct buf *out, const char *text);

/* Appends a picture where it stands on the page; false with an error where it cannot be shown. */
bool svg_image(struct messages *e, const struct image_shape *s, struct buf *out);

#endif
