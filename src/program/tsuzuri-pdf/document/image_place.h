/* image_place: how large a page an image gets, and where it stands there. */
#ifndef PROGRAM_TSUZURI_PDF_DOCUMENT_IMAGE_PLACE_H
#define PROGRAM_TSUZURI_PDF_DOCUMENT_IMAGE_PLACE_H

#include "base/page_box.h"
#include "seam/codec/image.h"

/* A page for an image, in 1/72 inch: what of the image stands on it. */
struct image_place {
    double page_width, page_height;
    struct matrix m; /* takes the unit square of the stored image there, turned as its orientation
                        says (EXIF 2.3, 4.6.4; TIFF 6.0, Orientation) */
    struct box clip; /* what of it is shown; there is false: all */
};

/* Tells how many pages an image takes: one, but for an upright strip (a shot of a whole web page)
   that could not be read on one sheet; more than IMAGE_MOST_STRIPS where it is longer than that. */
int image_page_count(const struct image_file *p);
enum { IMAGE_MOST_STRIPS = 100 };

/* Chooses the n-th page of an image, from 0: in its own size where the file tells it and A3 holds
   it, else within the margins of A4, lying or upright as it is, and below a label's corner where
   it would reach into it. A strip is cut into parts of one height, the foot of each repeated at
   the head of the next. */
struct image_place image_place(const struct image_file *p, int n);

#endif
