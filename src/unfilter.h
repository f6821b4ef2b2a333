/* unfilter: what readers still show of damaged streams: the filters of PDF 32000-1, 7.4, without
   complaint; what stands before the damage comes out. */
#ifndef UNFILTER_H
#define UNFILTER_H

#include "buf.h"

#include <stdbool.h>

/* Appends the decoded bytes of 'data', at most 'most'. filter: a name without its slash, long or
   short; false where it is none that a page's content would have. */
bool unfilter(const char *filter, const void *data, size_t size, size_t most, struct buf *out);

#endif
