#include "base/arena.h"

#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>
#include <signal.h>
#include <stdalign.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static int setup(void **state)
{
    *state = arena_new();
    return 0;
}

static int teardown(void **state)
{
    arena_free(*state);
    return 0;
}

static void memory_is_zeroed_and_aligned_for_any_type(void **state)
{
    for (size_t n = 0; n < 300; n++) {
        unsigned char *p = arena_alloc(*state, n);
        assert_non_null(p);
        assert_int_equal((uintptr_t)p % alignof(max_align_t), 0);
        for (size_t i = 0; i < n; i++)
            assert_int_equal(p[i], 0);
        memset(p, 0xFF, n);
    }
}

static void alignment_survives_odd_strings_between(void **state)
{
    for (int i = 0; i < 100; i++) {
        arena_strdup(*state, "abc");
        assert_int_equal((uintptr_t)arena_alloc(*state, 8) % alignof(max_align_t), 0);
    }
}

static void pieces_do_not_overlap(void **state)
{
    enum { N = 5000 };
    char **p = arena_array(*state, N, sizeof *p);
    for (int i = 0; i < N; i++) {
        p[i] = arena_alloc(*state, (size_t)i % 257 + 1);
        memset(p[i], i % 251, (size_t)i % 257 + 1);
    }
    for (int i = 0; i < N; i++)
        for (int j = 0; j < i % 257 + 1; j++)
            assert_int_equal((unsigned char)p[i][j], i % 251);
}

static void pieces_larger_than_any_chunk_are_had(void **state)
{
    size_t n = (size_t)20 * 1024 * 1024;
    char *p = arena_alloc(*state, n);
    p[0] = p[n - 1] = 1;
    char *q = arena_alloc(*state, 1);
    assert_true(q < p || q >= p + n);
}

static void a_grown_array_keeps_its_items_and_zeroes_the_rest(void **state)
{
    int *old = arena_array(*state, 3, sizeof *old);
    old[0] = 1, old[1] = 2, old[2] = 3;
    int *new = arena_grow(*state, old, 3, 6, sizeof *new);
    int expected[] = {1, 2, 3, 0, 0, 0};
    assert_memory_equal(new, expected, sizeof expected);
    assert_int_equal(old[2], 3);
}

static void an_array_grows_from_nothing(void **state)
{
    int *p = arena_grow(*state, NULL, 0, 2, sizeof *p);
    assert_int_equal(p[0] + p[1], 0);
}

static void strings_are_copied_and_terminated(void **state)
{
    char s[] = "申請書";
    char *whole = arena_strdup(*state, s), *part = arena_strndup(*state, s, 3);
    s[0] = 'x';
    assert_string_equal(whole, "申請書");
    assert_string_equal(part, "申");
    assert_string_equal(arena_strndup(*state, s, 0), "");
    assert_string_equal(arena_strdup(*state, ""), "");
}

static void printf_prints_texts_of_any_length(void **state)
{
    char *long_text = arena_printf(*state, "%0200000d|", 7);
    assert_int_equal(strlen(long_text), 200001);
    assert_string_equal(arena_printf(*state, "%s-%d", "a", 5), "a-5");
}

static void freeing_no_arena_is_fine(void **state)
{
    (void)state;
    arena_free(NULL);
}

/* The signal that ends a child which runs a function, or 0. */
static int fate(void (*run)(struct arena *))
{
    pid_t child = fork();
    if (child == 0) {
        struct rlimit none = {0, 0};
        setrlimit(RLIMIT_CORE, &none);
        signal(SIGABRT, SIG_DFL);
        run(arena_new());
        _exit(0);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}

static void ask_for_an_overflow(struct arena *a)
{
    arena_array(a, SIZE_MAX / 2, 3);
}

static void a_product_that_overflows_aborts(void **state)
{
    (void)state;
    assert_int_equal(fate(ask_for_an_overflow), SIGABRT);
}

static void ask_for_too_much(struct arena *a)
{
    arena_alloc(a, SIZE_MAX - 8);
}

static void memory_that_cannot_be_had_aborts(void **state)
{
    (void)state;
    assert_int_equal(fate(ask_for_too_much), SIGABRT);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(memory_is_zeroed_and_aligned_for_any_type),
        TEST(alignment_survives_odd_strings_between),
        TEST(pieces_do_not_overlap),
        TEST(pieces_larger_than_any_chunk_are_had),
        TEST(a_grown_array_keeps_its_items_and_zeroes_the_rest),
        TEST(an_array_grows_from_nothing),
        TEST(strings_are_copied_and_terminated),
        TEST(printf_prints_texts_of_any_length),
        TEST(freeing_no_arena_is_fine),
        TEST(a_product_that_overflows_aborts),
        TEST(memory_that_cannot_be_had_aborts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
