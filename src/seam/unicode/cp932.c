/* CP932, Shift_JIS as Windows writes it. */
#include "base/arena.h"
#include "seam/unicode/unicode.h"

#include <limits.h>
#include <unicode/ucnv.h>
#include <unicode/ustring.h>

static UConverter *open_cp932(void)
{
    UErrorCode status = U_ZERO_ERROR;
    UConverter *c = ucnv_open("ibm-943_P15A-2003", &status);
    if (U_FAILURE(status))
        abort();
    ucnv_setToUCallBack(c, UCNV_TO_U_CALLBACK_STOP, NULL, NULL, NULL, &status);
    ucnv_setFromUCallBack(c, UCNV_FROM_U_CALLBACK_STOP, NULL, NULL, NULL, &status);
    if (U_FAILURE(status))
        abort();
    return c;
}

/* What ICU's table and Windows' differ in: the wave dash and its kin. */
static UChar as_windows(UChar c)
{
    switch (c) {
    case 0x301C:
        return 0xFF5E;
    case 0x2016:
        return 0x2225;
    case 0x2212:
        return 0xFF0D;
    default:
        return c;
    }
}

bool unicode_from_cp932(struct arena *a, const char *s, size_t n, char **out, size_t *size)
{
    UErrorCode status = U_ZERO_ERROR;
    if (n > INT32_MAX / 4)
        return false;
    UConverter *from = open_cp932();
    UChar *wide = arena_array(a, n + 1, sizeof *wide);
    int32_t units = ucnv_toUChars(from, wide, (int32_t)n + 1, s, (int32_t)n, &status);
    ucnv_close(from);
    if (U_FAILURE(status))
        return false;
    for (int32_t i = 0; i < units; i++)
        wide[i] = as_windows(wide[i]);
    int32_t length;
    size_t room = (size_t)units * 3 + 1;
    *out = arena_alloc(a, room);
    u_strToUTF8(*out, (int32_t)room, &length, wide, units, &status);
    *size = (size_t)length;
    return U_SUCCESS(status);
}
