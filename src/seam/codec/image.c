/* Image files: their kinds by their first bytes, their limits, and rows that are packed. */
#include "seam/codec/image.h"

#include <zlib.h>

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
    if (begins(head, size, "II*\0", 4) || begins(head, size, "MM\0*", 4) ||
        begins(head, size, "II+\0", 4) || begins(head, size, "MM\0+", 4)) /* + is BigTIFF */
        return "TIFF";
    return NULL;
}

unsigned image_number(const struct image_bytes *b, size_t at, size_t n)
{
    unsigned v = 0;
    if (at > b->size || b->size - at < n)
        return 0;
    for (size_t i = 0; i < n; i++)
        v = v << 8 | b->data[at + (b->little ? n - 1 - i : i)];
    return v;
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

void image_release(struct image_file *p)
{
    buf_release(&p->data);
    buf_release(&p->alpha);
}
