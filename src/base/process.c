/* Other programs, run under limits; several at a time, each answer read as it comes. */
#include "base/process.h"

#include "base/process_internal.h"
#include "base/server.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { BLOCK = 4096, MOST_AT_ONCE = 16, STOP_MILLISECONDS = 5000 };
enum { MOST_EXTENSIONS = 10, LEAST_SHARE = 20 };

/* Their headers declare them for _GNU_SOURCE only. */
int memfd_create(const char *name, unsigned flags);
int pipe2(int ends[2], int flags);

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
    int fd = away(memfd_create("input", 1u /* MFD_CLOEXEC */));
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
    if (pipe2(raw, O_CLOEXEC) != 0)
        return false;
    e->ours = away(raw[0]);
    e->answer = away(raw[1]);
    e->input = open_input(input);
    return e->ours >= 0 && e->answer >= 0 && e->input >= 0;
}

static _Noreturn void become(const struct process_task *t, const struct ends *e, pid_t parent)
{
    char *empty[] = {NULL};
    int errors = child_open_errors(t->errors);
    child_reset_signals();
    if (child_dies_with(parent) && dup2(e->input, 0) == 0 && dup2(e->answer, 1) == 1 &&
        dup2(errors, 2) == 2) {
        child_limit(&t->limits);
        execve(t->argv[0], (char *const *)(uintptr_t)t->argv, empty);
    }
    _exit(CHILD_UNSTARTED);
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
    if (*code != CHILD_UNSTARTED)
        return PROCESS_EXITED;
    *code = ENOENT;
    return PROCESS_UNSTARTED;
}

struct runner {
    struct process_task *task;
    pid_t pid;      /* a child of ours or of a server; 0: the server has not told yet */
    int answer;     /* its answer; -1: it has said all */
    int life;       /* of a server's child: see server_ask; -1: ours */
    int64_t begin;  /* when it was started, in milliseconds */
    int64_t end;    /* when it is looked at whether it is to be stopped */
    int64_t worked; /* processor time that it had had when that was done last, in milliseconds */
    int extensions; /* how often it was let go on */
    size_t started; /* the answer's size before it spoke */
};

static void fork_child(struct runner *r, const struct ends *e)
{
    pid_t parent = getpid();
    r->pid = fork();
    if (r->pid == 0)
        become(r->task, e, parent);
    if (r->pid < 0)
        r->task->code = errno;
}

static bool start(struct runner *r, struct process_task *t)
{
    struct ends e = {-1, -1, -1};
    int64_t now = milliseconds();
    int64_t end = now + (int64_t)t->limits.wall_seconds * 1000;
    *r = (struct runner){.task = t, .pid = -1, .answer = -1, .life = -1, .begin = now, .end = end};
    r->started = t->answer.size;
    t->end = PROCESS_UNSTARTED;
    t->code = 0;
    if (access(t->argv[0], X_OK) != 0 || !open_ends(t->input, &e)) {
        t->code = errno;
        close_all(&e);
        return false;
    }
    if (t->through && (r->life = server_ask(t->through, t, e.input, e.answer)) >= 0)
        r->pid = 0;
    else
        fork_child(r, &e);
    if (r->pid >= 0) {
        r->answer = e.ours;
        e.ours = -1;
    }
    close_all(&e);
    return r->pid >= 0;
}

/* --- one that runs --- */

/* False where it answers too much. */
static bool read_answer(struct runner *r)
{
    char block[BLOCK];
    ssize_t n = read(r->answer, block, sizeof block);
    if (n > 0)
        buf_add(&r->task->answer, block, (size_t)n);
    if (n == 0) {
        close(r->answer);
        r->answer = -1;
    }
    return r->task->answer.size - r->started <= PROCESS_MOST_ANSWER;
}

static void wait_for_child(const struct runner *r, int *status)
{
    while (waitpid(r->pid, status, 0) < 0 && errno == EINTR)
        ;
}

static void release(struct runner *r)
{
    if (r->answer >= 0)
        close(r->answer);
    if (r->life >= 0)
        close(r->life);
}

/* Where a server died, and its children with it, the request gets a program of its own, which says
   all anew. */
static bool start_alone(struct runner *r)
{
    struct process_task *t = r->task;
    release(r);
    t->through = NULL;
    t->answer.size = r->started;
    return start(r, t);
}

/* True where it is over: the task's end says why. */
static bool hear_of_life(struct runner *r)
{
    struct serve_word word;
    if (recv(r->life, &word, sizeof word, 0) != (ssize_t)sizeof word)
        return !start_alone(r);
    if (word.what == SERVE_BEGUN)
        r->pid = (pid_t)word.value;
    if (word.what == SERVE_FAILED)
        r->task->code = word.value;
    if (word.what == SERVE_ENDED)
        r->task->end = outcome(word.value, &r->task->code);
    return word.what != SERVE_BEGUN;
}

/* Waits until a server's child that is killed has gone: it writes to no file any more. */
static void wait_for_death(const struct runner *r)
{
    struct serve_word word = {.what = SERVE_BEGUN};
    struct pollfd p = {.fd = r->life, .events = POLLIN};
    shutdown(r->life, SHUT_WR);
    while (word.what == SERVE_BEGUN && poll(&p, 1, STOP_MILLISECONDS) > 0)
        if (recv(r->life, &word, sizeof word, 0) != (ssize_t)sizeof word)
            break;
}

static bool stop(const struct runner *r, enum process_end why)
{
    int status;
    r->task->end = why;
    if (r->life >= 0) {
        wait_for_death(r);
    } else {
        kill(r->pid, SIGKILL);
        wait_for_child(r, &status);
    }
    return true;
}

/* It speaks: what it answers, and then how it ended. True where it is over. */
static bool listen_to(struct runner *r)
{
    int status;
    if (r->answer < 0)
        return hear_of_life(r);
    if (!read_answer(r))
        return stop(r, PROCESS_TALKATIVE);
    if (r->answer >= 0 || r->life >= 0)
        return false;
    wait_for_child(r, &status);
    r->task->end = outcome(status, &r->task->code);
    return true;
}

/* What it is told first, where that was not read yet. */
static void learn_pid(struct runner *r)
{
    struct serve_word word;
    if (r->life >= 0 && !r->pid &&
        recv(r->life, &word, sizeof word, MSG_DONTWAIT | MSG_PEEK) == (ssize_t)sizeof word &&
        word.what == SERVE_BEGUN)
        r->pid = (pid_t)word.value;
}

/* Processor time in milliseconds; -1 where it is not known. */
static int64_t work_of(pid_t pid)
{
    clockid_t clock;
    struct timespec t;
    if (pid <= 0 || clock_getcpuclockid(pid, &clock) != 0 || clock_gettime(clock, &t) != 0)
        return -1;
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* On a loaded machine the time on the wall says little: one that gets on, or waits to be begun, has
   its limit of processor time. One that sleeps is stopped. */
static bool gets_on(struct runner *r)
{
    int64_t wall = (int64_t)r->task->limits.wall_seconds * 1000;
    learn_pid(r);
    int64_t work = work_of(r->pid);
    bool good = r->extensions++ < MOST_EXTENSIONS &&
                (r->pid == 0 || work - r->worked >= wall / LEAST_SHARE);
    r->worked = work;
    r->end = milliseconds() + wall;
    return good;
}

static bool is_over(struct runner *r, bool speaks)
{
    if (milliseconds() >= r->end && !gets_on(r))
        return stop(r, PROCESS_OVERTIME);
    return speaks && listen_to(r);
}

/* --- all of them --- */

/* Waits until one speaks or has to be stopped. */
static void wait_for(const struct runner *list, struct pollfd *polls, size_t count)
{
    int64_t end = list[0].end;
    for (size_t i = 0; i < count; i++) {
        int fd = list[i].answer >= 0 ? list[i].answer : list[i].life;
        polls[i] = (struct pollfd){.fd = fd, .events = POLLIN};
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
    for (size_t i = 0; i < count; i++) {
        if (!is_over(&list[i], polls[i].revents != 0)) {
            list[left++] = list[i];
            continue;
        }
        release(&list[i]);
        list[i].task->milliseconds = milliseconds() - list[i].begin;
    }
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
