#include "base/arena.h"
#include "base/messages.h"

#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

static int setup(void **state)
{
    struct arena *a = arena_new();
    struct err *e = arena_alloc(a, sizeof *e);
    err_init(e, a);
    *state = e;
    return 0;
}

static int teardown(void **state)
{
    struct err *e = *state;
    arena_free(e->arena);
    return 0;
}

static void at(struct err *e, const char *file, int line, int column, const char *text)
{
    err_error(e, ERR_INPUT, "test", (struct mark){file, line, column}, "%s", "%s", text);
}

static void assert_order(const struct err *e, const char *expected)
{
    char order[64] = "";
    size_t n = 0;
    for (const struct msg *m = e->first; m; m = m->next)
        n += (size_t)snprintf(order + n, sizeof order - n, "%s", m->en);
    assert_string_equal(order, expected);
    assert_null(e->last ? e->last->next : NULL);
}

static void a_new_list_is_empty_and_has_no_class(void **state)
{
    const struct err *e = *state;
    assert_null(e->first);
    assert_null(e->last);
    assert_int_equal(e->errors + e->warnings, 0);
    assert_int_equal(err_worst(e), ERR_NONE);
}

static void both_texts_take_the_same_arguments(void **state)
{
    struct err *e = *state;
    err_error(e, ERR_ANSWERS, "unknown-key", (struct mark){"a.yaml", 3, 7},
        "'%s' is unknown in line %d", "「%s」は %d 行目で不明です", "名前", 3);
    assert_string_equal(e->first->en, "'名前' is unknown in line 3");
    assert_string_equal(e->first->ja, "「名前」は 3 行目で不明です");
    assert_string_equal(e->first->code, "unknown-key");
    assert_int_equal(e->first->class, ERR_ANSWERS);
    assert_int_equal(e->first->level, ERR_ERROR);
    assert_int_equal(e->first->at.line, 3);
    assert_int_equal(e->first->at.column, 7);
}

static void messages_keep_copies(void **state)
{
    struct err *e = *state;
    char file[] = "f", code[] = "c", text[] = "t";
    err_error(e, ERR_INPUT, code, mark_file(file), "%s", "%s", text);
    file[0] = code[0] = text[0] = 'x';
    assert_string_equal(e->first->at.file, "f");
    assert_string_equal(e->first->code, "c");
    assert_string_equal(e->first->en, "t");
}

static void errors_and_warnings_are_counted_and_notes_are_not(void **state)
{
    struct err *e = *state;
    err_note(e, "n", mark_none(), "n", "n");
    err_warn(e, "w", mark_none(), "w", "w");
    err_warn(e, "w", mark_none(), "w", "w");
    at(e, "f", 1, 1, "e");
    err_text(e, ERR_WARNING, ERR_NONE, "w", mark_none(), "100%", "100%");
    err_text(e, ERR_ERROR, ERR_USAGE, "u", mark_none(), "u", "u");
    assert_int_equal(e->errors, 2);
    assert_int_equal(e->warnings, 3);
}

static void the_worst_class_of_the_errors_counts(void **state)
{
    struct err *e = *state;
    err_warn(e, "w", mark_none(), "w", "w");
    assert_int_equal(err_worst(e), ERR_NONE);
    err_error(e, ERR_INPUT, "i", mark_none(), "i", "i");
    err_error(e, ERR_ANSWERS, "a", mark_none(), "a", "a");
    assert_int_equal(err_worst(e), ERR_INPUT);
}

static void sorting_goes_by_line_and_column(void **state)
{
    struct err *e = *state;
    at(e, "f", 10, 1, "d");
    at(e, "f", 2, 9, "c");
    at(e, "f", 2, 1, "b");
    at(e, "f", 0, 0, "a");
    err_sort(e);
    assert_order(e, "abcd");
}

static void files_keep_the_order_of_their_first_message(void **state)
{
    struct err *e = *state;
    at(e, "z", 5, 1, "b");
    at(e, "a", 9, 1, "d");
    at(e, "z", 1, 1, "a");
    at(e, NULL, 0, 0, "e");
    at(e, "a", 1, 1, "c");
    err_sort(e);
    assert_order(e, "abcde");
}

static void sorting_is_stable(void **state)
{
    struct err *e = *state;
    for (const char *s = "abcdefghij"; *s; s++) {
        char text[] = {*s, '\0'};
        at(e, "f", 1, 1, text);
    }
    err_sort(e);
    assert_order(e, "abcdefghij");
}

static void a_sorted_list_can_grow(void **state)
{
    struct err *e = *state;
    err_sort(e);
    at(e, "f", 2, 1, "b");
    at(e, "f", 1, 1, "a");
    err_sort(e);
    at(e, "f", 1, 1, "c");
    assert_order(e, "abc");
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

static void sorting_drops_what_was_said_before_at_the_same_place(void **state)
{
    struct err *e = *state;
    at(e, "a", 1, 1, "x");
    at(e, "a", 1, 1, "y");
    at(e, "a", 1, 2, "x");
    at(e, "a", 1, 1, "x");
    at(e, "b", 1, 1, "x");
    at(e, "a", 1, 1, "y");
    err_sort(e);
    assert_order(e, "xyxx");
    assert_int_equal(e->errors, 4);
}

static void what_differs_in_level_or_code_is_kept(void **state)
{
    struct err *e = *state;
    struct mark m = {"a", 1, 1};
    err_warn(e, "test", m, "%s", "%s", "x");
    err_error(e, ERR_INPUT, "test", m, "%s", "%s", "x");
    err_error(e, ERR_INPUT, "other", m, "%s", "%s", "x");
    err_warn(e, "test", m, "%s", "%s", "x");
    err_sort(e);
    assert_order(e, "xxx");
    assert_int_equal(e->errors, 2);
    assert_int_equal(e->warnings, 1);
}

static void what_has_no_place_is_said_once_too(void **state)
{
    struct err *e = *state;
    at(e, NULL, 0, 0, "x");
    at(e, NULL, 0, 0, "x");
    err_sort(e);
    assert_order(e, "x");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_new_list_is_empty_and_has_no_class),
        TEST(both_texts_take_the_same_arguments),
        TEST(messages_keep_copies),
        TEST(errors_and_warnings_are_counted_and_notes_are_not),
        TEST(the_worst_class_of_the_errors_counts),
        TEST(sorting_goes_by_line_and_column),
        TEST(files_keep_the_order_of_their_first_message),
        TEST(sorting_is_stable),
        TEST(a_sorted_list_can_grow),
        cmocka_unit_test_setup_teardown(
            sorting_drops_what_was_said_before_at_the_same_place, setup, teardown),
        cmocka_unit_test_setup_teardown(what_differs_in_level_or_code_is_kept, setup, teardown),
        cmocka_unit_test_setup_teardown(what_has_no_place_is_said_once_too, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
