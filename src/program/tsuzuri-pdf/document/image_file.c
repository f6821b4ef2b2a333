/* Image files by their path: JPEG, PNG, and a TIFF's pages. */
#include "program/tsuzuri-pdf/document/image_file.h"

#include "program/tsuzuri-pdf/document/file_bytes.h"
#include "program/tsuzuri-pdf/document/tiff.h"

#define MOST_FILE ((size_t)512 << 20)

static enum image_state read_single(
    const char *format, const char *path, image_taker *take, void *context)
{
    struct buf file = {0};
    struct image_file p = {.orientation = 1};
    enum image_state state = IMAGE_TOO_LARGE;
    if (file_bytes_read(path, MOST_FILE, &file))
        state = *format == 'J' ? image_read_jpeg(&file, &p) : image_read_png(&file, &p);
    if (state == IMAGE_GOOD)
        state = take(context, &p);
    image_release(&p);
    buf_release(&file);
    return state;
}

enum image_state image_file_read(const char *path, image_taker *take, void *context)
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
        return tiff_read(path, take, context);
    return read_single(format, path, take, context);
}
