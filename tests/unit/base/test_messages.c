#include "base/arena.h"
#include "base/messages.h"

#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

static int setup(void **state)
{
    struct arena *a = arena_new();
    struct messages *e = arena_alloc(a, sizeof *e);
    messages_init(e, a);
    *state = e;
    return 0;
}

static int teardown(void **state)
{
    struct messages *e = *state;
    arena_free(e->arena);
    return 0;
}

static void at(struct messages *e, const char *file, int line, int column, const char *text)
{
    messages_error(
        e, ERR_INPUT, "test", (struct position){file, line, column, NULL}, "%s", "%s", text);
}

static void assert_order(const struct messages *e, const char *expected)
{
    char order[64] = "";
    size_t n = 0;
    for (const struct message *m = e->first; m; m = m->next)
        n += (size_t)snprintf(order + n, sizeof order - n, "%s", m->en);
    assert_string_equal(order, expected);
    assert_null(e->last ? e->last->next : NULL);
}

static void a_new_list_is_empty_and_has_no_class(void **state)
{
    const struct messages *e = *state;
    assert_null(e->first);
    assert_null(e->last);
    assert_int_equal(e->errors + e->warnings, 0);
    assert_int_equal(messages_worst(e), ERR_NONE);
}

static void both_texts_take_the_same_arguments(void **state)
{
    struct messages *e = *state;
    messages_error(e, ERR_ANSWERS, "unknown-key", (struct position){"a.yaml", 3, 7, NULL},
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
    struct messages *e = *state;
    char file[] = "f", code[] = "c", text[] = "t";
    messages_error(e, ERR_INPUT, code, position_file(file), "%s", "%s", text);
    file[0] = code[0] = text[0] = 'x';
    assert_string_equal(e->first->at.file, "f");
    assert_string_equal(e->first->code, "c");
    assert_string_equal(e->first->en, "t");
}

static void errors_and_warnings_are_counted_and_notes_are_not(void **state)
{
    struct messages *e = *state;
    messages_note(e, "n", position_none(), "n", "n");
    messages_warn(e, "w", position_none(), "w", "w");
    messages_warn(e, "w", position_none(), "w", "w");
    at(e, "f", 1, 1, "e");
    messages_text(e, ERR_WARNING, ERR_NONE, "w", position_none(), "100%", "100%");
    messages_text(e, ERR_ERROR, ERR_USAGE, "u", position_none(), "u", "u");
    assert_int_equal(e->errors, 2);
    assert_int_equal(e->warnings, 3);
}

static void the_worst_class_of_the_errors_counts(void **state)
{
    struct messages *e = *state;
    messages_warn(e, "w", position_none(), "w", "w");
    assert_int_equal(messages_worst(e), ERR_NONE);
    messages_error(e, ERR_INPUT, "i", position_none(), "i", "i");
    messages_error(e, ERR_ANSWERS, "a", position_none(), "a", "a");
    assert_int_equal(messages_worst(e), ERR_INPUT);
}

static void sorting_goes_by_line_and_column(void **state)
{
    struct messages *e = *state;
    at(e, "f", 10, 1, "d");
    at(e, "f", 2, 9, "c");
    at(e, "f", 2, 1, "b");
    at(e, "f", 0, 0, "a");
    messages_sort(e);
    assert_order(e, "abcd");
}

static void files_keep_the_order_of_their_first_message(void **state)
{
    struct messages *e = *state;
    at(e, "z", 5, 1, "b");
    at(e, "a", 9, 1, "d");
    at(e, "z", 1, 1, "a");
    at(e, NULL, 0, 0, "e");
    at(e, "a", 1, 1, "c");
    messages_sort(e);
    assert_order(e, "abcde");
}

static void sorting_is_stable(void **state)
{
    struct messages *e = *state;
    for (const char *s = "abcdefghij"; *s; s++) {
        char text[] = {*s, '\0'};
        at(e, "f", 1, 1, text);
    }
    messages_sort(e);
    assert_order(e, "abcdefghij");
}

static void a_sorted_list_can_grow(void **state)
{
    struct messages *e = *state;
    messages_sort(e);
    at(e, "f", 2, 1, "b");
    at(e, "f", 1, 1, "a");
    messages_sort(e);
    at(e, "f", 1, 1, "c");
    assert_order(e, "abc");
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

static void sorting_drops_what_was_said_before_at_the_same_place(void **state)
{
    struct messages *e = *state;
    at(e, "a", 1, 1, "x");
    at(e, "a", 1, 1, "y");
    at(e, "a", 1, 2, "x");
    at(e, "a", 1, 1, "x");
    at(e, "b", 1, 1, "x");
    at(e, "a", 1, 1, "y");
    messages_sort(e);
    assert_order(e, "xyxx");
    assert_int_equal(e->errors, 4);
}

static void what_differs_in_level_or_code_is_kept(void **state)
{
    struct messages *e = *state;
    struct position m = {"a", 1, 1, NULL};
    messages_warn(e, "test", m, "%s", "%s", "x");
    messages_error(e, ERR_INPUT, "test", m, "%s", "%s", "x");
    messages_error(e, ERR_INPUT, "other", m, "%s", "%s", "x");
    messages_warn(e, "test", m, "%s", "%s", "x");
    messages_sort(e);
    assert_order(e, "xxx");
    assert_int_equal(e->errors, 2);
    assert_int_equal(e->warnings, 1);
}

static void what_has_no_place_is_said_once_too(void **state)
{
    struct messages *e = *state;
    at(e, NULL, 0, 0, "x");
    at(e, NULL, 0, 0, "x");
    messages_sort(e);
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
