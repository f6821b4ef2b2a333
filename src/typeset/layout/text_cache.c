#include "typeset/layout/text_cache.h"

#include "base/arena.h"

#include <string.h>

enum { SLOTS = 1024, MOST_KEPT = 4000, LONGEST = 240 };

struct kept {
    struct kept *next;
    struct cache_key key;
    struct set_text set;
};

struct set_cache {
    struct arena *arena;
    struct kept *slots[SLOTS];
    int count;
};

struct set_cache *set_cache_new(struct arena *a)
{
    struct set_cache *c = arena_alloc(a, sizeof *c);
    c->arena = a;
    return c;
}

/* Words and values only: what else there is may depend on more than its text. */
static bool is_plain(const struct inl *i)
{
    for (; i; i = i->next)
        if ((i->kind != INL_TEXT && i->kind != INL_VALUE) || i->look)
            return false;
    return true;
}

struct cache_key cache_key(
    struct lay *l, const struct block *b, int scale, mpt width, const struct lay_spans *spans)
{
    struct cache_key key = {.content = b->text, .scale = scale, .width = width};
    size_t size = 0;
    if (!l->design->cache || !is_plain(b->text))
        return key;
    for (size_t i = 0; i < spans->count; i++)
        size += spans->spans[i].text ? spans->spans[i].size + 1 : LONGEST;
    if (size >= LONGEST)
        return key;
    char *text = arena_alloc(l->arena, size + 1);
    key.text = text;
    for (size_t i = 0; i < spans->count; i++) {
        const struct span *span = &spans->spans[i];
        if (span->text)
            memcpy(text, span->text, span->size);
        text += span->text ? span->size : 0;
        *text++ = '\x1F';
    }
    return key;
}

static size_t slot_of(const struct cache_key *key)
{
    uint64_t h = (uint64_t)(uintptr_t)key->content + (uint64_t)key->scale;
    for (const char *c = key->text; *c; c++)
        h = (h ^ (unsigned char)*c) * 0x100000001B3u;
    return (size_t)(h ^ h >> 29) % SLOTS;
}

static bool is_same(const struct cache_key *a, const struct cache_key *b)
{
    return a->content == b->content && a->scale == b->scale && a->width == b->width &&
           !strcmp(a->text, b->text);
}

bool cache_find(struct lay *l, const struct cache_key *key, struct set_text *out)
{
    if (!key->text)
        return false;
    const struct kept *k = l->design->cache->slots[slot_of(key)];
    while (k && !is_same(&k->key, key))
        k = k->next;
    if (!k)
        return false;
    *out = k->set;
    out->lines = arena_array(l->arena, k->set.count + 1, sizeof *out->lines);
    for (size_t i = 0; i < k->set.count; i++) {
        out->lines[i] = k->set.lines[i];
        out->lines[i].ops = (struct ops){0};
        ops_copy(l->arena, &k->set.lines[i].ops, &out->lines[i].ops);
    }
    return true;
}

static bool is_text_only(const struct set_text *set)
{
    for (size_t i = 0; i < set->count; i++)
        for (const struct op *op = set->lines[i].ops.first; op; op = op->next)
            if (op->kind != OP_RUN)
                return false;
    return true;
}

/* Everything that a run points to, in the cache's own arena. */
static void own_run(struct arena *a, struct run *r)
{
    struct glyph *glyphs = arena_array(a, r->count + 1, sizeof *glyphs);
    if (r->count)
        memcpy(glyphs, r->glyphs, r->count * sizeof *glyphs);
    r->glyphs = glyphs;
    r->text = r->text ? arena_strndup(a, r->text, r->text_size) : NULL;
    r->actual = r->actual ? arena_strdup(a, r->actual) : NULL;
}

void cache_keep(struct lay *l, const struct cache_key *key, const struct set_text *set)
{
    struct set_cache *c = l->design->cache;
    if (!key->text || c->count == MOST_KEPT || !is_text_only(set))
        return;
    struct kept *k = arena_alloc(c->arena, sizeof *k);
    struct kept **slot = &c->slots[slot_of(key)];
    *k = (struct kept){.next = *slot, .key = *key, .set = *set};
    k->key.text = arena_strdup(c->arena, key->text);
    k->set.lines = arena_array(c->arena, set->count + 1, sizeof *k->set.lines);
    for (size_t i = 0; i < set->count; i++) {
        k->set.lines[i] = set->lines[i];
        k->set.lines[i].ops = (struct ops){0};
        ops_copy(c->arena, &set->lines[i].ops, &k->set.lines[i].ops);
        for (struct op *op = k->set.lines[i].ops.first; op; op = op->next)
            own_run(c->arena, &op->u.run);
    }
    *slot = k;
    c->count++;
}
