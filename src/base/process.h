/* child: another program, run under limits, and what it answers. It may crash, hang or eat memory
   without harm to us. */
#ifndef BASE_PROCESS_H
#define BASE_PROCESS_H

#include "base/buf.h"

#include <stdbool.h>

struct child_limits {
    unsigned cpu_seconds;
    unsigned wall_seconds;
    size_t memory; /* bytes of address space; 0: no limit */
};

enum child_end {
    CHILD_EXITED,    /* by itself; code is its exit code */
    CHILD_SIGNALLED, /* it crashed; code is the signal */
    CHILD_OVERTIME,  /* it was stopped at a limit of time */
    CHILD_TALKATIVE, /* it was stopped, it answered more than CHILD_MOST_ANSWER */
    CHILD_UNSTARTED  /* there is no such program, or no process; code is errno */
};

#define CHILD_MOST_ANSWER ((size_t)4 << 20)

/* Runs argv[0] (a path) with nothing but the arguments, 'input' on its standard input (never on a
   disk: a secret may be in it), and its standard output appended to 'answer'; its standard error
   is thrown away. It gets an empty environment, and dies with us. */
enum child_end child_run(const char *const *argv, const struct buf *input,
    const struct child_limits *limits, struct buf *answer, int *code);

struct child_task {
    const char *const *argv;
    const struct buf *input;
    struct child_limits limits;
    struct buf answer; /* is added to */
    enum child_end end;
    int code;
};

/* child_run for all of them, begun in their order; as many at a time as there are processors. */
void child_run_all(struct child_task *tasks, size_t count);

#endif
