/* A PNG or JPEG from memory, which must be there to its end. */
#include "seam/codec/image.h"

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
