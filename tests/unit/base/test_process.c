/* process: another program under limits. */
#include "base/process.h"
#include "support.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct process_limits plenty = {10, 10, (size_t)1 << 30};

struct outcome {
    enum process_end end;
    int code;
    struct buf answer;
    long long milliseconds;
};

static struct outcome shell_with(
    const char *script, const char *input, struct process_limits limits, int errors)
{
    struct outcome o = {0};
    struct buf in = {0};
    const char *argv[] = {"/bin/sh", "-c", script, NULL};
    buf_adds(&in, input);
    struct process_task t = {.argv = argv, .input = &in, .limits = limits, .errors = errors};
    process_run_all(&t, 1);
    o = (struct outcome){t.end, t.code, t.answer, t.milliseconds};
    buf_addc(&o.answer, '\0');
    buf_release(&in);
    return o;
}

static struct outcome shell(const char *script, const char *input, struct process_limits limits)
{
    return shell_with(script, input, limits, 0);
}

static void it_reads_the_input_and_answers(void **state)
{
    (void)state;
    struct outcome o = shell("cat; echo done; echo thrown away >&2; exit 3", "secret\n", plenty);
    assert_int_equal(o.end, PROCESS_EXITED);
    assert_int_equal(o.code, 3);
    assert_string_equal(o.answer.data, "secret\ndone\n");
    buf_release(&o.answer);
}

static void nothing_of_our_environment_reaches_it(void **state)
{
    (void)state;
    struct outcome o = shell("echo \"$HOME$LANG\"", "", plenty);
    assert_string_equal(o.answer.data, "\n");
    buf_release(&o.answer);
}

static void a_crash_is_told_by_its_signal(void **state)
{
    (void)state;
    struct outcome o = shell("kill -SEGV $$", "", plenty);
    assert_int_equal(o.end, PROCESS_SIGNALLED);
    assert_int_equal(o.code, SIGSEGV);
    buf_release(&o.answer);
}

static void a_program_that_hangs_is_stopped(void **state)
{
    (void)state;
    struct outcome o = shell("exec sleep 60", "", (struct process_limits){5, 1, 0});
    assert_int_equal(o.end, PROCESS_OVERTIME);
    buf_release(&o.answer);
    o = shell("while :; do :; done", "", (struct process_limits){1, 20, 0});
    assert_int_equal(o.end, PROCESS_OVERTIME);
    buf_release(&o.answer);
}

/* On a loaded machine little of the time on the wall is a program's own. */
static void one_that_works_goes_on_until_its_processor_time_is_over(void **state)
{
    const char *counts = "i=0; while [ $i -lt 1500000 ]; do i=$((i+1)); done; echo done";
    (void)state;
    struct outcome o = shell(counts, "", (struct process_limits){60, 1, 0});
    assert_int_equal(o.end, PROCESS_EXITED);
    assert_string_equal(o.answer.data, "done\n");
    buf_release(&o.answer);
}

static void a_program_that_never_stops_talking_is_stopped(void **state)
{
    (void)state;
    struct outcome o = shell("while :; do echo 0123456789012345678901234567890123456789; done", "",
        (struct process_limits){20, 20, 0});
    assert_int_equal(o.end, PROCESS_TALKATIVE);
    buf_release(&o.answer);
}

static void a_program_that_is_not_there_is_told(void **state)
{
    struct buf in = {0};
    const char *argv[] = {"/nonexistent/program", NULL};
    struct process_task t = {.argv = argv, .input = &in, .limits = plenty};
    (void)state;
    process_run_all(&t, 1);
    assert_int_equal(t.end, PROCESS_UNSTARTED);
    assert_int_not_equal(t.code, 0);
    buf_release(&t.answer);
}

static void its_errors_go_where_they_are_wanted(void **state)
{
    char text[64] = "";
    FILE *file = tmpfile();
    (void)state;
    assert_non_null(file);
    struct outcome o = shell_with("echo answer; echo trouble >&2", "", plenty, fileno(file) + 1);
    rewind(file);
    assert_non_null(fgets(text, sizeof text, file));
    assert_string_equal(text, "trouble\n");
    assert_string_equal(o.answer.data, "answer\n");
    fclose(file);
    buf_release(&o.answer);
}

static void its_time_is_told(void **state)
{
    (void)state;
    struct outcome o = shell("sleep 0.2", "", plenty);
    assert_in_range(o.milliseconds, 190, 9000);
    buf_release(&o.answer);
}

#define MANY 40

static void many_answer_each_for_itself(void **state)
{
    struct process_task tasks[MANY] = {0};
    struct buf in = {0};
    const char *argv[MANY][5];
    char number[MANY][16];
    (void)state;
    buf_adds(&in, "input\n");
    for (int i = 0; i < MANY; i++) {
        snprintf(number[i], sizeof number[i], "%d", i);
        const char *one[] = {"/bin/sh", "-c", "read x; echo $x $0; exit $0", number[i], NULL};
        memcpy(argv[i], one, sizeof one);
        if (i % 10 == 3)
            argv[i][0] = "/nonexistent/program";
        tasks[i] = (struct process_task){.argv = argv[i], .input = &in, .limits = plenty};
        buf_adds(&tasks[i].answer, "before ");
    }
    process_run_all(tasks, MANY);
    for (int i = 0; i < MANY; i++) {
        char wanted[32];
        bool started = i % 10 != 3;
        snprintf(wanted, sizeof wanted, started ? "before input %d\n" : "before ", i);
        buf_addc(&tasks[i].answer, '\0');
        assert_string_equal(tasks[i].answer.data, wanted);
        assert_int_equal(tasks[i].end, started ? PROCESS_EXITED : PROCESS_UNSTARTED);
        assert_int_equal(tasks[i].code, started ? i : ENOENT);
        buf_release(&tasks[i].answer);
    }
    buf_release(&in);
}

/* Each waits for the other: one alone would never end. */
static void two_run_at_the_same_time(void **state)
{
    char folder[] = "/tmp/test-child-XXXXXX";
    struct buf in = {0};
    (void)state;
    if (sysconf(_SC_NPROCESSORS_ONLN) < 2)
        skip();
    assert_non_null(mkdtemp(folder));
    const char *reader[] = {"/bin/sh", "-c", "mkfifo $0/f; cat $0/f; rm $0/f", folder, NULL};
    const char *writer[] = {
        "/bin/sh", "-c", "until test -p $0/f; do :; done; echo hello > $0/f", folder, NULL};
    struct process_task tasks[] = {{.argv = reader, .input = &in, .limits = plenty},
        {.argv = writer, .input = &in, .limits = plenty}};
    process_run_all(tasks, 2);
    buf_addc(&tasks[0].answer, '\0');
    assert_string_equal(tasks[0].answer.data, "hello\n");
    assert_int_equal(tasks[1].end, PROCESS_EXITED);
    assert_int_equal(rmdir(folder), 0);
    buf_release(&tasks[0].answer);
}

static void one_that_hangs_does_not_stop_the_others(void **state)
{
    struct buf in = {0};
    const char *hangs[] = {"/bin/sh", "-c", "exec sleep 60", NULL};
    const char *answers[] = {"/bin/sh", "-c", "echo here", NULL};
    struct process_task tasks[] = {
        {.argv = hangs, .input = &in, .limits = {5, 1, 0}},
        {.argv = answers, .input = &in, .limits = plenty},
        {.argv = answers, .input = &in, .limits = plenty},
    };
    (void)state;
    process_run_all(tasks, 3);
    assert_int_equal(tasks[0].end, PROCESS_OVERTIME);
    for (int i = 1; i < 3; i++) {
        assert_int_equal(tasks[i].end, PROCESS_EXITED);
        assert_int_equal(tasks[i].answer.size, 5);
        buf_release(&tasks[i].answer);
    }
    process_run_all(tasks, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_reads_the_input_and_answers),
        cmocka_unit_test(nothing_of_our_environment_reaches_it),
        cmocka_unit_test(a_crash_is_told_by_its_signal),
        cmocka_unit_test(a_program_that_hangs_is_stopped),
        cmocka_unit_test(one_that_works_goes_on_until_its_processor_time_is_over),
        cmocka_unit_test(a_program_that_never_stops_talking_is_stopped),
        cmocka_unit_test(a_program_that_is_not_there_is_told),
        cmocka_unit_test(its_errors_go_where_they_are_wanted),
        cmocka_unit_test(its_time_is_told),
        cmocka_unit_test(many_answer_each_for_itself),
        cmocka_unit_test(two_run_at_the_same_time),
        cmocka_unit_test(one_that_hangs_does_not_stop_the_others),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
