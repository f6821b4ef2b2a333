/* issued: the control file (控え) that stands beside what was printed from a register: what was
   issued under which number, so that the next print can tell what is new and what has changed. It
   is a table that a person can read, and its last row seals the others.
   Prefixes: issued_. */
#ifndef MODEL_REGISTER_ISSUED_H
#define MODEL_REGISTER_ISSUED_H

#include "base/messages.h"
#include "base/string_index.h"

#include <stdbool.h>
#include <stddef.h>

struct arena;

/* What was issued under one number of one form. No text is NULL. */
struct issued_line {
    bool there; /* false: nothing was issued under the number yet */
    const char *form;
    const char *number;
    const char *name;        /* of whom it was issued to */
    const char *file;        /* that holds it, without its folder */
    const char *date;        /* that it bears: 2026-07-31 */
    const char *reissued;    /* the dates of its reissues, with ';' between them */
    const char *fingerprint; /* of every value that was printed */
};

struct issued {
    struct arena *arena; /* not owned */
    struct issued_line **lines;
    size_t count, room;
    struct string_index numbers;
};

/* Reads a control file; one that is not there is empty. A broken seal is a warning. False with an
   error (ERR_INPUT) where it is no control file. */
bool issued_load(struct arena *a, struct messages *e, const char *path, struct issued *out);

/* Finds the line of a form's number; where there is none, an empty one that is not there yet. */
struct issued_line *issued_find(struct issued *all, const char *form, const char *number);

/* Writes a control file whole, those of its lines that are there; false with an error (ERR_OUTPUT).
 */
bool issued_write(struct messages *e, const char *path, const struct issued *all);

#endif
