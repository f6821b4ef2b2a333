/* sandbox: a locked room that a process enters before it reads what others have made. Behind the
   door it opens no files but those that were named before (Landlock), and starts nothing, connects
   to nothing, signals nobody and traces nobody (a list of system calls, by libseccomp); it gains no
   rights by any program and leaves no core. What a kernel does not have is left out:
   sandbox_describe tells.
   Prefixes: sandbox_. */
#ifndef SEAM_SANDBOX_SANDBOX_H
#define SEAM_SANDBOX_SANDBOX_H

#include "base/buf.h"

#include <stdbool.h>

struct sandbox;

/* Begins a room without files; sandbox_enter frees it. Never NULL. */
struct sandbox *sandbox_new(void);
/* Lets a file, or all below a folder, be opened for reading; what is not there is nothing. */
void sandbox_read(struct sandbox *s, const char *path);
/* Lets an existing file be opened for reading, writing and cutting. */
void sandbox_write(struct sandbox *s, const char *path);
/* Shuts the door for good. False where the kernel has none of its locks, or does not close one that
   it has: the process goes on all the same, under its limits. */
bool sandbox_enter(struct sandbox *s);

/* Adds what this kernel has of it, as "Landlock 7, seccomp", or "none". */
void sandbox_describe(struct buf *out);

#endif
