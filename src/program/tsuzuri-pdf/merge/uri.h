/* uri: references to addresses, as RFC 3986 resolves them. */
#ifndef PROGRAM_TSUZURI_PDF_MERGE_URI_H
#define PROGRAM_TSUZURI_PDF_MERGE_URI_H

#include "base/buf.h"

/* The address that a reference means where 'base' is the address of what holds it. A reference that
   has a scheme, and one for which the base is none ("" or without a scheme), stays as it is. */
void uri_resolve(const char *base, const char *reference, struct buf *out);

#endif
