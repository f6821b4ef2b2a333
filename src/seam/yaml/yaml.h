/* yaml: YAML files as trees of nodes that know their places. The only room that sees libyaml.
   Scalars stay text: what they mean is the form's business, never YAML's.
   Prefixes: node_ the tree, yaml_ its file. */
#ifndef TSUZURI_YAML_H /* YAML_H is libyaml's */
#define TSUZURI_YAML_H

#include "base/messages.h"

#include <stdbool.h>
#include <stddef.h>

enum node_kind { NODE_SCALAR, NODE_LIST, NODE_MAP };

struct pair {
    struct node *key; /* always a scalar */
    struct node *value;
};

struct node {
    enum node_kind kind;
    struct position at;
    /* scalars */
    const char *text; /* UTF-8, NUL-terminated, no NUL within */
    size_t size;
    bool plain;   /* not quoted, no block scalar: a plain empty scalar, ~ or null is "nothing" */
    bool joined;  /* plain or quoted, from several lines of the file: they count as one */
    bool literal; /* |, > or over several lines: text positions are not those of the file */
    /* lists */
    struct node **items;
    /* maps, in file order */
    struct pair *pairs;
    size_t count; /* of items or pairs */
};

struct yaml_limits {
    size_t bytes; /* of the file */
    size_t nodes; /* with every alias counted as what it stands for */
    int depth;
};

/* The limits for files that people write: 4 MiB, 200,000 nodes, depth 40. */
extern const struct yaml_limits yaml_default_limits;

/* Reads one document. file is the name used in marks. Errors (class ERR_INPUT, each at
   file:line:column): bytes that are not UTF-8 (told apart: looks like Shift_JIS/CP932, UTF-16),
   syntax, duplicate keys (naming the first one's line), keys that are no scalars, unknown
   aliases, limits exceeded, more than one document, control characters. A UTF-8 BOM and CRLF
   are accepted. Lines of Japanese that YAML folds are joined without a blank. An empty file is an
   empty map. NULL on failure. Nodes live in the arena. */
struct node *yaml_load(
    struct arena *a, struct messages *e, const char *path, const struct yaml_limits *limits);
struct node *yaml_parse(struct arena *a, struct messages *e, const char *file, const char *text,
    size_t size, const struct yaml_limits *limits);

/* The value under a key of a map, or NULL; n may be NULL or no map. */
struct node *node_lookup(const struct node *n, const char *key);
/* The pair itself. */
struct pair *node_lookup_pair(const struct node *n, const char *key);
/* The text of a scalar, or NULL where n is NULL or no scalar. */
const char *node_text(const struct node *n);

/* Nodes that no file said: without a place, in the arena (make.c). Texts are not copied;
   node_add and node_put are for such nodes only. */
struct node *node_make(struct arena *a, enum node_kind kind);
struct node *node_make_text(struct arena *a, const char *text);
void node_add(struct arena *a, struct node *list, struct node *item);
void node_put(struct arena *a, struct node *map, const char *key, struct node *value);
/* Nothing is put where the text is NULL or empty. */
void node_put_text(struct arena *a, struct node *map, const char *key, const char *text);
/* True for NULL and for a plain empty scalar, ~ or null. */
bool node_is_nothing(const struct node *n);

/* Characters that must not be in a scalar: invisible ones, but for a tab and a newline. */
bool yaml_forbids(unsigned long c);

/* "0.2.5" for --version. */
const char *yaml_library_version(void);

#endif
