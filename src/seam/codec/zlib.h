/* zlib: compression (zlib format), one state for many streams. The only room that sees zlib.
   Prefixes: zlib_. */
#ifndef SEAM_CODEC_ZLIB_H
#define SEAM_CODEC_ZLIB_H

#include "base/buf.h"

struct zlib;

struct zlib *zlib_new(void);
void zlib_free(struct zlib *f);
/* Appends the packed bytes; the same bytes give the same, whatever came before. */
void zlib_pack(struct zlib *f, const void *data, size_t size, struct buf *out);

/* Appends what can be unpacked, at most 'most' bytes: of damaged data those before the damage. A
   header that is wrong is passed over. */
void zlib_unpack(const void *data, size_t size, size_t most, struct buf *out);

/* "zlib 1.2.13" for --version. */
const char *zlib_library_version(void);

#endif
