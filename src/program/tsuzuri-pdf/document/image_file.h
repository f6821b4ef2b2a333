/* image_file: image files by their path. */
#ifndef PROGRAM_TSUZURI_PDF_DOCUMENT_IMAGE_FILE_H
#define PROGRAM_TSUZURI_PDF_DOCUMENT_IMAGE_FILE_H

#include "seam/codec/image.h"

/* Takes one image; what it gets lasts for the call. Not IMAGE_GOOD: nor is the file, and no other
   image of it is wanted. */
typedef enum image_state image_taker(void *context, const struct image_file *p);

/* Reads all images of a file: one, or a TIFF's pages. Calls 'take' with each, in order.
   IMAGE_OTHER: it is no image. */
enum image_state image_file_read(const char *path, image_taker *take, void *context);

#endif
