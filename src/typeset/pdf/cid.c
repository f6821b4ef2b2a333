/* Codes for glyphs: each pair of a glyph and the text that it is extracted as has one. */
#include "typeset/pdf/pdf_internal.h"

#include "base/arena.h"

#include <string.h>

enum { MOST_CIDS = 65536, SHORT_KEY = 64 };

static void make_key(char *key, uint32_t glyph, const char *text, size_t size)
{
    memcpy(key, &glyph, sizeof glyph);
    if (size)
        memcpy(key + sizeof glyph, text, size);
}

static void add_cid(struct pdf *p, struct cids *cids, struct cid cid)
{
    cids->items = arena_more(p->arena, cids->items, cids->count, sizeof *cids->items);
    cids->items[cids->count++] = cid;
}

/* A code without ink has no width, but in a CFF face, where all codes of a glyph share one. */
static int width_of(struct pdf *p, int face, uint32_t glyph)
{
    if (glyph != CID_BLANK)
        return fonts_advance(p->fonts, face, glyph);
    uint32_t blank;
    bool shares = fonts_is_cff(p->fonts, face) && fonts_blank(p->fonts, face, &blank);
    return shares ? fonts_advance(p->fonts, face, blank) : 0;
}

/* The code of a pair that is new; key holds it and stays. */
static unsigned new_cid(struct pdf *p, int face, const char *key, size_t size)
{
    struct cids *cids = &p->faces[face].cids;
    struct cid cid = {.size = size - sizeof cid.glyph};
    memcpy(&cid.glyph, key, sizeof cid.glyph);
    cid.text = arena_strndup(p->arena, key + sizeof cid.glyph, cid.size);
    cid.width = width_of(p, face, cid.glyph);
    if (!cids->count)
        add_cid(p, cids, (struct cid){0}); /* .notdef */
    string_index_add_bytes(&cids->known, key, size, cids->count);
    add_cid(p, cids, cid);
    return (unsigned)cids->count - 1;
}

unsigned cid_of(struct pdf *p, int face, uint32_t glyph, const char *text, size_t size)
{
    struct cids *cids = &p->faces[face].cids;
    size_t key_size = sizeof glyph + size, known;
    char few[SHORT_KEY];
    char *key = key_size <= sizeof few ? few : arena_alloc(p->arena, key_size);
    make_key(key, glyph, text, size);
    cids->known.arena = p->arena;
    if (string_index_find(&cids->known, key, key_size, &known))
        return (unsigned)known;
    if (cids->count == MOST_CIDS) {
        p->too_many_cids = true;
        return 0;
    }
    if (key == few)
        key = memcpy(arena_alloc(p->arena, key_size), few, key_size);
    return new_cid(p, face, key, key_size);
}
