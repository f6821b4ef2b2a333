/* fold: lines of Japanese that YAML joins are joined without a blank.

   YAML makes one blank of a line's end within a plain, quoted or folded value, which is right
   between words and wrong in a script that has no blanks between them: a blank goes where both
   neighbours belong to such scripts (CSS Text Level 3, 4.1.3; pandoc's east_asian_line_breaks).
   What libyaml gives no longer tells a folded blank from a typed one, so it reads a copy of the
   text in which such line ends carry a mark, a noncharacter that no file may hold (yaml_forbids).
   A mark that ended up elsewhere, in a literal block or a comment, is dropped. */
#include "base/arena.h"
#include "base/buf.h"
#include "seam/unicode/unicode.h"
#include "seam/yaml/yaml_internal.h"

#include <string.h>

/* U+FDD0 */
#define MARK "\xEF\xB7\x90"
enum { MARK_SIZE = sizeof MARK - 1 };

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

/* Where the visible part of text[from, to) ends. */
static size_t visible_end(const char *text, size_t from, size_t to)
{
    while (to > from && is_blank(text[to - 1]))
        to--;
    return to;
}

static bool ends_spaceless(const char *text, size_t from, size_t to)
{
    size_t length, size = 1;
    while (size < to - from && size < 4 && ((unsigned char)text[to - size] & 0xC0) == 0x80)
        size++;
    return to > from && unicode_is_spaceless(unicode_decode(text + to - size, size, &length));
}

static bool begins_spaceless(const char *text, size_t size)
{
    size_t length;
    return size && unicode_is_spaceless(unicode_decode(text, size, &length));
}

void yaml_mark_folds(const struct source *s, struct buf *out)
{
    for (size_t line = 0, next; line < s->size; line = next) {
        const char *newline = memchr(s->text + line, '\n', s->size - line);
        size_t end = newline ? (size_t)(newline - s->text) : s->size;
        next = newline ? end + 1 : s->size;
        size_t follows = next, shown = visible_end(s->text, line, end);
        while (follows < s->size && is_blank(s->text[follows]))
            follows++;
        buf_add(out, s->text + line, shown - line);
        if (ends_spaceless(s->text, line, shown) &&
            begins_spaceless(s->text + follows, s->size - follows))
            buf_adds(out, MARK);
        buf_add(out, s->text + shown, next - shown);
    }
}

size_t yaml_join_folds(char *text, size_t size)
{
    size_t kept = 0;
    for (size_t i = 0; i < size;) {
        if (size - i < MARK_SIZE || memcmp(text + i, MARK, MARK_SIZE) != 0) {
            text[kept++] = text[i++];
            continue;
        }
        i += MARK_SIZE;
        if (i < size && text[i] == ' ' && begins_spaceless(text + i + 1, size - i - 1))
            i++;
    }
    text[kept] = '\0';
    return kept;
}
