#include "model/answer/former.h"
#include "model/attachment/citation.h"
#include "support.h"

static const char ask[] = "fields:\n  - {key: name, label: 氏名}\n  - {key: day, type: date}\n"
                          "  - {key: agree, label: 同意, type: yes-no}\n"
                          "  - key: route\n    type: list\n    of: {}\n"
                          "  - key: agents\n    type: list\n    of: {type: group, fields: "
                          "[{key: name}, {key: tel}]}\n";

static struct inst *filled(struct world *w, const char *answers)
{
    struct inst *root = answers_of(w, answers);
    citation_fill(w->arena, NULL, root);
    return root;
}

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
    former_walk(w->arena, filled(w, former), filled(w, now), tell, &t);
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

static void entries_are_paired_by_what_they_say(void **state)
{
    struct world *w = *state;
    form_of(w, ask);
    assert_told(w, "{route: [a, b, c, d]}", "{route: [a, b, d]}", "route.3: c > -; ");
    assert_told(w, "{route: [a, b, c]}", "{route: [a, x, b, c]}", "route.2: - > x; ");
    assert_told(w, "{route: [a, b, c]}", "{route: [b, x, c, d]}",
        "route.1: a > -; route.2: - > x; route.4: - > d; ");
    assert_told(w, "{route: [a, a, a]}", "{route: [a, a]}", "route.3: a > -; ");
    assert_told(w, "{agents: [{name: a, tel: '1'}, {name: b, tel: '2'}]}",
        "{agents: [{name: b, tel: '2'}]}", "agents.1.name: a > -; agents.1.tel: 1 > -; ");
    assert_told(w, "{agents: [{name: a, tel: '1'}, {name: b, tel: '2'}]}",
        "{agents: [{name: b, tel: '3'}]}",
        "agents.1.name: a > -; agents.1.tel: 1 > -; agents.1.tel: 2 > 3; ");
}

static void counterparts_are_found(void **state)
{
    struct world *w = *state;
    form_of(w, ask);
    struct inst *former = answers_of(w, "{agents: [{name: a}], name: 甲}");
    struct inst *now = answers_of(w, "{agents: [{name: b}, {name: c}]}");
    struct inst *agents = inst_child(now, "agents");
    former_pair(w->arena, former, now);
    assert_ptr_equal(former_counterpart(now), former);
    assert_string_equal(former_counterpart(inst_child(agents->children[0], "name"))->text, "a");
    /* an entry that there was not */
    struct inst *none = former_counterpart(inst_child(agents->children[1], "name"));
    assert_non_null(none);
    assert_null(none->text);
    assert_ptr_equal(former_counterpart(agents->blank), inst_child(former, "agents")->blank);
}

/* --- what was gathered --- */

static const char papers[] =
    "fields:\n  - {key: a, label: 甲, type: group, fields: [{key: proof, type: files, short: "
    "title}]}\n"
    "  - {key: b, label: 乙, type: group, fields: [{key: proof, type: files, short: title}]}\n"
    "  - {key: all, label: 内訳, type: attachments}\n";

static const char papers_layout[] =
    "      - flow:\n        - {each: all, as: p, text: \"{p.number} {p.title}\"}\n";

static void what_is_gathered_from_answers_is_told_once_as_the_answer(void **state)
{
    struct world *w = *state;
    form_of(w, papers);
    assert_told(w, "{a: {proof: 規程}, b: {proof: 図}}", "{a: {proof: 規則}, b: {proof: 図}}",
        "a.proof.1.title: 規程 > 規則; ");
    assert_told(
        w, "{b: {proof: 図}}", "{a: {proof: 規程}, b: {proof: 図}}", "a.proof.1.title: - > 規程; ");
}

static const char *shown(struct world *w, const char *former, const char *now, struct changes c);

static void a_gathered_value_is_red_where_the_answer_that_it_repeats_changed(void **state)
{
    struct world *w = *state;
    design_of(w, papers, tiny_layout(w, papers_layout));
    struct changes red = {.red = true};
    const char *former = "{b: {proof: 図}}";
    const char *t = shown(w, former, "{a: {proof: 規程}, b: {proof: 図}}", red);
    assert_string_equal(lines_of(w, t), "\n1 規程\n2 図\n");
    assert_int_equal(count_of(t, " ink d00000"), 1); /* neither the other one nor its number */
    t = shown(w, former, "{b: {proof: 表}}", red);
    assert_string_equal(lines_of(w, t), "\n1 図 → 表\n");
}

/* --- on paper --- */

static const char *shown(struct world *w, const char *former, const char *now, struct changes c)
{
    struct pages pages = {0};
    c.former = filled(w, former);
    bool good = layout_changed((struct typesetter){w->arena, &w->err, fonts_of(w)}, w->design,
        filled(w, now), NULL, &c, &pages);
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

static void what_each_application_answers_afresh_is_no_change_of_a_renewal(void **state)
{
    struct world *w = *state;
    static const char fresh[] =
        "fields:\n  - {key: day, renew: yes}\n"
        "  - {key: g, type: group, renew: [x], fields: [{type: section, key: s, fields: "
        "[{key: x}, {key: y}]}, {key: ok, type: yes-no, renew: yes}]}\n";
    design_of(w, fresh,
        tiny_layout(w, "      - flow:\n        - {text: \"{day} {g.x} {g.y}\"}\n"
                       "        - {text: [{check: g.ok}]}\n"));
    const char *former = "{day: 一, g: {x: 甲, y: 乙, ok: no}}";
    const char *now = "{day: 二, g: {x: 丙, y: 丁, ok: yes}}";
    const char *t = shown(w, former, now, (struct changes){.red = true, .renewal = true});
    assert_holds(t, "乙");
    assert_lacks(t, "甲");
    assert_lacks(t, "一");
    assert_lacks(t, "☐");
    t = shown(w, former, now, (struct changes){.red = true});
    assert_holds(t, "甲");
    assert_holds(t, "☐");
}

static void lines_stand_below_the_former_ones_where_there_is_room(void **state)
{
    struct world *w = *state;
    static const char lines[] = "fields:\n  - {key: note, type: lines}\n";
    struct changes red = {.red = true};
    design_of(w, lines, tiny_layout(w, "      - flow:\n        - {text: \"{note}\"}\n"));
    assert_string_equal(lines_of(w, shown(w, "{note: 甲}", "{note: 乙}", red)), "\n甲\n→ 乙\n");
    design_of(
        w, lines, tiny_layout(w, "      - flow:\n        - {text: \"{note}\", height: 15pt}\n"));
    assert_string_equal(lines_of(w, shown(w, "{note: 甲}", "{note: 乙}", red)), "\n甲 → 乙\n");
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
    assert_quiet(w);
    shown(w, former, now, (struct changes){.red = true, .renewal = true});
    assert_string_equal(message(w, 0)->code, "former-left-out");
    forget(w);
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
        TEST(entries_are_paired_by_what_they_say),
        TEST(counterparts_are_found),
        TEST(what_is_gathered_from_answers_is_told_once_as_the_answer),
        TEST(a_gathered_value_is_red_where_the_answer_that_it_repeats_changed),
        TEST(what_each_application_answers_afresh_is_no_change_of_a_renewal),
        TEST(lines_stand_below_the_former_ones_where_there_is_room),
        TEST(a_changed_value_stands_behind_the_former_one_in_red),
        TEST(a_changed_square_stands_behind_the_former_one),
        TEST(a_former_value_that_does_not_fit_is_left_out),
        TEST(marks_stand_in_the_margin_beside_what_changed_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
