/* TSUZURI_TRACE=1: each run of tsuzuri-pdf and tsuzuri-look is printed, with its errors. */
#include "program/tsuzuri/command.h"

#include <unistd.h>

/* A path, without what a terminal would obey. */
static void print_path(const char *path)
{
    for (; *path; path++)
        fputc((unsigned char)*path < ' ' || *path == 0x7F ? '?' : *path, stderr);
}

/* Prints "tsuzuri: tsuzuri-pdf inspect PATH: exit 0, 34 ms". Passwords are in no argument. */
static void print_run(void *context, const struct tsuzuri_run *run)
{
    (void)context;
    fprintf(stderr, "tsuzuri: %s %s ", run->program, run->verb);
    print_path(run->document ? run->document : "(packet)");
    fprintf(stderr, ": %s %d, %lld ms\n", run->end, run->code, run->milliseconds);
}

struct tsuzuri_watch trace_watch(void)
{
    const char *wanted = getenv("TSUZURI_TRACE");
    bool on = wanted && *wanted && strcmp(wanted, "0") != 0;
    return on ? (struct tsuzuri_watch){print_run, NULL, STDERR_FILENO + 1}
              : (struct tsuzuri_watch){0};
}
