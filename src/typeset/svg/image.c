/* Pictures within an SVG: as data: addresses, turned as on paper. */
#include "typeset/svg/svg_internal.h"

#include "seam/codec/image.h"

/* --- base64 (RFC 4648 4) --- */

static void add_base64(struct buf *out, const unsigned char *data, size_t size)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t i = 0; i < size; i += 3) {
        size_t n = size - i < 3 ? size - i : 3;
        uint32_t bits = (uint32_t)data[i] << 16 | (n > 1 ? (uint32_t)data[i + 1] << 8 : 0) |
                        (n > 2 ? data[i + 2] : 0);
        for (size_t k = 0; k < 4; k++)
            buf_addc(out, k <= n ? digits[bits >> (18 - 6 * k) & 63] : '=');
    }
}

/* --- its bytes --- */

/* A JPEG without its APP1 segments: a browser would turn it by their EXIF a second time. */
static void add_unturned_jpeg(struct buf *out, const unsigned char *data, size_t size)
{
    size_t at = 2, kept = 0;
    while (at + 4 <= size && data[at] == 0xFF && data[at + 1] != 0xDA) {
        size_t length = ((size_t)data[at + 2] << 8 | data[at + 3]) + 2;
        if (length > size - at)
            break;
        if (data[at + 1] == 0xE1) {
            buf_add(out, data + kept, at - kept);
            kept = at + length;
        }
        at += length;
    }
    buf_add(out, data + kept, size - kept);
}

static bool add_data(const struct image *i, struct buf *out)
{
    struct buf bytes = {0};
    bool good = true;
    if (i->is_jpeg)
        add_unturned_jpeg(&bytes, i->data, i->size);
    else
        good = image_write_png(i->width, i->height, i->components,
            &(struct image_rows){i->data, i->size, i->alpha, i->alpha_size}, &bytes);
    buf_addf(out, "data:image/%s;base64,", i->is_jpeg ? "jpeg" : "png");
    add_base64(out, (const unsigned char *)bytes.data, bytes.size);
    buf_release(&bytes);
    return good;
}

/* --- its place --- */

/* The unit square, its y downwards, to the box, by the picture's orientation (EXIF 4.6.4 A). */
static void add_matrix(const struct image_shape *s, struct buf *out)
{
    static const signed char turns[8][4] = {{1, 0, 0, 1}, {-1, 0, 0, 1}, {-1, 0, 0, -1},
        {1, 0, 0, -1}, {0, 1, 1, 0}, {0, 1, -1, 0}, {0, -1, -1, 0}, {0, -1, 1, 0}};
    const signed char *t = turns[s->image->orientation - 1];
    const struct box_shape *b = &s->box;
    buf_addf(out, " transform=\"matrix(%d %d %d %d %d %d)\"", t[0] * (int)b->w, t[1] * (int)b->h,
        t[2] * (int)b->w, t[3] * (int)b->h, (int)b->x + (t[0] + t[2] < 0 ? (int)b->w : 0),
        (int)b->y + (t[1] + t[3] < 0 ? (int)b->h : 0));
}

bool svg_image(struct messages *e, const struct image_shape *s, struct buf *out)
{
    buf_adds(out, "<image width=\"1\" height=\"1\" preserveAspectRatio=\"none\"");
    add_matrix(s, out);
    buf_adds(out, " href=\"");
    bool good = add_data(s->image, out);
    buf_adds(out, "\"/>\n");
    if (!good)
        messages_error(e, ERR_OUTPUT, "unshown-picture", position_none(),
            "a picture of %d by %d pixels cannot be shown", "%d × %d 画素の画像を表示できません",
            s->image->width, s->image->height);
    return good;
}
