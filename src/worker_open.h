/* worker_open: a document of any kind as a PDF. */
#ifndef WORKER_OPEN_H
#define WORKER_OPEN_H

#include "qdoc.h"

/* As qdoc_open; an image becomes a PDF (with a page for each page of a TIFF), and *format its
   kind, else NULL. */
struct qdoc *worker_open(const char *path, const char *password, const char **format);

#endif
