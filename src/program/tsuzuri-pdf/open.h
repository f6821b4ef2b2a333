/* open: a document of any kind as a PDF. */
#ifndef PROGRAM_TSUZURI_PDF_OPEN_H
#define PROGRAM_TSUZURI_PDF_OPEN_H

#include "program/tsuzuri-pdf/document/document.h"

/* Opens a PDF as document_open does; an image becomes one (with a page for each page of a TIFF),
   and *format its kind, else NULL. */
struct pdf_document *open_any(const char *path, const char *password, const char **format);

/* Tells by its first bytes whether a file is an image. */
bool open_is_image(const char *path);

#endif
