#include "support.h"

#include "base/page_range.h"

static const char *read_range(const char *text, int count, enum page_range *result)
{
    static const char *const words[] = {"good", "bad", "beyond"};
    static char out[200];
    struct buf list = {0};
    int *pages;
    int chosen;
    *result = page_range_read(text, count, &pages, &chosen);
    buf_adds(&list, words[*result]);
    for (int i = 0; i < chosen; i++)
        buf_addf(&list, " %d", pages[i]);
    free(pages);
    snprintf(out, sizeof out, "%s", list.data);
    buf_release(&list);
    return out;
}

static void assert_range(const char *text, int count, const char *expected)
{
    enum page_range result;
    assert_string_equal(read_range(text, count, &result), expected);
}

static void numbers_and_ranges_count_from_one_and_keep_their_order(void **state)
{
    (void)state;
    assert_range("1", 9, "good 0");
    assert_range("1-3,5", 9, "good 0 1 2 4");
    assert_range("5,1-2", 9, "good 4 0 1");
    assert_range("2-2", 9, "good 1");
    assert_range("1,1,1-2", 9, "good 0 0 0 1");
    assert_range(" 1 - 2 , 9 ", 9, "good 0 1 8");
}

static void nothing_written_means_all_pages(void **state)
{
    (void)state;
    assert_range(NULL, 3, "good 0 1 2");
}

static void pages_that_do_not_exist_are_told_apart_from_nonsense(void **state)
{
    (void)state;
    assert_range("10", 9, "beyond");
    assert_range("8-10", 9, "beyond");
    assert_range("1-9", 9, "good 0 1 2 3 4 5 6 7 8");
    assert_range("10,x", 9, "beyond");
}

static void without_a_count_every_number_is_a_page(void **state)
{
    (void)state;
    assert_range("7-8", 0, "good 6 7");
    assert_range("0", 0, "bad");
}

static void what_is_no_choice_is_bad(void **state)
{
    static const char *const texts[] = {"", " ", "0", "-1", "1-", "-", ",", "1,", ",1", "1,,2",
        "3-1", "1 2", "a", "1a", "1.5", "+1", "01", "1-2-3", "99999999999", "1\n2", "１"};
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_range(texts[i], 9, "bad");
}

static void a_range_is_not_longer_than_any_document(void **state)
{
    (void)state;
    assert_range("1-9999999", 0, "bad");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_and_ranges_count_from_one_and_keep_their_order),
        cmocka_unit_test(nothing_written_means_all_pages),
        cmocka_unit_test(pages_that_do_not_exist_are_told_apart_from_nonsense),
        cmocka_unit_test(without_a_count_every_number_is_a_page),
        cmocka_unit_test(what_is_no_choice_is_bad),
        cmocka_unit_test(a_range_is_not_longer_than_any_document),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
