/* yaml_internal: what the files of yaml share. libyaml itself is seen by yaml.c and extent.c alone.
   Prefixes: yaml_. */
#ifndef SEAM_YAML_YAML_INTERNAL_H
#define SEAM_YAML_YAML_INTERNAL_H

#include "base/messages.h"

#include <stdbool.h>
#include <stddef.h>

struct arena;

/* The text of a file, without its byte order mark. */
struct source {
    const char *file;
    const char *text;
    size_t size;
};

/* What libyaml says: the problem and its place, the context (or NULL) and where that began. */
struct syntax_fault {
    const char *problem;
    const char *context;
    struct position at;
    struct position from;
};

/* encoding.c: encoding and forbidden characters. The byte order mark is taken off. */
bool yaml_check_text(struct messages *e, struct source *s);
/* A plain value that ends at a byte of the text: blamed where a blank and '#' cut off what looks
   like the number of a room. */
void yaml_check_comment(
    struct messages *e, const struct source *s, struct position at, const char *end);
struct position yaml_place(const struct source *s, size_t offset);
/* A line (from 1) without its end; empty behind the last. */
const char *yaml_line(const struct source *s, int line, size_t *size);

/* anchor.c: what aliases stand for: a search tree of names, whose root is NULL at first. A
   name that is declared again stands for its new node. */
struct node;
struct anchor {
    const char *name;
    struct node *node; /* NULL until it is complete */
    size_t nodes;      /* in it, aliases counted as what they stand for */
    int height;        /* collections within one another */
};
struct anchor *yaml_find_anchor(void **anchors, const char *name);
struct anchor *yaml_declare_anchor(struct arena *a, void **anchors, const char *name);
void yaml_release_anchors(void **anchors);

/* duplicate_keys.c: the keys of a finished map: duplicates, merge keys, full-width blanks. */
void yaml_check_keys(struct messages *e, struct arena *a, const struct node *map);

/* join_lines.c: what libyaml reads: the text, with a mark where a line of Japanese may go on
   without a blank. */
struct buf;
void yaml_mark_folds(const struct source *s, struct buf *out);
/* Takes the marks out of a scalar, each with the blank that was folded there; returns its size. */
size_t yaml_join_folds(char *text, size_t size);

/* syntax_error.c: a syntax error in words that a person who writes a form understands. */
void yaml_explain(struct messages *e, const struct source *s, const struct syntax_fault *f);

#endif
