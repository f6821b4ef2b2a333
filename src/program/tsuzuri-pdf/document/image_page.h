/* image_page: image files as pages of a PDF. */
#ifndef PROGRAM_TSUZURI_PDF_DOCUMENT_IMAGE_PAGE_H
#define PROGRAM_TSUZURI_PDF_DOCUMENT_IMAGE_PAGE_H

#include "program/tsuzuri-pdf/document/document.h"
#include "seam/codec/image.h"

/* Adds an image as the next page, or pages, placed as image_place says. IMAGE_BAD where
   libqpdf refuses, IMAGE_TOO_LARGE where it would take more than IMAGE_MOST_STRIPS pages. */
enum image_state image_page_add(struct pdf_document *d, const struct image_file *p);

#endif
