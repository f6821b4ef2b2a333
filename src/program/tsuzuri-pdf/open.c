/* A document of any kind as a PDF, by the first bytes of its file. */
#include "program/tsuzuri-pdf/open.h"

#include "program/tsuzuri-pdf/document/image_file.h"
#include "program/tsuzuri-pdf/document/image_page.h"
#include "program/tsuzuri-pdf/document/open.h"

#include <stdio.h>
#include <string.h>

#define HEAD 1024

static enum image_state take_image(void *context, const struct image_file *p)
{
    return image_page_add(context, p);
}

static struct pdf_document *open_picture(const char *path)
{
    struct pdf_document *d = document_new_empty();
    enum image_state state = image_file_read(path, take_image, d);
    if (state == IMAGE_TOO_LARGE)
        document_set_state(d, DOCUMENT_TOO_LARGE, "too many pixels or pages");
    else if (state != IMAGE_GOOD || !document_page_count(d))
        document_set_state(d, DOCUMENT_BAD_IMAGE, "bad image");
    return d;
}

static bool has_header(const unsigned char *head, size_t n)
{
    for (size_t i = 0; i + 5 <= n; i++)
        if (!memcmp(head + i, "%PDF-", 5))
            return true;
    return false;
}

static size_t read_head(const char *path, unsigned char head[static HEAD])
{
    FILE *f = fopen(path, "rb");
    size_t n = f ? fread(head, 1, HEAD, f) : 0;
    if (f)
        fclose(f);
    return n;
}

bool open_is_image(const char *path)
{
    unsigned char head[HEAD];
    return image_format(head, read_head(path, head));
}

struct pdf_document *open_any(const char *path, const char *password, const char **format)
{
    unsigned char head[HEAD];
    size_t n = read_head(path, head);
    *format = image_format(head, n);
    if (*format)
        return open_picture(path);
    struct pdf_document *d = document_open(path, password);
    if (document_state(d) == DOCUMENT_DAMAGED && !has_header(head, n))
        document_set_state(d, DOCUMENT_UNKNOWN, "no header");
    return d;
}
