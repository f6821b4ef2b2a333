/* edit_internal: what the files of edit share: pieces of a text that are replaced.
   Prefixes: edit_. */
#ifndef SEAM_YAML_EDIT_INTERNAL_H
#define SEAM_YAML_EDIT_INTERNAL_H

#include "seam/yaml/edit.h"
#include "seam/yaml/extent.h"

/* text[from, to) becomes another text, whose lines end with '\n'. */
struct splice {
    size_t from, to;
    const char *text;
};

struct editor {
    struct arena *arena;
    const char *text; /* without a byte order mark */
    size_t size;
    const struct yaml_edit *edit;
    const struct extent *within; /* the list or map that changes */
    struct splice splices[2];    /* in the text's order */
    size_t count;
};

/* Adds a splice (edit.c). */
void edit_splice(struct editor *d, size_t from, size_t to, const char *text);
/* Gives the place where the line of a place begins, ends (in front of its line end), or where the
   next one begins. */
size_t edit_line(const struct editor *d, size_t at);
size_t edit_line_end(const struct editor *d, size_t at);
size_t edit_next_line(const struct editor *d, size_t at);
/* Skips blanks of a line. */
size_t edit_skip_blanks(const struct editor *d, size_t at);
/* Finds a character between two values, comments left out; to where there is none. */
size_t edit_find(const struct editor *d, size_t from, size_t to, char c);
/* Gives the number of values of the list or map. */
size_t edit_count(const struct editor *d);
/* Gives one of them, and where it begins: its key, or in a block its '-'. */
const struct extent *edit_value(const struct editor *d, size_t index);
size_t edit_begin(const struct editor *d, size_t index);
/* Gives the place behind the ':' or '-' of a value; in a flow behind its key where it has none. */
size_t edit_behind(const struct editor *d, size_t index);
/* Gives the place behind a value, or where it has none, behind what stands before it. */
size_t edit_end(const struct editor *d, size_t index);
/* Tells whether a text of several lines is within. */
bool edit_has_lines(const struct node *n);
/* Replaces a value that stands on one line by a text on one line, which begins with a blank or is
   empty; the comment behind it stays in its column where there is room. */
void edit_replace_inline(struct editor *d, size_t index, const char *text);

/* A way to write a list or a map. */
struct edit_style {
    /* Finds the splices of an edit; false: it cannot be done there. */
    bool (*replace)(struct editor *d);
    bool (*insert)(struct editor *d);
    bool (*remove)(struct editor *d);
    /* Gives the text that a move takes along: an entry of a list with what belongs to it. */
    void (*find_entry)(const struct editor *d, size_t index, size_t *from, size_t *to);
};
/* One entry a line, by indentation; between [ ] and { }. */
extern const struct edit_style edit_block, edit_flow;

#endif
