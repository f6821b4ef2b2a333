/* Words that a line must cut because they are wider than it. */
#include "base/arena.h"
#include "typeset/layout/block.h"

#include <string.h>

/* A line may end behind a hyphen or a slash, and beside anything but ASCII. */
static bool is_word(char c)
{
    return c > 0x20 && c < 0x7F && c != '-' && c != '/';
}

static bool is_cut(struct lay *l, const struct span *s, const char *word, size_t size, mpt measure)
{
    struct messages silent;
    struct span one = *s;
    one.text = word;
    one.size = size;
    messages_init(&silent, l->arena);
    return para_width((struct typesetter){l->arena, &silent, l->fonts}, &one, 1) > measure;
}

static void check_span(struct lay *l, const struct span *s, mpt measure)
{
    const char *end = s->text + s->size;
    for (const char *p = s->text; p < end; p++) {
        const char *from = p;
        while (p < end && is_word(*p))
            p++;
        size_t size = (size_t)(p - from);
        if (size < 2 || !is_cut(l, s, from, size, measure))
            continue;
        messages_warn(l->err, "cut-word", s->at,
            "the word '%.*s' is wider than its place and will be cut; give it more room, smaller "
            "type or a hyphen",
            "「%.*s」は欄の幅より長いので途中で切れます。欄を広げるか、文字を小さくするか、区切って"
            "ください",
            (int)size, from);
        return;
    }
}

void lay_words(struct lay *l, const struct lay_spans *spans, mpt measure)
{
    for (size_t i = 0; l->tell_words && i < spans->count; i++)
        if (spans->spans[i].text && !spans->spans[i].object && !spans->spans[i].verbatim)
            check_span(l, &spans->spans[i], measure);
}
