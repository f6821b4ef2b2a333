#include "support.h"

#include "model/check/verdict.h"

static const char ask[] =
    "fields:\n"
    "  - {key: application, type: choice, decides: renewal, options: [{key: new}, {key: "
    "renewal}]}\n"
    "  - key: items\n    type: group\n    fields:\n"
    "      - {key: i1, type: group, worth: required, fields: [{key: check, type: yes-no}]}\n"
    "      - {key: i2, type: group, worth: 3, fields: [{key: check, type: yes-no}]}\n"
    "      - {key: i3, type: group, worth: {from: 1, to: 5}, fields: [{key: check, type: "
    "yes-no}]}\n"
    "      - {key: i4, type: group, worth: {from: 0, to: 5, fatal: yes}, fields: "
    "[{key: check, type: yes-no}]}\n"
    "      - {key: i5, type: group, worth: {by: distance}, fields: [{key: check, type: yes-no}, "
    "{key: distance, type: choice, options: [{key: near, points: 1}, {key: far, points: 4}]}]}\n"
    "      - {key: i6, type: group, worth: [{when: \"application = 'new'\", worth: 5}, "
    "{worth: required}], fields: [{key: check, type: yes-no}]}\n";

static const char score[] =
    "score:\n  met: check\n  cases:\n"
    "    - {when: \"application = 'new'\", required: 1, points: 22, pass: 12}\n"
    "    - {when: \"application = 'renewal'\", required: 2, points: 17, pass: 9}\n";

static bool check(struct world *w, const char *head, const char *fields)
{
    if (!load_parts(w, arena_printf(w->arena, "%s%s", HEAD, head), fields, ""))
        show(w);
    assert_quiet(w);
    return score_check_form(w->arena, &w->err, w->form);
}

static struct tally tally(struct world *w, const char *answers)
{
    struct tally t;
    assert_true(check(w, score, ask));
    assert_true(score_tally(w->arena, w->form, answers_of(w, answers), &t));
    return t;
}

static void totals_that_add_up_pass(void **state)
{
    struct world *w = *state;
    assert_true(check(w, score, ask));
    assert_quiet(w);
}

static void a_form_without_a_score_has_nothing_to_check(void **state)
{
    struct world *w = *state;
    struct tally t;
    assert_true(check(w, "", ask));
    assert_false(score_tally(w->arena, w->form, answers_of(w, "{}"), &t));
}

static void a_total_that_does_not_add_up_is_blamed(void **state)
{
    struct world *w = *state;
    assert_false(check(w,
        "score:\n  cases:\n    - {when: \"application = 'new'\", required: 1, points: 23}\n", ask));
    assert_blamed(w, "wrong-total", "form.yaml:8:58");
    assert_says(w, 0, "states 'points: 23', but its items add up to 22", "22");
    forget(w);
    assert_false(
        check(w, "score:\n  cases:\n    - {when: \"application = 'new'\", points: 22}\n", ask));
    assert_blamed(w, "wrong-total", "form.yaml:8:7");
}

static void a_case_that_never_holds_is_blamed(void **state)
{
    struct world *w = *state;
    assert_false(check(
        w, "score:\n  cases:\n    - {when: \"application = 'new' and not application\"}\n", ask));
    assert_blamed(w, "no-case", "form.yaml:8:7");
}

static void names_of_the_score_are_checked(void **state)
{
    struct world *w = *state;
    assert_false(check(w, "score:\n  mett: check\n", ask));
    assert_blamed(w, "unknown-key", "form.yaml:7:3");
    forget(w);
    assert_false(check(w, "score:\n  cases:\n    - {requierd: 1}\n", ask));
    assert_blamed(w, "unknown-key", "form.yaml:8:8");
    assert_says(w, 0, "did you mean 'required'?", "「required」");
    forget(w);
    assert_false(check(w, "score:\n  cases: {}\n", ask));
    assert_blamed(w, "wrong-type", "form.yaml:7:10");
    forget(w);
    assert_false(check(w, "score:\n  cases:\n    - {when: \"aplication = 'new'\"}\n", ask));
    assert_blamed(w, "unknown-key", "form.yaml:8:14");
    assert_says(w, 0, "did you mean 'application'?", "「application」");
    forget(w);
    assert_false(check(w, "score:\n  cases:\n    - {when: 'application ='}\n", ask));
    assert_blamed(w, "bad-condition", "form.yaml:8:14");
}

static const char *item(struct world *w, const char *worth)
{
    return arena_printf(w->arena,
        "fields:\n  - {key: a, type: group, worth: %s, fields: [{key: check, type: yes-no}, "
        "{key: d, type: choice, options: [{key: x, points: 1}, {key: y, points: 2}]}, {key: e}]}\n",
        worth);
}

static void assert_worth(struct world *w, const char *worth, const char *code, const char *place)
{
    forget(w);
    assert_false(check(w, "score: {}\n", item(w, worth)));
    assert_blamed(w, code, place);
}

static void a_worth_that_cannot_be_understood_is_blamed_where_no_case_is_stated_too(void **state)
{
    struct world *w = *state;
    assert_worth(w, "optional", "wrong-type", "ask.yaml:2:34");
    assert_worth(w, "''", "wrong-type", "ask.yaml:2:34");
    assert_worth(w, "-1", "wrong-type", "ask.yaml:2:34");
    assert_worth(w, "1001", "wrong-type", "ask.yaml:2:34");
    assert_worth(w, "3.5", "wrong-type", "ask.yaml:2:34");
    assert_worth(w, "{form: 0, to: 5}", "unknown-key", "ask.yaml:2:35");
    assert_worth(w, "{from: 0, to: many}", "wrong-type", "ask.yaml:2:48");
    assert_worth(w, "{from: 5, to: 0}", "wrong-type", "ask.yaml:2:34");
    assert_worth(w, "{from: -3, to: 5}", "wrong-type", "ask.yaml:2:34");
    assert_worth(w, "{from: 0, to: 2147483647}", "wrong-type", "ask.yaml:2:34");
    assert_worth(w, "{by: e}", "wrong-type", "ask.yaml:2:34");
    assert_worth(w, "{by: nothing}", "wrong-type", "ask.yaml:2:34");
    assert_worth(w, "{by: d, from: 3}", "unknown-key", "ask.yaml:2:42");
    assert_worth(w, "[]", "wrong-type", "ask.yaml:2:34");
    assert_worth(w, "[{when: check, worth: 3}]", "wrong-type", "ask.yaml:2:34");
    assert_worth(w, "[{when: check}, {worth: 3}]", "wrong-type", "ask.yaml:2:34");
    assert_worth(w, "[{when: chekc, worth: 3}, {worth: 3}]", "unknown-key", "ask.yaml:2:42");
    assert_worth(w, "[{when: check, worth: much}, {worth: 3}]", "wrong-type", "ask.yaml:2:56");
    forget(w);
    assert_true(check(w, "score: {}\n", item(w, "{by: d}")));
    assert_quiet(w);
}

static void points_of_options_are_numbers(void **state)
{
    struct world *w = *state;
    assert_false(check(w, "score: {}\n",
        "fields:\n  - {key: a, type: group, worth: {by: d}, fields: [{key: d, type: choice, "
        "options: [{key: x, points: many}]}]}\n"));
    assert_blamed(w, "wrong-type", "ask.yaml:2:102");
}

static void a_renewal_without_answers_earns_nothing_and_the_fatal_item_fails_it(void **state)
{
    struct tally t = tally(*state, "application: renewal");
    assert_int_equal(t.required, 2);
    assert_int_equal(t.required_met, 0);
    assert_int_equal(t.points, 17);
    assert_int_equal(t.certain, 0);
    assert_int_equal(t.possible, 0);
    assert_int_equal(t.pass, 9);
    assert_string_equal(t.fatal, "i4");
    assert_false(score_passes(&t));
}

static const char full[] =
    "application: renewal\nitems: {i1: {check: yes}, i2: {check: yes}, i3: {check: yes}, "
    "i4: {check: yes}, i5: {check: yes, distance: far}, i6: {check: yes}}\n";

static void ranges_leave_the_reviewer_to_decide(void **state)
{
    struct tally t = tally(*state, full);
    assert_int_equal(t.required_met, 2);
    assert_int_equal(t.certain, 3 + 1 + 0 + 4);
    assert_int_equal(t.possible, 3 + 5 + 5 + 4);
    assert_null(t.fatal);
    assert_false(score_passes(&t)); /* 8 points are certain, 9 are needed */
}

static void worth_depends_on_conditions(void **state)
{
    struct tally t = tally(*state, "{application: new, items: {i6: {check: yes}}}");
    assert_int_equal(t.required, 1);
    assert_int_equal(t.points, 22);
    assert_int_equal(t.certain, 5);
    assert_int_equal(t.pass, 12);
}

static void points_of_an_open_choice_are_between_the_options(void **state)
{
    struct tally t = tally(*state, "{application: new, items: {i5: {check: yes}}}");
    assert_int_equal(t.certain, 1);
    assert_int_equal(t.possible, 4);
}

static void an_answer_of_no_earns_nothing_whatever_stands_beside_it(void **state)
{
    struct tally t = tally(*state, "{application: new, items: {i5: {check: no, distance: far}}}");
    assert_int_equal(t.possible, 0);
}

static void the_official_form_adds_up(void **state)
{
    struct world *w = *state;
    w->form = form_load(w->arena, &w->err, "forms/anshin-isp");
    assert_non_null(w->form);
    assert_true(score_check_form(w->arena, &w->err, w->form));
    struct tally t;
    assert_true(score_tally(w->arena, w->form, answers_of(w, "application: renewal"), &t));
    assert_int_equal(t.required, 29);
    assert_int_equal(t.points, 119);
    assert_true(score_tally(w->arena, w->form, answers_of(w, "application: new"), &t));
    assert_int_equal(t.required, 28);
    assert_int_equal(t.points, 124);
}

static const char said[] = "fields:\n"
                           "  - {key: a, type: group, worth: required, fields: [{key: content}]}\n"
                           "  - {key: b, type: group, worth: required, fields: [{key: content}]}\n";

static const char by_content[] =
    "score: {met: \"content and not content begins 'なし'\", cases: [{required: 2}]}\n";

static void an_item_is_met_where_the_forms_condition_holds(void **state)
{
    struct world *w = *state;
    struct verdict v;
    assert_true(check(w, by_content, said));
    struct inst *root = answers_of(w, "{a: {content: あり}, b: {content: なし}}");
    assert_true(verdict_reach(w->arena, w->form, root, &v));
    assert_int_equal(v.tally.required_met, 1);
    assert_int_equal(v.state, VERDICT_FAILS);
    assert_int_equal(v.lack_count, 1);
    assert_false(v.lacks[0].open);
    assert_true(verdict_reach(w->arena, w->form, answers_of(w, "{}"), &v));
    assert_int_equal(v.lack_count, 2);
    assert_true(v.lacks[0].open);
    assert_true(
        verdict_reach(w->arena, w->form, answers_of(w, "{a: {content: x}, b: {content: y}}"), &v));
    assert_int_equal(v.state, VERDICT_PASSES);
}

static void the_condition_must_mean_something_for_each_item(void **state)
{
    struct world *w = *state;
    assert_false(check(w, "score: {met: contents}\n", said));
    assert_string_equal(message(w, 0)->code, "unknown-key");
    forget(w);
    assert_false(check(w, "score: {met: content and}\n", said));
    assert_blamed(w, "bad-condition", "form.yaml:6:14");
}

static const char parties[] =
    "fields:\n"
    "  - {key: kind, type: choice, options: [{key: listed}, {key: other}]}\n"
    "  - key: services\n    label: 一覧\n    type: list\n    of:\n      type: group\n      "
    "fields:\n"
    "        - {key: name}\n"
    "        - {key: l1, type: group, what: 一行目, fields: [{key: operator, type: yes-no, worth: "
    "required}, {key: provider, type: yes-no, when: \"kind = 'other'\", worth: required}]}\n"
    "        - {key: tally, type: tally}\n";

static struct verdict judged(struct world *w, const char *answers, struct inst **root)
{
    struct verdict v = {0};
    assert_true(check(w, "properties: [what]\nscore: {title: what}\n", parties));
    *root = answers_of(w, answers);
    verdict_reach(w->arena, w->form, *root, &v);
    return v;
}

static void a_yes_no_may_be_an_item(void **state)
{
    struct world *w = *state;
    struct inst *root;
    struct verdict v = judged(w,
        "{kind: other, services: [{l1: {operator: yes, provider: no}}, {l1: {provider: yes}}]}",
        &root);
    assert_int_equal(v.sheet_count, 2);
    assert_int_equal(v.sheets[0].required, 2);
    assert_int_equal(v.sheets[0].met, 1);
    assert_int_equal(v.lack_count, 2);
    assert_string_equal(verdict_key(w->arena, v.lacks[0].item), "l1.provider");
    assert_string_equal(verdict_title(w->form, v.lacks[0].item), "一行目");
    assert_false(v.lacks[0].open);
    assert_string_equal(verdict_key(w->arena, v.lacks[1].item), "l1.operator");
    assert_true(v.lacks[1].open);
}

static void what_is_not_asked_for_is_not_counted(void **state)
{
    struct world *w = *state;
    struct inst *root;
    struct verdict v = judged(w, "{kind: listed, services: [{l1: {operator: yes}}]}", &root);
    assert_int_equal(v.sheets[0].required, 1);
    assert_int_equal(v.state, VERDICT_PASSES);
    judged(w, "{}", &root);
    assert_false(verdict_reach(w->arena, w->form, root, &v));
}

static void each_entry_has_its_tally(void **state)
{
    struct world *w = *state;
    struct inst *root;
    judged(w, "{kind: other, services: [{l1: {operator: yes, provider: no}}]}", &root);
    score_fill(w->arena, w->form, root);
    assert_string_equal(text_at(root, "services.first.tally.required"), "2");
    assert_string_equal(text_at(root, "services.first.tally.met"), "1");
    assert_string_equal(text_at(root, "services.first.tally.lacking"), "1");
    forget(w);
    assert_null(bind_text(w, "services: [{tally: {met: '2'}}]"));
    assert_string_equal(message(w, 0)->code, "not-asked");
}

static void a_form_may_have_words_for_its_verdict(void **state)
{
    struct world *w = *state;
    assert_true(check(w, "score: {met: content, says: {fails: {en: no, ja: 否}}}\n", said));
    assert_string_equal(verdict_says(w->form, VERDICT_FAILS, true), "否");
    assert_string_equal(verdict_says(w->form, VERDICT_FAILS, false), "no");
    assert_null(verdict_says(w->form, VERDICT_PASSES, true));
    assert_false(check(w, "score: {met: content, says: {fail: {en: no}}}\n", said));
    assert_blamed(w, "unknown-key", "form.yaml:6:30");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(totals_that_add_up_pass),
        TEST(a_form_without_a_score_has_nothing_to_check),
        TEST(a_total_that_does_not_add_up_is_blamed),
        TEST(a_case_that_never_holds_is_blamed),
        TEST(names_of_the_score_are_checked),
        TEST(a_worth_that_cannot_be_understood_is_blamed_where_no_case_is_stated_too),
        TEST(points_of_options_are_numbers),
        TEST(a_renewal_without_answers_earns_nothing_and_the_fatal_item_fails_it),
        TEST(ranges_leave_the_reviewer_to_decide),
        TEST(worth_depends_on_conditions),
        TEST(points_of_an_open_choice_are_between_the_options),
        TEST(an_answer_of_no_earns_nothing_whatever_stands_beside_it),
        TEST(the_official_form_adds_up),
        cmocka_unit_test_setup_teardown(
            an_item_is_met_where_the_forms_condition_holds, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(
            the_condition_must_mean_something_for_each_item, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(a_yes_no_may_be_an_item, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(
            what_is_not_asked_for_is_not_counted, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(each_entry_has_its_tally, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(
            a_form_may_have_words_for_its_verdict, world_setup, world_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
