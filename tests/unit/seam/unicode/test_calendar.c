#include "seam/unicode/calendar.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>

static struct date day(const char *text)
{
    struct date d;
    assert_true(unicode_parse_date(text, &d));
    return d;
}

static void assert_day(struct date d, const char *text)
{
    char got[32];
    snprintf(got, sizeof got, "%04d-%02d-%02d", d.year, d.month, d.day);
    assert_string_equal(got, text);
}

static void days_compare_by_year_month_and_day(void **state)
{
    (void)state;
    assert_true(calendar_compare(day("2026-11-21"), day("2027-01-01")) < 0);
    assert_true(calendar_compare(day("2026-11-21"), day("2026-10-30")) > 0);
    assert_true(calendar_compare(day("2026-11-21"), day("2026-11-20")) > 0);
    assert_int_equal(calendar_compare(day("令和8年11月21日"), day("2026-11-21")), 0);
}

static void months_keep_the_day_or_take_the_last(void **state)
{
    (void)state;
    assert_day(calendar_add_months(day("2026-11-21"), -3), "2026-08-21");
    assert_day(calendar_add_months(day("2026-05-31"), -3), "2026-02-28");
    assert_day(calendar_add_months(day("2028-05-31"), -3), "2028-02-29");
    assert_day(calendar_add_months(day("2028-02-29"), 12), "2029-02-28");
    assert_day(calendar_add_months(day("2026-12-31"), 2), "2027-02-28");
    assert_day(calendar_add_months(day("2026-01-15"), -1), "2025-12-15");
    assert_day(calendar_add_months(day("2100-03-31"), -1), "2100-02-28");
}

static void there_is_nothing_before_the_year_one(void **state)
{
    (void)state;
    assert_day(calendar_add_months(day("0001-06-15"), -12), "0001-01-01");
    assert_day(calendar_add_months(day("0050-06-15"), -1200), "0001-01-01");
}

static void the_newest_date_of_a_text(void **state)
{
    struct date d;
    (void)state;
    assert_true(
        calendar_newest_in("令和8年4月15日に研修、2026年6月3日に訓練、平成30年1月1日から", &d));
    assert_day(d, "2026-06-03");
    assert_true(calendar_newest_in("2025年12月31日", &d));
    assert_day(d, "2025-12-31");
}

static void a_text_without_a_date_has_none(void **state)
{
    static const char *const texts[] = {"", "年2回", "10月7日", "2026年2月30日", "12026年1月1日",
        "令和", "2026年", "毎月1日", "平成の初めのある日"};
    struct date d;
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_false(calendar_newest_in(texts[i], &d));
}

static void days_go_over_months_and_leap_days(void **state)
{
    (void)state;
    assert_day(calendar_add_days(day("2026-12-23"), -60), "2026-10-24");
    assert_day(calendar_add_days(day("2026-12-23"), -30), "2026-11-23");
    assert_day(calendar_add_days(day("2028-03-01"), -1), "2028-02-29");
    assert_day(calendar_add_days(day("2026-03-01"), -1), "2026-02-28");
    assert_day(calendar_add_days(day("2100-02-28"), 1), "2100-03-01");
    assert_day(calendar_add_days(day("2000-02-28"), 1), "2000-02-29");
    assert_day(calendar_add_days(day("2026-12-31"), 1), "2027-01-01");
    assert_day(calendar_add_days(day("2026-11-21"), 0), "2026-11-21");
    assert_day(calendar_add_days(day("0001-01-02"), -60), "0001-01-01");
    assert_day(calendar_add_days(day("1999-01-01"), 146097), "2399-01-01");
}

static void the_first_length_of_time_of_a_text(void **state)
{
    int days = 0;
    (void)state;
    assert_true(calendar_span_in("第3条により2週間前、遅くとも10日前", &days));
    assert_int_equal(days, 14);
    assert_true(calendar_span_in("3か月前", &days));
    assert_int_equal(days, 90);
    assert_true(calendar_span_in("12ヶ月", &days));
    assert_int_equal(days, 360);
    assert_true(calendar_span_in("1年", &days));
    assert_int_equal(days, 365);
    assert_true(calendar_span_in("30営業日", &days));
    assert_int_equal(days, 30);
    assert_false(calendar_span_in("", &days));
    assert_false(calendar_span_in("30", &days));
    assert_false(calendar_span_in("三か月", &days));
    assert_false(calendar_span_in("99999999999日", &days));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_compare_by_year_month_and_day),
        cmocka_unit_test(months_keep_the_day_or_take_the_last),
        cmocka_unit_test(there_is_nothing_before_the_year_one),
        cmocka_unit_test(the_newest_date_of_a_text),
        cmocka_unit_test(a_text_without_a_date_has_none),
        cmocka_unit_test(days_go_over_months_and_leap_days),
        cmocka_unit_test(the_first_length_of_time_of_a_text),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    unicode_cleanup();
    return failed;
}
