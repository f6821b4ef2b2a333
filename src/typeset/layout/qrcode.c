/* QR codes: a rectangle for each stretch of dark modules. */
#include "seam/codec/qrcode.h"
#include "base/arena.h"
#include "typeset/layout/block.h"

#include <string.h>

enum { QUIET = 4 /* modules of white on each side */ };

/* The edge of module i, so that no rounding adds up. */
static mpt edge(const struct block *b, const struct qrcode *q, int i)
{
    return (mpt)((int64_t)b->height * (i + QUIET) / (q->width + 2 * QUIET));
}

static void draw_row(
    struct lay *l, const struct block *b, const struct qrcode *q, int y, struct ops *ops)
{
    const bool *row = q->dark + (ptrdiff_t)y * q->width;
    for (int x = 0, end; x < q->width; x = end) {
        for (end = x; end < q->width && row[end] == row[x]; end++)
            continue;
        if (!row[x])
            continue;
        mpt left = edge(b, q, x);
        mpt top = edge(b, q, y);
        struct op *op = op_rect(l->arena, ops,
            (struct box_shape){left, top, edge(b, q, end) - left, edge(b, q, y + 1) - top}, 0);
        op->filled = true;
    }
}

/* The value that it is made of, or the block. */
static struct position value_place(struct lay *l, const struct block *b, const struct scope *s)
{
    struct lay_spans spans = {0};
    lay_inline(l, b->text, lay_style(l, NULL), s, LAY_FULL, &spans);
    return spans.value ? spans.value->at : b->at;
}

void lay_qr(struct lay *l, const struct block *b, const struct scope *s, struct fragments *out)
{
    struct qrcode q;
    const char *text = lay_plain(l, b->text, s);
    if (!qrcode_encode(l->arena, text, strlen(text), &q)) {
        messages_error(l->err, ERR_ANSWERS, "no-qr", value_place(l, b, s),
            "no QR code can be made of '%s': it is empty or longer than 2,331 bytes",
            "「%s」のQRコードを作れません。空か、2,331バイトを超えています", text);
        return;
    }
    struct fragment *slab = fragment_add(l->arena, out, b->at);
    slab->height = b->height;
    for (int y = 0; y < q.width; y++)
        draw_row(l, b, &q, y, &slab->ops);
}
