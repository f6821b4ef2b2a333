#include "base/arena.h"
#include "seam/unicode/unicode.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <unicode/ucal.h>
#include <unicode/udat.h>
#include <unicode/ustring.h>

static int setup(void **state)
{
    *state = arena_new();
    return 0;
}

static int teardown(void **state)
{
    arena_free(*state);
    unicode_cleanup();
    return 0;
}

/* UTF-8. */

static void assert_decodes(const char *s, size_t n, uint32_t c, size_t expected)
{
    size_t length;
    assert_int_equal(unicode_decode(s, n, &length), c);
    assert_int_equal(length, expected);
}

static void characters_of_every_length_are_decoded(void **state)
{
    (void)state;
    assert_decodes("a", 1, 'a', 1);
    assert_decodes("", 1, 0, 1);
    assert_decodes("é", 2, 0xE9, 2);
    assert_decodes("山x", 4, 0x5C71, 3);
    assert_decodes("𠮷", 4, 0x20BB7, 4);
    assert_decodes("\xF4\x8F\xBF\xBF", 4, 0x10FFFF, 4);
}

static void an_invalid_byte_is_the_replacement_character(void **state)
{
    (void)state;
    assert_decodes("\x80", 1, 0xFFFD, 1);
    assert_decodes("\xC0\x80", 2, 0xFFFD, 1);
    assert_decodes("\xC1\xBF", 2, 0xFFFD, 1);
    assert_decodes("\xE0\x80\x80", 3, 0xFFFD, 1);
    assert_decodes("\xED\xA0\x80", 3, 0xFFFD, 1);
    assert_decodes("\xF0\x80\x80\x80", 4, 0xFFFD, 1);
    assert_decodes("\xF4\x90\x80\x80", 4, 0xFFFD, 1);
    assert_decodes("\xF8", 1, 0xFFFD, 1);
    assert_decodes("山", 2, 0xFFFD, 1);
    assert_decodes("\xE5x\xB1", 3, 0xFFFD, 1);
}

static void every_character_survives_encoding_and_decoding(void **state)
{
    (void)state;
    for (uint32_t c = 0; c <= 0x10FFFF; c++) {
        char s[4];
        size_t n = unicode_encode(c, s);
        bool surrogate = c >= 0xD800 && c <= 0xDFFF;
        assert_decodes(s, n, surrogate ? 0xFFFD : c, n);
        assert_int_equal(unicode_invalid(s, n), n);
    }
}

static void numbers_beyond_unicode_encode_as_the_replacement_character(void **state)
{
    (void)state;
    char s[4];
    assert_int_equal(unicode_encode(0x110000, s), 3);
    assert_memory_equal(s, "\xEF\xBF\xBD", 3);
}

static void the_first_invalid_byte_is_found(void **state)
{
    (void)state;
    assert_int_equal(unicode_invalid("", 0), 0);
    assert_int_equal(unicode_invalid("a山", 4), 4);
    assert_int_equal(unicode_invalid("a山\xFFz", 6), 4);
    assert_int_equal(unicode_invalid("a山", 3), 1);
}

static void cp932_is_recognized(void **state)
{
    (void)state;
    assert_true(unicode_is_cp932("\x8E\x52\x93\x63", 4));     /* 山田 */
    assert_true(unicode_is_cp932("\x87\x40\xB1\xFC\x4B", 5)); /* ①ｱ髙: Windows has them */
    assert_false(unicode_is_cp932("\x8E\x52\x93", 3));
    assert_false(unicode_is_cp932("\xFF\xFD\xA0", 3));
}

/* Breaks. */

static const char *breaks(struct arena *a, const char *s, enum unicode_strictness lb, uint8_t mask)
{
    size_t n = strlen(s);
    uint8_t *flags = arena_alloc(a, n + 1);
    char *out = arena_alloc(a, 2 * n + 2), *to = out;
    unicode_breaks(s, n, lb, flags);
    for (size_t i = 0; i <= n; i++) {
        if (flags[i] & mask)
            *to++ = '|';
        if (i < n)
            *to++ = s[i];
    }
    return out;
}

static void lines_break_between_kanji_and_at_blanks(void **state)
{
    assert_string_equal(
        breaks(*state, "申請書 form A", UNI_STRICT, UNI_BREAK), "申|請|書 |form |A|");
}

static void closing_signs_do_not_begin_a_line(void **state)
{
    assert_string_equal(breaks(*state, "「申請」。次", UNI_LOOSE, UNI_BREAK), "「申|請」。|次|");
}

static void strictness_rules_small_kana(void **state)
{
    assert_string_equal(breaks(*state, "アッー", UNI_STRICT, UNI_BREAK), "アッー|");
    assert_string_equal(breaks(*state, "アッー", UNI_NORMAL, UNI_BREAK), "ア|ッ|ー|");
    assert_string_equal(breaks(*state, "人々", UNI_NORMAL, UNI_BREAK), "人々|");
    assert_string_equal(breaks(*state, "人々", UNI_LOOSE, UNI_BREAK), "人|々|");
}

static void lines_must_break_behind_newlines(void **state)
{
    assert_string_equal(breaks(*state, "a\nb\r\nc", UNI_STRICT, UNI_HARD), "a\n|b\r\n|c");
    assert_string_equal(breaks(*state, "a\n", UNI_STRICT, UNI_HARD), "a\n|");
}

static void graphemes_begin_where_characters_do(void **state)
{
    assert_string_equal(breaks(*state, "aé山", UNI_STRICT, UNI_GRAPHEME), "|a|é|山");
    assert_string_equal(breaks(*state, "a\r\nb", UNI_STRICT, UNI_GRAPHEME), "|a|\r\n|b");
}

static void marks_selectors_and_joined_emoji_belong_to_a_grapheme(void **state)
{
    assert_string_equal(breaks(*state, "か\u3099葛\U000E0100x", UNI_STRICT, UNI_GRAPHEME),
        "|か\u3099|葛\U000E0100|x");
    assert_string_equal(
        breaks(*state, "👨‍👩‍👧🇯🇵🇺🇸", UNI_STRICT, UNI_GRAPHEME),
        "|👨‍👩‍👧|🇯🇵|🇺🇸");
    assert_string_equal(
        breaks(*state, "\u1112\u1161\u11AB한", UNI_STRICT, UNI_GRAPHEME), "|\u1112\u1161\u11AB|한");
}

static void an_empty_text_has_no_breaks(void **state)
{
    uint8_t flags[] = {0xFF};
    (void)state;
    unicode_breaks("", 0, UNI_STRICT, flags);
    assert_int_equal(flags[0], 0);
}

static void iterators_come_back_after_a_cleanup(void **state)
{
    unicode_cleanup();
    unicode_cleanup();
    assert_string_equal(breaks(*state, "か\u3099x", UNI_STRICT, UNI_BREAK), "か\u3099|x|");
}

/* Characters. */

static void cells_on_a_terminal(void **state)
{
    (void)state;
    assert_int_equal(unicode_cells('a'), 1);
    assert_int_equal(unicode_cells(0x5C71), 2);
    assert_int_equal(unicode_cells(0xFF21), 2); /* Ａ */
    assert_int_equal(unicode_cells(0xFF71), 1); /* ｱ */
    assert_int_equal(unicode_cells(0x3000), 2);
    assert_int_equal(unicode_cells(0x1F600), 2);
    assert_int_equal(unicode_cells(0x20BB7), 2);
    assert_int_equal(unicode_cells(0x3099), 0);
    assert_int_equal(unicode_cells(0x301), 0);
    assert_int_equal(unicode_cells(0xE0100), 0);
    assert_int_equal(unicode_cells(0x200D), 0);
    assert_int_equal(unicode_cells(0x1161), 0);
    assert_int_equal(unicode_cells('\n'), 0);
    assert_int_equal(unicode_cells(0xAD), 1);
}

static void variation_selectors(void **state)
{
    (void)state;
    assert_true(unicode_is_selector(0xFE00));
    assert_true(unicode_is_selector(0xFE0F));
    assert_true(unicode_is_selector(0xE0100));
    assert_true(unicode_is_selector(0xE01EF));
    assert_false(unicode_is_selector(0xFDFF));
    assert_false(unicode_is_selector(0xFE10));
    assert_false(unicode_is_selector(0xE01F0));
}

static void western_letters_and_digits(void **state)
{
    (void)state;
    const uint32_t western[] = {'a', 'Z', '0', 0xE9, 0x3B1, 0x416, 0x301, 0x1EA1};
    const uint32_t others[] = {' ', '-', '.', 0x3042, 0x5C71, 0xFF21, 0xFF11, 0x2160, 0x3099,
        0xFF71, 0xAC00, 0x5D0, 0x2460, 0x110000};
    for (size_t i = 0; i < sizeof western / sizeof western[0]; i++)
        assert_true(unicode_is_western(western[i]));
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        assert_false(unicode_is_western(others[i]));
}

static void folding_removes_width_case_and_blanks(void **state)
{
    assert_string_equal(unicode_fold(*state, " Yes\t\n"), "yes");
    assert_string_equal(unicode_fold(*state, "ＹＥＳ"), "yes");
    assert_string_equal(unicode_fold(*state, "ﾊｲ　はい"), "ハイはい");
    assert_string_equal(unicode_fold(*state, "ｶﾞｽ ①㈱"), "ガス1(株)");
    assert_string_equal(unicode_fold(*state, "か\u3099"), "が");
    assert_string_equal(unicode_fold(*state, "葛\U000E0100飾"), "葛飾");
    assert_string_equal(unicode_fold(*state, "Straße"), "strasse");
    assert_string_equal(unicode_fold(*state, ""), "");
    assert_string_equal(unicode_fold(*state, "　"), "");
}

/* U+FDFA becomes 18 characters, the longest expansion there is. */
static void folding_has_room_for_what_grows(void **state)
{
    assert_string_equal(unicode_fold(*state, "\uFDFA"),
        "\u0635\u0644\u0649\u0627\u0644\u0644\u0647\u0639\u0644\u064A"
        "\u0647\u0648\u0633\u0644\u0645");
}

/* Dates. */

static void assert_date(const char *s, int year, int month, int day)
{
    struct date d = {0};
    if (!unicode_parse_date(s, &d))
        fail_msg("'%s' is read as no date", s);
    assert_int_equal(d.year, year);
    assert_int_equal(d.month, month);
    assert_int_equal(d.day, day);
}

static void assert_no_date(const char *s)
{
    struct date d = {1, 2, 3};
    if (unicode_parse_date(s, &d))
        fail_msg("'%s' is read as a date", s);
    assert_int_equal(d.year * 100 + d.month * 10 + d.day, 123);
}

static void western_dates_are_read(void **state)
{
    (void)state;
    assert_date("2026-11-21", 2026, 11, 21);
    assert_date("2026/1/2", 2026, 1, 2);
    assert_date("2026.01.02", 2026, 1, 2);
    assert_date("2026年11月21日", 2026, 11, 21);
    assert_date("２０２６年１１月２１日", 2026, 11, 21);
    assert_date("２０２６／１１／２１", 2026, 11, 21);
    assert_date("２０２６－１１－２１", 2026, 11, 21);
    assert_date("２０２６ー１１ー２１", 2026, 11, 21);
    assert_date(" 2026年 11月　21日 ", 2026, 11, 21);
}

static void dates_of_the_eras_are_read(void **state)
{
    (void)state;
    assert_date("令和8年11月21日", 2026, 11, 21);
    assert_date("令和　８年　１月　２日", 2026, 1, 2);
    assert_date("令和元年5月1日", 2019, 5, 1);
    assert_date("令和1年5月1日", 2019, 5, 1);
    assert_date("㋿元年5月1日", 2019, 5, 1);
    assert_date("R8.11.21", 2026, 11, 21);
    assert_date("r8/11/21", 2026, 11, 21);
    assert_date("Ｒ８．１１．２１", 2026, 11, 21);
    assert_date("H元.1.8", 1989, 1, 8);
    assert_date("S64.1.7", 1989, 1, 7);
    assert_date("大正15年12月24日", 1926, 12, 24);
    assert_date("M45.7.29", 1912, 7, 29);
    assert_date("明治6年1月1日", 1873, 1, 1);
}

static void days_outside_their_era_are_none(void **state)
{
    (void)state;
    assert_no_date("昭和64年1月8日");
    assert_no_date("平成元年1月7日");
    assert_no_date("平成31年5月1日");
    assert_date("平成31年4月30日", 2019, 4, 30);
    assert_no_date("令和元年4月30日");
    assert_no_date("昭和100年1月1日");
    assert_no_date("令和0年5月1日");
    assert_no_date("明治5年12月2日");
}

static void days_that_the_calendar_lacks_are_none(void **state)
{
    (void)state;
    assert_no_date("2026-02-29");
    assert_date("2024-02-29", 2024, 2, 29);
    assert_date("2000-02-29", 2000, 2, 29);
    assert_no_date("1900-02-29");
    assert_no_date("2026-04-31");
    assert_no_date("2026-13-01");
    assert_no_date("2026-00-01");
    assert_no_date("2026-01-00");
    assert_no_date("0000-01-01");
}

static void anything_else_is_no_date(void **state)
{
    (void)state;
    const char *none[] = {"", "未定", "2026", "2026-11", "2026-11-21x", "26-11-21", "2026-11/21",
        "2026年11月21", "2026年11-21日", "20261121", "2026-111-1", "12026-11-21", "8年11月21日",
        "R", "R8", "令和", "令和年11月21日", "X8.11.21", "2026--11-21", "-2026-11-21", "\xFF",
        "2026-11-21\xFF"};
    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++)
        assert_no_date(none[i]);
    char long_text[2000];
    memset(long_text, '2', sizeof long_text);
    long_text[sizeof long_text - 1] = '\0';
    for (size_t i = 0; i < sizeof long_text - 1; i++)
        assert_no_date(long_text + i);
}

static void assert_printed(struct arena *a, int y, int m, int d, const char *era)
{
    assert_string_equal(unicode_format_date(a, (struct date){y, m, d}, true), era);
}

static void dates_are_printed_in_the_era_calendar(void **state)
{
    assert_printed(*state, 2026, 11, 21, "令和8年11月21日");
    assert_printed(*state, 2019, 5, 1, "令和元年5月1日");
    assert_printed(*state, 2019, 4, 30, "平成31年4月30日");
    assert_printed(*state, 1989, 1, 7, "昭和64年1月7日");
    assert_printed(*state, 1926, 12, 25, "昭和元年12月25日");
    assert_printed(*state, 1912, 7, 29, "明治45年7月29日");
    assert_printed(*state, 1873, 1, 1, "明治6年1月1日");
    assert_printed(*state, 1872, 12, 31, "1872年12月31日");
}

static void dates_are_printed_in_the_western_calendar(void **state)
{
    struct date d = {2026, 1, 2};
    assert_string_equal(unicode_format_date(*state, d, false), "2026年1月2日");
}

struct icu {
    UCalendar *gregorian;
    UDateFormat *format;
};

static const char *icu_era_date(struct arena *a, const struct icu *icu, struct date d)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar wide[64];
    char *out = arena_alloc(a, 128);
    ucal_setDateTime(icu->gregorian, d.year, d.month - 1, d.day, 12, 0, 0, &status);
    UDate when = ucal_getMillis(icu->gregorian, &status);
    int32_t n = udat_format(icu->format, when, wide, 64, NULL, &status);
    u_strToUTF8(out, 128, NULL, wide, n, &status);
    assert_true(U_SUCCESS(status));
    return out;
}

static struct date next_day(const struct icu *icu, struct date d)
{
    UErrorCode status = U_ZERO_ERROR;
    ucal_setDateTime(icu->gregorian, d.year, d.month - 1, d.day, 12, 0, 0, &status);
    ucal_add(icu->gregorian, UCAL_DAY_OF_MONTH, 1, &status);
    d.year = ucal_get(icu->gregorian, UCAL_YEAR, &status);
    d.month = ucal_get(icu->gregorian, UCAL_MONTH, &status) + 1;
    d.day = ucal_get(icu->gregorian, UCAL_DAY_OF_MONTH, &status);
    return d;
}

static void every_day_from_1873_prints_as_icu_prints_it_and_reads_back(void **state)
{
    UErrorCode status = U_ZERO_ERROR;
    struct icu icu = {ucal_open(u"GMT", -1, "en", UCAL_GREGORIAN, &status),
        udat_open(UDAT_PATTERN, UDAT_PATTERN, "ja_JP@calendar=japanese", u"GMT", -1, u"Gy年M月d日",
            -1, &status)};
    udat_applyPattern(icu.format, false, u"GGGGy年M月d日", -1);
    assert_true(U_SUCCESS(status));
    for (struct date d = {1873, 1, 1}; d.year < 2040; d = next_day(&icu, d)) {
        struct arena *a = arena_new();
        char *ours = unicode_format_date(a, d, true);
        assert_string_equal(ours, icu_era_date(a, &icu, d));
        assert_date(ours, d.year, d.month, d.day);
        arena_free(a);
    }
    udat_close(icu.format);
    ucal_close(icu.gregorian);
    (void)state;
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

static void pairs_are_composed_and_ideographs_stay(void **state)
{
    assert_string_equal(unicode_compose(*state, "か\u3099ハ\u309Ae\u0301"), "がパé");
    assert_string_equal(unicode_compose(*state, "\u1112\u1161\u11AB"), "한");
    static const char *const whole[] = {"", "abc", "がパ", "\uFA19\uFA10", "か\u309A", "\u3099か"};
    for (size_t i = 0; i < sizeof whole / sizeof *whole; i++)
        assert_ptr_equal(unicode_compose(*state, whole[i]), whole[i]);
}

static void scripts_without_blanks_are_known(void **state)
{
    (void)state;
    static const uint32_t some[] = {U'市', U'か', U'ー', U'。', U'「', U'　', U'Ａ', U'ｱ', U'𠮷'};
    static const uint32_t others[] = {'a', ' ', U'é', U'한', U'“', U'…', U'¥'};
    for (size_t i = 0; i < sizeof some / sizeof *some; i++)
        assert_true(unicode_is_spaceless(some[i]));
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_false(unicode_is_spaceless(others[i]));
}

static void code_points_are_listed(void **state)
{
    static const char text[] = "邉\U000E0102a";
    assert_string_equal(unicode_list(*state, text, sizeof text - 1), "U+9089 U+E0102 U+0061");
    assert_string_equal(unicode_list(*state, text, 0), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(characters_of_every_length_are_decoded),
        TEST(an_invalid_byte_is_the_replacement_character),
        TEST(every_character_survives_encoding_and_decoding),
        TEST(numbers_beyond_unicode_encode_as_the_replacement_character),
        TEST(the_first_invalid_byte_is_found),
        TEST(cp932_is_recognized),
        TEST(lines_break_between_kanji_and_at_blanks),
        TEST(closing_signs_do_not_begin_a_line),
        TEST(strictness_rules_small_kana),
        TEST(lines_must_break_behind_newlines),
        TEST(graphemes_begin_where_characters_do),
        TEST(marks_selectors_and_joined_emoji_belong_to_a_grapheme),
        TEST(an_empty_text_has_no_breaks),
        TEST(iterators_come_back_after_a_cleanup),
        TEST(cells_on_a_terminal),
        TEST(variation_selectors),
        TEST(western_letters_and_digits),
        TEST(folding_removes_width_case_and_blanks),
        TEST(folding_has_room_for_what_grows),
        TEST(pairs_are_composed_and_ideographs_stay),
        TEST(scripts_without_blanks_are_known),
        TEST(code_points_are_listed),
        TEST(western_dates_are_read),
        TEST(dates_of_the_eras_are_read),
        TEST(days_outside_their_era_are_none),
        TEST(days_that_the_calendar_lacks_are_none),
        TEST(anything_else_is_no_date),
        TEST(dates_are_printed_in_the_era_calendar),
        TEST(dates_are_printed_in_the_western_calendar),
        TEST(every_day_from_1873_prints_as_icu_prints_it_and_reads_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
