/* repair: files whose end is damaged. Bytes in, bytes out. */
#ifndef PROGRAM_TSUZURI_PDF_DOCUMENT_REPAIR_H
#define PROGRAM_TSUZURI_PDF_DOCUMENT_REPAIR_H

#include "base/buf.h"

#include <stdbool.h>

/* Appends the file as it is put together in the n-th way, from 0; false behind the last one. */
bool repair_bytes(const struct buf *file, int n, struct buf *out);

#endif
