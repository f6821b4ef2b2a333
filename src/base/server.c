/* The client of a helper that serves: it starts the program and hands requests to it. */
#include "base/server.h"

#include "base/buf.h"
#include "base/process_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdint.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define MOST_STARTS 4 /* then each request starts a program of its own */

struct server {
    pthread_mutex_t lock;
    char *program;
    int control; /* -1: it does not run */
    pid_t pid;
    pid_t owner; /* who started it, and waits for it */
    int starts;
};

struct server *server_new(const char *program)
{
    struct server *s = calloc(1, sizeof *s);
    char *copy = strdup(program);
    if (!s || !copy || pthread_mutex_init(&s->lock, NULL) != 0)
        abort();
    s->program = copy;
    s->control = -1;
    return s;
}

/* It ends by itself once nobody can ask it any more. */
static void let_go(struct server *s)
{
    if (s->control < 0)
        return;
    close(s->control);
    s->control = -1;
    while (s->owner == getpid() && waitpid(s->pid, NULL, 0) < 0 && errno == EINTR)
        ;
}

void server_free(struct server *s)
{
    if (!s)
        return;
    let_go(s);
    pthread_mutex_destroy(&s->lock);
    free(s->program);
    free(s);
}

static _Noreturn void become(const char *program, int control)
{
    char option[] = SERVER_OPTION;
    char *argv[] = {(char *)(uintptr_t)program, option, NULL};
    char *empty[] = {NULL};
    int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
    int errors = child_open_errors(0);
    child_reset_signals();
    if (dup2(control, 0) == 0 && dup2(nothing, 1) == 1 && dup2(errors, 2) == 2)
        execve(program, argv, empty);
    _exit(CHILD_UNSTARTED);
}

/* Away from 0 to 2, so that none is lost where the child moves it there. */
static bool open_control(int ends[2])
{
    int raw[2];
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, raw) != 0)
        return false;
    for (int i = 0; i < 2; i++) {
        ends[i] = fcntl(raw[i], F_DUPFD_CLOEXEC, 3);
        close(raw[i]);
    }
    return ends[0] >= 0 && ends[1] >= 0;
}

static bool start(struct server *s)
{
    int ends[2] = {-1, -1};
    if (s->starts >= MOST_STARTS || access(s->program, X_OK) != 0 || !open_control(ends))
        return false;
    s->starts++;
    s->owner = getpid();
    s->pid = fork();
    if (s->pid == 0)
        become(s->program, ends[1]);
    close(ends[1]);
    s->control = ends[0];
    if (s->pid < 0) {
        close(ends[0]);
        s->control = -1;
    }
    return s->control >= 0;
}

static void put_request(struct buf *out, const struct process_task *t)
{
    struct serve_request r = {.limits = t->limits};
    while (t->argv[r.argc])
        r.argc++;
    buf_add(out, &r, sizeof r);
    for (int i = 0; i < r.argc; i++)
        buf_add(out, t->argv[i], strlen(t->argv[i]) + 1);
}

static bool send_request(int control, const struct buf *request, const int *fds)
{
    union {
        struct cmsghdr head;
        char room[CMSG_SPACE(SERVE_DESCRIPTORS * sizeof(int))];
    } ancillary = {0};
    struct iovec bytes = {request->data, request->size};
    struct msghdr m = {.msg_iov = &bytes,
        .msg_iovlen = 1,
        .msg_control = ancillary.room,
        .msg_controllen = sizeof ancillary.room};
    struct cmsghdr *c = CMSG_FIRSTHDR(&m);
    c->cmsg_level = SOL_SOCKET;
    c->cmsg_type = SCM_RIGHTS;
    c->cmsg_len = CMSG_LEN(SERVE_DESCRIPTORS * sizeof(int));
    memcpy(CMSG_DATA(c), fds, SERVE_DESCRIPTORS * sizeof(int));
    return sendmsg(control, &m, MSG_NOSIGNAL | MSG_DONTWAIT) == (ssize_t)request->size;
}

/* A program that has died since the last request is started anew; one that is too busy is not. */
static bool hand_over(struct server *s, const struct buf *request, const int *fds)
{
    bool good = false;
    pthread_mutex_lock(&s->lock);
    for (int tries = 0; !good && tries < 2 && (s->control >= 0 || start(s)); tries++) {
        good = send_request(s->control, request, fds);
        if (!good && (errno == EPIPE || errno == ECONNRESET))
            let_go(s);
    }
    pthread_mutex_unlock(&s->lock);
    return good;
}

int server_ask(struct server *s, const struct process_task *t, int input, int answer)
{
    int life[2] = {-1, -1};
    struct buf request = {0};
    put_request(&request, t);
    if (request.size > SERVE_MOST_REQUEST ||
        socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, life) != 0) {
        buf_release(&request);
        return -1;
    }
    int errors = child_open_errors(t->errors);
    int folder = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    int fds[SERVE_DESCRIPTORS] = {[SERVE_INPUT] = input,
        [SERVE_ANSWER] = answer,
        [SERVE_ERRORS] = errors,
        [SERVE_LIFE] = life[1],
        [SERVE_FOLDER] = folder};
    bool good = errors >= 0 && folder >= 0 && hand_over(s, &request, fds);
    buf_release(&request);
    close(life[1]);
    if (errors >= 0 && !t->errors)
        close(errors);
    if (folder >= 0)
        close(folder);
    if (!good)
        close(life[0]);
    return good ? life[0] : -1;
}
