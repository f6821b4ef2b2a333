#include "base/string_index.h"

#include "base/arena.h"

#include <stdint.h>
#include <string.h>

enum { FIRST_ROOM = 256 };

static size_t slot_of(const struct string_index *s, const char *word)
{
    uint64_t h = 0xCBF29CE484222325u;
    for (const char *c = word; *c; c++)
        h = (h ^ (unsigned char)*c) * 0x100000001B3u;
    size_t i = (size_t)(h ^ h >> 29) & (s->room - 1);
    while (s->words[i] && strcmp(s->words[i], word) != 0)
        i = (i + 1) & (s->room - 1);
    return i;
}

static void put(struct string_index *s, size_t slot, const char *word, size_t number)
{
    s->words[slot] = word;
    s->numbers[slot] = number;
}

static void grow(struct string_index *s)
{
    struct string_index old = *s;
    s->room = old.room ? old.room * 2 : FIRST_ROOM;
    s->words = arena_array(s->arena, s->room, sizeof *s->words);
    s->numbers = arena_array(s->arena, s->room, sizeof *s->numbers);
    for (size_t i = 0; i < old.room; i++)
        if (old.words[i])
            put(s, slot_of(s, old.words[i]), old.words[i], old.numbers[i]);
}

size_t string_index_add(struct string_index *s, const char *word, size_t number)
{
    if (s->count * 2 >= s->room)
        grow(s);
    size_t slot = slot_of(s, word);
    if (s->words[slot])
        return s->numbers[slot];
    put(s, slot, word, number);
    s->count++;
    return number;
}
