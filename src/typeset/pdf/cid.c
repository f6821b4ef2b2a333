#include "typeset/pdf/pdf_internal.h"

#include "base/arena.h"

enum { FIRST_CIDS = 256, MOST_CIDS = 65536 };

static size_t hash(uint32_t glyph, const char *text, size_t size)
{
    uint64_t h = glyph * 0x9E3779B97F4A7C15u;
    for (size_t i = 0; i < size; i++)
        h = (h ^ (unsigned char)text[i]) * 0x100000001B3u;
    return (size_t)(h ^ h >> 29);
}

static bool is_same(const struct cid *c, uint32_t glyph, const char *text, size_t size)
{
    return c->glyph == glyph && c->size == size && (!size || !memcmp(c->text, text, size));
}

static uint16_t *slot_of(const struct cids *cids, uint32_t glyph, const char *text, size_t size)
{
    size_t mask = cids->slot_room - 1;
    size_t i = hash(glyph, text, size) & mask;
    while (cids->slots[i] && !is_same(&cids->items[cids->slots[i]], glyph, text, size))
        i = (i + 1) & mask;
    return &cids->slots[i];
}

/* Twice as many items, and four slots for each two of them. */
static void grow(struct arena *a, struct cids *cids)
{
    size_t room = cids->room ? cids->room * 2 : FIRST_CIDS;
    cids->items = arena_grow(a, cids->items, cids->count, room, sizeof *cids->items);
    cids->room = room;
    cids->slot_room = room * 2;
    cids->slots = arena_array(a, cids->slot_room, sizeof *cids->slots);
    for (size_t i = 1; i < cids->count; i++) {
        const struct cid *c = &cids->items[i];
        *slot_of(cids, c->glyph, c->text, c->size) = (uint16_t)i;
    }
    if (!cids->count)
        cids->count = 1; /* .notdef */
}

unsigned cid_of(struct pdf *p, int face, uint32_t glyph, const char *text, size_t size)
{
    struct cids *cids = &p->faces[face].cids;
    if (cids->count == cids->room && cids->count < MOST_CIDS)
        grow(p->arena, cids);
    uint16_t *slot = slot_of(cids, glyph, text, size);
    unsigned known = *slot;
    if (known)
        return known;
    if (cids->count == MOST_CIDS) {
        p->too_many_cids = true;
        return 0;
    }
    cids->items[cids->count] = (struct cid){.glyph = glyph,
        .text = arena_strndup(p->arena, text ? text : "", size),
        .size = size,
        .width = glyph == CID_BLANK ? 0 : fonts_advance(p->fonts, face, glyph)};
    *slot = (uint16_t)cids->count;
    return (unsigned)cids->count++;
}
