/* pixels: what a picture of a page's corner shows. Arithmetic on pixels only.
   Prefixes: pixels_. */
#ifndef PROGRAM_TSUZURI_LOOK_PIXELS_H
#define PROGRAM_TSUZURI_LOOK_PIXELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Rows of 0x00RRGGBB (the first byte does not count), without gaps. */
struct pixels {
    int width, height;
    const uint32_t *pixels;
};

/* True where it is not all of one colour, a few specks aside: something is printed there. */
bool pixels_inked(const struct pixels *s);

/* True where 'seen' shows what 'wanted' does, a drift of a pixel and another smoothing aside. Both
   are of one size. */
bool pixels_alike(const struct pixels *seen, const struct pixels *wanted);

#endif
