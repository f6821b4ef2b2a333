/* sandbox_internal: the two locks of the room, and what the kernel has of them.
   Prefixes: landlock_, sandbox_. */
#ifndef SEAM_SANDBOX_SANDBOX_INTERNAL_H
#define SEAM_SANDBOX_SANDBOX_INTERNAL_H

#include "seam/sandbox/sandbox.h"

/* Tells the version of Landlock's interface that the kernel has; 0: none. */
int landlock_version(void);
/* Begins a set of rules; -1 where there is no Landlock. */
int landlock_begin(void);
/* Adds a file or a folder to a set. */
void landlock_add(int rules, const char *path, bool writes);
/* Holds the calling process to the rules, and closes them. */
bool landlock_end(int rules);

/* Holds the calling process to the system calls of the list (calls.c). */
bool sandbox_limit_calls(void);

#endif
