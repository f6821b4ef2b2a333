/* process_internal: what starting a program and serving requests share: how a child is held, and
   what is said between a server and who asks it.
   Prefixes: child_, serve_. */
#ifndef BASE_PROCESS_INTERNAL_H
#define BASE_PROCESS_INTERNAL_H

#include "base/process.h"

#include <sys/types.h>

enum { CHILD_UNSTARTED = 127 }; /* the exit code of a child that became nothing */

/* Limits the calling process for good: time, address space, no core dumps. */
void child_limit(const struct process_limits *l);
/* Sets the signals that a command line handles back to what they do by themselves. */
void child_reset_signals(void);
/* Opens what a program's standard error goes to; errors: as in struct process_task. */
int child_open_errors(int errors);
/* Makes the calling process end when 'parent' does; false: it has ended already. */
bool child_dies_with(pid_t parent);

/* The descriptors of a request, in this order. */
enum serve_descriptor {
    SERVE_INPUT,  /* becomes standard input */
    SERVE_ANSWER, /* becomes standard output */
    SERVE_ERRORS, /* becomes standard error */
    SERVE_LIFE, /* a socket: the child's end is told here; where it is shut, the child is killed */
    SERVE_FOLDER, /* paths in the arguments start here */
    SERVE_DESCRIPTORS
};

/* What a request begins with; behind it stand the arguments, each ended by a NUL. */
struct serve_request {
    struct process_limits limits;
    int argc;
};

#define SERVE_MOST_REQUEST ((size_t)64 << 10)

/* What is told over SERVE_LIFE. */
struct serve_word {
    enum { SERVE_BEGUN, SERVE_ENDED, SERVE_FAILED } what;
    int value; /* the child's process id; its status, as waitpid has it; errno */
};

#endif
