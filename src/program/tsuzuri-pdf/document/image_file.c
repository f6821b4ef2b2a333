/* Image files by path, as documents to be stamped. */
#include "seam/codec/image.h"

#define MOST_FILE ((size_t)512 << 20)

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

static enum image_state read_single(
    const char *format, const char *path, image_taker *take, void *context)
{
    struct buf file = {0};
    struct image_file p = {.orientation = 1};
    enum image_state state = IMAGE_TOO_LARGE;
    if (read_file(path, &file))
        state = *format == 'J' ? image_read_jpeg(&file, &p) : image_read_png(&file, &p);
    if (state == IMAGE_GOOD && !take(context, &p))
        state = IMAGE_BAD;
    image_release(&p);
    buf_release(&file);
    return state;
}

enum image_state image_read(const char *path, image_taker *take, void *context)
{
    unsigned char head[8];
    FILE *f = fopen(path, "rb");
    size_t n = f ? fread(head, 1, sizeof head, f) : 0;
    if (f)
        fclose(f);
    const char *format = image_format(head, n);
    if (!format)
        return IMAGE_OTHER;
    if (*format == 'T')
        return image_read_tiff(path, take, context);
    return read_single(format, path, take, context);
}
