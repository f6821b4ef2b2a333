/* digest: SHA-256 fingerprints as text. The only file that sees libnettle.
   Prefixes: digest_. */
#ifndef SEAM_CODEC_SHA256_H
#define SEAM_CODEC_SHA256_H

#include <stdbool.h>
#include <stddef.h>

#define DIGEST_TEXT 64 /* lower-case hexadecimal digits */

/* A fingerprint under way. */
struct digest;

struct digest *digest_new(void);
void digest_add(struct digest *d, const void *data, size_t n);
/* A text with its NUL: what follows cannot be taken for a part of it. */
void digest_adds(struct digest *d, const char *text);
/* Writes the fingerprint and frees. */
void digest_end(struct digest *d, char out[DIGEST_TEXT + 1]);

void digest_of(const void *data, size_t n, char out[DIGEST_TEXT + 1]);
/* Of a file's bytes; false where it cannot be read. */
bool digest_file(const char *path, char out[DIGEST_TEXT + 1]);
/* True where a text has the form of a fingerprint. */
bool digest_is(const char *text);

/* "libnettle 3.8" for --version. */
const char *digest_library_version(void);

#endif
