/* flate: compression (zlib format), one state for many streams. The only file that sees zlib. */
#ifndef FLATE_H
#define FLATE_H

#include "buf.h"

struct flate;

struct flate *flate_new(void);
void flate_free(struct flate *f);
/* Appends the packed bytes; the same bytes give the same, whatever came before. */
void flate_pack(struct flate *f, const void *data, size_t size, struct buf *out);

/* "zlib 1.2.13" for --version. */
const char *flate_library_version(void);

#endif
