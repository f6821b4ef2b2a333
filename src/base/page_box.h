/* page_box: the page as a person sees it, and where a label stands in its upper right corner.
   Arithmetic only; PDF 32000-1, 7.7.3.3 and 14.11.2. User space has y upwards.
   Prefixes: box_, corner_, foot_, view_. */
#ifndef BASE_PAGE_BOX_H
#define BASE_PAGE_BOX_H

#include <stdbool.h>

struct box {
    bool there; /* false: missing, no rectangle, or empty */
    double x0, y0, x1, y1;
};

/* Four numbers as they stand in the file: corners in any order. Numbers that are not finite, or
   a box without an area, give none. */
struct box box_of(const double n[4]);

/* The displayed page. */
struct view {
    struct box box; /* in user space */
    int turn;       /* clockwise: 0, 90, 180, 270 */
    double unit;    /* of user space, in 1/72 inch */
};

/* The CropBox within the MediaBox; the MediaBox where they have nothing in common; Letter where
   there is none. Rotate: any multiple of 90, else it does not count. Unit: not positive, 1. */
struct view view_of(struct box media, struct box crop, double rotate, double unit);

/* Width and height as displayed, in 1/72 inch. */
void view_size(const struct view *v, double *width, double *height);

/* As in PDF: x' = ax + cy + e, y' = bx + dy + f. */
struct matrix {
    double a, b, c, d, e, f;
};

/* Takes the displayed page, its origin at the lower left, in 1/72 inch, to user space. */
struct matrix view_matrix(const struct view *v);

/* 1, or by how much a label with its margins shrinks on a page that is too small. */
double corner_scale(const struct view *v, double width, double height, double margin);

/* Where it then stands on the displayed page, whose width and height are 1; from the upper left. */
struct corner_part {
    double x, y, width, height;
};
struct corner_part corner_part(const struct view *v, double width, double height, double margin);

/* Takes a label of width × height (1/72 inch), its origin at its lower left, to its place:
   upright, 'margin' from the top and the right edge. On a page that is too small both shrink. */
struct matrix corner_place(const struct view *v, double width, double height, double margin);

/* The same at the foot of the page, in the middle, 'margin' from the bottom. */
struct matrix foot_place(const struct view *v, double width, double height, double margin);

#endif
