/* write: scalars as YAML, such that reading gives the same text again.
   Prefixes: yaml_write_. */
#ifndef SEAM_YAML_WRITE_H
#define SEAM_YAML_WRITE_H

#include <stdbool.h>

struct buf;
struct node;

/* Appends a text as a double-quoted scalar on one line. The text holds no control character but tab
   and line feed: no reader lets another one through. */
void yaml_write_quoted(struct buf *out, const char *text);
/* Appends a text as a value: plain where it reads back as it is, lines as a block ('|-') whose
   lines stand behind 'indent' blanks, else between double quotes. */
void yaml_write_value(struct buf *out, const char *text, int indent);

/* How a node is written: where it stands, and which quotes it had. */
struct yaml_style {
    bool flow;  /* on one line, between [ ] or { } */
    bool dash;  /* it is the entry of a list in a block: a map begins behind its '-' */
    int indent; /* blanks before the lines of a block */
    char quote; /* '"' or '\'' where a text is to have them anyway */
};

/* Appends what stands behind a ':' or a '-', with the blank or the line's end before it; nothing
   for nothing. A text that is not 'plain' is quoted where other readers of YAML would take it for a
   number, a date or yes and no. */
void yaml_write_node(struct buf *out, const struct node *n, struct yaml_style style);
/* Appends a map's key as yaml_write_node does its value, without the ':'. */
void yaml_write_key(struct buf *out, const char *key, bool flow);

#endif
