/* process: another program, run under limits, and what it answers. It may crash, hang or eat memory
   without harm to us.
   Prefixes: process_. */
#ifndef BASE_PROCESS_H
#define BASE_PROCESS_H

#include "base/buf.h"

#include <stdbool.h>

struct process_limits {
    unsigned cpu_seconds;
    unsigned wall_seconds; /* after so long, and as often again, one that had next to no processor
                              time in between is stopped; 10 times as long is the most */
    size_t memory;         /* bytes of address space; 0: no limit */
};

enum process_end {
    PROCESS_EXITED,    /* by itself; code is its exit code */
    PROCESS_SIGNALLED, /* it crashed; code is the signal */
    PROCESS_OVERTIME,  /* it was stopped at a limit of time */
    PROCESS_TALKATIVE, /* it was stopped, it answered more than PROCESS_MOST_ANSWER */
    PROCESS_UNSTARTED  /* there is no such program, or no process; code is errno */
};

#define PROCESS_MOST_ANSWER ((size_t)4 << 20)

struct server;

struct process_task {
    const char *const *argv; /* argv[0] is a path */
    struct server *through;  /* the same program, which serves (see server.h): a child of it does
                                what argv says; NULL: argv[0] is started */
    const struct buf *input;
    struct process_limits limits;
    int errors; /* 1 more than the descriptor that its standard error goes to; 0: it is thrown away
                   (with the sanitizers: to the file that TSUZURI_SANITIZER_LOG names) */
    struct buf answer; /* is added to */
    enum process_end end;
    int code;
    long long milliseconds; /* from its start to its end */
};

/* Runs all of them, begun in their order, as many at a time as there are processors: each with
   nothing but its arguments, 'input' on its standard input (never on a disk: a secret may be in
   it), and its standard output appended to 'answer'. They get an empty environment, and die with
   us. Where a server dies under it, a task begins anew as a program of its own. */
void process_run_all(struct process_task *tasks, size_t count);

#endif
