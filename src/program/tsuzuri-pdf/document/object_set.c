/* A hash set of object numbers, so that a walk over a document ends. */
#include "program/tsuzuri-pdf/document/object_set.h"

#define MOST_SEEN 1000000
#define FIRST_ROOM 256

static size_t slot_of(const struct object_set *s, int id)
{
    size_t at = ((size_t)id * 2654435761u) & (s->room - 1);
    while (s->slots[at] && s->slots[at] != id)
        at = (at + 1) & (s->room - 1);
    return at;
}

static void grow(struct object_set *s)
{
    struct object_set larger = {.count = s->count, .room = s->room ? s->room * 2 : FIRST_ROOM};
    larger.slots = calloc(larger.room, sizeof *larger.slots);
    if (!larger.slots)
        abort();
    for (size_t i = 0; i < s->room; i++)
        if (s->slots[i])
            larger.slots[slot_of(&larger, s->slots[i])] = s->slots[i];
    free(s->slots);
    *s = larger;
}

bool object_set_add(struct pdf_document *d, struct object_set *s, qpdf_oh o)
{
    int id = qpdf_oh_get_object_id(d->q, o);
    if (s->count >= MOST_SEEN)
        return false;
    if (s->count * 2 >= s->room)
        grow(s);
    size_t at = id > 0 ? slot_of(s, id) : 0;
    if (id > 0 && s->slots[at])
        return false;
    if (id > 0)
        s->slots[at] = id;
    s->count++;
    return true;
}

void object_set_release(struct object_set *s)
{
    free(s->slots);
    *s = (struct object_set){0};
}
