/* Other programs, run under limits; several at a time, each answer read as it comes. */
#include "base/process.h"

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

#ifdef __SANITIZE_ADDRESS__
#include <stdlib.h>
#endif

enum { EXIT_UNSTARTED = 127, BLOCK = 4096, MOST_AT_ONCE = 16 };

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

static void limit_all(const struct process_limits *l)
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

/* Where a child's standard error goes. What a sanitizer reports there must not be lost: its exit
   may look like a refusal. */
static int open_errors(const struct process_task *t)
{
    if (t->errors)
        return t->errors - 1;
#ifdef __SANITIZE_ADDRESS__
    const char *log = getenv("TSUZURI_SANITIZER_LOG");
    int fd = log ? open(log, O_WRONLY | O_APPEND | O_CLOEXEC) : -1;
    if (fd >= 0)
        return fd;
#endif
    return open("/dev/null", O_WRONLY | O_CLOEXEC);
}

static _Noreturn void become(const struct process_task *t, const struct ends *e, pid_t parent)
{
    char *empty[] = {NULL};
    int errors = open_errors(t);
    reset_signals();
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() == parent && dup2(e->input, 0) == 0 && dup2(e->answer, 1) == 1 &&
        dup2(errors, 2) == 2) {
        limit_all(&t->limits);
        execve(t->argv[0], (char *const *)(uintptr_t)t->argv, empty);
    }
    _exit(EXIT_UNSTARTED);
}

static int64_t milliseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static enum process_end outcome(int status, int *code)
{
    if (WIFSIGNALED(status)) {
        *code = WTERMSIG(status);
        return *code == SIGXCPU || *code == SIGKILL ? PROCESS_OVERTIME : PROCESS_SIGNALLED;
    }
    *code = WEXITSTATUS(status);
    if (*code != EXIT_UNSTARTED)
        return PROCESS_EXITED;
    *code = ENOENT;
    return PROCESS_UNSTARTED;
}

struct runner {
    struct process_task *task;
    pid_t pid;
    int fd;         /* its answer */
    int64_t begin;  /* when it was started, in milliseconds */
    int64_t end;    /* when it is stopped */
    size_t started; /* the answer's size before it spoke */
};

static bool start(struct runner *r, struct process_task *t)
{
    struct ends e = {-1, -1, -1};
    pid_t parent = getpid();
    pid_t pid = -1;
    t->end = PROCESS_UNSTARTED;
    t->code = 0;
    if (access(t->argv[0], X_OK) == 0 && open_ends(t->input, &e))
        pid = fork();
    if (pid == 0)
        become(t, &e, parent);
    if (pid > 0) {
        int64_t now = milliseconds();
        int64_t end = now + (int64_t)t->limits.wall_seconds * 1000;
        *r = (struct runner){t, pid, e.ours, now, end, t->answer.size};
        e.ours = -1;
    } else {
        t->code = errno;
    }
    close_all(&e);
    return pid > 0;
}

/* False where it is over: the task's end says why, PROCESS_EXITED where the child closed its end.
 */
static bool listen_to(struct runner *r)
{
    char block[BLOCK];
    ssize_t n = read(r->fd, block, sizeof block);
    if (n > 0)
        buf_add(&r->task->answer, block, (size_t)n);
    if (n == 0)
        r->task->end = PROCESS_EXITED;
    else if (r->task->answer.size - r->started > PROCESS_MOST_ANSWER)
        r->task->end = PROCESS_TALKATIVE;
    else
        return true;
    return false;
}

static bool is_over(struct runner *r, bool speaks)
{
    if (milliseconds() < r->end)
        return speaks && !listen_to(r);
    r->task->end = PROCESS_OVERTIME;
    return true;
}

static void finish(struct runner *r)
{
    int status;
    struct process_task *t = r->task;
    if (t->end != PROCESS_EXITED)
        kill(r->pid, SIGKILL);
    while (waitpid(r->pid, &status, 0) < 0 && errno == EINTR)
        ;
    close(r->fd);
    t->milliseconds = milliseconds() - r->begin;
    if (t->end == PROCESS_EXITED)
        t->end = outcome(status, &t->code);
}

/* Waits until one speaks or has to be stopped. */
static void wait_for(const struct runner *list, struct pollfd *polls, size_t count)
{
    int64_t end = list[0].end;
    for (size_t i = 0; i < count; i++) {
        polls[i] = (struct pollfd){.fd = list[i].fd, .events = POLLIN};
        end = list[i].end < end ? list[i].end : end;
    }
    int64_t left = end - milliseconds();
    if (poll(polls, count, left > INT32_MAX ? INT32_MAX : left > 0 ? (int)left : 0) <= 0)
        for (size_t i = 0; i < count; i++)
            polls[i].revents = 0;
}

/* How many of them run on; they come first. */
static size_t attend(struct runner *list, size_t count)
{
    struct pollfd polls[MOST_AT_ONCE];
    size_t left = 0;
    if (count)
        wait_for(list, polls, count);
    for (size_t i = 0; i < count; i++)
        if (is_over(&list[i], polls[i].revents != 0))
            finish(&list[i]);
        else
            list[left++] = list[i];
    return left;
}

static size_t processors(void)
{
    long n = sysconf(_SC_NPROCESSORS_ONLN);
    return n < 1 ? 1 : n > MOST_AT_ONCE ? MOST_AT_ONCE : (size_t)n;
}

void process_run_all(struct process_task *tasks, size_t count)
{
    struct runner running[MOST_AT_ONCE];
    size_t most = processors();
    size_t n = 0;
    for (size_t next = 0; next < count || n; n = attend(running, n))
        while (n < most && next < count)
            n += start(&running[n], &tasks[next++]);
}
