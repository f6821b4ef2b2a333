/* Which answers are never shown nor recorded (secret.h). */
#include "model/question/secret.h"

#include "seam/unicode/unicode.h"

#include <string.h>

static const char *const words[] = {"password", "パスワード", "ﾊﾟｽﾜｰﾄﾞ"};

/* Full-width and capital letters as small ones of ASCII. */
static uint32_t plain(uint32_t c)
{
    if (c > 0xFF00 && c < 0xFF5F)
        c -= 0xFEE0;
    return c >= 'A' && c <= 'Z' ? c + 'a' - 'A' : c;
}

/* The bytes of a text that are a word, or 0. */
static size_t match(const char *word, const char *text, size_t size)
{
    size_t at = 0, length, step, left = strlen(word);
    for (; left; word += length, left -= length, at += step) {
        if (at >= size || plain(unicode_decode(text + at, size - at, &step)) !=
                              unicode_decode(word, left, &length))
            return 0;
    }
    return at;
}

size_t secret_word(const char *text, size_t size)
{
    size_t n = 0;
    for (size_t i = 0; !n && i < sizeof words / sizeof *words; i++)
        n = match(words[i], text, size);
    return n;
}

static bool holds_word(const char *text)
{
    for (; text && *text; text++)
        if (secret_word(text, strlen(text)))
            return true;
    return false;
}

bool secret_field(const struct field *f)
{
    bool found = holds_word(f->key) || holds_word(f->label);
    for (const char **o = f->also; !found && o && *o; o++)
        found = holds_word(*o);
    return found;
}
