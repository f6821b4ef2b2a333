/* A page with a Latin and a Japanese text in fonts of the system, drawn once before there are
   requests: their children then need not load fontconfig, the fonts and the character tables. */
#include "program/tsuzuri-look/poppler.h"

#include "seam/font/fontconfig.h"

#include <malloc.h>

#define MOST_FONT ((size_t)32 << 20) /* poppler reads the whole of it for a character */

static const char page[] =
    "%PDF-1.4\n"
    "1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
    "2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n"
    "3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Resources<</Font<</F 5 "
    "0 R/G 6 0 R>>>>>>\nendobj\n"
    "4 0 obj\n<</Length 45>>stream\nBT /F 9 Tf 9 9 Td (a) Tj /G 9 Tf <3C58> Tj "
    "ET\nendstream\nendobj\n"
    "5 0 obj\n<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>\nendobj\n"
    "6 0 obj\n<</Type/Font/Subtype/Type0/BaseFont/Ryumin-Light-H/Encoding/H/DescendantFonts[7 0 "
    "R]>>\nendobj\n"
    "7 0 "
    "obj\n<</Type/Font/Subtype/CIDFontType0/BaseFont/Ryumin-Light/CIDSystemInfo<</Registry(Adobe)/"
    "Ordering(Japan1)/Supplement 2>>/FontDescriptor 8 0 R>>\nendobj\n"
    "8 0 obj\n<</Type/FontDescriptor/FontName/Ryumin-Light/Flags 4/FontBBox[0 -200 1000 "
    "900]/ItalicAngle 0/Ascent 800/Descent -200/CapHeight 700/StemV 80>>\nendobj\n"
    "xref\n"
    "0 9\n"
    "0000000000 65535 f \n"
    "0000000009 00000 n \n"
    "0000000054 00000 n \n"
    "0000000105 00000 n \n"
    "0000000222 00000 n \n"
    "0000000314 00000 n \n"
    "0000000402 00000 n \n"
    "0000000504 00000 n \n"
    "0000000662 00000 n \n"
    "trailer<</Size 9/Root 1 0 R>>\nstartxref\n819\n%%EOF\n";

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
