/* A PNG or JPEG from memory. */
#include "seam/codec/image.h"

enum image_state image_read_memory(const struct buf *file, struct image_file *p)
{
    const char *format = image_format((const unsigned char *)file->data, file->size);
    if (!format || *format == 'T')
        return IMAGE_OTHER;
    return *format == 'J' ? image_read_jpeg(file, p) : image_read_png(file, p);
}
