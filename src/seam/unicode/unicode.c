/* unicode: what ICU knows of characters: widths, scripts, compositions, the form for comparing. */
#include "seam/unicode/unicode.h"

#include "base/arena.h"

#include <limits.h>
#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>

enum { ZWJ = 0x200D, SOFT_HYPHEN = 0xAD };

/* ICU's data is a part of its library: without it nothing can be set. */
static void check(UErrorCode status)
{
    if (U_FAILURE(status))
        abort();
}

static bool decodes(UConverter *from, const char *s, const char *end)
{
    UChar block[512];
    UErrorCode status = U_BUFFER_OVERFLOW_ERROR;
    while (status == U_BUFFER_OVERFLOW_ERROR) {
        UChar *to = block;
        status = U_ZERO_ERROR;
        ucnv_toUnicode(from, &to, block + 512, &s, end, NULL, true, &status);
    }
    return U_SUCCESS(status);
}

bool unicode_is_cp932(const char *s, size_t n)
{
    UErrorCode status = U_ZERO_ERROR;
    UConverter *from = ucnv_open("ibm-943_P15A-2003", &status);
    check(status);
    ucnv_setToUCallBack(from, UCNV_TO_U_CALLBACK_STOP, NULL, NULL, NULL, &status);
    bool ok = U_SUCCESS(status) && decodes(from, s, s + n);
    ucnv_close(from);
    return ok;
}

static bool has_category(uint32_t c, uint32_t mask)
{
    return (U_GET_GC_MASK((UChar32)c) & mask) != 0;
}

static int width_class(uint32_t c)
{
    return u_getIntPropertyValue((UChar32)c, UCHAR_EAST_ASIAN_WIDTH);
}

static bool is_wide(uint32_t c)
{
    int width = width_class(c);
    return width == U_EA_WIDE || width == U_EA_FULLWIDTH;
}

/* Vowels and finals of Hangul, which stand in the cells of the consonant before them. */
static bool is_hangul_tail(uint32_t c)
{
    int type = u_getIntPropertyValue((UChar32)c, UCHAR_HANGUL_SYLLABLE_TYPE);
    return type == U_HST_VOWEL_JAMO || type == U_HST_TRAILING_JAMO;
}

int unicode_cells(uint32_t c)
{
    if (c >= 0x20 && c < 0x7F)
        return 1;
    if (has_category(c, U_GC_MN_MASK | U_GC_ME_MASK | U_GC_CC_MASK) || is_hangul_tail(c))
        return 0;
    if (has_category(c, U_GC_CF_MASK | U_GC_ZL_MASK | U_GC_ZP_MASK))
        return c == SOFT_HYPHEN;
    return is_wide(c) ? 2 : 1;
}

int unicode_text_cells(const char *text, size_t size)
{
    int cells = 0;
    for (size_t i = 0, length; i < size; i += length)
        cells += unicode_cells(unicode_decode(text + i, size - i, &length));
    return cells;
}

bool unicode_is_selector(uint32_t c)
{
    return (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF);
}

static bool is_western_script(uint32_t c)
{
    UErrorCode status = U_ZERO_ERROR;
    UScriptCode script = uscript_getScript((UChar32)c, &status);
    return script == USCRIPT_LATIN || script == USCRIPT_GREEK || script == USCRIPT_CYRILLIC;
}

static bool is_western_mark(uint32_t c)
{
    UBlockCode block = ublock_getCode((UChar32)c);
    return block == UBLOCK_COMBINING_DIACRITICAL_MARKS ||
           block == UBLOCK_COMBINING_DIACRITICAL_MARKS_EXTENDED ||
           block == UBLOCK_COMBINING_DIACRITICAL_MARKS_SUPPLEMENT;
}

bool unicode_is_western(uint32_t c)
{
    if (c < 0x80)
        return u_isalnum((UChar32)c);
    if (width_class(c) == U_EA_FULLWIDTH)
        return false;
    if (has_category(c, U_GC_L_MASK | U_GC_M_MASK))
        return is_western_script(c) || is_western_mark(c);
    return false;
}

bool unicode_is_spaceless(uint32_t c)
{
    if (c < 0x1100)
        return false;
    UErrorCode status = U_ZERO_ERROR;
    int width = width_class(c);
    return (width == U_EA_WIDE || width == U_EA_FULLWIDTH || width == U_EA_HALFWIDTH) &&
           uscript_getScript((UChar32)c, &status) != USCRIPT_HANGUL;
}

bool unicode_is_upright(uint32_t c)
{
    return u_getIntPropertyValue((UChar32)c, UCHAR_VERTICAL_ORIENTATION) != U_VO_ROTATED;
}

static UChar *to_utf16(struct arena *a, const char *s, int32_t *length)
{
    size_t n = strlen(s);
    if (n >= INT32_MAX)
        abort();
    UErrorCode status = U_ZERO_ERROR;
    UChar *to = arena_array(a, n + 1, sizeof *to);
    u_strFromUTF8WithSub(to, (int32_t)n + 1, length, s, (int32_t)n, 0xFFFD, NULL, &status);
    check(status);
    return to;
}

static char *to_utf8(struct arena *a, const UChar *s, int32_t length)
{
    UErrorCode status = U_ZERO_ERROR;
    size_t room = (size_t)length * 3 + 1;
    if (room > INT32_MAX)
        abort();
    char *to = arena_alloc(a, room);
    u_strToUTF8WithSub(to, (int32_t)room, NULL, s, length, 0xFFFD, NULL, &status);
    check(status);
    return to;
}

static UChar *casefold(struct arena *a, const UChar *s, int32_t n, int32_t *length)
{
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *form = unorm2_getNFKCCasefoldInstance(&status);
    check(status);
    *length = unorm2_normalize(form, s, n, NULL, 0, &status);
    status = U_ZERO_ERROR;
    UChar *to = arena_array(a, (size_t)*length + 1, sizeof *to);
    unorm2_normalize(form, s, n, to, *length + 1, &status);
    check(status);
    return to;
}

/* White space is in the basic plane: units are enough. */
static int32_t remove_space(UChar *s, int32_t n)
{
    int32_t kept = 0;
    for (int32_t i = 0; i < n; i++)
        if (!u_isUWhiteSpace(s[i]))
            s[kept++] = s[i];
    return kept;
}

static char *fold_ascii(struct arena *a, const char *s)
{
    char *copy = arena_strdup(a, s), *to = copy;
    for (; *s; s++) {
        if (*s == ' ' || (*s >= '\t' && *s <= '\r'))
            continue;
        *to++ = *s >= 'A' && *s <= 'Z' ? (char)(*s - 'A' + 'a') : *s;
    }
    *to = '\0';
    return copy;
}

static bool is_ascii(const char *s)
{
    while (*s && (unsigned char)*s < 0x80)
        s++;
    return !*s;
}

char *unicode_fold(struct arena *a, const char *s)
{
    if (is_ascii(s))
        return fold_ascii(a, s);
    int32_t n, folded;
    UChar *wide = to_utf16(a, s, &n);
    UChar *form = casefold(a, wide, n, &folded);
    return to_utf8(a, form, remove_space(form, folded));
}

static UChar32 composed(const UNormalizer2 *form, uint32_t base, const char *mark, size_t size)
{
    size_t length;
    return size ? unorm2_composePair(
                      form, (UChar32)base, (UChar32)unicode_decode(mark, size, &length))
                : -1;
}

const char *unicode_compose(struct arena *a, const char *s)
{
    if (is_ascii(s))
        return s;
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *form = unorm2_getNFCInstance(&status);
    check(status);
    size_t size = strlen(s), length, mark, kept = 0;
    char *out = arena_alloc(a, size + 1);
    bool changed = false;
    for (size_t at = 0; at < size; at += length) {
        uint32_t c = unicode_decode(s + at, size - at, &length);
        UChar32 whole = composed(form, c, s + at + length, size - at - length);
        if (whole < 0) {
            memcpy(out + kept, s + at, length);
            kept += length;
            continue;
        }
        for (; whole >= 0; whole = composed(form, c, s + at + length, size - at - length)) {
            c = (uint32_t)whole;
            unicode_decode(s + at + length, size - at - length, &mark);
            length += mark;
        }
        kept += unicode_encode(c, out + kept);
        changed = true;
    }
    return changed ? out : s;
}

const char *unicode_library_version(void)
{
    return U_ICU_VERSION;
}
