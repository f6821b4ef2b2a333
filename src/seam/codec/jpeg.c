/* A JPEG file is passed on as it is, but for stray bytes between its segments; only its headers are
   read (ITU-T T.81, JFIF). */
#include "seam/codec/image.h"

static void read_jfif(struct image_file *p, const struct image_bytes *s)
{
    unsigned unit = image_number(s, 7, 1);
    double scale = unit == 1 ? 1 : unit == 2 ? 2.54 : 0;
    if (scale > 0) {
        p->x_dpi = image_number(s, 8, 2) * scale;
        p->y_dpi = image_number(s, 10, 2) * scale;
    }
}

static void read_application(struct image_file *p, unsigned marker, const struct image_bytes *s)
{
    if (marker == 0xE0 && s->size >= 14 && !memcmp(s->data, "JFIF", 5))
        read_jfif(p, s);
    else if (marker == 0xE1 && s->size > 14 && !memcmp(s->data, "Exif\0", 6))
        image_read_exif(p, s->data + 6, s->size - 6);
    else if (marker == 0xEE && s->size >= 12 && !memcmp(s->data, "Adobe", 5))
        p->inverted = true;
}

static bool is_frame(unsigned marker)
{
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

/* Only what DCTDecode knows: baseline, extended and progressive, 8 bits. */
static bool read_frame(struct image_file *p, unsigned marker, const struct image_bytes *s)
{
    p->bits = (int)image_number(s, 0, 1);
    p->height = (int)image_number(s, 1, 2);
    p->width = (int)image_number(s, 3, 2);
    p->components = (int)image_number(s, 5, 1);
    return marker <= 0xC2 && p->bits == 8 && p->height && p->width &&
           (p->components == 1 || p->components == 3 || p->components == 4);
}

/* Where the next marker begins, behind stray bytes (cameras and editors leave some; viewers pass
   over them) and fill bytes; the file's size where there is none. */
static size_t find_marker(const struct image_bytes *file, size_t at)
{
    for (; at + 1 < file->size; at++)
        if (file->data[at] == 0xFF && file->data[at + 1] != 0xFF && file->data[at + 1] != 0)
            return at;
    return file->size;
}

static bool stands_alone(unsigned marker)
{
    return marker == 1 || (marker >= 0xD0 && marker <= 0xD8);
}

/* Takes over the segments up to the first scan, and all that follows. */
static bool read_segments(struct image_file *p, const struct image_bytes *file)
{
    bool framed = false;
    for (size_t at = find_marker(file, 2), next; at + 4 <= file->size;
         at = find_marker(file, next)) {
        unsigned marker = file->data[at + 1];
        size_t length = image_number(file, at + 2, 2);
        next = at + 2;
        if (stands_alone(marker))
            continue;
        if (length < 2 || length > file->size - at - 2)
            return false;
        if (marker == 0xDA) {
            buf_add(&p->data, file->data + at, file->size - at);
            return framed;
        }
        struct image_bytes s = {file->data + at + 4, length - 2, false};
        if (is_frame(marker) && !(framed = read_frame(p, marker, &s)))
            return false;
        read_application(p, marker, &s);
        buf_add(&p->data, file->data + at, length + 2);
        next += length;
    }
    return false;
}

enum image_state image_read_jpeg(const struct buf *file, struct image_file *p)
{
    struct image_bytes all = {(const unsigned char *)file->data, file->size, false};
    p->is_jpeg = true;
    buf_add(&p->data, "\xFF\xD8", 2);
    if (!read_segments(p, &all))
        return IMAGE_BAD;
    p->inverted = p->inverted && p->components == 4;
    if (!image_fits(p, (unsigned long)p->width, (unsigned long)p->height))
        return IMAGE_TOO_LARGE;
    return image_jpeg_is_whole(&p->data) ? IMAGE_GOOD : IMAGE_BAD;
}
