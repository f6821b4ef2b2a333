#include "support.h"

#include "base/string_index.h"
#include "model/register/numbering.h"
#include "seam/codec/qrcode.h"
#include "seam/codec/zlib.h"

#include <zlib.h>

static const char ask[] = "fields:\n"
                          "  - {key: number}\n  - {key: company}\n"
                          "  - {key: issued, type: date}\n  - {key: from, type: date}\n"
                          "  - {key: until, type: date}\n";

static const char asp[] =
    "register:\n  number: number\n  pattern: \"特個{serial:4}{year:2}{month:2}\"\n"
    "  period: {issued: issued, from: from, until: until, years: 2}\n"
    "  file: \"{number}_{company}\"\n";

static struct numbering *programme(struct world *w, const char *rules)
{
    assert_true(load_parts(w, arena_printf(w->arena, "%s%s", HEAD, rules), ask, ""));
    return numbering_load(w->arena, &w->err, w->form);
}

static struct inst *record(struct world *w, const struct numbering *p, const char *answers)
{
    struct inst *i = answers_of(w, answers);
    numbering_complete(w->arena, p, i);
    return i;
}

static void assert_last(int y, int m, int d, int years, int months, int ly, int lm, int ld)
{
    struct date last = numbering_last_day((struct date){y, m, d}, years, months);
    assert_int_equal(last.year, ly);
    assert_int_equal(last.month, lm);
    assert_int_equal(last.day, ld);
}

static void a_period_ends_the_day_before(void **state)
{
    (void)state;
    assert_last(2026, 12, 18, 1, 0, 2027, 12, 17);
    assert_last(2026, 4, 1, 2, 0, 2028, 3, 31);
    assert_last(2026, 3, 1, 2, 0, 2028, 2, 29);
    assert_last(2026, 1, 1, 1, 0, 2026, 12, 31);
    assert_last(2026, 11, 15, 0, 3, 2027, 2, 14);
}

static void or_with_the_month_where_that_has_no_such_day(void **state)
{
    (void)state;
    assert_last(2028, 2, 29, 1, 0, 2029, 2, 28);
    assert_last(2026, 8, 31, 0, 1, 2026, 9, 30);
    assert_last(2024, 2, 29, 4, 0, 2028, 2, 28);
}

static void dates_left_out_are_filled(void **state)
{
    struct world *w = *state;
    struct numbering *p = programme(w, asp);
    struct inst *i = record(w, p, "{issued: 2027-11-01}");
    assert_string_equal(inst_child(i, "from")->text, "令和9年11月1日");
    assert_string_equal(inst_child(i, "until")->text, "令和11年10月31日");
    i = record(w, p, "{issued: 2027-11-01, from: 2027-12-01}");
    assert_string_equal(inst_child(i, "until")->text, "令和11年11月30日");
}

static void numbers_follow_the_pattern(void **state)
{
    struct world *w = *state;
    struct numbering *p = programme(w, asp);
    assert_int_equal(numbering_serial(p, "特個01232711"), 123);
    assert_int_equal(numbering_serial(p, "特個0123271"), -1);
    assert_int_equal(numbering_serial(p, "特個012327111"), -1);
    assert_int_equal(numbering_serial(p, "特個01232700"), -1);
    assert_int_equal(numbering_serial(p, "特固01232711"), -1);
    assert_int_equal(numbering_serial(p, ""), -1);
}

static void numbers_are_made_from_the_pattern(void **state)
{
    struct world *w = *state;
    struct numbering *p = programme(w, asp);
    struct inst *i = record(w, p, "{issued: 2027-01-05}");
    assert_string_equal(numbering_format(w->arena, p, i, 12), "特個00122701");
    assert_null(numbering_format(w->arena, p, i, 10000));
    assert_null(numbering_format(w->arena, p, record(w, p, "{}"), 12));
}

static void a_wrong_period_or_number_is_blamed(void **state)
{
    struct world *w = *state;
    struct numbering *p = programme(w, asp);
    struct inst *i =
        record(w, p, "{number: 特個1, issued: 2027-01-05, from: 2027-01-05, until: 2028-01-04}");
    assert_false(numbering_check(w->arena, &w->err, p, i));
    assert_int_equal(message_count(w), 2);
    forget(w);
    i = record(w, p, "{number: 特個00012702, issued: 2027-01-05}");
    assert_true(numbering_check(w->arena, &w->err, p, i));
    assert_string_equal(message(w, 0)->code, "number-month");
}

static void file_names_are_never_paths(void **state)
{
    static const struct {
        const char *company, *name;
    } cases[] = {{"港", "1_港"}, {"../a/b", "1_.._a_b"},
        {"a\\b:c*d?e\"f<g>h|i", "1_a_b_c_d_e_f_g_h_i"}, {"a. ", "1_a"},
        {"\xE2\x80\xAEgnp", "1__gnp"}};
    struct world *w = *state;
    struct numbering *p = programme(w, asp);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct inst *r = record(w, p, "{number: 1}");
        inst_child(r, "company")->text = cases[i].company;
        assert_string_equal(numbering_file_name(w->arena, p, r), cases[i].name);
    }
    struct inst *r = record(w, p, "{number: ..}");
    assert_string_equal(numbering_file_name(w->arena, p, r), "_._");
}

static void faulty_rules_are_blamed(void **state)
{
    static const struct {
        const char *rules, *code;
    } cases[] = {{"register: {pattern: \"{serial:0}\"}\n", "bad-pattern"},
        {"register: {pattern: \"{serial:4\"}\n", "bad-pattern"},
        {"register: {pattern: \"特個\"}\n", "bad-pattern"},
        {"register: {pattern: \"{serial:2}{serial:2}\"}\n", "bad-pattern"},
        {"register: {number: nummer}\n", "no-field"},
        {"register: {period: {from: company}}\n", "no-field"},
        {"register: {list: records}\n", "no-list"}, {"register: {patern: x}\n", "unknown-key"}};
    struct world *w = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        forget(w);
        assert_null(programme(w, cases[i].rules));
        assert_string_equal(message(w, 0)->code, cases[i].code);
    }
}

static void a_word_set_gives_the_first_number_of_a_word(void **state)
{
    struct world *w = *state;
    struct string_index s = {.arena = w->arena};
    for (size_t i = 0; i < 5000; i++)
        assert_int_equal(string_index_add(&s, arena_printf(w->arena, "%zu", i), i), i);
    for (size_t i = 0; i < 5000; i++)
        assert_int_equal(string_index_add(&s, arena_printf(w->arena, "%zu", i), 9999), i);
}

static void what_is_packed_is_unpacked_again(void **state)
{
    static const size_t sizes[] = {0, 1, 4096, 4097, 300000};
    struct world *w = *state;
    struct zlib *f = zlib_new();
    for (size_t i = 0; i < 5; i++) {
        struct buf out = {0};
        unsigned char *data = arena_array(w->arena, sizes[i] + 1, 1);
        unsigned char *back = arena_array(w->arena, sizes[i] + 1, 1);
        uLongf n = sizes[i] + 1;
        for (size_t k = 0; k < sizes[i]; k++)
            data[k] = (unsigned char)(k * k >> 3);
        zlib_pack(f, data, sizes[i], &out);
        assert_int_equal(uncompress(back, &n, (unsigned char *)out.data, out.size), Z_OK);
        assert_int_equal(n, sizes[i]);
        assert_memory_equal(back, data, sizes[i]);
        buf_release(&out);
    }
    zlib_free(f);
}

static void an_arena_that_was_cleared_gives_zeroed_memory(void **state)
{
    struct arena *a = arena_new();
    (void)state;
    for (int turn = 0; turn < 5; turn++) {
        for (int i = 0; i < 300; i++) {
            unsigned char *p = arena_alloc(a, 999);
            for (int k = 0; k < 999; k++)
                assert_int_equal(p[k], 0);
            memset(p, 0xFF, 999);
        }
        memset(arena_alloc(a, 1 << 20), 0xFF, 1 << 20);
        arena_clear(a);
    }
    assert_string_equal(arena_strdup(a, "x"), "x");
    arena_free(a);
}

static void qr_codes_have_their_corner_squares_and_a_limit(void **state)
{
    struct world *w = *state;
    struct qrcode q;
    assert_true(qrcode_encode(w->arena, "https://example.jp/", 19, &q));
    assert_true(q.width >= 21);
    for (int i = 0; i < 7; i++)
        assert_true(q.dark[i] && q.dark[q.width - 1 - i]);
    assert_false(qrcode_encode(w->arena, "", 0, &q));
    assert_false(qrcode_encode(w->arena, arena_alloc(w->arena, 3000), 2332, &q));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_period_ends_the_day_before),
        TEST(or_with_the_month_where_that_has_no_such_day),
        TEST(dates_left_out_are_filled),
        TEST(numbers_follow_the_pattern),
        TEST(numbers_are_made_from_the_pattern),
        TEST(a_wrong_period_or_number_is_blamed),
        TEST(file_names_are_never_paths),
        TEST(faulty_rules_are_blamed),
        TEST(a_word_set_gives_the_first_number_of_a_word),
        TEST(what_is_packed_is_unpacked_again),
        TEST(an_arena_that_was_cleared_gives_zeroed_memory),
        TEST(qr_codes_have_their_corner_squares_and_a_limit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
