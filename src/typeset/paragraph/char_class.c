#include "typeset/paragraph/paragraph_internal.h"

struct class_range {
    uint32_t first, last;
    uint8_t class;
};

static const struct class_range RANGES[] = {
    {0x00A0, 0x00A0, CLASS_SPACE},
    {0x00A2, 0x00A2, CLASS_POSTFIX},
    {0x00A3, 0x00A3, CLASS_PREFIX},
    {0x00A5, 0x00A5, CLASS_PREFIX},
    {0x00AB, 0x00AB, CLASS_OPENING},
    {0x00B0, 0x00B0, CLASS_POSTFIX},
    {0x00BB, 0x00BB, CLASS_CLOSING},
    {0x2000, 0x200A, CLASS_SPACE},
    {0x2010, 0x2013, CLASS_HYPHEN},
    {0x2014, 0x2015, CLASS_INSEPARABLE},
    {0x2018, 0x2018, CLASS_OPENING},
    {0x2019, 0x2019, CLASS_CLOSING},
    {0x201C, 0x201C, CLASS_OPENING},
    {0x201D, 0x201D, CLASS_CLOSING},
    {0x2024, 0x2026, CLASS_INSEPARABLE},
    {0x202F, 0x202F, CLASS_SPACE},
    {0x2030, 0x2030, CLASS_POSTFIX},
    {0x2032, 0x2033, CLASS_POSTFIX},
    {0x203C, 0x203C, CLASS_DIVIDING},
    {0x2047, 0x2049, CLASS_DIVIDING},
    {0x205F, 0x205F, CLASS_SPACE},
    {0x20AC, 0x20AC, CLASS_PREFIX},
    {0x2103, 0x2103, CLASS_POSTFIX},
    {0x2109, 0x2109, CLASS_POSTFIX},
    {0x2113, 0x2113, CLASS_POSTFIX},
    {0x2116, 0x2116, CLASS_PREFIX},
    {0x2212, 0x2212, CLASS_HYPHEN},
    {0x22EF, 0x22EF, CLASS_INSEPARABLE},
    {0x3000, 0x3000, CLASS_WIDE_SPACE},
    {0x3001, 0x3001, CLASS_COMMA},
    {0x3002, 0x3002, CLASS_FULL_STOP},
    {0x3005, 0x3005, CLASS_ITERATION},
    {0x3008, 0x3008, CLASS_OPENING},
    {0x3009, 0x3009, CLASS_CLOSING},
    {0x300A, 0x300A, CLASS_OPENING},
    {0x300B, 0x300B, CLASS_CLOSING},
    {0x300C, 0x300C, CLASS_OPENING},
    {0x300D, 0x300D, CLASS_CLOSING},
    {0x300E, 0x300E, CLASS_OPENING},
    {0x300F, 0x300F, CLASS_CLOSING},
    {0x3010, 0x3010, CLASS_OPENING},
    {0x3011, 0x3011, CLASS_CLOSING},
    {0x3012, 0x3012, CLASS_PREFIX},
    {0x3014, 0x3014, CLASS_OPENING},
    {0x3015, 0x3015, CLASS_CLOSING},
    {0x3016, 0x3016, CLASS_OPENING},
    {0x3017, 0x3017, CLASS_CLOSING},
    {0x3018, 0x3018, CLASS_OPENING},
    {0x3019, 0x3019, CLASS_CLOSING},
    {0x301C, 0x301C, CLASS_HYPHEN},
    {0x301D, 0x301D, CLASS_OPENING},
    {0x301E, 0x301F, CLASS_CLOSING},
    {0x303B, 0x303B, CLASS_ITERATION},
    {0x3041, 0x3041, CLASS_SMALL_KANA},
    {0x3042, 0x3042, CLASS_HIRAGANA},
    {0x3043, 0x3043, CLASS_SMALL_KANA},
    {0x3044, 0x3044, CLASS_HIRAGANA},
    {0x3045, 0x3045, CLASS_SMALL_KANA},
    {0x3046, 0x3046, CLASS_HIRAGANA},
    {0x3047, 0x3047, CLASS_SMALL_KANA},
    {0x3048, 0x3048, CLASS_HIRAGANA},
    {0x3049, 0x3049, CLASS_SMALL_KANA},
    {0x304A, 0x3062, CLASS_HIRAGANA},
    {0x3063, 0x3063, CLASS_SMALL_KANA},
    {0x3064, 0x3082, CLASS_HIRAGANA},
    {0x3083, 0x3083, CLASS_SMALL_KANA},
    {0x3084, 0x3084, CLASS_HIRAGANA},
    {0x3085, 0x3085, CLASS_SMALL_KANA},
    {0x3086, 0x3086, CLASS_HIRAGANA},
    {0x3087, 0x3087, CLASS_SMALL_KANA},
    {0x3088, 0x308D, CLASS_HIRAGANA},
    {0x308E, 0x308E, CLASS_SMALL_KANA},
    {0x308F, 0x3094, CLASS_HIRAGANA},
    {0x3095, 0x3096, CLASS_SMALL_KANA},
    {0x3099, 0x309C, CLASS_HIRAGANA},
    {0x309D, 0x309E, CLASS_ITERATION},
    {0x309F, 0x309F, CLASS_HIRAGANA},
    {0x30A0, 0x30A0, CLASS_HYPHEN},
    {0x30A1, 0x30A1, CLASS_SMALL_KANA},
    {0x30A2, 0x30A2, CLASS_KATAKANA},
    {0x30A3, 0x30A3, CLASS_SMALL_KANA},
    {0x30A4, 0x30A4, CLASS_KATAKANA},
    {0x30A5, 0x30A5, CLASS_SMALL_KANA},
    {0x30A6, 0x30A6, CLASS_KATAKANA},
    {0x30A7, 0x30A7, CLASS_SMALL_KANA},
    {0x30A8, 0x30A8, CLASS_KATAKANA},
    {0x30A9, 0x30A9, CLASS_SMALL_KANA},
    {0x30AA, 0x30C2, CLASS_KATAKANA},
    {0x30C3, 0x30C3, CLASS_SMALL_KANA},
    {0x30C4, 0x30E2, CLASS_KATAKANA},
    {0x30E3, 0x30E3, CLASS_SMALL_KANA},
    {0x30E4, 0x30E4, CLASS_KATAKANA},
    {0x30E5, 0x30E5, CLASS_SMALL_KANA},
    {0x30E6, 0x30E6, CLASS_KATAKANA},
    {0x30E7, 0x30E7, CLASS_SMALL_KANA},
    {0x30E8, 0x30ED, CLASS_KATAKANA},
    {0x30EE, 0x30EE, CLASS_SMALL_KANA},
    {0x30EF, 0x30F4, CLASS_KATAKANA},
    {0x30F5, 0x30F6, CLASS_SMALL_KANA},
    {0x30F7, 0x30FA, CLASS_KATAKANA},
    {0x30FB, 0x30FB, CLASS_MIDDLE_DOT},
    {0x30FC, 0x30FC, CLASS_PROLONGED},
    {0x30FD, 0x30FE, CLASS_ITERATION},
    {0x30FF, 0x30FF, CLASS_KATAKANA},
    {0x31F0, 0x31FF, CLASS_SMALL_KANA},
    {0x3300, 0x3357, CLASS_POSTFIX},
    {0x3371, 0x337A, CLASS_POSTFIX},
    {0x3380, 0x33DF, CLASS_POSTFIX},
    {0xFE19, 0xFE19, CLASS_INSEPARABLE},
    {0xFE6A, 0xFE6A, CLASS_POSTFIX},
    {0xFF01, 0xFF01, CLASS_DIVIDING},
    {0xFF03, 0xFF04, CLASS_PREFIX},
    {0xFF05, 0xFF05, CLASS_POSTFIX},
    {0xFF08, 0xFF08, CLASS_OPENING},
    {0xFF09, 0xFF09, CLASS_CLOSING},
    {0xFF0C, 0xFF0C, CLASS_COMMA},
    {0xFF0D, 0xFF0D, CLASS_HYPHEN},
    {0xFF0E, 0xFF0E, CLASS_FULL_STOP},
    {0xFF0F, 0xFF0F, CLASS_HYPHEN},
    {0xFF1A, 0xFF1B, CLASS_MIDDLE_DOT},
    {0xFF1F, 0xFF1F, CLASS_DIVIDING},
    {0xFF3B, 0xFF3B, CLASS_OPENING},
    {0xFF3D, 0xFF3D, CLASS_CLOSING},
    {0xFF5B, 0xFF5B, CLASS_OPENING},
    {0xFF5D, 0xFF5D, CLASS_CLOSING},
    {0xFF5E, 0xFF5E, CLASS_HYPHEN},
    {0xFF5F, 0xFF5F, CLASS_OPENING},
    {0xFF60, 0xFF60, CLASS_CLOSING},
    {0xFF61, 0xFF61, CLASS_FULL_STOP},
    {0xFF62, 0xFF62, CLASS_OPENING},
    {0xFF63, 0xFF63, CLASS_CLOSING},
    {0xFF64, 0xFF64, CLASS_COMMA},
    {0xFF65, 0xFF65, CLASS_MIDDLE_DOT},
    {0xFF66, 0xFF66, CLASS_KATAKANA},
    {0xFF67, 0xFF6F, CLASS_SMALL_KANA},
    {0xFF70, 0xFF70, CLASS_PROLONGED},
    {0xFF71, 0xFF9F, CLASS_KATAKANA},
    {0xFFE0, 0xFFE0, CLASS_POSTFIX},
    {0xFFE1, 0xFFE1, CLASS_PREFIX},
    {0xFFE5, 0xFFE5, CLASS_PREFIX},
};

static enum char_class ascii_class(uint32_t c)
{
    switch (c) {
    case '\t':
    case ' ':
        return CLASS_SPACE;
    case '(':
    case '[':
    case '{':
        return CLASS_OPENING;
    case ')':
    case ']':
    case '}':
        return CLASS_CLOSING;
    case '!':
    case '?':
        return CLASS_DIVIDING;
    case ':':
    case ';':
        return CLASS_MIDDLE_DOT;
    case '.':
        return CLASS_FULL_STOP;
    case ',':
        return CLASS_COMMA;
    case '%':
        return CLASS_POSTFIX;
    default:
        return CLASS_WESTERN;
    }
}

static enum char_class ranged_class(uint32_t c)
{
    size_t low = 0, high = sizeof RANGES / sizeof *RANGES;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (c > RANGES[middle].last)
            low = middle + 1;
        else
            high = middle;
    }
    if (low < sizeof RANGES / sizeof *RANGES && c >= RANGES[low].first)
        return RANGES[low].class;
    return c < 0x2000 ? CLASS_WESTERN : CLASS_IDEOGRAPH;
}

enum char_class class_of(uint32_t c)
{
    if (char_is_newline(c))
        return CLASS_NONE;
    if (c < 0x80)
        return ascii_class(c);
    if (c >= 0x4E00 && c <= 0x9FFF)
        return CLASS_IDEOGRAPH;
    return ranged_class(c);
}

bool class_may_start(enum char_class class)
{
    return !(class >= CLASS_CLOSING && class <= CLASS_SMALL_KANA) && class != CLASS_POSTFIX;
}

bool class_may_end(enum char_class class)
{
    return class != CLASS_OPENING && class != CLASS_PREFIX;
}

bool char_is_kanji(uint32_t c)
{
    return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) ||
           (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF) ||
           (c >= 0x3005 && c <= 0x3007);
}

bool class_is_japanese(uint32_t c, enum char_class class)
{
    if (class == CLASS_IDEOGRAPH)
        return char_is_kanji(c);
    return (class >= CLASS_ITERATION && class <= CLASS_SMALL_KANA) || class == CLASS_HIRAGANA ||
           class == CLASS_KATAKANA;
}

bool char_is_ignorable(uint32_t c)
{
    return c == 0x00AD || c == 0x034F || c == 0x061C || (c >= 0x200B && c <= 0x200F) ||
           (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF ||
           (c >= 0xE0000 && c <= 0xE0FFF) || (c >= 0xFE00 && c <= 0xFE0F);
}

bool char_is_blank(uint32_t c)
{
    return c == ' ' || c == '\t' || c == 0x3000 || (c >= 0x2000 && c <= 0x200A && c != 0x2007) ||
           c == 0x205F;
}

bool char_is_newline(uint32_t c)
{
    return (c >= '\n' && c <= '\r') || c == 0x85 || c == 0x2028 || c == 0x2029;
}
