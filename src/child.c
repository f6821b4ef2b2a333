#include "child.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum { EXIT_UNSTARTED = 127, BLOCK = 4096 };

/* <sys/mman.h> declares it for _GNU_SOURCE only. */
int memfd_create(const char *name, unsigned flags);

/* Ends stay away from 0 to 2, so that none is lost where the child moves them there. */
static int away(int fd)
{
    int higher = fd < 0 ? -1 : fcntl(fd, F_DUPFD_CLOEXEC, 3);
    if (fd >= 0)
        close(fd);
    return higher;
}

/* What the child reads: a file in memory, so that nobody waits for anybody. */
static int open_input(const struct buf *input)
{
    int fd = away(memfd_create("input", 0));
    size_t done = 0;
    while (fd >= 0 && done < input->size) {
        ssize_t n = write(fd, input->data + done, input->size - done);
        if (n < 0) {
            close(fd);
            return -1;
        }
        done += (size_t)n;
    }
    if (fd >= 0)
        lseek(fd, 0, SEEK_SET);
    return fd;
}

struct ends {
    int input;
    int answer;
    int ours; /* the other end of answer */
};

static void close_all(struct ends *e)
{
    if (e->input >= 0)
        close(e->input);
    if (e->answer >= 0)
        close(e->answer);
    if (e->ours >= 0)
        close(e->ours);
}

static bool open_ends(const struct buf *input, struct ends *e)
{
    int raw[2];
    *e = (struct ends){-1, -1, -1};
    if (pipe(raw) != 0)
        return false;
    e->ours = away(raw[0]);
    e->answer = away(raw[1]);
    e->input = open_input(input);
    return e->ours >= 0 && e->answer >= 0 && e->input >= 0;
}

static void limit(int what, rlim_t most)
{
    struct rlimit l = {most, most};
    setrlimit(what, &l);
}

static void limit_all(const struct child_limits *l)
{
    limit(RLIMIT_CPU, l->cpu_seconds);
    limit(RLIMIT_CORE, 0);
#ifndef __SANITIZE_ADDRESS__ /* it maps terabytes that it never uses */
    if (l->memory)
        limit(RLIMIT_AS, l->memory);
#endif
}

static void reset_signals(void)
{
    static const int numbers[] = {SIGINT, SIGTERM, SIGHUP, SIGPIPE};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        signal(numbers[i], SIG_DFL);
}

static _Noreturn void become(
    const char *const *argv, const struct ends *e, const struct child_limits *l, pid_t parent)
{
    char *empty[] = {NULL};
    int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
    reset_signals();
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() == parent && dup2(e->input, 0) == 0 && dup2(e->answer, 1) == 1 &&
        dup2(nowhere, 2) == 2) {
        limit_all(l);
        execve(argv[0], (char *const *)(uintptr_t)argv, empty);
    }
    _exit(EXIT_UNSTARTED);
}

static int64_t milliseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Reads until the child closes its end; CHILD_EXITED then, or why it has to be stopped. */
static enum child_end listen_to(int fd, unsigned wall_seconds, struct buf *answer)
{
    char block[BLOCK];
    size_t start = answer->size;
    int64_t end = milliseconds() + (int64_t)wall_seconds * 1000;
    for (;;) {
        struct pollfd p = {.fd = fd, .events = POLLIN};
        int64_t left = end - milliseconds();
        int ready = left > 0 ? poll(&p, 1, left > INT32_MAX ? INT32_MAX : (int)left) : 0;
        if (ready == 0)
            return CHILD_OVERTIME;
        if (ready < 0)
            continue;
        ssize_t n = read(fd, block, sizeof block);
        if (n == 0)
            return CHILD_EXITED;
        if (n > 0)
            buf_add(answer, block, (size_t)n);
        if (answer->size - start > CHILD_MOST_ANSWER)
            return CHILD_TALKATIVE;
    }
}

static enum child_end outcome(int status, int *code)
{
    if (WIFSIGNALED(status)) {
        *code = WTERMSIG(status);
        return *code == SIGXCPU || *code == SIGKILL ? CHILD_OVERTIME : CHILD_SIGNALLED;
    }
    *code = WEXITSTATUS(status);
    if (*code != EXIT_UNSTARTED)
        return CHILD_EXITED;
    *code = ENOENT;
    return CHILD_UNSTARTED;
}

static enum child_end attend(pid_t pid, int fd, unsigned wall, struct buf *answer, int *code)
{
    int status;
    enum child_end end = listen_to(fd, wall, answer);
    if (end != CHILD_EXITED)
        kill(pid, SIGKILL);
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
        ;
    return end == CHILD_EXITED ? outcome(status, code) : end;
}

enum child_end child_run(const char *const *argv, const struct buf *input,
    const struct child_limits *limits, struct buf *answer, int *code)
{
    struct ends e = {-1, -1, -1};
    enum child_end end = CHILD_UNSTARTED;
    pid_t parent = getpid();
    pid_t pid = -1;
    *code = 0;
    if (access(argv[0], X_OK) == 0 && open_ends(input, &e))
        pid = fork();
    if (pid == 0)
        become(argv, &e, limits, parent);
    if (pid > 0) {
        close(e.answer);
        e.answer = -1;
        end = attend(pid, e.ours, limits->wall_seconds, answer, code);
    } else {
        *code = errno;
    }
    close_all(&e);
    return end;
}
