/* Pixels as a PNG file. */
#include "seam/codec/image.h"

#include "seam/codec/zlib.h"

#include <png.h>

/* Colours and opacity of each pixel beside each other; opacity is 255 where there is none. */
static void join(unsigned char *to, const unsigned char *colours, const unsigned char *alpha,
    size_t pixels, size_t n)
{
    for (size_t i = 0; i < pixels; i++) {
        memcpy(to + i * (n + 1), colours + i * n, n);
        to[i * (n + 1) + n] = alpha[i];
    }
}

static bool compress(png_image *image, const void *rows, struct buf *out)
{
    png_alloc_size_t size = 0;
    if (!png_image_write_to_memory(image, NULL, &size, 0, rows, 0, NULL))
        return false;
    void *file = malloc(size);
    bool good = file && png_image_write_to_memory(image, file, &size, 0, rows, 0, NULL);
    if (good)
        buf_add(out, file, size);
    free(file);
    return good;
}

static bool write_rows(png_image *image, const struct buf *colours, const struct buf *alpha,
    size_t components, struct buf *out)
{
    size_t pixels = (size_t)image->width * image->height;
    if (!alpha->size)
        return compress(image, colours->data, out);
    unsigned char *both = malloc(pixels * (components + 1));
    if (both)
        join(both, (const unsigned char *)colours->data, (const unsigned char *)alpha->data, pixels,
            components);
    bool good = both && compress(image, both, out);
    free(both);
    return good;
}

bool image_write_png(
    int width, int height, int components, const struct image_rows *rows, struct buf *out)
{
    size_t pixels = (size_t)width * (size_t)height;
    size_t size = pixels * (size_t)components;
    struct buf colours = {0}, alpha = {0};
    png_image image;
    memset(&image, 0, sizeof image);
    image.version = PNG_IMAGE_VERSION;
    image.width = (png_uint_32)width;
    image.height = (png_uint_32)height;
    image.format = (components == 3 ? PNG_FORMAT_RGB : PNG_FORMAT_GRAY) |
                   (rows->alpha ? PNG_FORMAT_FLAG_ALPHA : 0);
    zlib_unpack(rows->colours, rows->colours_size, size, &colours);
    if (rows->alpha)
        zlib_unpack(rows->alpha, rows->alpha_size, pixels, &alpha);
    bool good = (components == 1 || components == 3) && colours.size == size &&
                (!rows->alpha || alpha.size == pixels) &&
                write_rows(&image, &colours, &alpha, (size_t)components, out);
    buf_release(&colours);
    buf_release(&alpha);
    return good;
}
