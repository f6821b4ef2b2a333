/* A hash table with linear probing (Knuth, TAOCP 6.4, algorithm L) over FNV-1a, at most half full;
   nothing is ever taken out. */
#include "base/string_index.h"

#include "base/arena.h"

#include <stdint.h>
#include <string.h>

enum { FIRST_ROOM = 256 };

struct string_index_slot {
    const char *key; /* NULL: free */
    size_t size;
    size_t number;
};

static struct string_index_slot *slot_of(const struct string_index *s, const char *key, size_t size)
{
    uint64_t h = 0xCBF29CE484222325u;
    for (size_t i = 0; i < size; i++)
        h = (h ^ (unsigned char)key[i]) * 0x100000001B3u;
    size_t i = (size_t)(h ^ h >> 29) & (s->room - 1);
    while (s->slots[i].key && (s->slots[i].size != size || memcmp(s->slots[i].key, key, size) != 0))
        i = (i + 1) & (s->room - 1);
    return &s->slots[i];
}

static void grow(struct string_index *s)
{
    struct string_index old = *s;
    s->room = old.room ? old.room * 2 : FIRST_ROOM;
    s->slots = arena_array(s->arena, s->room, sizeof *s->slots);
    for (size_t i = 0; i < old.room; i++)
        if (old.slots[i].key)
            *slot_of(s, old.slots[i].key, old.slots[i].size) = old.slots[i];
}

size_t string_index_add_bytes(struct string_index *s, const void *key, size_t size, size_t number)
{
    if (s->count * 2 >= s->room)
        grow(s);
    struct string_index_slot *slot = slot_of(s, key, size);
    if (slot->key)
        return slot->number;
    *slot = (struct string_index_slot){key, size, number};
    s->count++;
    return number;
}

size_t string_index_add(struct string_index *s, const char *text, size_t number)
{
    return string_index_add_bytes(s, text, strlen(text), number);
}

bool string_index_find(const struct string_index *s, const void *key, size_t size, size_t *number)
{
    const struct string_index_slot *slot = s->room ? slot_of(s, key, size) : NULL;
    if (!slot || !slot->key)
        return false;
    *number = slot->number;
    return true;
}
