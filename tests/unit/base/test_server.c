/* server: a program that serves many requests; this test is that program, too. */
#include "base/server.h"
#include "support.h"

#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#define SELF "/proc/self/exe"

static const struct process_limits plenty = {20, 20, 0};

/* --- the program --- */

static int copy(void)
{
    int c;
    while ((c = getchar()) != EOF)
        putchar(c);
    return 7;
}

static int fill_memory(void)
{
    for (size_t n = 0; n < 64; n++) {
        char *block = malloc((size_t)16 << 20);
        if (!block)
            return 9;
        memset(block, 1, (size_t)16 << 20);
    }
    return 0;
}

/* The server argv[2], where it is the one that this is a child of. */
static int kill_server(char **argv)
{
    pid_t server = (pid_t)strtol(argv[2], NULL, 10);
    if (getppid() == server && kill(server, SIGKILL) == 0)
        pause();
    return 0;
}

static int run(int argc, char **argv)
{
    volatile bool loops = true;
    const char *verb = argc > 1 ? argv[1] : "";
    if (!strcmp(verb, "copy"))
        return copy();
    if (!strcmp(verb, "who"))
        printf("%d", (int)getppid());
    if (!strcmp(verb, "environment"))
        printf("%s", getenv("PATH") ? "some" : "none");
    if (!strcmp(verb, "crash"))
        raise(SIGABRT); /* the sanitizers handle others themselves */
    if (!strcmp(verb, "memory"))
        return fill_memory();
    while (!strcmp(verb, "talk"))
        puts("0123456789012345678901234567890123456789");
    if (!strcmp(verb, "kill"))
        return kill_server(argv);
    while (!strcmp(verb, "loop") && loops)
        ;
    if (!strcmp(verb, "close"))
        close(1);
    if (!strcmp(verb, "close") || !strcmp(verb, "sleep"))
        sleep(60);
    return 0;
}

/* --- its client --- */

struct outcome {
    enum process_end end;
    int code;
    char answer[64];
};

static struct outcome ask_with(
    struct server *s, const char *verb, const char *argument, struct process_limits limits)
{
    struct outcome o = {0};
    struct buf input = {0};
    const char *argv[] = {SELF, verb, argument, NULL};
    buf_adds(&input, "hello");
    struct process_task t = {.argv = argv, .through = s, .input = &input, .limits = limits};
    process_run_all(&t, 1);
    o.end = t.end;
    o.code = t.code;
    snprintf(o.answer, sizeof o.answer, "%.*s", (int)t.answer.size, t.answer.data);
    buf_release(&t.answer);
    buf_release(&input);
    return o;
}

static struct outcome ask(struct server *s, const char *verb)
{
    return ask_with(s, verb, NULL, plenty);
}

static int open_files(void)
{
    int count = 0;
    DIR *d = opendir("/proc/self/fd");
    assert_non_null(d);
    while (readdir(d))
        count++;
    closedir(d);
    return count;
}

/* --- tests --- */

static void one_program_serves_many_requests(void **state)
{
    struct server *s = server_new(SELF);
    int before = open_files();
    struct outcome first = ask(s, "who");
    (void)state;
    assert_int_not_equal(strtol(first.answer, NULL, 10), getpid());
    for (int i = 0; i < 3; i++) {
        struct outcome o = ask(s, "copy");
        assert_int_equal(o.end, PROCESS_EXITED);
        assert_int_equal(o.code, 7);
        assert_string_equal(o.answer, "hello");
        assert_string_equal(ask(s, "who").answer, first.answer);
    }
    assert_string_equal(ask(s, "environment").answer, "none");
    assert_int_equal(open_files(), before + 1);
    server_free(s);
    assert_int_equal(open_files(), before);
    assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
    assert_int_equal(errno, ECHILD);
}

static void a_child_that_goes_wrong_costs_its_request_alone(void **state)
{
    const struct {
        const char *verb;
        struct process_limits limits;
        enum process_end end;
        int code;
    } cases[] = {
        {"crash", {20, 20, 0}, PROCESS_SIGNALLED, SIGABRT},
        {"sleep", {20, 1, 0}, PROCESS_OVERTIME, 0},
        {"close", {20, 1, 0}, PROCESS_OVERTIME, 0},
        {"loop", {1, 20, 0}, PROCESS_OVERTIME, SIGKILL},
        {"talk", {20, 20, 0}, PROCESS_TALKATIVE, 0},
#ifndef __SANITIZE_ADDRESS__
        {"memory", {20, 20, (size_t)128 << 20}, PROCESS_EXITED, 9},
#endif
    };
    struct server *s = server_new(SELF);
    struct outcome who = ask(s, "who");
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct outcome o = ask_with(s, cases[i].verb, NULL, cases[i].limits);
        assert_int_equal(o.end, cases[i].end);
        assert_int_equal(o.code, cases[i].code);
        assert_string_equal(ask(s, "who").answer, who.answer);
    }
    server_free(s);
}

#define MANY 40

static void many_at_once_answer_each_for_itself(void **state)
{
    const char *argv[] = {SELF, "copy", NULL};
    struct process_task tasks[MANY] = {0};
    struct buf inputs[MANY] = {0};
    struct server *s = server_new(SELF);
    (void)state;
    for (int i = 0; i < MANY; i++) {
        buf_addf(&inputs[i], "%d", i);
        tasks[i] = (struct process_task){
            .argv = argv, .through = s, .input = &inputs[i], .limits = plenty};
    }
    process_run_all(tasks, MANY);
    for (int i = 0; i < MANY; i++) {
        assert_int_equal(tasks[i].answer.size, inputs[i].size);
        assert_memory_equal(tasks[i].answer.data, inputs[i].data, inputs[i].size);
        buf_release(&tasks[i].answer);
        buf_release(&inputs[i]);
    }
    server_free(s);
}

static void one_that_is_killed_between_two_requests_is_started_anew(void **state)
{
    struct server *s = server_new(SELF);
    struct outcome first = ask(s, "who");
    (void)state;
    assert_int_equal(kill((pid_t)strtol(first.answer, NULL, 10), SIGKILL), 0);
    struct outcome second = ask(s, "who");
    assert_int_equal(second.end, PROCESS_EXITED);
    assert_string_not_equal(second.answer, first.answer);
    server_free(s);
}

/* Whatever kills it, each request is answered; in the end by a program of its own. */
static void one_that_is_killed_during_a_request(void **state)
{
    struct server *s = server_new(SELF);
    char own[32];
    (void)state;
    snprintf(own, sizeof own, "%d", (int)getpid());
    for (int i = 0; i < 6; i++) {
        struct outcome who = ask(s, "who");
        struct outcome o;
        assert_int_equal(who.end, PROCESS_EXITED);
        if (!strcmp(who.answer, own))
            break;
        o = ask_with(s, "kill", who.answer, plenty);
        assert_int_equal(o.end, PROCESS_EXITED);
        assert_int_equal(o.code, 0);
    }
    assert_string_equal(ask(s, "who").answer, own);
    server_free(s);
}

static void a_program_that_does_not_serve_is_started_each_time(void **state)
{
    struct buf input = {0};
    struct server *s = server_new("/bin/sh");
    const char *argv[] = {"/bin/sh", "-c", "echo alone", NULL};
    (void)state;
    for (int i = 0; i < 6; i++) {
        struct process_task t = {.argv = argv, .through = s, .input = &input, .limits = plenty};
        process_run_all(&t, 1);
        assert_int_equal(t.end, PROCESS_EXITED);
        assert_int_equal(t.answer.size, 6);
        buf_release(&t.answer);
    }
    server_free(s);
}

/* The client is killed while a child sleeps: both the program and the child end. This comes first:
   children that another test left behind would be waited for. */
static void it_ends_with_its_client_however_that_ends(void **state)
{
    int ends[2];
    char text[64] = "";
    int status;
    (void)state;
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(prctl(PR_SET_CHILD_SUBREAPER, 1), 0);
    pid_t client = fork();
    if (client == 0) {
        struct server *s = server_new(SELF);
        struct outcome o = ask(s, "who");
        if (write(ends[1], o.answer, strlen(o.answer) + 1) > 0)
            ask(s, "sleep");
        _exit(1);
    }
    close(ends[1]);
    assert_true(read(ends[0], text, sizeof text) > 0);
    close(ends[0]);
    nanosleep(&(struct timespec){.tv_nsec = 100000000}, NULL);
    assert_int_equal(kill(client, SIGKILL), 0);
    assert_int_equal(waitpid(client, &status, 0), client);
    pid_t server = (pid_t)strtol(text, NULL, 10);
    assert_int_equal(waitpid(server, &status, 0), server);
    while (waitpid(-1, &status, 0) > 0)
        assert_true(WIFSIGNALED(status));
    assert_int_equal(errno, ECHILD);
    assert_int_equal(prctl(PR_SET_CHILD_SUBREAPER, 0), 0);
}

int main(int argc, char **argv)
{
    if (argc > 1 && !strcmp(argv[1], SERVER_OPTION))
        server_run(run);
    if (argc > 1)
        return run(argc, argv);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_ends_with_its_client_however_that_ends),
        cmocka_unit_test(one_program_serves_many_requests),
        cmocka_unit_test(a_child_that_goes_wrong_costs_its_request_alone),
        cmocka_unit_test(many_at_once_answer_each_for_itself),
        cmocka_unit_test(one_that_is_killed_between_two_requests_is_started_anew),
        cmocka_unit_test(one_that_is_killed_during_a_request),
        cmocka_unit_test(a_program_that_does_not_serve_is_started_each_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
