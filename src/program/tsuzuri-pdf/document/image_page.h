/* image_page: image files as pages of a PDF. */
#ifndef PROGRAM_TSUZURI_PDF_DOCUMENT_IMAGE_PAGE_H
#define PROGRAM_TSUZURI_PDF_DOCUMENT_IMAGE_PAGE_H

#include "program/tsuzuri-pdf/document/document.h"
#include "seam/codec/image.h"

/* Adds an image as the next page, placed as image_place says. False where libqpdf refuses. */
bool image_page_add(struct pdf_document *d, const struct image_file *p);

#endif
