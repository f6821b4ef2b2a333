/* png: PNG files, unpacked. The only room that sees libpng. */
#include "seam/codec/image.h"

#include <png.h>
#include <stdint.h>

/* The chunks before the pixels: pHYs (pixels a metre) and eXIf (PNG, third edition, 11.3.2.4). */
static void read_chunks(const struct buf *file, struct image_file *p)
{
    const unsigned char *data = (const unsigned char *)file->data;
    const struct image_bytes all = {data, file->size, false};
    for (size_t at = 8; at + 12 <= file->size;) {
        size_t length = image_number(&all, at, 4);
        if (length > file->size - at - 12 || !memcmp(data + at + 4, "IDAT", 4))
            return;
        if (!memcmp(data + at + 4, "pHYs", 4) && length == 9 && data[at + 16] == 1) {
            p->x_dpi = image_number(&all, at + 8, 4) * 0.0254;
            p->y_dpi = image_number(&all, at + 12, 4) * 0.0254;
        }
        if (!memcmp(data + at + 4, "eXIf", 4))
            image_read_exif(p, data + at + 8, length);
        at += length + 12;
    }
}

/* Colours and opacity, which stand beside each other; nothing is kept of an opacity that is full
   everywhere. */
static bool split(struct image_file *p, unsigned char *rows)
{
    size_t pixels = (size_t)p->width * (size_t)p->height;
    size_t n = (size_t)p->components;
    unsigned char *alpha = malloc(pixels);
    bool opaque = true;
    if (!alpha)
        return false;
    for (size_t i = 0; i < pixels; i++) {
        alpha[i] = rows[i * (n + 1) + n];
        opaque = opaque && alpha[i] == 255;
        memmove(rows + i * n, rows + i * (n + 1), n);
    }
    bool good =
        image_pack(&p->data, rows, pixels * n) && (opaque || image_pack(&p->alpha, alpha, pixels));
    free(alpha);
    return good;
}

static enum image_state unpack(png_image *image, struct image_file *p)
{
    static const png_color white = {255, 255, 255};
    bool colour = image->format & PNG_FORMAT_FLAG_COLOR;
    bool clear = p->keeps_alpha && image->format & PNG_FORMAT_FLAG_ALPHA;
    image->format =
        (colour ? PNG_FORMAT_RGB : PNG_FORMAT_GRAY) | (clear ? PNG_FORMAT_FLAG_ALPHA : 0);
    p->width = (int)image->width;
    p->height = (int)image->height;
    p->components = colour ? 3 : 1;
    p->bits = 8;
    size_t size = PNG_IMAGE_SIZE(*image);
    unsigned char *rows = malloc(size);
    if (!rows)
        return IMAGE_TOO_LARGE;
    bool good = png_image_finish_read(image, clear ? NULL : &white, rows, 0, NULL) &&
                !PNG_IMAGE_FAILED(*image) &&
                (clear ? split(p, rows) : image_pack(&p->data, rows, size));
    free(rows);
    return good ? IMAGE_GOOD : IMAGE_BAD;
}

enum image_state image_read_png(const struct buf *file, struct image_file *p)
{
    enum image_state state = IMAGE_BAD;
    png_image image;
    memset(&image, 0, sizeof image);
    image.version = PNG_IMAGE_VERSION;
    if (png_image_begin_read_from_memory(&image, file->data, file->size))
        state = image_fits(p, image.width, image.height) ? unpack(&image, p) : IMAGE_TOO_LARGE;
    png_image_free(&image);
    read_chunks(file, p);
    return state;
}

const char *image_library_version(void)
{
    return "libpng " PNG_LIBPNG_VER_STRING;
}
