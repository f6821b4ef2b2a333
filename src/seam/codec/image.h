/* image: an image file as a PDF needs it. JPEG data stay as they are (jpeg_decode.c, the
   only file that sees libjpeg, tells whether they are whole); PNG (png.c is the only file that
   sees libpng) is unpacked, laid on white and deflated (image.c, zlib). Files by path, and
   TIFF, are read by the program tsuzuri-pdf alone.
   Prefixes: image_. */
#ifndef SEAM_CODEC_IMAGE_H
#define SEAM_CODEC_IMAGE_H

#include "base/buf.h"

#include <stdbool.h>

struct image_file {
    int width, height; /* pixels as stored */
    int components;    /* 1, 3 or 4 */
    int bits;          /* a component: 8, or 1 */
    bool is_jpeg;      /* data are a JPEG file, else deflated rows */
    bool inverted;     /* CMYK as Adobe writes it */
    int orientation;   /* as in EXIF and TIFF: 1 to 8 */
    double x_dpi;      /* 0: not known */
    double y_dpi;
    struct buf data;
    bool keeps_alpha;          /* asked for: a PNG's transparency is kept instead of white */
    struct buf alpha;          /* opacity, deflated, 8 bits a pixel; empty: opaque */
    unsigned long most_pixels; /* asked for; 0: IMAGE_MOST_PIXELS */
};

enum image_state { IMAGE_GOOD, IMAGE_OTHER, IMAGE_BAD, IMAGE_TOO_LARGE };

/* "JPEG", "PNG", "TIFF" by the first bytes of a file, or NULL. */
const char *image_format(const unsigned char *head, size_t size);

/* A PNG or JPEG from memory; orientation and what is asked for are set before. What breaks
   off, or is damaged, is IMAGE_BAD. The caller releases data and alpha. */
enum image_state image_read_memory(const struct buf *file, struct image_file *p);
void image_release(struct image_file *p);

/* Pixels as a PDF keeps them: deflated rows of colours and, or NULL, of opacity; 8 bits each. */
struct image_rows {
    const void *colours;
    size_t colours_size;
    const void *alpha;
    size_t alpha_size;
};
/* Appends a PNG file of them (components: 1 grey, 3 RGB); false where they are not so many, or
   memory cannot be had. */
bool image_write_png(
    int width, int height, int components, const struct image_rows *rows, struct buf *out);

/* "libpng 1.6.39" for --version. */
const char *image_library_version(void);

/* --- between its files --- */

#define IMAGE_MOST_PIXELS 100000000

/* False where a side is 0 or there are too many pixels. */
bool image_fits(const struct image_file *p, unsigned long width, unsigned long height);
/* Deflates rows. */
bool image_pack(struct buf *out, const void *rows, size_t size);
struct image_bytes {
    const unsigned char *data;
    size_t size;
    bool little; /* numbers begin with their low byte */
};
/* Gives the number of n bytes, at most 4, at a place; 0 where it does not lie within. */
unsigned image_number(const struct image_bytes *b, size_t at, size_t n);
/* Reads what EXIF says into orientation and densities: a TIFF structure from its first byte. What
   cannot be read says nothing. */
void image_read_exif(struct image_file *p, const void *data, size_t size);
/* Decodes a JPEG file; false where it breaks off or is damaged, so that pixels are made up. */
bool image_jpeg_is_whole(const struct buf *file);
enum image_state image_read_jpeg(const struct buf *file, struct image_file *p);
enum image_state image_read_png(const struct buf *file, struct image_file *p);

#endif
