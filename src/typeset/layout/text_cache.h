/* text_cache: texts that were set before, for many documents of one design: titles, labels, the
   issuer's name.
   Prefixes: cache_. */
#ifndef TYPESET_LAYOUT_TEXT_CACHE_H
#define TYPESET_LAYOUT_TEXT_CACHE_H

#include "typeset/layout/block.h"

/* One text of a block in one size and measure, as bytes: the block's content (with it go its style
   and direction), scale, width, and the text of its spans, each ended by U+001F. */
struct cache_key {
    const char *bytes; /* NULL: not to be kept */
    size_t size;
};

struct cache_key cache_key(
    struct lay *l, const struct block *b, int scale, mpt width, const struct lay_spans *spans);
/* True where it was kept; the operations are the caller's to move. */
bool cache_find(struct lay *l, const struct cache_key *key, struct set_text *out);
void cache_keep(struct lay *l, const struct cache_key *key, const struct set_text *set);

#endif
