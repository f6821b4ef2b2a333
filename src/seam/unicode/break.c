/* break: where a line may end, and where a grapheme or a phrase begins. ICU is asked as it is. */
#include "seam/unicode/unicode.h"

#include <limits.h>
#include <pthread.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>

/* Kinds of lines: by strictness, and by phrases. */
enum { LINE_PHRASES = UNI_STRICT + 1, LINE_KINDS };

/* Opening an iterator costs more than a paragraph: they are kept, one set a thread. */
static _Thread_local struct {
    UBreakIterator *line[LINE_KINDS];
    UBreakIterator *grapheme;
    UText *text;
} kept;

static pthread_key_t ending;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void end_thread(void *unused)
{
    (void)unused;
    unicode_cleanup();
}

static void make_key(void)
{
    if (pthread_key_create(&ending, end_thread) != 0)
        abort();
}

/* What a thread keeps is closed when it ends. */
static void watch_thread(void)
{
    pthread_once(&once, make_key);
    if (pthread_setspecific(ending, &kept) != 0)
        abort();
}

static void check(UErrorCode status)
{
    if (U_FAILURE(status))
        abort();
}

static UBreakIterator *line_iterator(int kind)
{
    static const char *const locales[LINE_KINDS] = {[UNI_LOOSE] = "ja@lb=loose",
        [UNI_NORMAL] = "ja@lb=normal",
        [UNI_STRICT] = "ja@lb=strict",
        [LINE_PHRASES] = "ja@lb=strict;lw=phrase"};
    UErrorCode status = U_ZERO_ERROR;
    if (!kept.line[kind]) {
        watch_thread();
        kept.line[kind] = ubrk_open(UBRK_LINE, locales[kind], NULL, 0, &status);
    }
    check(status);
    return kept.line[kind];
}

static UBreakIterator *grapheme_iterator(void)
{
    UErrorCode status = U_ZERO_ERROR;
    if (!kept.grapheme) {
        watch_thread();
        kept.grapheme = ubrk_open(UBRK_CHARACTER, "ja", NULL, 0, &status);
    }
    check(status);
    return kept.grapheme;
}

void unicode_cleanup(void)
{
    for (int i = 0; i < LINE_KINDS; i++) {
        ubrk_close(kept.line[i]);
        kept.line[i] = NULL;
    }
    ubrk_close(kept.grapheme);
    kept.grapheme = NULL;
    utext_close(kept.text);
    kept.text = NULL;
}

static void attach(UBreakIterator *it, const char *s, size_t n)
{
    UErrorCode status = U_ZERO_ERROR;
    kept.text = utext_openUTF8(kept.text, s, (int64_t)n, &status);
    ubrk_setUText(it, kept.text, &status);
    check(status);
}

static void flag_lines(const char *s, size_t n, enum unicode_strictness lb, uint8_t *flags)
{
    UBreakIterator *it = line_iterator(lb);
    attach(it, s, n);
    ubrk_first(it);
    for (int32_t at = ubrk_next(it); at != UBRK_DONE; at = ubrk_next(it))
        flags[at] |= ubrk_getRuleStatus(it) >= UBRK_LINE_HARD ? UNI_BREAK | UNI_HARD : UNI_BREAK;
}

void unicode_phrases(const char *s, size_t n, uint8_t *flags)
{
    if (n == 0)
        return;
    UBreakIterator *it = line_iterator(LINE_PHRASES);
    attach(it, s, n);
    ubrk_first(it);
    for (int32_t at = ubrk_next(it); at != UBRK_DONE; at = ubrk_next(it))
        flags[at] |= UNI_PHRASE;
}

static bool stands_alone(uint32_t c)
{
    int kind = u_getIntPropertyValue((UChar32)c, UCHAR_GRAPHEME_CLUSTER_BREAK);
    return kind == U_GCB_OTHER || kind == U_GCB_CONTROL || kind == U_GCB_LF;
}

/* Flags every character, as long as each is a grapheme; the offset where that ends. */
static size_t flag_characters(const char *s, size_t n, uint8_t *flags)
{
    size_t length;
    for (size_t i = 0; i < n; i += length) {
        uint32_t c = unicode_decode(s + i, n - i, &length);
        if (!stands_alone(c))
            return i;
        flags[i] |= UNI_GRAPHEME;
    }
    return n;
}

static void flag_graphemes(const char *s, size_t n, uint8_t *flags)
{
    if (flag_characters(s, n, flags) == n)
        return;
    UBreakIterator *it = grapheme_iterator();
    attach(it, s, n);
    for (size_t i = 0; i < n; i++)
        flags[i] &= (uint8_t)~UNI_GRAPHEME;
    for (int32_t at = ubrk_first(it); at != UBRK_DONE && (size_t)at < n; at = ubrk_next(it))
        flags[at] |= UNI_GRAPHEME;
}

void unicode_breaks(const char *s, size_t n, enum unicode_strictness lb, uint8_t *flags)
{
    if (n >= INT32_MAX)
        abort();
    memset(flags, 0, n + 1);
    if (n == 0)
        return;
    flag_lines(s, n, lb, flags);
    flag_graphemes(s, n, flags);
}
