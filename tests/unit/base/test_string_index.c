#include "base/string_index.h"

#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static int begin(void **state)
{
    *state = arena_new();
    return 0;
}

static int end(void **state)
{
    arena_free(*state);
    return 0;
}

static void a_text_keeps_the_number_that_it_had_first(void **state)
{
    struct string_index s = {.arena = *state};
    assert_int_equal(string_index_add(&s, "甲", 7), 7);
    assert_int_equal(string_index_add(&s, "乙", 8), 8);
    assert_int_equal(string_index_add(&s, "甲", 9), 7);
    assert_int_equal(s.count, 2);
}

static void what_is_not_there_is_not_found_and_nothing_changes(void **state)
{
    struct string_index s = {.arena = *state};
    size_t number = 5;
    assert_false(string_index_find(&s, "甲", 3, &number));
    string_index_add(&s, "甲", 1);
    assert_false(string_index_find(&s, "甲乙", 6, &number));
    assert_int_equal(number, 5);
    assert_true(string_index_find(&s, "甲", 3, &number));
    assert_int_equal(number, 1);
}

static void keys_may_hold_zero_bytes_and_be_empty(void **state)
{
    struct string_index s = {.arena = *state};
    size_t number;
    string_index_add_bytes(&s, "\0a", 2, 1);
    string_index_add_bytes(&s, "\0b", 2, 2);
    string_index_add(&s, "", 3);
    assert_true(string_index_find(&s, "\0b", 2, &number));
    assert_int_equal(number, 2);
    assert_true(string_index_find(&s, "", 0, &number));
    assert_int_equal(number, 3);
    assert_false(string_index_find(&s, "\0", 1, &number));
}

static void thousands_are_found_again(void **state)
{
    struct string_index s = {.arena = *state};
    size_t number;
    for (size_t i = 0; i < 5000; i++)
        string_index_add(&s, arena_printf(*state, "key %zu", i), i);
    assert_int_equal(s.count, 5000);
    for (size_t i = 0; i < 5000; i++) {
        const char *key = arena_printf(*state, "key %zu", i);
        assert_true(string_index_find(&s, key, strlen(key), &number));
        assert_int_equal(number, i);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_keeps_the_number_that_it_had_first),
        cmocka_unit_test(what_is_not_there_is_not_found_and_nothing_changes),
        cmocka_unit_test(keys_may_hold_zero_bytes_and_be_empty),
        cmocka_unit_test(thousands_are_found_again),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
