/* process: another program, run under limits, and what it answers. It may crash, hang or eat memory
   without harm to us. */
#ifndef BASE_PROCESS_H
#define BASE_PROCESS_H

#include "base/buf.h"

#include <stdbool.h>

struct process_limits {
    unsigned cpu_seconds;
    unsigned wall_seconds;
    size_t memory; /* bytes of address space; 0: no limit */
};

enum process_end {
    PROCESS_EXITED,    /* by itself; code is its exit code */
    PROCESS_SIGNALLED, /* it crashed; code is the signal */
    PROCESS_OVERTIME,  /* it was stopped at a limit of time */
    PROCESS_TALKATIVE, /* it was stopped, it answered more than PROCESS_MOST_ANSWER */
    PROCESS_UNSTARTED  /* there is no such program, or no process; code is errno */
};

#define PROCESS_MOST_ANSWER ((size_t)4 << 20)

/* Runs argv[0] (a path) with nothing but the arguments, 'input' on its standard input (never on a
   disk: a secret may be in it), and its standard output appended to 'answer'; its standard error
   is thrown away. It gets an empty environment, and dies with us. */
enum process_end process_run(const char *const *argv, const struct buf *input,
    const struct process_limits *limits, struct buf *answer, int *code);

struct process_task {
    const char *const *argv;
    const struct buf *input;
    struct process_limits limits;
    struct buf answer; /* is added to */
    enum process_end end;
    int code;
};

/* process_run for all of them, begun in their order; as many at a time as there are processors. */
void process_run_all(struct process_task *tasks, size_t count);

#endif
