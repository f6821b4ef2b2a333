/* file_bytes: whole files, without messages. */
#ifndef PROGRAM_TSUZURI_PDF_DOCUMENT_FILE_BYTES_H
#define PROGRAM_TSUZURI_PDF_DOCUMENT_FILE_BYTES_H

#include "base/buf.h"

#include <stdbool.h>

/* Appends the bytes of a file; false where it cannot be read, is empty, or has more than 'most'
   bytes. */
bool file_bytes_read(const char *path, size_t most, struct buf *out);

#endif
