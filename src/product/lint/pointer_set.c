#include "base/arena.h"
#include "product/lint/lint.h"

#include <stdint.h>
#include <string.h>

static size_t slot_of(const struct lint_set *s, const void *key)
{
    size_t i = (size_t)((uintptr_t)key >> 3) * 2654435761u & (s->room - 1);
    while (s->keys[i] && s->keys[i] != key)
        i = (i + 1) & (s->room - 1);
    return i;
}

static void grow(struct lint_set *s)
{
    struct lint_set old = *s;
    s->room = old.room ? old.room * 2 : 256;
    s->keys = arena_array(s->arena, s->room, sizeof *s->keys);
    s->bits = arena_array(s->arena, s->room, sizeof *s->bits);
    for (size_t i = 0; i < old.room; i++) {
        if (!old.keys[i])
            continue;
        size_t slot = slot_of(s, old.keys[i]);
        s->keys[slot] = old.keys[i];
        s->bits[slot] = old.bits[i];
    }
}

unsigned lint_bits(const struct lint_set *s, const void *key)
{
    return s->room ? s->bits[slot_of(s, key)] : 0;
}

unsigned lint_add(struct lint_set *s, const void *key, unsigned bits)
{
    if (s->count * 2 >= s->room)
        grow(s);
    size_t i = slot_of(s, key);
    unsigned had = s->bits[i];
    s->count += !s->keys[i];
    s->keys[i] = key;
    s->bits[i] |= bits;
    return had;
}

const char *lint_word(struct lint *l, const char *text, size_t size)
{
    for (size_t i = 0; i < l->interned_count; i++)
        if (strlen(l->interned[i]) == size && !memcmp(l->interned[i], text, size))
            return l->interned[i];
    if (l->interned_count == l->interned_room) {
        size_t room = l->interned_room ? l->interned_room * 2 : 64;
        l->interned =
            arena_grow(l->arena, l->interned, l->interned_count, room, sizeof *l->interned);
        l->interned_room = room;
    }
    return l->interned[l->interned_count++] = arena_strndup(l->arena, text, size);
}
