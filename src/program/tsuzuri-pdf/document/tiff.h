/* tiff: the pages of a TIFF file. tiff.c is the only file that sees libtiff. */
#ifndef PROGRAM_TSUZURI_PDF_DOCUMENT_TIFF_H
#define PROGRAM_TSUZURI_PDF_DOCUMENT_TIFF_H

#include "program/tsuzuri-pdf/document/image_file.h"

/* Reads a TIFF's pages (5000 at most), laid on white and deflated. Calls 'take' with each, in
   order. */
enum image_state tiff_read(const char *path, image_taker *take, void *context);

#endif
