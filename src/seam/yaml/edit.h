/* edit: one change of a YAML text that leaves all else as it is, byte for byte: comments, order,
   quotes, line ends, byte order mark.
   Prefixes: yaml_edit_. */
#ifndef SEAM_YAML_EDIT_H
#define SEAM_YAML_EDIT_H

#include "base/messages.h"

#include <stdbool.h>
#include <stddef.h>

struct buf;
struct node;

enum yaml_edit_kind {
    YAML_EDIT_REPLACE, /* the value at index becomes another one; its key stays */
    YAML_EDIT_INSERT,  /* a value comes to stand at index */
    YAML_EDIT_REMOVE,  /* the value at index goes; its key stays empty where a comment is behind it
                        */
    YAML_EDIT_MOVE     /* an entry comes to stand at 'to', with the comment lines right above it */
};

struct yaml_edit {
    enum yaml_edit_kind kind;
    const size_t *path; /* to the list or map that changes: indices of entries or pairs, from 0 */
    size_t depth;       /* how many; 0: the whole */
    size_t index;       /* in it */
    size_t to;          /* of MOVE */
    const char *key;    /* of INSERT into a map */
    const struct node *value; /* of REPLACE and INSERT: nodes as node_make makes them, or read ones;
                                 see yaml_write_node */
};

/* A text that yaml_parse reads without a fault, and its tree. */
struct yaml_text {
    const char *file; /* name for messages */
    const char *text;
    size_t size;
    struct node *root;
};

/* Makes the tree that an edit means; what does not change is shared with the old one. */
struct node *yaml_edit_meant(
    struct arena *a, const struct node *root, const struct yaml_edit *edit);

/* Appends the text with the edit. It is parsed again and compared with what is meant before
   anything is appended. False with an error at the place, and its cure: within an alias or what one
   stands for ('alias', 'shared-anchor'), and where the text is written in a way that cannot be
   edited safely ('not-editable'). */
bool yaml_edit_text(struct arena *a, struct messages *e, const struct yaml_text *t,
    const struct yaml_edit *edit, struct buf *out);

#endif
