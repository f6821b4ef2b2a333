/* charset: CP932 told from other bytes, and read as UTF-8. */
#include "seam/unicode/unicode.h"

#include <unicode/ucnv.h>
#include <unicode/ulocdata.h>
#include <unicode/uset.h>
#include <unicode/ustring.h>

static void check(UErrorCode status)
{
    if (U_FAILURE(status))
        abort();
}

static USet *from_pattern(const char *pattern)
{
    UChar text[128];
    UErrorCode status = U_ZERO_ERROR;
    u_uastrcpy(text, pattern);
    USet *set = uset_openPattern(text, -1, &status);
    check(status);
    return set;
}

static USet *joyo(void)
{
    UErrorCode status = U_ZERO_ERROR;
    ULocaleData *data = ulocdata_open("ja", &status);
    check(status);
    USet *set = ulocdata_getExemplarSet(data, NULL, 0, ULOCDATA_ES_STANDARD, &status);
    check(status);
    ulocdata_close(data);
    USet *kanji = from_pattern("[:Unified_Ideograph:]");
    uset_retainAll(set, kanji);
    uset_close(kanji);
    return set;
}

static void each_of(USet *set, void (*each)(uint32_t c, void *data), void *data)
{
    int32_t items = uset_getItemCount(set);
    for (int32_t i = 0; i < items; i++) {
        UChar32 first, last;
        UErrorCode status = U_ZERO_ERROR;
        if (uset_getItem(set, i, &first, &last, NULL, 0, &status) != 0)
            continue; /* a string */
        for (UChar32 c = first; c <= last; c++)
            each((uint32_t)c, data);
    }
    uset_close(set);
}

/* Rows of JIS X 0208, as EUC-JP writes them. */
static void each_of_rows(int first, int last, void (*each)(uint32_t c, void *data), void *data)
{
    UErrorCode status = U_ZERO_ERROR;
    UConverter *converter = ucnv_open("EUC-JP", &status);
    check(status);
    for (int row = first; row <= last; row++)
        for (int cell = 1; cell <= 94; cell++) {
            char bytes[2] = {(char)(0xA0 + row), (char)(0xA0 + cell)};
            UChar out[4];
            status = U_ZERO_ERROR;
            int32_t n = ucnv_toUChars(converter, out, 4, bytes, 2, &status);
            if (U_SUCCESS(status) && n == 1 && out[0] != U'�')
                each(out[0], data);
        }
    ucnv_close(converter);
}

void unicode_each(enum unicode_set set, void (*each)(uint32_t c, void *data), void *data)
{
    enum { LEVEL_1 = 16, LEVEL_2 = 48, END = 84 };
    switch (set) {
    case UNI_KANA:
        each_of(from_pattern("[[:Block=Hiragana:][:Block=Katakana:]-[:Cn:]]"), each, data);
        break;
    case UNI_JOYO:
        each_of(joyo(), each, data);
        break;
    case UNI_JIS_1:
        each_of_rows(LEVEL_1, LEVEL_2 - 1, each, data);
        break;
    case UNI_JIS_2:
        each_of_rows(LEVEL_2, END, each, data);
        break;
    case UNI_KANJI:
    default:
        each_of(from_pattern("[:Unified_Ideograph:]"), each, data);
        break;
    }
}
