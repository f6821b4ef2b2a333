#include "seam/codec/image.h"

#include <zlib.h>

#define POINTS 72.0
#define A4_SHORT (210 * POINTS / 25.4)
#define A4_LONG (297 * POINTS / 25.4)
#define MARGIN (10 * POINTS / 25.4)
#define LEAST_SIDE (25 * POINTS / 25.4)
#define SLACK 1.02 /* a scanner's A3 is seldom A3 */

static bool begins(const unsigned char *head, size_t size, const char *with, size_t n)
{
    return size >= n && !memcmp(head, with, n);
}

const char *image_format(const unsigned char *head, size_t size)
{
    if (begins(head, size, "\xFF\xD8\xFF", 3))
        return "JPEG";
    if (begins(head, size, "\x89PNG\r\n\x1A\n", 8))
        return "PNG";
    if (begins(head, size, "II*\0", 4) || begins(head, size, "MM\0*", 4))
        return "TIFF";
    return NULL;
}

bool image_fits(const struct image_file *p, unsigned long width, unsigned long height)
{
    unsigned long most = p->most_pixels ? p->most_pixels : IMAGE_MOST_PIXELS;
    return width && height && width <= most && height <= most / width;
}

bool image_pack(struct buf *out, const void *rows, size_t size)
{
    uLongf packed = compressBound((uLong)size);
    unsigned char *room = malloc(packed);
    bool good = room && compress2(room, &packed, rows, (uLong)size, 6) == Z_OK;
    if (good)
        buf_add(out, room, packed);
    free(room);
    return good;
}

/* The end of the image behind the start of its first scan, where coded data cannot look so. */
static bool has_end(const struct buf *file, size_t scan)
{
    for (size_t i = file->size; i > scan + 1; i--)
        if (!memcmp(file->data + i - 2, "\xFF\xD9", 2))
            return true;
    return false;
}

static enum image_state read_jpeg(const struct buf *file, struct image_file *p)
{
    enum image_state state = image_read_jpeg(file, p);
    if (state != IMAGE_GOOD)
        return state;
    if (!image_fits(p, (unsigned long)p->width, (unsigned long)p->height))
        return IMAGE_TOO_LARGE;
    return has_end(file, p->scan) ? IMAGE_GOOD : IMAGE_BAD;
}

enum image_state image_read_memory(const struct buf *file, struct image_file *p)
{
    const char *format = image_format((const unsigned char *)file->data, file->size);
    if (!format || *format == 'T')
        return IMAGE_OTHER;
    return *format == 'J' ? read_jpeg(file, p) : image_read_png(file, p);
}

void image_release(struct image_file *p)
{
    buf_release(&p->data);
    buf_release(&p->alpha);
}

/* The unit square of the stored image to a displayed rectangle at x, y. */
static struct matrix orient(int orientation, double x, double y, double w, double h)
{
    switch (orientation) {
    case 2:
        return (struct matrix){-w, 0, 0, h, x + w, y};
    case 3:
        return (struct matrix){-w, 0, 0, -h, x + w, y + h};
    case 4:
        return (struct matrix){w, 0, 0, -h, x, y + h};
    case 5:
        return (struct matrix){0, -h, -w, 0, x + w, y + h};
    case 6:
        return (struct matrix){0, -h, w, 0, x, y + h};
    case 7:
        return (struct matrix){0, h, w, 0, x, y};
    case 8:
        return (struct matrix){0, h, -w, 0, x + w, y};
    default:
        return (struct matrix){w, 0, 0, h, x, y};
    }
}

static bool is_sheet(double w, double h)
{
    double small = w < h ? w : h;
    double large = w < h ? h : w;
    return small >= LEAST_SIDE && small <= A4_LONG * SLACK && large <= 2 * A4_SHORT * SLACK;
}

struct matrix image_place(const struct image_file *p, double *page_width, double *page_height)
{
    bool turned = p->orientation >= 5;
    bool known = p->x_dpi > 0 && p->y_dpi > 0;
    double w = p->width * POINTS / (known ? p->x_dpi : POINTS);
    double h = p->height * POINTS / (known ? p->y_dpi : POINTS);
    if (turned) {
        double side = w;
        w = h;
        h = side;
    }
    *page_width = w;
    *page_height = h;
    if (known && is_sheet(w, h))
        return orient(p->orientation, 0, 0, w, h);
    *page_width = w > h ? A4_LONG : A4_SHORT;
    *page_height = w > h ? A4_SHORT : A4_LONG;
    double across = (*page_width - 2 * MARGIN) / w;
    double up = (*page_height - 2 * MARGIN) / h;
    double s = across < up ? across : up;
    return orient(
        p->orientation, (*page_width - s * w) / 2, (*page_height - s * h) / 2, s * w, s * h);
}
