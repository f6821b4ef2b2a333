/* Texts that were set before, by their block, size, measure and words (text_cache.h). */
#include "typeset/layout/text_cache.h"

#include "base/arena.h"
#include "base/string_index.h"

#include <string.h>

enum { MOST_KEPT = 4000, LONGEST = 240 };

struct set_cache {
    struct arena *arena;
    struct string_index index;
    struct set_text *kept;
};

struct set_cache *set_cache_new(struct arena *a)
{
    struct set_cache *c = arena_alloc(a, sizeof *c);
    c->arena = a;
    c->index.arena = a;
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

static char *put(char *to, const void *from, size_t size)
{
    return from && size ? (char *)memcpy(to, from, size) + size : to;
}

struct cache_key cache_key(
    struct lay *l, const struct block *b, int scale, mpt width, const struct lay_spans *spans)
{
    const struct inl *content = b->text;
    size_t size = 0;
    if (!l->design->cache || !is_plain(content))
        return (struct cache_key){0};
    for (size_t i = 0; i < spans->count; i++)
        size += spans->spans[i].text ? spans->spans[i].size + 1 : LONGEST;
    if (size >= LONGEST)
        return (struct cache_key){0};
    size += sizeof content + sizeof scale + sizeof width;
    char *bytes = arena_alloc(l->arena, size);
    char *to = put(bytes, &content, sizeof content);
    to = put(to, &scale, sizeof scale);
    to = put(to, &width, sizeof width);
    for (size_t i = 0; i < spans->count; i++) {
        to = put(to, spans->spans[i].text, spans->spans[i].size);
        *to++ = '\x1F';
    }
    return (struct cache_key){bytes, size};
}

bool cache_find(struct lay *l, const struct cache_key *key, struct set_text *out)
{
    const struct set_cache *c = l->design->cache;
    size_t at;
    if (!key->bytes || !string_index_find(&c->index, key->bytes, key->size, &at))
        return false;
    *out = c->kept[at];
    out->lines = arena_array(l->arena, out->count + 1, sizeof *out->lines);
    for (size_t i = 0; i < out->count; i++) {
        out->lines[i] = c->kept[at].lines[i];
        out->lines[i].ops = (struct ops){0};
        ops_copy(l->arena, &c->kept[at].lines[i].ops, &out->lines[i].ops);
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
    if (!c || !key->bytes || c->index.count == MOST_KEPT || !is_text_only(set))
        return;
    size_t at = c->index.count;
    char *own = arena_alloc(c->arena, key->size);
    memcpy(own, key->bytes, key->size);
    if (string_index_add_bytes(&c->index, own, key->size, at) != at)
        return;
    c->kept = arena_more(c->arena, c->kept, at, sizeof *c->kept);
    struct set_text *k = &c->kept[at];
    *k = *set;
    k->lines = arena_array(c->arena, set->count + 1, sizeof *k->lines);
    for (size_t i = 0; i < set->count; i++) {
        k->lines[i] = set->lines[i];
        k->lines[i].ops = (struct ops){0};
        ops_copy(c->arena, &set->lines[i].ops, &k->lines[i].ops);
        for (struct op *op = k->lines[i].ops.first; op; op = op->next)
            own_run(c->arena, &op->u.run);
    }
}
