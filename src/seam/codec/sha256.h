/* sha256: SHA-256 fingerprints as text. The only room that sees libnettle.
   Prefixes: sha256_. */
#ifndef SEAM_CODEC_SHA256_H
#define SEAM_CODEC_SHA256_H

#include <stdbool.h>
#include <stddef.h>

#define SHA256_TEXT 64 /* lower-case hexadecimal digits */

/* A fingerprint under way. */
struct sha256;

struct sha256 *sha256_new(void);
void sha256_add(struct sha256 *d, const void *data, size_t n);
/* A text with its NUL: what follows cannot be taken for a part of it. */
void sha256_adds(struct sha256 *d, const char *text);
/* Writes the fingerprint and frees. */
void sha256_end(struct sha256 *d, char out[SHA256_TEXT + 1]);

void sha256_of(const void *data, size_t n, char out[SHA256_TEXT + 1]);
/* Of a regular file's bytes; false where it is none, or cannot be read. */
bool sha256_file(const char *path, char out[SHA256_TEXT + 1]);
/* True where a text has the form of a fingerprint. */
bool sha256_is(const char *text);

/* "libnettle 3.8" for --version. */
const char *sha256_library_version(void);

#endif
