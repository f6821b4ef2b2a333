#include "qdoc_internal.h"

#define FIRST_ROOM 64

static size_t slot_of(const struct ids *m, int key)
{
    size_t at = ((size_t)key * 2654435761u) & (m->room - 1);
    while (m->keys[at] && m->keys[at] != key)
        at = (at + 1) & (m->room - 1);
    return at;
}

static int *new_slots(size_t room)
{
    int *slots = calloc(room, sizeof *slots);
    if (!slots)
        abort();
    return slots;
}

static void grow(struct ids *m)
{
    struct ids larger = {.count = m->count, .room = m->room ? m->room * 2 : FIRST_ROOM};
    larger.keys = new_slots(larger.room);
    larger.values = new_slots(larger.room);
    for (size_t i = 0; i < m->room; i++) {
        size_t at = m->keys[i] ? slot_of(&larger, m->keys[i]) : 0;
        if (m->keys[i]) {
            larger.keys[at] = m->keys[i];
            larger.values[at] = m->values[i];
        }
    }
    ids_release(m);
    *m = larger;
}

bool ids_find(const struct ids *m, int key, int *value)
{
    if (!m->count || key <= 0)
        return false;
    size_t at = slot_of(m, key);
    if (!m->keys[at])
        return false;
    *value = m->values[at];
    return true;
}

void ids_put(struct ids *m, int key, int value)
{
    if (key <= 0)
        return;
    if (m->count * 2 >= m->room)
        grow(m);
    size_t at = slot_of(m, key);
    m->count += !m->keys[at];
    m->keys[at] = key;
    m->values[at] = value;
}

void ids_release(struct ids *m)
{
    free(m->keys);
    free(m->values);
    *m = (struct ids){0};
}
