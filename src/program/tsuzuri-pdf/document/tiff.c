/* The pages of a TIFF file by libtiff, each as few bits as it needs. */
#include "program/tsuzuri-pdf/document/tiff.h"

#include <stdint.h>
#include <tiffio.h>

#define MOST_PAGES 5000

static void read_density(TIFF *tiff, struct image_file *p)
{
    float x = 0;
    float y = 0;
    uint16_t unit = RESUNIT_INCH;
    TIFFGetField(tiff, TIFFTAG_XRESOLUTION, &x);
    TIFFGetField(tiff, TIFFTAG_YRESOLUTION, &y);
    TIFFGetFieldDefaulted(tiff, TIFFTAG_RESOLUTIONUNIT, &unit);
    double scale = unit == RESUNIT_INCH ? 1 : unit == RESUNIT_CENTIMETER ? 2.54 : 0;
    p->x_dpi = (double)x * scale;
    p->y_dpi = (double)y * scale;
}

/* Premultiplied, laid on white. */
static unsigned on_white(uint32_t pixel, unsigned component)
{
    unsigned bare = 255 - (pixel >> 24);
    unsigned v = (pixel >> (8 * component) & 255) + bare;
    return v > 255 ? 255 : v;
}

/* How much the pixels need: 1 bit, a grey, or three colours. */
static void choose_depth(struct image_file *p, const uint32_t *pixels, size_t count)
{
    p->components = 1;
    p->bits = 1;
    for (size_t i = 0; i < count && p->components == 1; i++) {
        unsigned r = on_white(pixels[i], 0);
        if (r != on_white(pixels[i], 1) || r != on_white(pixels[i], 2))
            p->components = 3;
        if (r != 0 && r != 255)
            p->bits = 8;
    }
    if (p->components == 3)
        p->bits = 8;
}

static void fill_row(const struct image_file *p, const uint32_t *pixels, unsigned char *row)
{
    for (int x = 0; x < p->width; x++) {
        if (p->bits == 1)
            row[x / 8] |= (unsigned char)((on_white(pixels[x], 0) == 255) << (7 - x % 8));
        else
            for (int c = 0; c < p->components; c++)
                row[x * p->components + c] = (unsigned char)on_white(pixels[x], (unsigned)c);
    }
}

static bool pack(struct image_file *p, const uint32_t *pixels)
{
    choose_depth(p, pixels, (size_t)p->width * (size_t)p->height);
    size_t stride = ((size_t)p->width * (size_t)(p->components * p->bits) + 7) / 8;
    unsigned char *rows = calloc((size_t)p->height, stride);
    for (int y = 0; rows && y < p->height; y++)
        fill_row(p, pixels + (size_t)y * (size_t)p->width, rows + (size_t)y * stride);
    bool good = rows && image_pack(&p->data, rows, stride * (size_t)p->height);
    free(rows);
    return good;
}

/* Rows come in the order in which they are stored: turning them is the page's business. Strips
   that are not there are a fault: libtiff would repeat the last row. */
static bool unpack(TIFF *tiff, struct image_file *p)
{
    uint32_t *pixels = calloc((size_t)p->width * (size_t)p->height, sizeof *pixels);
    bool good = pixels && TIFFReadRGBAImageOriented(tiff, (uint32_t)p->width, (uint32_t)p->height,
                              pixels, p->orientation, 1);
    good = good && pack(p, pixels);
    free(pixels);
    return good;
}

static enum image_state read_page(TIFF *tiff, image_taker *take, void *context)
{
    uint32_t width = 0;
    uint32_t height = 0;
    uint16_t orientation = 1;
    struct image_file p = {0};
    TIFFGetField(tiff, TIFFTAG_IMAGEWIDTH, &width);
    TIFFGetField(tiff, TIFFTAG_IMAGELENGTH, &height);
    TIFFGetFieldDefaulted(tiff, TIFFTAG_ORIENTATION, &orientation);
    if (!width || !height)
        return IMAGE_BAD;
    if (!image_fits(&p, width, height))
        return IMAGE_TOO_LARGE;
    p.width = (int)width;
    p.height = (int)height;
    p.orientation = orientation >= 1 && orientation <= 8 ? orientation : 1;
    read_density(tiff, &p);
    enum image_state state = unpack(tiff, &p) ? take(context, &p) : IMAGE_BAD;
    buf_release(&p.data);
    return state;
}

/* A thumbnail or a mask of another page (TIFF 6.0, NewSubfileType). */
static bool is_beside(TIFF *tiff)
{
    uint32_t kind = 0;
    TIFFGetFieldDefaulted(tiff, TIFFTAG_SUBFILETYPE, &kind);
    return kind & (FILETYPE_REDUCEDIMAGE | FILETYPE_MASK);
}

static enum image_state read_pages(TIFF *tiff, image_taker *take, void *context)
{
    int count = 0;
    for (;;) {
        if (!is_beside(tiff)) {
            if (count++ == MOST_PAGES)
                return IMAGE_TOO_LARGE;
            enum image_state state = read_page(tiff, take, context);
            if (state != IMAGE_GOOD)
                return state;
        }
        if (TIFFLastDirectory(tiff))
            return count ? IMAGE_GOOD : IMAGE_BAD;
        if (!TIFFReadDirectory(tiff))
            return IMAGE_BAD;
    }
}

enum image_state tiff_read(const char *path, image_taker *take, void *context)
{
    TIFFSetErrorHandler(NULL);
    TIFFSetWarningHandler(NULL);
    TIFF *tiff = TIFFOpen(path, "rm");
    if (!tiff)
        return IMAGE_BAD;
    enum image_state state = read_pages(tiff, take, context);
    TIFFClose(tiff);
    return state;
}
