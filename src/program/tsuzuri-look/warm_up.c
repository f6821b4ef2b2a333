/* A page with a text in a font of the system, drawn once before there are requests: their children
   then need not load fontconfig's list of fonts and the character tables. */
#include "program/tsuzuri-look/poppler.h"

#include "seam/font/fontconfig.h"

#include <malloc.h>

#define MOST_FONT ((size_t)32 << 20) /* poppler reads the whole of it for a character */

static const char page[] =
    "%PDF-1.4\n"
    "1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
    "2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n"
    "3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Resources<</Font<</F 5 "
    "0 R>>>>>>\nendobj\n"
    "4 0 obj\n<</Length 27>>stream\nBT /F 9 Tf 9 9 Td (a) Tj ET\nendstream\nendobj\n"
    "5 0 obj\n<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>\nendobj\n"
    "xref\n"
    "0 6\n"
    "0000000000 65535 f \n"
    "0000000009 00000 n \n"
    "0000000054 00000 n \n"
    "0000000105 00000 n \n"
    "0000000214 00000 n \n"
    "0000000288 00000 n \n"
    "trailer<</Size 6/Root 1 0 R>>\nstartxref\n376\n%%EOF\n";

struct drawable *look_warm_up(void)
{
    const struct part whole = {0, 0, 1, 1};
    fontconfig_spare(MOST_FONT);
    struct drawable *d = look_open_bytes(page, sizeof page - 1);
    if (d)
        pixels_free(look_at(d, 0, whole, 8));
    malloc_trim(0); /* else each child would put together what was freed, and copy the heap by it */
    return d;
}
