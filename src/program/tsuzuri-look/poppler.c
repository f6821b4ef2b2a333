/* Pages drawn by poppler and cairo into pixels. */
#include "program/tsuzuri-look/poppler.h"

#include <math.h>
#include <poppler.h>
#include <stdlib.h>
#include <string.h>

struct drawable {
    PopplerDocument *document;
    GBytes *bytes;
};

static struct drawable *look_new(PopplerDocument *document, GBytes *bytes)
{
    struct drawable *l = calloc(1, sizeof *l);
    if (!l)
        abort();
    *l = (struct drawable){document, bytes};
    if (document)
        return l;
    look_close(l);
    return NULL;
}

struct drawable *look_open(int fd, const char *password)
{
    return look_new(fd < 0 ? NULL : poppler_document_new_from_fd(fd, password, NULL), NULL);
}

struct drawable *look_open_bytes(const void *data, size_t size)
{
    GBytes *bytes = g_bytes_new(data, size);
    return look_new(poppler_document_new_from_bytes(bytes, NULL, NULL), bytes);
}

void look_close(struct drawable *l)
{
    if (!l)
        return;
    if (l->document)
        g_object_unref(l->document);
    if (l->bytes)
        g_bytes_unref(l->bytes);
    free(l);
}

int look_pages(const struct drawable *l)
{
    return poppler_document_get_n_pages(l->document);
}

static struct pixels *copy_pixels(cairo_surface_t *surface, int width, int height)
{
    uint32_t *pixels = calloc((size_t)width * (size_t)height, sizeof *pixels);
    struct pixels *s = calloc(1, sizeof *s);
    if (!pixels || !s)
        abort();
    cairo_surface_flush(surface);
    const unsigned char *data = cairo_image_surface_get_data(surface);
    int stride = cairo_image_surface_get_stride(surface);
    for (int y = 0; y < height; y++)
        memcpy(pixels + (size_t)y * (size_t)width, data + (size_t)y * (size_t)stride,
            (size_t)width * sizeof *pixels);
    *s = (struct pixels){width, height, pixels};
    return s;
}

static bool draw(PopplerPage *page, cairo_surface_t *surface, double scale, double x, double y)
{
    cairo_t *c = cairo_create(surface);
    cairo_set_source_rgb(c, 1, 1, 1);
    cairo_paint(c);
    cairo_scale(c, scale, scale);
    cairo_translate(c, -x, -y);
    poppler_page_render(page, c);
    bool good = cairo_status(c) == CAIRO_STATUS_SUCCESS;
    cairo_destroy(c);
    return good;
}

static struct pixels *draw_part(PopplerPage *page, struct part part, int columns)
{
    double width;
    double height;
    poppler_page_get_size(page, &width, &height);
    double scale = columns / (part.width * width);
    double rows = ceil(part.height * height * scale);
    if (!isfinite(scale) || !(scale > 0) || !(rows >= 1))
        return NULL;
    int lines = rows < columns ? (int)rows : columns;
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, columns, lines);
    bool good = draw(page, surface, scale, part.x * width, part.y * height);
    struct pixels *s = good ? copy_pixels(surface, columns, lines) : NULL;
    cairo_surface_destroy(surface);
    return s;
}

/* NULL where poppler finds fewer pages than libqpdf did. */
static PopplerPage *page_of(struct drawable *l, int page)
{
    bool there = page >= 0 && page < poppler_document_get_n_pages(l->document);
    return there ? poppler_document_get_page(l->document, page) : NULL;
}

bool look_size(struct drawable *l, int page, double *width, double *height)
{
    PopplerPage *p = page_of(l, page);
    if (p) {
        poppler_page_get_size(p, width, height);
        g_object_unref(p);
    }
    return p;
}

struct pixels *look_at(struct drawable *l, int page, struct part part, int columns)
{
    PopplerPage *p = page_of(l, page);
    struct pixels *s = p ? draw_part(p, part, columns) : NULL;
    if (p)
        g_object_unref(p);
    return s;
}

void pixels_free(struct pixels *s)
{
    if (!s)
        return;
    free((void *)(uintptr_t)s->pixels);
    free(s);
}
