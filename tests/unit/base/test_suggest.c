#include "base/suggest.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static const char *nearest(const char *word, const char *a, const char *b)
{
    const char *candidates[] = {a, b};
    return suggest(word, candidates, b ? 2 : 1);
}

static void a_letter_more_less_or_other_is_near(void **state)
{
    (void)state;
    assert_string_equal(nearest("lable", "label", NULL), "label");
    assert_string_equal(nearest("labell", "label", NULL), "label");
    assert_string_equal(nearest("labl", "label", NULL), "label");
    assert_string_equal(nearest("lapel", "label", NULL), "label");
}

static void a_swap_of_neighbours_costs_one(void **state)
{
    (void)state;
    assert_string_equal(nearest("ba", "ab", NULL), "ab");
    assert_string_equal(nearest("teh", "the", "ten"), "the");
    assert_null(nearest("cab", "abc", NULL));
}

static void letters_are_code_points_not_bytes(void **state)
{
    (void)state;
    assert_string_equal(nearest("氏各", "氏名", NULL), "氏名");
    assert_string_equal(nearest("代表者指名", "住所", "代表者氏名"), "代表者氏名");
    assert_string_equal(nearest("😀の顔", "😁の顔", NULL), "😁の顔");
}

static void more_than_a_third_is_too_far(void **state)
{
    (void)state;
    assert_string_equal(nearest("abcdef", "abcdxy", NULL), "abcdxy");
    assert_null(nearest("abcdef", "abcxyz", NULL));
    assert_null(nearest("abcde", "abcxy", NULL));
}

static void words_without_a_common_letter_are_never_near(void **state)
{
    (void)state;
    assert_null(nearest("年", "月", NULL));
    assert_null(nearest("", "月", NULL));
}

static void the_nearest_wins_and_on_a_tie_the_first(void **state)
{
    (void)state;
    assert_string_equal(nearest("section", "sectoins", "sections"), "sections");
    assert_string_equal(nearest("cat", "car", "cap"), "car");
    assert_string_equal(nearest("cat", "cap", "car"), "cap");
    assert_string_equal(nearest("cat", "cart", "cat"), "cat");
}

static void no_candidates_no_match(void **state)
{
    (void)state;
    assert_null(suggest("word", NULL, 0));
}

static void overlong_words_are_passed_over(void **state)
{
    (void)state;
    char word[1001];
    memset(word, 'a', 1000);
    word[1000] = '\0';
    assert_null(nearest(word, word, NULL));
    assert_string_equal(nearest("label", word, "label"), "label");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_letter_more_less_or_other_is_near),
        cmocka_unit_test(a_swap_of_neighbours_costs_one),
        cmocka_unit_test(letters_are_code_points_not_bytes),
        cmocka_unit_test(more_than_a_third_is_too_far),
        cmocka_unit_test(words_without_a_common_letter_are_never_near),
        cmocka_unit_test(the_nearest_wins_and_on_a_tie_the_first),
        cmocka_unit_test(no_candidates_no_match),
        cmocka_unit_test(overlong_words_are_passed_over),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
