/* A JPEG file is passed on as it is; only its headers are read (ITU-T T.81, JFIF, EXIF). */
#include "seam/codec/image.h"

#include <stdint.h>

#define MOST_TAGS 1000

struct bytes {
    const unsigned char *data;
    size_t size;
    bool little;
};

/* 0 behind the end. */
static unsigned big_or_little(const struct bytes *b, size_t at, size_t n)
{
    unsigned v = 0;
    if (at > b->size || b->size - at < n)
        return 0;
    for (size_t i = 0; i < n; i++)
        v = v << 8 | b->data[at + (b->little ? n - 1 - i : i)];
    return v;
}

static double rational(const struct bytes *b, size_t at)
{
    unsigned below = big_or_little(b, at + 4, 4);
    return below ? (double)big_or_little(b, at, 4) / below : 0;
}

static void read_tag(struct image_file *p, const struct bytes *tiff, size_t at, double *unit)
{
    unsigned value = big_or_little(tiff, at + 8, 2);
    switch (big_or_little(tiff, at, 2)) {
    case 0x0112:
        if (value >= 1 && value <= 8)
            p->orientation = (int)value;
        break;
    case 0x011A:
        p->x_dpi = rational(tiff, big_or_little(tiff, at + 8, 4));
        break;
    case 0x011B:
        p->y_dpi = rational(tiff, big_or_little(tiff, at + 8, 4));
        break;
    case 0x0128:
        *unit = value == 3 ? 2.54 : 1;
        break;
    default:
        break;
    }
}

/* The first directory of a TIFF structure. */
static void read_exif(struct image_file *p, struct bytes tiff)
{
    double unit = 1;
    tiff.little = tiff.size && tiff.data[0] == 'I';
    size_t at = big_or_little(&tiff, 4, 4);
    unsigned count = big_or_little(&tiff, at, 2);
    double x = p->x_dpi;
    double y = p->y_dpi;
    for (unsigned i = 0; i < count && i < MOST_TAGS; i++)
        read_tag(p, &tiff, at + 2 + (size_t)i * 12, &unit);
    p->x_dpi = p->x_dpi == x ? x : p->x_dpi * unit;
    p->y_dpi = p->y_dpi == y ? y : p->y_dpi * unit;
}

static void read_jfif(struct image_file *p, const struct bytes *s)
{
    unsigned unit = big_or_little(s, 7, 1);
    double scale = unit == 1 ? 1 : unit == 2 ? 2.54 : 0;
    if (scale > 0) {
        p->x_dpi = big_or_little(s, 8, 2) * scale;
        p->y_dpi = big_or_little(s, 10, 2) * scale;
    }
}

static void read_application(struct image_file *p, unsigned marker, const struct bytes *s)
{
    if (marker == 0xE0 && s->size >= 14 && !memcmp(s->data, "JFIF", 5))
        read_jfif(p, s);
    else if (marker == 0xE1 && s->size > 14 && !memcmp(s->data, "Exif\0", 6))
        read_exif(p, (struct bytes){s->data + 6, s->size - 6, false});
    else if (marker == 0xEE && s->size >= 12 && !memcmp(s->data, "Adobe", 5))
        p->inverted = true;
}

static bool is_frame(unsigned marker)
{
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

/* Only what DCTDecode knows: baseline, extended and progressive, 8 bits. */
static bool read_frame(struct image_file *p, unsigned marker, const struct bytes *s)
{
    p->bits = (int)big_or_little(s, 0, 1);
    p->height = (int)big_or_little(s, 1, 2);
    p->width = (int)big_or_little(s, 3, 2);
    p->components = (int)big_or_little(s, 5, 1);
    return marker <= 0xC2 && p->bits == 8 && p->height && p->width &&
           (p->components == 1 || p->components == 3 || p->components == 4);
}

/* Goes through the segments up to the first scan. */
static bool read_segments(struct image_file *p, const struct bytes *file)
{
    bool framed = false;
    size_t at = 2;
    while (at + 4 <= file->size) {
        unsigned marker = big_or_little(file, at + 1, 1);
        if (file->data[at] != 0xFF)
            return false;
        if (marker == 0xFF || marker == 1 || (marker >= 0xD0 && marker <= 0xD7)) {
            at += marker == 0xFF ? 1 : 2;
            continue;
        }
        size_t length = big_or_little(file, at + 2, 2);
        if (length < 2 || length > file->size - at - 2)
            return false;
        struct bytes s = {file->data + at + 4, length - 2, false};
        if (marker == 0xDA) {
            p->scan = at;
            return framed;
        }
        if (is_frame(marker) && !(framed = read_frame(p, marker, &s)))
            return false;
        read_application(p, marker, &s);
        at += 2 + length;
    }
    return false;
}

enum image_state image_read_jpeg(const struct buf *file, struct image_file *p)
{
    struct bytes all = {(const unsigned char *)file->data, file->size, false};
    p->is_jpeg = true;
    if (!read_segments(p, &all))
        return IMAGE_BAD;
    p->inverted = p->inverted && p->components == 4;
    buf_add(&p->data, file->data, file->size);
    return IMAGE_GOOD;
}
