/* child: another program under limits. */
#include "child.h"
#include "support.h"

#include <signal.h>
#include <string.h>

static const struct child_limits plenty = {10, 10, (size_t)1 << 30};

struct outcome {
    enum child_end end;
    int code;
    struct buf answer;
};

static struct outcome shell(const char *script, const char *input, struct child_limits limits)
{
    struct outcome o = {0};
    struct buf in = {0};
    const char *argv[] = {"/bin/sh", "-c", script, NULL};
    buf_adds(&in, input);
    o.end = child_run(argv, &in, &limits, &o.answer, &o.code);
    buf_addc(&o.answer, '\0');
    buf_release(&in);
    return o;
}

static void it_reads_the_input_and_answers(void **state)
{
    (void)state;
    struct outcome o = shell("cat; echo done; echo thrown away >&2; exit 3", "secret\n", plenty);
    assert_int_equal(o.end, CHILD_EXITED);
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
    assert_int_equal(o.end, CHILD_SIGNALLED);
    assert_int_equal(o.code, SIGSEGV);
    buf_release(&o.answer);
}

static void a_program_that_hangs_is_stopped(void **state)
{
    (void)state;
    struct outcome o = shell("exec sleep 60", "", (struct child_limits){5, 1, 0});
    assert_int_equal(o.end, CHILD_OVERTIME);
    buf_release(&o.answer);
    o = shell("while :; do :; done", "", (struct child_limits){1, 20, 0});
    assert_int_equal(o.end, CHILD_OVERTIME);
    buf_release(&o.answer);
}

static void a_program_that_never_stops_talking_is_stopped(void **state)
{
    (void)state;
    struct outcome o = shell("while :; do echo 0123456789012345678901234567890123456789; done", "",
        (struct child_limits){20, 20, 0});
    assert_int_equal(o.end, CHILD_TALKATIVE);
    buf_release(&o.answer);
}

static void a_program_that_is_not_there_is_told(void **state)
{
    struct buf in = {0};
    struct buf answer = {0};
    const char *argv[] = {"/nonexistent/program", NULL};
    int code;
    (void)state;
    assert_int_equal(child_run(argv, &in, &plenty, &answer, &code), CHILD_UNSTARTED);
    assert_int_not_equal(code, 0);
    buf_release(&answer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_reads_the_input_and_answers),
        cmocka_unit_test(nothing_of_our_environment_reaches_it),
        cmocka_unit_test(a_crash_is_told_by_its_signal),
        cmocka_unit_test(a_program_that_hangs_is_stopped),
        cmocka_unit_test(a_program_that_never_stops_talking_is_stopped),
        cmocka_unit_test(a_program_that_is_not_there_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
