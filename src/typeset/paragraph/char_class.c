/* char_class: the class of a character (JLREQ Appendix A), may a line begin or end with it. */
#include "typeset/paragraph/paragraph_internal.h"

struct class_range {
    uint32_t first, last;
    uint8_t class;
};

static const struct class_range RANGES[] = {
    {0x00A0, 0x00A0, CLASS_SPACE},
    {U'¢', U'¢', CLASS_POSTFIX},
    {U'£', U'£', CLASS_PREFIX},
    {U'¥', U'¥', CLASS_PREFIX},
    {U'«', U'«', CLASS_OPENING},
    {U'°', U'°', CLASS_POSTFIX},
    {U'»', U'»', CLASS_CLOSING},
    {0x2000, 0x200A, CLASS_SPACE},
    {0x2010, 0x2013, CLASS_HYPHEN},
    {0x2014, 0x2015, CLASS_INSEPARABLE},
    {U'‘', U'‘', CLASS_OPENING},
    {U'’', U'’', CLASS_CLOSING},
    {U'“', U'“', CLASS_OPENING},
    {U'”', U'”', CLASS_CLOSING},
    {U'․', U'…', CLASS_INSEPARABLE},
    {0x202F, 0x202F, CLASS_SPACE},
    {U'‰', U'‰', CLASS_POSTFIX},
    {U'′', U'″', CLASS_POSTFIX},
    {U'‼', U'‼', CLASS_DIVIDING},
    {U'⁇', U'⁉', CLASS_DIVIDING},
    {0x205F, 0x205F, CLASS_SPACE},
    {U'€', U'€', CLASS_PREFIX},
    {U'℃', U'℃', CLASS_POSTFIX},
    {U'℉', U'℉', CLASS_POSTFIX},
    {U'ℓ', U'ℓ', CLASS_POSTFIX},
    {U'№', U'№', CLASS_PREFIX},
    {0x2212, 0x2212, CLASS_HYPHEN},
    {U'⋯', U'⋯', CLASS_INSEPARABLE},
    {0x3000, 0x3000, CLASS_WIDE_SPACE},
    {U'、', U'、', CLASS_COMMA},
    {U'。', U'。', CLASS_FULL_STOP},
    {U'々', U'々', CLASS_ITERATION},
    {U'〈', U'〈', CLASS_OPENING},
    {U'〉', U'〉', CLASS_CLOSING},
    {U'《', U'《', CLASS_OPENING},
    {U'》', U'》', CLASS_CLOSING},
    {U'「', U'「', CLASS_OPENING},
    {U'」', U'」', CLASS_CLOSING},
    {U'『', U'『', CLASS_OPENING},
    {U'』', U'』', CLASS_CLOSING},
    {U'【', U'【', CLASS_OPENING},
    {U'】', U'】', CLASS_CLOSING},
    {U'〒', U'〒', CLASS_PREFIX},
    {U'〔', U'〔', CLASS_OPENING},
    {U'〕', U'〕', CLASS_CLOSING},
    {U'〖', U'〖', CLASS_OPENING},
    {U'〗', U'〗', CLASS_CLOSING},
    {U'〘', U'〘', CLASS_OPENING},
    {U'〙', U'〙', CLASS_CLOSING},
    {U'〜', U'〜', CLASS_HYPHEN},
    {U'〝', U'〝', CLASS_OPENING},
    {U'〞', U'〟', CLASS_CLOSING},
    {U'〻', U'〻', CLASS_ITERATION},
    {U'ぁ', U'ぁ', CLASS_SMALL_KANA},
    {U'あ', U'あ', CLASS_HIRAGANA},
    {U'ぃ', U'ぃ', CLASS_SMALL_KANA},
    {U'い', U'い', CLASS_HIRAGANA},
    {U'ぅ', U'ぅ', CLASS_SMALL_KANA},
    {U'う', U'う', CLASS_HIRAGANA},
    {U'ぇ', U'ぇ', CLASS_SMALL_KANA},
    {U'え', U'え', CLASS_HIRAGANA},
    {U'ぉ', U'ぉ', CLASS_SMALL_KANA},
    {U'お', U'ぢ', CLASS_HIRAGANA},
    {U'っ', U'っ', CLASS_SMALL_KANA},
    {U'つ', U'も', CLASS_HIRAGANA},
    {U'ゃ', U'ゃ', CLASS_SMALL_KANA},
    {U'や', U'や', CLASS_HIRAGANA},
    {U'ゅ', U'ゅ', CLASS_SMALL_KANA},
    {U'ゆ', U'ゆ', CLASS_HIRAGANA},
    {U'ょ', U'ょ', CLASS_SMALL_KANA},
    {U'よ', U'ろ', CLASS_HIRAGANA},
    {U'ゎ', U'ゎ', CLASS_SMALL_KANA},
    {U'わ', U'ゔ', CLASS_HIRAGANA},
    {U'ゕ', U'ゖ', CLASS_SMALL_KANA},
    {0x3099, U'゜', CLASS_HIRAGANA},
    {U'ゝ', U'ゞ', CLASS_ITERATION},
    {U'ゟ', U'ゟ', CLASS_HIRAGANA},
    {U'゠', U'゠', CLASS_HYPHEN},
    {U'ァ', U'ァ', CLASS_SMALL_KANA},
    {U'ア', U'ア', CLASS_KATAKANA},
    {U'ィ', U'ィ', CLASS_SMALL_KANA},
    {U'イ', U'イ', CLASS_KATAKANA},
    {U'ゥ', U'ゥ', CLASS_SMALL_KANA},
    {U'ウ', U'ウ', CLASS_KATAKANA},
    {U'ェ', U'ェ', CLASS_SMALL_KANA},
    {U'エ', U'エ', CLASS_KATAKANA},
    {U'ォ', U'ォ', CLASS_SMALL_KANA},
    {U'オ', U'ヂ', CLASS_KATAKANA},
    {U'ッ', U'ッ', CLASS_SMALL_KANA},
    {U'ツ', U'モ', CLASS_KATAKANA},
    {U'ャ', U'ャ', CLASS_SMALL_KANA},
    {U'ヤ', U'ヤ', CLASS_KATAKANA},
    {U'ュ', U'ュ', CLASS_SMALL_KANA},
    {U'ユ', U'ユ', CLASS_KATAKANA},
    {U'ョ', U'ョ', CLASS_SMALL_KANA},
    {U'ヨ', U'ロ', CLASS_KATAKANA},
    {U'ヮ', U'ヮ', CLASS_SMALL_KANA},
    {U'ワ', U'ヴ', CLASS_KATAKANA},
    {U'ヵ', U'ヶ', CLASS_SMALL_KANA},
    {U'ヷ', U'ヺ', CLASS_KATAKANA},
    {U'・', U'・', CLASS_MIDDLE_DOT},
    {U'ー', U'ー', CLASS_PROLONGED},
    {U'ヽ', U'ヾ', CLASS_ITERATION},
    {U'ヿ', U'ヿ', CLASS_KATAKANA},
    {U'ㇰ', U'ㇿ', CLASS_SMALL_KANA},
    {U'㌀', U'㍗', CLASS_POSTFIX},
    {U'㍱', U'㍺', CLASS_POSTFIX},
    {U'㎀', U'㏟', CLASS_POSTFIX},
    {U'︙', U'︙', CLASS_INSEPARABLE},
    {U'﹪', U'﹪', CLASS_POSTFIX},
    {U'！', U'！', CLASS_DIVIDING},
    {U'＃', U'＄', CLASS_PREFIX},
    {U'％', U'％', CLASS_POSTFIX},
    {U'（', U'（', CLASS_OPENING},
    {U'）', U'）', CLASS_CLOSING},
    {U'，', U'，', CLASS_COMMA},
    {U'－', U'－', CLASS_HYPHEN},
    {U'．', U'．', CLASS_FULL_STOP},
    {U'／', U'／', CLASS_HYPHEN},
    {U'：', U'；', CLASS_MIDDLE_DOT},
    {U'？', U'？', CLASS_DIVIDING},
    {U'［', U'［', CLASS_OPENING},
    {U'］', U'］', CLASS_CLOSING},
    {U'｛', U'｛', CLASS_OPENING},
    {U'｝', U'｝', CLASS_CLOSING},
    {U'～', U'～', CLASS_HYPHEN},
    {U'｟', U'｟', CLASS_OPENING},
    {U'｠', U'｠', CLASS_CLOSING},
    {U'｡', U'｡', CLASS_FULL_STOP},
    {U'｢', U'｢', CLASS_OPENING},
    {U'｣', U'｣', CLASS_CLOSING},
    {U'､', U'､', CLASS_COMMA},
    {U'･', U'･', CLASS_MIDDLE_DOT},
    {U'ｦ', U'ｦ', CLASS_KATAKANA},
    {U'ｧ', U'ｯ', CLASS_SMALL_KANA},
    {U'ｰ', U'ｰ', CLASS_PROLONGED},
    {U'ｱ', 0xFF9F, CLASS_KATAKANA},
    {U'￠', U'￠', CLASS_POSTFIX},
    {U'￡', U'￡', CLASS_PREFIX},
    {U'￥', U'￥', CLASS_PREFIX},
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
           (c >= U'々' && c <= U'〇');
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
