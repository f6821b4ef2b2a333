/* balance: what a page's content leaves open. */
#include "program/tsuzuri-pdf/document/content_balance.h"
#include "support.h"

#include <string.h>

static struct content_balance of(const char *content)
{
    struct content_balance b = {0};
    content_balance_read(&b, (const unsigned char *)content, strlen(content));
    return b;
}

static void assert_closed(const char *content)
{
    struct content_balance b = of(content);
    assert_int_equal(b.saves, 0);
    assert_int_equal(b.marks, 0);
    assert_int_equal(b.arrays + b.dictionaries, 0);
    assert_false(b.text || b.path || b.underflow || b.unfinished);
}

static void whole_content_leaves_nothing_open(void **state)
{
    (void)state;
    assert_closed("");
    assert_closed("q 1 0 0 1 5 5 cm BT /F1 12 Tf (a) Tj ET Q");
    assert_closed("q\nq\nQ\nQ\n0 0 m 5 5 l S 1 1 2 2 re W n");
    assert_closed("/OC /MC0 BDC /Span << /MCID 0 /X [ 1 2 ] >> BDC EMC EMC");
}

static void saves_marks_text_and_paths_are_counted(void **state)
{
    (void)state;
    assert_int_equal(of("q q Q q").saves, 2);
    assert_int_equal(of("/A BMC /OC /B BDC EMC").marks, 1);
    assert_true(of("BT (x) Tj").text);
    assert_true(of("0 0 m 9 9 l").path);
    assert_true(of("0 0 9 9 re W").path);
    assert_false(of("0 0 9 9 re W n").path);
}

static void a_restore_too_many_is_an_underflow(void **state)
{
    (void)state;
    assert_true(of("Q q Q").underflow);
    assert_true(of("q Q Q").underflow);
    assert_int_equal(of("Q q").saves, 1);
}

static void strings_comments_and_names_hide_operators(void **state)
{
    (void)state;
    assert_closed("(q \\) Q ( Q ) q) Tj");
    assert_closed("% q q q\n<71 51> Tj /q /Q gs");
    assert_closed("(a\\\\) Tj");
    assert_int_equal(of("% Q\rq").saves, 1);
}

static void what_would_swallow_the_label_is_unfinished(void **state)
{
    (void)state;
    assert_true(of("(never ends").unfinished);
    assert_true(of("(ends in a backslash \\").unfinished);
    assert_true(of("<71").unfinished);
    assert_true(of("BI /W 1 /H 1 ID abc").unfinished);
    assert_int_equal(of("[ /oops").arrays, 1);
    assert_int_equal(of("/S << /A << >>").dictionaries, 1);
    assert_int_equal(of("<< /A [ ] ]").dictionaries, 1);
    assert_true(of("<< /A <00 [<41>] TJ").unfinished);
}

static void a_bracket_may_be_closed_in_the_next_stream(void **state)
{
    (void)state;
    struct content_balance b = of("[ (a)");
    content_balance_read(&b, (const unsigned char *)"(b) ] TJ", 8);
    assert_int_equal(b.arrays, 0);
    assert_false(b.unfinished);
}

static void the_data_of_an_inline_image_are_no_operators(void **state)
{
    (void)state;
    assert_closed("BI /W 4 /H 4 ID \x01 Q q \x02 EI\x03 EI Q\x80 Q\nEI\nq Q");
    assert_closed("q BI ID xx EI Q");
}

static void what_readers_read_in_two_ways_is_unfinished(void **state)
{
    (void)state;
    assert_true(of("1 0 0 rg 0.5q").unfinished);
    assert_true(of("1 0 0 1 0 0Q").unfinished);
    assert_false(of("/F1.5q gs").unfinished);
}

static void operators_that_lack_operands_or_do_not_exist_are_doubtful(void **state)
{
    (void)state;
    assert_true(of("2 0 0 cm").doubtful);
    assert_true(of("q w Q").doubtful);
    assert_true(of("undefined 10 Tf").doubtful);
    assert_true(of("/F1 12 Tf (a) Tj [(b) 3 (c) Tj").arrays);
    assert_false(of("[(b) 3 /x] TJ << /a [1 2] >> pop").arrays);
    assert_true(of("9 9 9 l 9 d [ ] d").doubtful);
}

static void operators_with_their_operands_are_not_doubtful(void **state)
{
    (void)state;
    assert_false(
        of("[1 [2] 3] 0 d /P << /MCID 1 >> BDC EMC <61> Tj (x) ' 1 2 (x) \" true false null n")
            .doubtful);
    assert_false(
        of("-1 +2 .5 6. 7 8 c 1 2 3 4 5 6 7 8 cm /P scn 0.1 0.2 0.3 /P SCN f* b* T*").doubtful);
    assert_false(of("BI /W 1 /H 1 ID x EI Q").doubtful);
    assert_false(of("1 0 0 1 5").doubtful);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whole_content_leaves_nothing_open),
        cmocka_unit_test(saves_marks_text_and_paths_are_counted),
        cmocka_unit_test(a_restore_too_many_is_an_underflow),
        cmocka_unit_test(strings_comments_and_names_hide_operators),
        cmocka_unit_test(what_would_swallow_the_label_is_unfinished),
        cmocka_unit_test(a_bracket_may_be_closed_in_the_next_stream),
        cmocka_unit_test(the_data_of_an_inline_image_are_no_operators),
        cmocka_unit_test(operators_that_lack_operands_or_do_not_exist_are_doubtful),
        cmocka_unit_test(operators_with_their_operands_are_not_doubtful),
        cmocka_unit_test(what_readers_read_in_two_ways_is_unfinished),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
