#include "picture.h"

#include <zlib.h>

#define MOST_FILE ((size_t)512 << 20)
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

const char *picture_format(const unsigned char *head, size_t size)
{
    if (begins(head, size, "\xFF\xD8\xFF", 3))
        return "JPEG";
    if (begins(head, size, "\x89PNG\r\n\x1A\n", 8))
        return "PNG";
    if (begins(head, size, "II*\0", 4) || begins(head, size, "MM\0*", 4))
        return "TIFF";
    return NULL;
}

bool picture_fits(unsigned long width, unsigned long height)
{
    return width && height && width <= PICTURE_MOST_PIXELS && height <= PICTURE_MOST_PIXELS / width;
}

bool picture_pack(struct picture *p, const void *rows, size_t size)
{
    uLongf packed = compressBound((uLong)size);
    unsigned char *room = malloc(packed);
    bool good = room && compress2(room, &packed, rows, (uLong)size, 6) == Z_OK;
    if (good)
        buf_add(&p->data, room, packed);
    free(room);
    return good;
}

static bool read_file(const char *path, struct buf *out)
{
    char block[65536];
    size_t n;
    FILE *f = fopen(path, "rb");
    if (!f)
        return false;
    while ((n = fread(block, 1, sizeof block, f)) > 0 && out->size <= MOST_FILE)
        buf_add(out, block, n);
    bool good = !ferror(f) && out->size && out->size <= MOST_FILE;
    fclose(f);
    return good;
}

static enum picture_state read_single(
    const char *format, const char *path, picture_taker *take, void *context)
{
    struct buf file = {0};
    struct picture p = {.orientation = 1};
    enum picture_state state = PICTURE_TOO_LARGE;
    if (read_file(path, &file))
        state = *format == 'J' ? picture_read_jpeg(&file, &p) : picture_read_png(&file, &p);
    if (state == PICTURE_GOOD && !take(context, &p))
        state = PICTURE_BAD;
    buf_release(&p.data);
    buf_release(&file);
    return state;
}

enum picture_state picture_read(const char *path, picture_taker *take, void *context)
{
    unsigned char head[8];
    FILE *f = fopen(path, "rb");
    size_t n = f ? fread(head, 1, sizeof head, f) : 0;
    if (f)
        fclose(f);
    const char *format = picture_format(head, n);
    if (!format)
        return PICTURE_OTHER;
    if (*format == 'T')
        return picture_read_tiff(path, take, context);
    return read_single(format, path, take, context);
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

struct matrix picture_place(const struct picture *p, double *page_width, double *page_height)
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
