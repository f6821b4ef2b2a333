/* What EXIF says of an image: how it is turned, and its density (EXIF 2.3; TIFF 6.0's structure).
 */
#include "seam/codec/image.h"

#include <stdint.h>

#define MOST_TAGS 1000

static double rational(const struct image_bytes *b, size_t at)
{
    unsigned below = image_number(b, at + 4, 4);
    return below ? (double)image_number(b, at, 4) / below : 0;
}

static void read_tag(struct image_file *p, const struct image_bytes *tiff, size_t at, double *unit)
{
    unsigned value = image_number(tiff, at + 8, 2);
    switch (image_number(tiff, at, 2)) {
    case 0x0112:
        if (value >= 1 && value <= 8)
            p->orientation = (int)value;
        break;
    case 0x011A:
        p->x_dpi = rational(tiff, image_number(tiff, at + 8, 4));
        break;
    case 0x011B:
        p->y_dpi = rational(tiff, image_number(tiff, at + 8, 4));
        break;
    case 0x0128:
        *unit = value == 3 ? 2.54 : 1;
        break;
    default:
        break;
    }
}

void image_read_exif(struct image_file *p, const void *data, size_t size)
{
    double unit = 1;
    struct image_bytes tiff = {data, size, size && *(const unsigned char *)data == 'I'};
    size_t at = image_number(&tiff, 4, 4);
    unsigned count = image_number(&tiff, at, 2);
    double x = p->x_dpi;
    double y = p->y_dpi;
    for (unsigned i = 0; i < count && i < MOST_TAGS; i++)
        read_tag(p, &tiff, at + 2 + (size_t)i * 12, &unit);
    p->x_dpi = p->x_dpi == x ? x : p->x_dpi * unit;
    p->y_dpi = p->y_dpi == y ? y : p->y_dpi * unit;
}
