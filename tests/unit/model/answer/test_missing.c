#include "support.h"

static bool complete(struct world *w, const char *ask, const char *answers)
{
    form_of(w, ask);
    return answer_complete(w->arena, &w->err, answers_of(w, answers));
}

static void assert_missing(
    struct world *w, const char *ask, const char *answers, const char *what, const char *place)
{
    forget(w);
    assert_false(complete(w, ask, answers));
    assert_blamed(w, "missing", place);
    assert_int_equal(message(w, 0)->class, ERR_ANSWERS);
    assert_says(w, 0, what, "書かれていません");
}

static void nothing_is_missing_where_nothing_is_required(void **state)
{
    struct world *w = *state;
    assert_true(complete(w, "fields: [{key: a}, {key: b, required: no}]\n", "{}"));
    assert_quiet(w);
}

static void a_required_value_that_is_missing_is_named_with_its_path_and_label(void **state)
{
    struct world *w = *state;
    assert_missing(w,
        "fields:\n  - {key: g, label: 申請者, type: group, fields: "
        "[{key: a, label: 会社名, required: yes}, {key: b}]}\n",
        "# comment\ng:\n  b: x\n", "'g.a' (申請者 会社名) has no value", "t.yaml:2:1");
}

static void what_is_written_but_empty_is_blamed_at_its_own_place(void **state)
{
    struct world *w = *state;
    assert_missing(w, "fields: [{key: a, required: yes}]\n", "a: ''\n", "'a'", "t.yaml:1:4");
}

static void what_was_never_written_is_blamed_at_the_file(void **state)
{
    struct world *w = *state;
    assert_missing(
        w, "fields: [{key: a, required: yes}, {key: b}]\n", "b: x\n", "'a'", "t.yaml:1:1");
}

static void an_entry_that_is_left_blank_is_missing(void **state)
{
    struct world *w = *state;
    assert_missing(w, "fields: [{key: way, label: 経路, type: list, of: {type: text}}]\n",
        "way:\n  - top\n  -\n  - target\n", "'way' (経路)", "t.yaml:3:4");
}

static void a_default_is_a_value(void **state)
{
    struct world *w = *state;
    assert_true(complete(w, "fields: [{key: a, required: yes, default: x}]\n", "{}"));
}

static void all_that_is_missing_is_told_at_once(void **state)
{
    struct world *w = *state;
    assert_false(complete(w,
        "fields:\n  - {key: a, required: yes}\n  - {key: g, type: group, fields: "
        "[{key: b, required: yes}, {key: c, required: yes}]}\n",
        "{}"));
    assert_int_equal(message_count(w), 3);
}

static const char conditional[] = "fields:\n  - {key: check, type: yes-no}\n"
                                  "  - {key: name, required: \"check = 'yes'\"}\n"
                                  "  - {key: date, when: check, required: yes}\n";

static void a_condition_decides_whether_a_value_is_required(void **state)
{
    struct world *w = *state;
    assert_true(complete(w, conditional, "{}"));
    assert_true(complete(w, conditional, "check: no"));
    assert_true(complete(w, conditional, "{check: yes, name: x, date: y}"));
    assert_false(complete(w, conditional, "check: yes"));
    assert_int_equal(message_count(w), 2);
}

static void what_is_not_asked_for_is_refused(void **state)
{
    struct world *w = *state;
    assert_false(complete(w, conditional, "{check: no, date: x}"));
    assert_blamed(w, "not-asked", "t.yaml:1:19");
}

static void a_group_that_governs_is_blamed_as_a_whole(void **state)
{
    static const char ask[] =
        "fields:\n  - {key: g, label: 群, type: group, required: yes, fields: "
        "[{key: a, required: yes}, {key: b, required: yes}]}\n";
    struct world *w = *state;
    assert_missing(w, ask, "{}", "'g' (群) has no value", "t.yaml:1:1");
    assert_missing(w, ask, "g: {a: 1}", "'g.b'", "t.yaml:1:1");
}

static void a_group_that_may_be_left_out_is_complete_or_empty(void **state)
{
    static const char ask[] = "fields:\n  - {key: g, type: group, required: no, fields: "
                              "[{key: a, required: yes}, {key: b}]}\n";
    struct world *w = *state;
    assert_true(complete(w, ask, "{}"));
    assert_missing(w, ask, "g: {b: 1}", "'g.a'", "t.yaml:1:1");
}

static void every_entry_of_a_list_is_looked_at(void **state)
{
    static const char ask[] = "fields:\n  - {key: l, type: list, of: {type: group, fields: "
                              "[{key: a, required: yes}, {key: b}]}}\n";
    struct world *w = *state;
    assert_true(complete(w, ask, "{}"));
    assert_missing(w, ask, "l:\n  - {a: 1}\n  - {b: 1}\n", "'l.2.a'", "t.yaml:3:5");
}

static void a_required_list_has_an_entry(void **state)
{
    static const char ask[] = "fields: [{key: l, type: list, required: yes, of: {}}]\n";
    struct world *w = *state;
    assert_missing(w, ask, "l: []", "'l'", "t.yaml:1:1");
    forget(w);
    assert_true(complete(w, ask, "l: a"));
}

static void a_condition_within_a_list_sees_the_entry_and_what_is_around(void **state)
{
    static const char ask[] =
        "fields:\n  - {key: all, type: yes-no}\n  - {key: l, type: list, of: {type: group, fields: "
        "[{key: a, type: yes-no}, {key: b, required: a or all}]}}\n";
    struct world *w = *state;
    assert_true(complete(w, ask, "l: [{a: no}]"));
    assert_missing(w, ask, "l: [{a: no}, {a: yes}]", "'l.2.b'", "t.yaml:1:14");
    assert_missing(w, ask, "{all: yes, l: [{a: no}]}", "'l.b'", "t.yaml:1:16");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(nothing_is_missing_where_nothing_is_required),
        TEST(a_required_value_that_is_missing_is_named_with_its_path_and_label),
        TEST(what_is_written_but_empty_is_blamed_at_its_own_place),
        TEST(what_was_never_written_is_blamed_at_the_file),
        TEST(a_default_is_a_value),
        TEST(all_that_is_missing_is_told_at_once),
        TEST(a_condition_decides_whether_a_value_is_required),
        TEST(what_is_not_asked_for_is_refused),
        TEST(a_group_that_governs_is_blamed_as_a_whole),
        TEST(a_group_that_may_be_left_out_is_complete_or_empty),
        TEST(every_entry_of_a_list_is_looked_at),
        TEST(an_entry_that_is_left_blank_is_missing),
        TEST(a_required_list_has_an_entry),
        TEST(a_condition_within_a_list_sees_the_entry_and_what_is_around),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
