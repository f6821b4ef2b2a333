/* A child before it becomes a program, or serves a request: its limits, signals and errors. */
#include "base/process_internal.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#ifdef __SANITIZE_ADDRESS__
#include <stdlib.h>
#endif

static void limit(int what, rlim_t most)
{
    struct rlimit l = {most, most};
    setrlimit(what, &l);
}

void child_limit(const struct process_limits *l)
{
    limit(RLIMIT_CPU, l->cpu_seconds);
    limit(RLIMIT_CORE, 0);
#ifndef __SANITIZE_ADDRESS__ /* it maps terabytes that it never uses */
    if (l->memory)
        limit(RLIMIT_AS, l->memory);
#endif
}

void child_reset_signals(void)
{
    static const int numbers[] = {SIGINT, SIGTERM, SIGHUP, SIGPIPE};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        signal(numbers[i], SIG_DFL);
}

/* What a sanitizer reports must not be lost: its exit may look like a refusal. */
int child_open_errors(int errors)
{
    if (errors)
        return errors - 1;
#ifdef __SANITIZE_ADDRESS__
    const char *log = getenv("TSUZURI_SANITIZER_LOG");
    int fd = log ? open(log, O_WRONLY | O_APPEND | O_CLOEXEC) : -1;
    if (fd >= 0)
        return fd;
#endif
    return open("/dev/null", O_WRONLY | O_CLOEXEC);
}

bool child_dies_with(pid_t parent)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    return getppid() == parent;
}
