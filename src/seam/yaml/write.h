/* write: scalars as YAML, such that reading gives the same text again.
   Prefixes: yaml_write_. */
#ifndef SEAM_YAML_WRITE_H
#define SEAM_YAML_WRITE_H

struct buf;

/* Appends a text as a double-quoted scalar on one line. The text holds no control character but tab
   and line feed: no reader lets another one through. */
void yaml_write_quoted(struct buf *out, const char *text);
/* Appends a text as a value: plain where it reads back as it is, lines as a block ('|-') whose
   lines stand behind 'indent' blanks, else between double quotes. */
void yaml_write_value(struct buf *out, const char *text, int indent);

#endif
