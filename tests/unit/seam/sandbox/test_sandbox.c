/* The locked room, entered: each thing that is forbidden there is tried. */
#include "seam/sandbox/sandbox.h"
#include "support.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

struct files {
    char folder[64];
    char readable[96], writable[96], other[96], fresh[96];
};

static void write_file(const char *path)
{
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fputs("text", f);
    fclose(f);
}

static void make(struct files *f)
{
    snprintf(f->folder, sizeof f->folder, "/tmp/test-sandbox-XXXXXX");
    assert_non_null(mkdtemp(f->folder));
    snprintf(f->readable, sizeof f->readable, "%s/readable", f->folder);
    snprintf(f->writable, sizeof f->writable, "%s/writable", f->folder);
    snprintf(f->other, sizeof f->other, "%s/other", f->folder);
    snprintf(f->fresh, sizeof f->fresh, "%s/fresh", f->folder);
    write_file(f->readable);
    write_file(f->writable);
    write_file(f->other);
}

static void clean(const struct files *f)
{
    unlink(f->readable);
    unlink(f->writable);
    unlink(f->other);
    assert_int_equal(rmdir(f->folder), 0);
}

/* 1 where trying works in the room, 0 where it does not. */
static int try_in_room(const struct files *f, int (*attempt)(const struct files *f))
{
    int status;
    pid_t pid = fork();
    if (pid == 0) {
        struct sandbox *s = sandbox_new();
        sandbox_read(s, f->readable);
        sandbox_read(s, "/nonexistent");
        sandbox_write(s, f->writable);
        sandbox_enter(s);
        _exit(attempt(f));
    }
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static int opens(const char *path, int flags)
{
    return open(path, flags, 0600) >= 0;
}

static int read_what_is_named(const struct files *f)
{
    return opens(f->readable, O_RDONLY) && opens(f->writable, O_RDONLY);
}

static int write_what_is_named(const struct files *f)
{
    FILE *out = fopen(f->writable, "wb+");
    return out && fputs("new", out) >= 0 && fclose(out) == 0;
}

static int write_what_is_read(const struct files *f)
{
    return opens(f->readable, O_WRONLY);
}

static int open_another(const struct files *f)
{
    return opens(f->other, O_RDONLY) || opens("/etc/passwd", O_RDONLY);
}

static int create(const struct files *f)
{
    return opens(f->fresh, O_RDWR | O_CREAT) || mkdir(f->fresh, 0700) == 0 ||
           link(f->readable, f->fresh) == 0 || rename(f->writable, f->fresh) == 0;
}

static int list_folder(const struct files *f)
{
    return opens(f->folder, O_RDONLY | O_DIRECTORY);
}

#ifndef __SANITIZE_ADDRESS__ /* there /proc is open, see sandbox.c */
static int read_environment_of_parent(const struct files *f)
{
    char path[64];
    (void)f;
    snprintf(path, sizeof path, "/proc/%d/environ", (int)getppid());
    return opens(path, O_RDONLY);
}
#endif

static int take_away(const struct files *f)
{
    return unlink(f->other) == 0 || chmod(f->other, 0777) == 0 || truncate(f->other, 0) == 0;
}

static int connect_somewhere(const struct files *f)
{
    struct sockaddr_in port = {.sin_family = AF_INET, .sin_port = htons(9)};
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    (void)f;
    port.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return fd >= 0 || connect(fd, (struct sockaddr *)&port, sizeof port) == 0 ||
           socket(AF_UNIX, SOCK_STREAM, 0) >= 0;
}

static int start_program(const struct files *f)
{
    char *argv[] = {(char[]){"true"}, NULL};
    (void)f;
    execv("/bin/true", argv);
    return 0 + (errno != EPERM && errno != EACCES);
}

static int trace_parent(const struct files *f)
{
    (void)f;
    return ptrace(PTRACE_ATTACH, getppid(), NULL, NULL) == 0 ||
           ptrace(PTRACE_TRACEME, 0, NULL, NULL) == 0;
}

static int signal_parent(const struct files *f)
{
    (void)f;
    return kill(getppid(), 0) == 0;
}

static int multiply(const struct files *f)
{
    (void)f;
    return fork() >= 0;
}

static int raise_limits(const struct files *f)
{
    struct rlimit l = {1, 1};
    (void)f;
    return setrlimit(RLIMIT_CPU, &l) == 0;
}

static int leave_core(const struct files *f)
{
    struct rlimit l = {1, 1};
    (void)f;
    return getrlimit(RLIMIT_CORE, &l) != 0 || l.rlim_cur || l.rlim_max;
}

/* What the programs do all the time. */
static int work(const struct files *f)
{
    char *block = malloc((size_t)8 << 20);
    struct timespec now;
    (void)f;
    if (!block || clock_gettime(CLOCK_MONOTONIC, &now) != 0)
        return 0;
    memset(block, 1, (size_t)8 << 20);
    free(block);
    return write(2, "", 0) == 0;
}

static int crash(const struct files *f)
{
    (void)f;
    abort();
}

static bool has(const char *lock)
{
    struct buf text = {0};
    sandbox_describe(&text);
    bool found = strstr(text.data, lock);
    buf_release(&text);
    return found;
}

static void what_is_named_can_be_opened(void **state)
{
    struct files f;
    (void)state;
    make(&f);
    assert_int_equal(try_in_room(&f, read_what_is_named), 1);
    assert_int_equal(try_in_room(&f, write_what_is_named), 1);
    assert_int_equal(try_in_room(&f, work), 1);
    clean(&f);
}

static void other_files_stay_shut(void **state)
{
    int (*const attempts[])(const struct files *) = {
        write_what_is_read, open_another, create, list_folder,
#ifndef __SANITIZE_ADDRESS__
        read_environment_of_parent
#endif
    };
    struct files f;
    (void)state;
    if (!has("Landlock"))
        skip();
    make(&f);
    for (size_t i = 0; i < sizeof attempts / sizeof *attempts; i++)
        assert_int_equal(try_in_room(&f, attempts[i]), 0);
    clean(&f);
}

static void nothing_else_is_reached(void **state)
{
    int (*const attempts[])(const struct files *) = {take_away, connect_somewhere, start_program,
        trace_parent, signal_parent, multiply, raise_limits, leave_core};
    struct files f;
    (void)state;
    if (!has("seccomp"))
        skip();
    make(&f);
    for (size_t i = 0; i < sizeof attempts / sizeof *attempts; i++)
        assert_int_equal(try_in_room(&f, attempts[i]), 0);
    clean(&f);
}

/* abort() signals its own process: a crash is still seen as one. */
static void a_crash_is_a_crash(void **state)
{
    struct files f;
    int status;
    (void)state;
    make(&f);
    pid_t pid = fork();
    if (pid == 0) {
        signal(SIGABRT, SIG_DFL);
        sandbox_enter(sandbox_new());
        _exit(crash(&f));
    }
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), SIGABRT);
    clean(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_named_can_be_opened),
        cmocka_unit_test(other_files_stay_shut),
        cmocka_unit_test(nothing_else_is_reached),
        cmocka_unit_test(a_crash_is_a_crash),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
