/* sight: what a picture of a page's corner shows. Arithmetic on pixels only. */
#ifndef PROGRAM_TSUZURI_LOOK_PIXELS_H
#define PROGRAM_TSUZURI_LOOK_PIXELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Rows of 0x00RRGGBB (the first byte does not count), without gaps. */
struct sight {
    int width, height;
    const uint32_t *pixels;
};

/* True where it is not all of one colour, a few specks aside: something is printed there. */
bool sight_inked(const struct sight *s);

/* True where 'seen' shows what 'wanted' does, a drift of a pixel and another smoothing aside. Both
   are of one size. */
bool sight_alike(const struct sight *seen, const struct sight *wanted);

#endif
