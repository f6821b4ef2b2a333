/* decode_filter: what readers still show of damaged streams: the filters of PDF 32000-1, 7.4,
   without complaint; what stands before the damage comes out. */
#ifndef PROGRAM_TSUZURI_PDF_DOCUMENT_DECODE_FILTER_H
#define PROGRAM_TSUZURI_PDF_DOCUMENT_DECODE_FILTER_H

#include "base/buf.h"

#include <stdbool.h>

/* Appends the decoded bytes of 'data', at most 'most'. filter: a name without its slash, long or
   short; false where it is none that a page's content would have. */
bool decode_filter(const char *filter, const void *data, size_t size, size_t most, struct buf *out);

#endif
