/* qrcode: QR codes as rows of modules. The only room that sees libqrencode. */
#include "seam/codec/qrcode.h"

#include "base/arena.h"

#include <qrencode.h>

enum { MOST = 2331 };

bool qrcode_encode(struct arena *a, const char *text, size_t size, struct qrcode *out)
{
    if (!size || size > MOST)
        return false;
    QRcode *code = QRcode_encodeData((int)size, (const unsigned char *)text, 0, QR_ECLEVEL_M);
    if (!code)
        return false;
    size_t count = (size_t)code->width * (size_t)code->width;
    bool *dark = arena_array(a, count, sizeof *dark);
    for (size_t i = 0; i < count; i++)
        dark[i] = code->data[i] & 1;
    *out = (struct qrcode){.width = code->width, .dark = dark};
    QRcode_free(code);
    return true;
}

const char *qrcode_library_version(void)
{
    return QRcode_APIVersionString();
}
