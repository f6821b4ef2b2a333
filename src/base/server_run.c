/* A helper that serves: one child for each request, told of when it ends, killed when nobody waits
   for it any more. It never reads what a request asks for, only its limits. */
#include "base/process_internal.h"
#include "base/server.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MOST_SERVED = 64, MOST_ARGUMENTS = 32 };

/* For _GNU_SOURCE only in their headers. */
int ppoll(struct pollfd *fds, nfds_t count, const struct timespec *timeout, const sigset_t *mask);
long syscall(long number, ...);

struct served {
    pid_t pid;
    int life;
    bool killed;
};

struct service {
    int (*run)(int argc, char **argv);
    int control;
    sigset_t awake; /* signals while it waits: those of its children come through */
    struct served list[MOST_SERVED];
    size_t count;
};

struct request {
    struct serve_request head;
    char bytes[SERVE_MOST_REQUEST + 1];
    char *argv[MOST_ARGUMENTS + 1];
    int fds[SERVE_DESCRIPTORS];
};

static void close_all(const int *fds, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (fds[i] >= 0)
            close(fds[i]);
}

/* Nothing of who started it stays open: a pipe that it holds would never end. */
static int take_control(void)
{
    int nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);
    int control = fcntl(0, F_DUPFD_CLOEXEC, 3);
    if (nothing < 0 || control < 0 || dup2(nothing, 0) != 0 || dup2(control, 3) != 3)
        _exit(CHILD_UNSTARTED);
    if (syscall(SYS_close_range, 4u, ~0u, 0u) != 0)
        for (int fd = 4; fd < 4096; fd++)
            close(fd);
    fcntl(3, F_SETFD, FD_CLOEXEC);
    return 3;
}

static void on_child(int number)
{
    (void)number;
}

static void watch_children(struct service *s)
{
    sigset_t ended;
    struct sigaction action = {.sa_handler = on_child};
    sigemptyset(&s->awake);
    sigemptyset(&ended);
    sigaddset(&ended, SIGCHLD);
    sigprocmask(SIG_SETMASK, &ended, NULL);
    sigaction(SIGCHLD, &action, NULL);
}

/* --- a request --- */

/* False where it is malformed. */
static bool read_arguments(struct request *r, size_t size)
{
    char *at = r->bytes + sizeof r->head;
    char *end = r->bytes + size;
    if (size < sizeof r->head)
        return false;
    memcpy(&r->head, r->bytes, sizeof r->head);
    *end = '\0';
    if (r->head.argc < 1 || r->head.argc > MOST_ARGUMENTS)
        return false;
    for (int i = 0; i < r->head.argc; i++, at += strlen(at) + 1) {
        if (at >= end)
            return false;
        r->argv[i] = at;
    }
    r->argv[r->head.argc] = NULL;
    return true;
}

/* All descriptors, or none. */
static bool read_descriptors(struct msghdr *m, int *fds)
{
    struct cmsghdr *c = CMSG_FIRSTHDR(m);
    size_t count = c && c->cmsg_level == SOL_SOCKET && c->cmsg_type == SCM_RIGHTS
                       ? (c->cmsg_len - CMSG_LEN(0)) / sizeof *fds
                       : 0;
    if (count)
        memcpy(fds, CMSG_DATA(c),
            (count < SERVE_DESCRIPTORS ? count : SERVE_DESCRIPTORS) * sizeof *fds);
    if (count == SERVE_DESCRIPTORS)
        return true;
    close_all(fds, count);
    return false;
}

/* 1: there is a request; 0: a malformed one; -1: nobody asks any more. */
static int receive(int control, struct request *r)
{
    union {
        struct cmsghdr head;
        char room[CMSG_SPACE(SERVE_DESCRIPTORS * sizeof(int))];
    } ancillary;
    struct iovec bytes = {r->bytes, SERVE_MOST_REQUEST};
    struct msghdr m = {.msg_iov = &bytes,
        .msg_iovlen = 1,
        .msg_control = ancillary.room,
        .msg_controllen = sizeof ancillary.room};
    ssize_t n = recvmsg(control, &m, MSG_CMSG_CLOEXEC);
    if (n < 0 && (errno == EINTR || errno == EAGAIN))
        return 0;
    if (n <= 0)
        return -1;
    if (!read_descriptors(&m, r->fds))
        return 0;
    if (read_arguments(r, (size_t)n))
        return 1;
    close_all(r->fds, SERVE_DESCRIPTORS);
    return 0;
}

static void tell(int life, struct serve_word word)
{
    send(life, &word, sizeof word, MSG_NOSIGNAL | MSG_DONTWAIT);
}

/* --- a child --- */

/* What belongs to the server and to other requests is not for it. */
static void leave_server(const struct service *s)
{
    close(s->control);
    for (size_t i = 0; i < s->count; i++)
        close(s->list[i].life);
    signal(SIGCHLD, SIG_DFL);
    sigprocmask(SIG_SETMASK, &s->awake, NULL);
}

static _Noreturn void serve(const struct service *s, struct request *r, pid_t server)
{
    const int *fds = r->fds;
    leave_server(s);
    if (!child_dies_with(server) || fchdir(fds[SERVE_FOLDER]) != 0 ||
        dup2(fds[SERVE_INPUT], 0) != 0 || dup2(fds[SERVE_ANSWER], 1) != 1 ||
        dup2(fds[SERVE_ERRORS], 2) != 2)
        _Exit(CHILD_UNSTARTED);
    close_all(fds, SERVE_DESCRIPTORS);
    child_limit(&r->head.limits);
    int code = s->run(r->head.argc, r->argv);
    fflush(stdout);
    _Exit(code);
}

static void begin(struct service *s, struct request *r)
{
    pid_t server = getpid();
    pid_t pid = fork();
    int number = errno;
    if (pid == 0)
        serve(s, r, server);
    int life = r->fds[SERVE_LIFE];
    r->fds[SERVE_LIFE] = -1;
    close_all(r->fds, SERVE_DESCRIPTORS);
    tell(life, pid < 0 ? (struct serve_word){SERVE_FAILED, number}
                       : (struct serve_word){SERVE_BEGUN, (int)pid});
    if (pid > 0)
        s->list[s->count++] = (struct served){.pid = pid, .life = life};
    else
        close(life);
}

static void forget(struct service *s, pid_t pid, int status)
{
    for (size_t i = 0; i < s->count; i++)
        if (s->list[i].pid == pid) {
            tell(s->list[i].life, (struct serve_word){SERVE_ENDED, status});
            close(s->list[i].life);
            s->list[i] = s->list[--s->count];
            return;
        }
}

static void reap(struct service *s)
{
    int status;
    pid_t pid;
    while ((pid = waitpid(-1, &status, WNOHANG)) > 0)
        forget(s, pid, status);
}

/* --- waiting --- */

static _Noreturn void end(const struct service *s)
{
    for (size_t i = 0; i < s->count; i++)
        kill(s->list[i].pid, SIGKILL);
    _Exit(0);
}

static void kill_unwanted(struct service *s, const struct pollfd *polls)
{
    for (size_t i = 0; i < s->count; i++)
        if (polls[i].revents) {
            kill(s->list[i].pid, SIGKILL);
            s->list[i].killed = true;
        }
}

/* True where there may be a request. */
static bool wait_for_one(struct service *s)
{
    struct pollfd polls[MOST_SERVED + 1];
    for (size_t i = 0; i < s->count; i++)
        polls[i] =
            (struct pollfd){.fd = s->list[i].killed ? -1 : s->list[i].life, .events = POLLIN};
    bool room = s->count < MOST_SERVED;
    polls[s->count] = (struct pollfd){.fd = room ? s->control : -1, .events = POLLIN};
    bool asked = ppoll(polls, s->count + 1, NULL, &s->awake) > 0;
    if (asked)
        kill_unwanted(s, polls);
    asked = asked && polls[s->count].revents;
    reap(s);
    return asked;
}

_Noreturn void server_run(int (*run)(int argc, char **argv))
{
    static struct request r;
    struct service s = {.run = run, .control = take_control()};
    watch_children(&s);
    for (;;) {
        if (!wait_for_one(&s))
            continue;
        int got = receive(s.control, &r);
        if (got < 0)
            end(&s);
        if (got > 0)
            begin(&s, &r);
    }
}
