/* Ruby: a reading of the whole text (group), or one of each of its characters (mono). */
#include "base/arena.h"
#include "typeset/layout/block.h"

#include <string.h>

static size_t character_end(const uint8_t *flags, size_t at, size_t size)
{
    do
        at++;
    while (at < size && !(flags[at] & UNI_GRAPHEME));
    return at;
}

static size_t count_characters(const uint8_t *flags, size_t size)
{
    size_t count = 0;
    for (size_t at = 0; at < size; at = character_end(flags, at, size))
        count++;
    return count;
}

static void add_span(struct lay *l, struct lay_spans *out, const struct span *like, size_t at,
    size_t size, const char *ruby)
{
    struct span *s = lay_span(l, out);
    *s = *like;
    s->text = like->text + at;
    s->size = size;
    s->ruby = ruby;
    s->at_exact = like->at_exact && !at;
}

static const char *readings_joined(struct lay *l, const struct inl *i, const struct scope *s)
{
    const char *all = "";
    for (size_t k = 0; k < i->reading_count; k++)
        all = arena_printf(l->arena, "%s%s", all, lay_plain(l, i->readings[k], s));
    return all;
}

/* Returns the base as one span, without ruby; its size is 0 where it has no text. */
static struct span base_of(struct lay *l, const struct inl *i, const struct style *look,
    const struct scope *s, int scale, struct lay_spans *out)
{
    struct lay_spans inner = {0};
    lay_inline(l, i->inner, look, s, scale, &inner);
    if (!out->value)
        out->value = inner.value;
    if (!inner.count || !inner.spans[0].text)
        return (struct span){0};
    struct span base = inner.spans[0];
    if (inner.count > 1) {
        base.text = lay_plain(l, i->inner, s);
        base.size = strlen(base.text);
    }
    return base;
}

void lay_ruby(struct lay *l, const struct inl *i, const struct style *look, const struct scope *s,
    int scale, struct lay_spans *out)
{
    const struct span base = base_of(l, i, look, s, scale, out);
    if (!base.size)
        return;
    uint8_t *flags = arena_alloc(l->arena, base.size + 1);
    unicode_breaks(base.text, base.size, UNI_STRICT, flags);
    if (i->reading_count == 1 || count_characters(flags, base.size) != i->reading_count) {
        add_span(l, out, &base, 0, base.size, readings_joined(l, i, s));
        return;
    }
    size_t at = 0;
    for (size_t k = 0; k < i->reading_count; k++) {
        size_t end = character_end(flags, at, base.size);
        add_span(l, out, &base, at, end - at, lay_plain(l, i->readings[k], s));
        at = end;
    }
}
