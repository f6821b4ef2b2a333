/* since: which lock corrections start from, and whether the packet beside it is the one that it
   tells of.
   Prefixes: since_. */
#ifndef PRODUCT_REPRINT_SINCE_H
#define PRODUCT_REPRINT_SINCE_H

#include "product/lock/lock.h"
#include "product/session/call.h"

/* Reads a lock; NULL with errors. One that issued corrections superseded is told, with
   the newest of those that did: as a warning, or, where refuse is set, as an error (ERR_INPUT).
   Whether the packet lies beside it is looked at, too: see since_check_packet. */
struct lock *since_read(struct tsuzuri_call *t, const struct tsuzuri_source *source, bool refuse);

/* Finds the newest lock of a form that was issued, beside the answer file or in the current folder;
   a note names it. NULL with an error (ERR_USAGE) where there is none, or where two are equally
   new. */
struct lock *since_find(struct tsuzuri_call *t, const char *answers, const char *form);

/* What lies in the place of the packet that a lock tells of. */
enum since_packet { SINCE_SAME, SINCE_OTHER, SINCE_GONE };

/* Compares the packet beside a lock with what the lock says of it. *path: where it was looked for.
 */
enum since_packet since_packet(struct arena *a, const struct lock *l, const char **path);

/* Lists the locks of corrections that were issued in place of this one, in its folder, the newest
   first; in the arena, ended by NULL. What cannot be read is no lock. */
struct lock **since_successors(struct tsuzuri_call *t, const struct lock *l);

#endif
