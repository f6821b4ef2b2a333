/* Shows how far 'certify' is on a terminal, and prints a line of JSON about each record. */
#include "program/tsuzuri/command.h"

#include <unistd.h>

enum { STEP = 100 /* ms between two looks of the meter */, MINUTE = 60 };

static long long now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000LL + t.tv_nsec / 1000000;
}

void meter_start(struct meter *m, bool japanese)
{
    *m = (struct meter){
        .shown = isatty(STDERR_FILENO), .japanese = japanese, .began = now(), .last = now()};
}

void meter_step(void *meter, size_t done, size_t total)
{
    struct meter *m = meter;
    if (!m->shown)
        return;
    long long time = now();
    if (time - m->last < STEP && done < total)
        return;
    m->last = time;
    double seconds = (double)(time - m->began) / 1000;
    double rate = seconds > 0 ? (double)done / seconds : 0;
    long left = rate > 0 ? (long)((double)(total - done) / rate + 0.999) : 0;
    fprintf(stderr,
        m->japanese ? "\r\033[K%zu／%zu件　毎秒%.0f件　残り"
                    : "\r\033[K%zu of %zu, %.0f a second, ",
        done, total, rate);
    if (left >= MINUTE)
        fprintf(stderr, m->japanese ? "%ld分" : "%ld min ", left / MINUTE);
    fprintf(stderr, m->japanese ? "%ld秒" : "%ld s left", left % MINUTE);
}

void meter_end(struct meter *m)
{
    if (m->shown)
        fputs("\r\033[K", stderr);
}
