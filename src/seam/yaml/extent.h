/* extent: where each value of a YAML text stands, by libyaml's marks: what an edit of the text
   needs beside the tree of nodes. Prefixes: extent_. */
#ifndef SEAM_YAML_EXTENT_H
#define SEAM_YAML_EXTENT_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

enum extent_kind { EXTENT_SCALAR, EXTENT_LIST, EXTENT_MAP, EXTENT_ALIAS };

struct extent {
    enum extent_kind kind;
    size_t from, to; /* bytes of the text; nothing written: both the place behind its ':' or '-' */
    bool flow;       /* of lists and maps: between [ ] or { } */
    char style;      /* of scalars: '"', '\'', '|' (or '>'), else ' ' */
    const char *anchor;       /* that it has, or that an alias stands for; or NULL */
    struct extent **children; /* of lists the entries, of maps a key and a value in turn */
    size_t count;             /* of children */
};

/* Finds the extents of a text (UTF-8 without a byte order mark) that yaml_parse reads without a
   fault. NULL where it holds no document. Lives in the arena. */
struct extent *extent_read(struct arena *a, const char *text, size_t size);

/* Gives the place behind the last byte that a value or what it holds has. */
size_t extent_end(const struct extent *s);
/* Tells whether an alias within root stands for a value. */
bool extent_is_aliased(const struct extent *root, const struct extent *s);
/* Tells whether one stands for a value or for something that it holds. */
bool extent_is_shared(const struct extent *root, const struct extent *s);

#endif
