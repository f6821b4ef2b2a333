/* picture: an image file as a PDF needs it. JPEG data stay as they are; PNG (picture_png.c is the
   only file that sees libpng) and TIFF (picture_tiff.c, libtiff) are unpacked, laid on white and
   deflated (picture.c, zlib). Files by path, and TIFF, are read by the worker program alone
   (picture_file.c). */
#ifndef SEAM_CODEC_IMAGE_H
#define SEAM_CODEC_IMAGE_H

#include "base/buf.h"
#include "base/page_box.h"

#include <stdbool.h>

struct picture {
    int width, height; /* pixels as stored */
    int components;    /* 1, 3 or 4 */
    int bits;          /* a component: 8, or 1 */
    bool is_jpeg;      /* data are a JPEG file, else deflated rows */
    bool inverted;     /* CMYK as Adobe writes it */
    int orientation;   /* as in EXIF and TIFF: 1 to 8 */
    double x_dpi;      /* 0: not known */
    double y_dpi;
    struct buf data;
    size_t scan;               /* of a JPEG: where its first scan begins */
    bool keeps_alpha;          /* asked for: a PNG's transparency is kept instead of white */
    struct buf alpha;          /* opacity, deflated, 8 bits a pixel; empty: opaque */
    unsigned long most_pixels; /* asked for; 0: PICTURE_MOST_PIXELS */
};

enum picture_state { PICTURE_GOOD, PICTURE_OTHER, PICTURE_BAD, PICTURE_TOO_LARGE };

/* "JPEG", "PNG", "TIFF" by the first bytes of a file, or NULL. */
const char *picture_format(const unsigned char *head, size_t size);

/* A PNG or JPEG from memory; orientation and what is asked for are set before. A JPEG that breaks
   off is PICTURE_BAD. The caller releases data and alpha. */
enum picture_state picture_read_memory(const struct buf *file, struct picture *p);
void picture_release(struct picture *p);

/* "libpng 1.6.39" for --version. */
const char *picture_library_version(void);

/* Reads all images of a file: one, or a TIFF's pages. Calls back with each, in order; what it gets
   lasts for the call. */
typedef bool picture_taker(void *context, const struct picture *p);
enum picture_state picture_read(const char *path, picture_taker *take, void *context);

/* The page for it, and where it stands there: in its own size where the file tells it and A3 holds
   it, else within the margins of A4, lying or upright as it is. The matrix takes the unit square.
 */
struct matrix picture_place(const struct picture *p, double *page_width, double *page_height);

/* --- between its files --- */

#define PICTURE_MOST_PIXELS 100000000

/* False where a side is 0 or there are too many pixels. */
bool picture_fits(const struct picture *p, unsigned long width, unsigned long height);
/* Deflates rows. */
bool picture_pack(struct buf *out, const void *rows, size_t size);
enum picture_state picture_read_jpeg(const struct buf *file, struct picture *p);
enum picture_state picture_read_png(const struct buf *file, struct picture *p);
enum picture_state picture_read_tiff(const char *path, picture_taker *take, void *context);

#endif
