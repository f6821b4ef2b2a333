/* image_cache: the pictures that a design shows, each read once.
   Prefixes: image_cache_. */
#ifndef TYPESET_DESIGN_IMAGE_CACHE_H
#define TYPESET_DESIGN_IMAGE_CACHE_H

#include "base/messages.h"
#include "typeset/page/page_list.h"

struct image_cache;

/* Empty; pictures live in the arena. */
struct image_cache *image_cache_new(struct arena *a);

/* The picture of a file (PNG or JPEG) at a path below folder; folder NULL: anywhere. Errors
   (ERR_INPUT, at 'at'): it cannot be read, lies elsewhere, is no such picture, is damaged or too
   large (16 MiB, 25 million pixels); then NULL. A fault is told each time it is asked for. */
const struct image *image_cache_find(struct image_cache *b, struct messages *e, struct position at,
    const char *folder, const char *path);

#endif
