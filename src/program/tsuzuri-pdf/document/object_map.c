/* A hash table from object numbers to numbers: open addressing, Knuth's multiplier. */
#include "program/tsuzuri-pdf/document/object_map.h"

#define FIRST_ROOM 64

static size_t slot_of(const struct object_map *m, int key)
{
    size_t at = ((size_t)key * 2654435761u) & (m->room - 1);
    while (m->slots[at].key && m->slots[at].key != key)
        at = (at + 1) & (m->room - 1);
    return at;
}

static void grow(struct object_map *m)
{
    struct object_map larger = {.count = m->count, .room = m->room ? m->room * 2 : FIRST_ROOM};
    larger.slots = calloc(larger.room, sizeof *larger.slots);
    if (!larger.slots)
        abort();
    for (size_t i = 0; i < m->room; i++)
        if (m->slots[i].key)
            larger.slots[slot_of(&larger, m->slots[i].key)] = m->slots[i];
    free(m->slots);
    *m = larger;
}

bool object_map_find(const struct object_map *m, int key, int *value)
{
    if (!m->count || key <= 0)
        return false;
    const struct object_map_slot *found = &m->slots[slot_of(m, key)];
    if (found->key)
        *value = found->value;
    return found->key;
}

void object_map_put(struct object_map *m, int key, int value)
{
    if (key <= 0)
        return;
    if (m->count * 2 >= m->room)
        grow(m);
    struct object_map_slot *at = &m->slots[slot_of(m, key)];
    m->count += !at->key;
    *at = (struct object_map_slot){key, value};
}

void object_map_release(struct object_map *m)
{
    free(m->slots);
    *m = (struct object_map){0};
}
