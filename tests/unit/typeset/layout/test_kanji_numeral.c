#include "support.h"

#include "typeset/layout/kanji_numeral.h"

static void digits_stand_for_themselves(void **state)
{
    struct world *w = *state;
    static const char *const rows[][2] = {{"第0234号", "第〇二三四号"}, {"2026年", "二〇二六年"},
        {"９８", "九八"}, {"", ""}, {"甲", "甲"}, {"9-8-7", "九－八－七"}, {"A-1", "A-一"},
        {"1-", "一-"}, {"1-A", "一-A"}, {"見本ビル4階", "見本ビル四階"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_string_equal(kanji_numerals(w->arena, rows[i][0], false), rows[i][1]);
}

static void numbers_of_a_date_are_read(void **state)
{
    struct world *w = *state;
    static const char *const rows[][2] = {{"令和8年7月31日", "令和八年七月三十一日"},
        {"令和元年5月1日", "令和元年五月一日"}, {"昭和10年10月20日", "昭和十年十月二十日"},
        {"2026年11月9日", "二〇二六年十一月九日"}, {"0日", "〇日"}, {"99", "九十九"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_string_equal(kanji_numerals(w->arena, rows[i][0], true), rows[i][1]);
}

static void digits_alone_are_in_full_width(void **state)
{
    struct world *w = *state;
    static const char *const rows[][2] = {
        {"231-0001", "２３１０００１"}, {"〒060－0002", "０６００００２"}, {"", ""}, {"なし", ""}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_string_equal(full_width_digits(w->arena, rows[i][0]), rows[i][1]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(digits_stand_for_themselves),
        TEST(numbers_of_a_date_are_read),
        TEST(digits_alone_are_in_full_width),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
