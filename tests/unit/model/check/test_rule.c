#include "support.h"

#include "model/check/check.h"
#include "model/check/rule.h"
#include "model/check/verdict.h"

#define FIELDS(text) "fields:\n  - {key: date, type: date}\n" text

static void apply(struct world *w, const char *ask, const char *answers)
{
    forget(w);
    form_of(w, ask);
    assert_true(rule_check_form(w->arena, &w->err, w->form));
    check_answers(w->arena, &w->err, answer_bind(w->arena, &w->err, w->form, yaml(w, answers)));
}

static void assert_fine(struct world *w, const char *ask, const char *answers)
{
    apply(w, ask, answers);
    assert_quiet(w);
}

static void assert_fault(struct world *w, const char *ask, const char *answers, const char *code)
{
    apply(w, ask, answers);
    if (message_count(w) != 1)
        show(w);
    assert_int_equal(message_count(w), 1);
    assert_string_equal(message(w, 0)->code, code);
}

static void a_date_lies_in_a_range_before_another(void **state)
{
    static const char ask[] =
        FIELDS("  - {key: made, type: date, rules: [{within: 3 months, before: date}]}\n");
    assert_fine(*state, ask, "{date: 2026-11-21, made: 2026-08-21}");
    assert_fine(*state, ask, "{date: 2026-11-21, made: 2026-11-21}");
    assert_fault(*state, ask, "{date: 2026-11-21, made: 2026-08-20}", "date-range");
    assert_fault(*state, ask, "{date: 2026-11-21, made: 2026-11-22}", "date-range");
    assert_fine(*state, ask, "{made: 1999-01-01}");
    assert_fine(*state, ask, "{date: 2026-11-21}");
}

static void a_path_through_a_list_means_every_entry(void **state)
{
    static const char ask[] = FIELDS("  - {key: g, type: group, rules: [{date: papers.dated, "
                                     "within: 1 year, before: .date, wanted: yes}], fields: "
                                     "[{key: papers, type: files}, {key: date, type: date}]}\n");
    assert_fine(*state, ask, "{date: 2026-11-21, g: {papers: [{file: a, dated: 2026-01-01}, b]}}");
    assert_fault(*state, ask,
        "{date: 2026-11-21, g: {papers: [{file: a, dated: 2026-01-01}, {file: b, dated: "
        "2020-01-01}]}}",
        "date-range");
    assert_fault(*state, ask, "{date: 2026-11-21, g: {papers: a}}", "undated");
}

static void conditions_refuse_and_need(void **state)
{
    static const char ask[] =
        "fields:\n  - {key: a, type: yes-no}\n  - {key: b, rules: [{refuse: \"a = 'no'\", says: "
        "{en: x, ja: y}}]}\n  - {key: c, rules: [{need: a, says: {en: x, ja: y}, level: "
        "warning}]}\n";
    assert_fine(*state, ask, "{a: yes, b: 1, c: 1}");
    assert_fault(*state, ask, "{a: no, b: 1}", "contradiction");
    assert_fault(*state, ask, "{c: 1}", "needed");
    assert_int_equal(message(*state, 0)->level, ERR_WARNING);
}

static void what_cannot_be_read_decides_nothing(void **state)
{
    static const char ask[] =
        "fields:\n  - {key: a, type: yes-no}\n  - {key: b, required: a, rules: [{refuse: not a, "
        "says: {en: x, ja: y}}]}\n  - {key: c, when: a}\n";
    assert_fault(*state, ask, "{a: perhaps, b: 1, c: 1}", "wrong-type");
    assert_fault(*state, ask, "{a: perhaps}", "wrong-type");
    assert_fault(*state, ask, "{ab: yes, b: 1}", "unknown-key");
}

static void a_denial_stands_alone(void **state)
{
    static const char ask[] =
        "fields:\n  - {key: g, type: group, fields: [{key: check, type: yes-no, rules: [{alone: "
        "\"check = 'no'\"}]}, {key: v}, {key: w, default: d}]}\n";
    assert_fine(*state, ask, "g: {check: yes, v: 1}");
    assert_fine(*state, ask, "g: {check: no}");
    assert_fault(*state, ask, "g: {check: no, v: 1}", "contradiction");
}

static void two_values_differ_whatever_their_width(void **state)
{
    static const char ask[] = "fields:\n  - {key: a}\n  - {key: b, rules: [{differ: b, from: a, "
                              "says: {en: x, ja: y}}]}\n";
    assert_fine(*state, ask, "{a: 1-2, b: 1-3}");
    assert_fault(*state, ask, "{a: 1-2, b: １-２}", "same");
    assert_fine(*state, ask, "{b: 1-2}");
}

static void assert_bad_rule(struct world *w, const char *rule, const char *code)
{
    forget(w);
    form_of(w, arena_printf(w->arena,
                   "fields:\n  - {key: a, type: date}\n  - {key: b, rules: [%s]}\n", rule));
    assert_false(rule_check_form(w->arena, &w->err, w->form));
    assert_string_equal(message(w, 0)->code, code);
}

static void a_rule_that_means_nothing_is_the_forms_fault(void **state)
{
    struct world *w = *state;
    assert_bad_rule(w, "{}", "wrong-type");
    assert_bad_rule(w, "{refuse: a}", "wrong-type");
    assert_bad_rule(w, "{refuse: a, says: {en: x}}", "wrong-type");
    assert_bad_rule(w, "{refuse: a, need: a, says: {en: x, ja: y}}", "wrong-type");
    assert_bad_rule(w, "{refuse: c, says: {en: x, ja: y}}", "unknown-key");
    assert_bad_rule(w, "{refuse: \"a and\", says: {en: x, ja: y}}", "bad-condition");
    assert_bad_rule(w, "{within: 3 weeks, before: a}", "wrong-type");
    assert_bad_rule(w, "{within: 3 months}", "wrong-type");
    assert_bad_rule(w, "{within: 0 days, before: a}", "wrong-type");
    assert_bad_rule(w, "{ahead: 3 days, before: a}", "wrong-type");
    assert_bad_rule(w, "{ahead: 3 days, not-after: a}", "wrong-type");
    assert_bad_rule(w, "{within: 3 months, before: x}", "unknown-key");
    assert_bad_rule(w, "{not-after: .x}", "unknown-key");
    assert_bad_rule(w, "{format: colour}", "unknown-key");
    assert_bad_rule(w, "{format: url, level: loud}", "unknown-key");
    assert_bad_rule(w, "{differ: a, says: {en: x, ja: y}}", "wrong-type");
    assert_bad_rule(w, "{forbid: a}", "unknown-key");
    assert_bad_rule(w, "x", "wrong-type");
}

/* --- verdicts --- */

#define SCORED HEAD "score: {met: check, cases: [{required: 1, points: 8, pass: 6}]}\n"
#define ITEMS                                                                                      \
    "parts:\n  c: [{key: check, type: yes-no, required: yes}]\nfields:\n"                          \
    "  - {key: r, type: group, short: check, parts: [c], worth: required}\n"                       \
    "  - {key: p, type: group, short: check, parts: [c], worth: 3, fields: [{key: v, required: "   \
    "check}]}\n"                                                                                   \
    "  - {key: q, type: group, short: check, parts: [c], worth: {from: 0, to: 5, fatal: yes}}\n"

static struct verdict verdict_of(struct world *w, const char *answers)
{
    struct verdict v;
    forget(w);
    assert_non_null(load_parts(w, SCORED, ITEMS, ""));
    struct inst *root = answer_bind(w->arena, &w->err, w->form, yaml(w, answers));
    assert_true(verdict_reach(w->arena, w->form, root, &v));
    return v;
}

static void the_reviewers_points_leave_it_open(void **state)
{
    struct verdict v = verdict_of(*state, "{r: yes, p: yes, q: yes}");
    assert_int_equal(v.state, VERDICT_OPEN);
    assert_int_equal(v.tally.certain, 3);
    assert_int_equal(v.tally.possible, 8);
    assert_int_equal(v.fatal_count, 1);
    assert_int_equal(v.gains_needed, 0);
}

static void what_makes_it_fail_is_told(void **state)
{
    struct verdict v = verdict_of(*state, "{r: no, p: no}");
    assert_int_equal(v.state, VERDICT_FAILS);
    assert_int_equal(v.lack_count, 2);
    assert_string_equal(v.lacks[0].item->field->key, "r");
    assert_false(v.lacks[0].open);
    assert_true(v.lacks[1].open && v.lacks[1].fatal);
    assert_int_equal(v.gain_count, 2);
    assert_string_equal(v.gains[0].item->field->key, "q");
    assert_false(v.unread);
}

static void what_is_bad_leaves_it_unread(void **state)
{
    assert_true(verdict_of(*state, "{r: perhaps, p: yes, q: yes}").unread);
    assert_true(verdict_of(*state, "{r: yes, p: [x], q: yes}").unread);
    assert_true(verdict_of(*state, "{rr: yes, p: yes, q: yes}").unread);
}

static void a_date_lies_in_a_window_before_another(void **state)
{
    static const char ask[] = FIELDS(
        "  - {key: on, type: date, rules: [{within: 60 days, ahead: 30 days, before: date}]}\n");
    assert_fine(*state, ask, "{date: 2026-12-23, on: 2026-10-24}");
    assert_fine(*state, ask, "{date: 2026-12-23, on: 2026-11-23}");
    assert_fault(*state, ask, "{date: 2026-12-23, on: 2026-10-23}", "date-range");
    assert_says(*state, 0, "2026-10-23 must lie from 2026-10-24 to 2026-11-23",
        "令和8年10月24日から令和8年11月23日まで");
    assert_fault(*state, ask, "{date: 2026-12-23, on: 2026-11-24}", "date-range");
    assert_fault(*state, ask, "{date: 2026-12-23, on: 2027-01-01}", "date-range");
    assert_fine(*state, ask, "{on: 2026-11-24}");
}

static void needs_may_hang_on_how_a_text_begins(void **state)
{
    static const char ask[] =
        "fields:\n  - {key: proof}\n  - {key: content, type: lines, rules: [{need: \"proof or "
        "content begins '実施なし'\", says: {en: x, ja: y}}]}\n";
    assert_fine(*state, ask, "{content: 実施なし}");
    assert_fine(*state, ask, "{content: 実施なし（予定あり）}");
    assert_fine(*state, ask, "{content: 実施, proof: 規程}");
    assert_fault(*state, ask, "{content: 実施}", "needed");
    assert_fault(*state, ask, "{content: 今は実施なし}", "needed");
    assert_fine(*state, ask, "{}");
}

static void a_length_of_time_is_not_below_another(void **state)
{
    static const char ask[] =
        "fields:\n  - {key: minimum, rules: [{least: minimum, of: content}]}\n  - {key: content}\n";
    assert_fine(*state, ask, "{minimum: 1か月, content: ３０日前まで}");
    assert_fine(*state, ask, "{content: 1日前}");
    assert_fine(*state, ask, "{minimum: 1か月}");
    assert_fault(*state, ask, "{minimum: 1か月, content: 4週間}", "below-minimum");
    assert_says(*state, 0, "'4週間' is below the minimum, '1か月'", "「1か月」に届きません");
    assert_fault(*state, ask, "{minimum: 1か月, content: 早めに}", "not-compared");
    assert_int_equal(message(*state, 0)->level, ERR_NOTE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            a_date_lies_in_a_range_before_another, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(
            a_path_through_a_list_means_every_entry, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(conditions_refuse_and_need, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(
            what_cannot_be_read_decides_nothing, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(a_denial_stands_alone, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(
            two_values_differ_whatever_their_width, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(
            a_rule_that_means_nothing_is_the_forms_fault, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(
            the_reviewers_points_leave_it_open, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(what_makes_it_fail_is_told, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(what_is_bad_leaves_it_unread, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(
            a_date_lies_in_a_window_before_another, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(
            needs_may_hang_on_how_a_text_begins, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(
            a_length_of_time_is_not_below_another, world_setup, world_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
