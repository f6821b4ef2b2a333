/* image_place: how large a page an image gets, and where it stands there. */
#ifndef PROGRAM_TSUZURI_PDF_DOCUMENT_IMAGE_PLACE_H
#define PROGRAM_TSUZURI_PDF_DOCUMENT_IMAGE_PLACE_H

#include "base/page_box.h"
#include "seam/codec/image.h"

/* Chooses the page for an image, in 1/72 inch, and where it stands there: in its own size where
   the file tells it and A3 holds it, else within the margins of A4, lying or upright as it is,
   and below a label's corner where it would reach into it.
   Returns the matrix that takes the unit square of the stored image there, turned as its
   orientation says (EXIF 2.3, 4.6.4; TIFF 6.0, Orientation). */
struct matrix image_place(const struct image_file *p, double *page_width, double *page_height);

#endif
