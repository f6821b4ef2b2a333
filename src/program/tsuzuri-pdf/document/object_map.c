#include "program/tsuzuri-pdf/document/handle.h"

#define FIRST_ROOM 64

static size_t slot_of(const struct ids *m, int key)
{
    size_t at = ((size_t)key * 2654435761u) & (m->room - 1);
    while (m->slots[at].key && m->slots[at].key != key)
        at = (at + 1) & (m->room - 1);
    return at;
}

static void grow(struct ids *m)
{
    struct ids larger = {.count = m->count, .room = m->room ? m->room * 2 : FIRST_ROOM};
    larger.slots = calloc(larger.room, sizeof *larger.slots);
    if (!larger.slots)
        abort();
    for (size_t i = 0; i < m->room; i++)
        if (m->slots[i].key)
            larger.slots[slot_of(&larger, m->slots[i].key)] = m->slots[i];
    free(m->slots);
    *m = larger;
}

bool ids_find(const struct ids *m, int key, int *value)
{
    if (!m->count || key <= 0)
        return false;
    const struct id *found = &m->slots[slot_of(m, key)];
    if (found->key)
        *value = found->value;
    return found->key;
}

void ids_put(struct ids *m, int key, int value)
{
    if (key <= 0)
        return;
    if (m->count * 2 >= m->room)
        grow(m);
    struct id *at = &m->slots[slot_of(m, key)];
    m->count += !at->key;
    *at = (struct id){key, value};
}

void ids_release(struct ids *m)
{
    free(m->slots);
    *m = (struct ids){0};
}
