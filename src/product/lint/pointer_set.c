/* What lint met of a form: pointers with bits, and names at one address each. */
#include "base/arena.h"
#include "product/lint/lint.h"

#include <string.h>

unsigned lint_bits(const struct lint_set *s, const void *key)
{
    size_t i;
    return string_index_find(&s->index, &key, sizeof key, &i) ? s->bits[i] : 0;
}

unsigned lint_add(struct lint_set *s, const void *key, unsigned bits)
{
    size_t i = s->index.count;
    if (!string_index_find(&s->index, &key, sizeof key, &i)) {
        const void **own = arena_alloc(s->index.arena, sizeof *own);
        *own = key;
        string_index_add_bytes(&s->index, own, sizeof *own, i);
        s->bits = arena_more(s->index.arena, s->bits, i, sizeof *s->bits);
        s->bits[i] = 0;
    }
    unsigned had = s->bits[i];
    s->bits[i] |= bits;
    return had;
}

const char *lint_word(struct lint *l, const char *text, size_t size)
{
    size_t i = l->names.count;
    if (string_index_find(&l->names, text, size, &i))
        return l->interned[i];
    const char *own = arena_strndup(l->arena, text, size);
    string_index_add_bytes(&l->names, own, size, i);
    l->interned = arena_more(l->arena, l->interned, i, sizeof *l->interned);
    return l->interned[i] = own;
}

bool lint_uses(const struct lint *l, const char *word)
{
    size_t i;
    return string_index_find(&l->names, word, strlen(word), &i) &&
           lint_bits(&l->words, l->interned[i]);
}
