/* qrcode: QR codes. The only room that sees libqrencode.
   Prefixes: qrcode_. */
#ifndef SEAM_CODEC_QRCODE_H
#define SEAM_CODEC_QRCODE_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

/* Modules of a code, row by row; the quiet zone around it is not among them. */
struct qrcode {
    int width;
    const bool *dark;
};

/* Bytes as the smallest code with error correction M; false where they are too many (2,331). */
bool qrcode_encode(struct arena *a, const char *text, size_t size, struct qrcode *out);

/* "4.1.1" for --version. */
const char *qrcode_library_version(void);

#endif
