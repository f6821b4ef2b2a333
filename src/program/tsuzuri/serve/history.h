/* history: the versions of an answer file that one can go back to, and on again.
   Prefixes: history_. */
#ifndef PROGRAM_TSUZURI_SERVE_HISTORY_H
#define PROGRAM_TSUZURI_SERVE_HISTORY_H

#include "base/buf.h"

#include <stdbool.h>

#define HISTORY_MOST_VERSIONS 200
#define HISTORY_MOST_BYTES ((size_t)32 << 20) /* of all versions of a file */

struct history;

/* Finds a file's history, making it where it is new. */
struct history *history_of(struct history **all, const char *name);
void history_free_all(struct history *all);

/* Notes that 'before' became 'after'. What was undone is forgotten. A change of the same burst (one
   field that is typed into) as the one before it becomes one with it; NULL or "" is none. Where
   'before' is not what the history ended in, it begins anew with it. */
void history_add(
    struct history *h, const struct buf *before, const struct buf *after, const char *burst);
/* Tells whether there is a version to go back to (steps -1) or on to (1) from these bytes. */
const struct buf *history_peek(const struct history *h, const struct buf *now, int steps);
/* Goes there. */
void history_go(struct history *h, int steps);

#endif
