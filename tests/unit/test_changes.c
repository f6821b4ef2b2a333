#include "changes.h"
#include "support.h"

static const char ask[] = "fields:\n  - {key: name, label: 氏名}\n  - {key: day, type: date}\n"
                          "  - {key: agree, label: 同意, type: yes-no}\n"
                          "  - key: route\n    type: list\n    of: {}\n"
                          "  - key: agents\n    type: list\n    of: {type: group, fields: "
                          "[{key: name}, {key: tel}]}\n";

struct told {
    struct world *world;
    struct buf text;
};

static void tell(const struct inst *former, const struct inst *now, void *data)
{
    struct told *t = data;
    buf_addf(&t->text, "%s: %s > %s; ", inst_path(t->world->arena, now ? now : former),
        former && former->text ? former->text : "-", now && now->text ? now->text : "-");
}

static void assert_told(struct world *w, const char *former, const char *now, const char *expected)
{
    struct told t = {.world = w};
    buf_adds(&t.text, "");
    changes_walk(answers_of(w, former), answers_of(w, now), tell, &t);
    assert_string_equal(t.text.data, expected);
    buf_release(&t.text);
}

static void values_that_differ_are_told_in_the_form_s_order(void **state)
{
    struct world *w = *state;
    form_of(w, ask);
    assert_told(
        w, "{agree: yes, name: 甲}", "{name: 乙, agree: no}", "name: 甲 > 乙; agree: yes > no; ");
    assert_told(w, "{name: 甲}", "{name: 甲}", "");
    assert_told(w, "{name: 甲}", "{}", "name: 甲 > -; ");
}

static void the_same_day_in_another_spelling_is_no_change(void **state)
{
    struct world *w = *state;
    form_of(w, ask);
    assert_told(w, "{day: 2026-11-21}", "{day: 令和8年11月21日}", "");
}

static void entries_come_and_go(void **state)
{
    struct world *w = *state;
    form_of(w, ask);
    assert_told(w, "{route: [a, b]}", "{route: [a, c, d]}", "route.2: b > c; route.3: - > d; ");
    assert_told(w, "{agents: [{name: a, tel: '1'}]}", "{agents: []}",
        "agents.1.name: a > -; agents.1.tel: 1 > -; ");
}

static void counterparts_are_found_by_place(void **state)
{
    struct world *w = *state;
    form_of(w, ask);
    struct inst *former = answers_of(w, "{agents: [{name: a}], name: 甲}");
    struct inst *now = answers_of(w, "{agents: [{name: b}, {name: c}]}");
    struct inst *agents = inst_child(now, "agents");
    assert_ptr_equal(changes_counterpart(former, now), former);
    assert_string_equal(
        changes_counterpart(former, inst_child(agents->children[0], "name"))->text, "a");
    /* an entry that there was not */
    struct inst *none = changes_counterpart(former, inst_child(agents->children[1], "name"));
    assert_non_null(none);
    assert_null(none->text);
    assert_ptr_equal(
        changes_counterpart(former, agents->blank), inst_child(former, "agents")->blank);
}

/* --- on paper --- */

static const char *shown(struct world *w, const char *former, const char *now, struct changes c)
{
    struct pages pages = {0};
    c.former = answers_of(w, former);
    bool good = layout_changed(
        w->arena, &w->err, w->design, fonts_of(w), answers_of(w, now), NULL, &c, &pages);
    if (!good)
        show(w);
    assert_true(good);
    if (c.mark)
        overlay_marks(w->arena, &pages);
    return trace_text_of(w, &pages);
}

static void a_changed_value_stands_behind_the_former_one_in_red(void **state)
{
    struct world *w = *state;
    design_of(w, ask, tiny_layout(w, "      - flow:\n        - {text: \"{name}\"}\n"));
    const char *t = shown(w, "{name: 甲}", "{name: 乙}", (struct changes){.red = true});
    assert_string_equal(lines_of(w, t), "\n甲 → 乙\n");
    assert_int_equal(count_of(t, " ink d00000"), 3);
    t = shown(w, "{name: 甲}", "{name: 甲}", (struct changes){.red = true});
    assert_lacks(t, "ink");
    t = shown(w, "{}", "{name: 乙}", (struct changes){.red = true});
    assert_holds(t, "\"乙\"");
    assert_lacks(t, "→");
    t = shown(w, "{name: 甲}", "{}", (struct changes){.red = true});
    assert_string_equal(lines_of(w, t), "\n甲 → （削除）\n");
}

static void a_changed_square_stands_behind_the_former_one(void **state)
{
    struct world *w = *state;
    design_of(w, ask,
        tiny_layout(w, "      - flow:\n        - {text: [{check: \"agree = 'yes'\"}, 同意]}\n"));
    const char *t = shown(w, "{agree: no}", "{agree: yes}", (struct changes){.red = true});
    assert_int_equal(count_of(t, " as ☐"), 1);
    assert_int_equal(count_of(t, " as ☑"), 1);
    assert_holds(t, "→");
    t = shown(w, "{agree: yes}", "{agree: yes}", (struct changes){.red = true});
    assert_int_equal(count_of(t, " as ☐"), 0);
}

static void a_former_value_that_does_not_fit_is_left_out(void **state)
{
    struct world *w = *state;
    design_of(
        w, ask, tiny_layout(w, "      - flow:\n        - {text: \"{name}\", height: 15pt}\n"));
    const char *former = "{name: 一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十}";
    const char *now = "{name: 甲二三四五六七八九十一二三四五六七八九十一二三四五六七八九十}";
    const char *t = shown(w, former, now, (struct changes){.red = true, .steady = true});
    assert_holds(t, "\"甲二三");
    assert_lacks(t, "→");
    assert_holds(t, "ink d00000");
}

static void marks_stand_in_the_margin_beside_what_changed_alone(void **state)
{
    struct world *w = *state;
    design_of(w, ask,
        tiny_layout(
            w, "      - flow:\n        - {text: \"{name}\"}\n        - {text: \"{day}\"}\n"));
    const char *now = "{name: 乙, day: 2026-11-21}";
    const char *t = shown(w, "{name: 甲, day: 2026-11-21}", now, (struct changes){.mark = true});
    assert_int_equal(count_of(t, "\nline "), 1);
    assert_lacks(t, "甲");
    assert_int_equal(count_of(shown(w, now, now, (struct changes){.mark = true}), "\nline "), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(values_that_differ_are_told_in_the_form_s_order),
        TEST(the_same_day_in_another_spelling_is_no_change),
        TEST(entries_come_and_go),
        TEST(counterparts_are_found_by_place),
        TEST(a_changed_value_stands_behind_the_former_one_in_red),
        TEST(a_changed_square_stands_behind_the_former_one),
        TEST(a_former_value_that_does_not_fit_is_left_out),
        TEST(marks_stand_in_the_margin_beside_what_changed_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
