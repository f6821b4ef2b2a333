#include "support.h"

static const char ask[] =
    "fields:\n"
    "  - {key: name, label: 氏名, blank: （空欄）}\n"
    "  - {key: text, type: lines}\n"
    "  - {key: day, type: date}\n"
    "  - {key: ok, label: 該当, type: yes-no}\n"
    "  - {key: kind, type: choice, options: [{key: new, label: 新規}, {key: old, label: 更新}]}\n"
    "  - {key: route, label: 経路, type: list, of: {blank: ＿}}\n"
    "  - {key: g, label: 群, type: group, fields: [{key: x, label: 甲}, {key: y, label: 乙}]}\n";

static const char *flow(struct world *w, const char *blocks, const char *answers)
{
    return print_blocks(w, ask, "flow", blocks, answers);
}

static void assert_at(struct world *w, const char *trace, const char *text, int x, int y)
{
    struct spot s = spot_of(w, trace, text);
    struct spot first = spot_of(w, trace, "基");
    assert_int_equal(s.x, x);
    assert_int_equal(s.y - first.y, y);
}

static const char *printed(struct world *w, const char *blocks, const char *answers)
{
    return lines_of(w, flow(w, blocks, answers));
}

#define BASE "        - 基\n" /* the first line: what follows is measured from it */

/* --- texts --- */

static void lines_stand_at_the_leadings_distance(void **state)
{
    struct world *w = *state;
    const char *t = flow(w, BASE "        - {text: \"甲\\n乙\"}\n        - 丙\n", "{}");
    assert_at(w, t, "基", LEFT, 0);
    assert_at(w, t, "甲", LEFT, LEADING);
    assert_at(w, t, "乙", LEFT, 2 * LEADING);
    assert_at(w, t, "丙", LEFT, 3 * LEADING);
}

static void space_stands_before_after_and_between(void **state)
{
    struct world *w = *state;
    const char *t = flow(w,
        BASE "        - {text: 甲, before: 5pt, after: 7pt}\n        - {text: 乙, before: 1pt}\n"
             "        - {space: 11pt}\n        - {text: 丙}\n",
        "{}");
    assert_at(w, t, "甲", LEFT, LEADING + 5000);
    assert_at(w, t, "乙", LEFT, 2 * LEADING + 5000 + 8000);
    assert_at(w, t, "丙", LEFT, 3 * LEADING + 13000 + 11000);
}

static void a_stacks_gap_stands_between_its_blocks_only(void **state)
{
    struct world *w = *state;
    const char *t = flow(w, BASE "        - {stack: [甲, 乙], gap: 4pt}\n        - 丙\n", "{}");
    assert_at(w, t, "甲", LEFT, LEADING);
    assert_at(w, t, "乙", LEFT, 2 * LEADING + 4000);
    assert_at(w, t, "丙", LEFT, 3 * LEADING + 4000);
}

static void a_block_whose_condition_fails_leaves_no_gap(void **state)
{
    struct world *w = *state;
    static const char blocks[] =
        BASE "        - {stack: [甲, {text: 乙, if: ok, before: 9pt}, 丙], gap: 4pt}\n";
    const char *t = flow(w, blocks, "ok: no");
    assert_lacks(t, "乙");
    assert_at(w, t, "丙", LEFT, 2 * LEADING + 4000);
    t = flow(w, blocks, "ok: yes");
    assert_at(w, t, "丙", LEFT, 3 * LEADING + 8000 + 9000);
}

static void texts_stand_at_either_side(void **state)
{
    struct world *w = *state;
    const char *t = flow(
        w, BASE "        - {text: 甲, style: end}\n        - {text: 乙, style: centre}\n", "{}");
    assert_at(w, t, "甲", LEFT + BODY_WIDTH - 10000, LEADING);
    assert_at(w, t, "乙", LEFT + (BODY_WIDTH - 10000) / 2, 2 * LEADING);
}

static void a_text_of_a_height_takes_it_and_stands_within(void **state)
{
    struct world *w = *state;
    const char *t = flow(w,
        BASE
        "        - {text: 甲, height: 25pt}\n        - {text: 乙, height: 25pt, valign: middle}\n"
        "        - {text: 丙, height: 25pt, valign: bottom}\n        - 丁\n",
        "{}");
    assert_at(w, t, "甲", LEFT, LEADING);
    assert_at(w, t, "乙", LEFT, LEADING + 25000 + 5000);
    assert_at(w, t, "丙", LEFT, LEADING + 50000 + 10000);
    assert_at(w, t, "丁", LEFT, LEADING + 75000);
}

static void values_print_and_blanks_where_there_is_none(void **state)
{
    struct world *w = *state;
    static const char blocks[] = "        - 'a{name}b'\n        - '{kind}・{ok}・{day|western}'\n";
    assert_holds(
        printed(w, blocks, "{name: 山田, kind: new, ok: no, day: R8.11.21}"), "\na山田b\n");
    assert_holds(printed(w, blocks, "{name: 山田, kind: new, ok: no, day: R8.11.21}"),
        "\n新規・いいえ・2026年11月21日\n");
    assert_holds(printed(w, blocks, "{}"), "\na（空欄）b\n");
}

/* --- fitting --- */

#define LONG "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよわをん"

static void a_value_shrinks_to_fit_its_place(void **state)
{
    struct world *w = *state;
    static const char blocks[] = "        - {text: '{name}', height: 15pt, style: tight}\n";
    assert_int_equal(spot_of(w, flow(w, blocks, "name: あい"), "あい").size, 10000);
    struct spot s = spot_of(w, flow(w, blocks, "name: " LONG), LONG);
    assert_true(s.size < 10000 && s.size >= 6000);
}

static void a_value_that_does_not_fit_in_the_smallest_type_is_the_answers_fault(void **state)
{
    struct world *w = *state;
    assert_unprintable(w, ask, "flow", "        - {text: '{name}', height: 15pt, style: tight}\n",
        "\nname: " LONG LONG "\n", "too-long");
    assert_int_equal(message(w, 0)->class, ERR_ANSWERS);
    assert_message(w, 0, "too-long", "t.yaml:2:7");
    assert_says(w, 0, "'氏名' does not fit its place", "「氏名」");
}

static void the_first_alternative_that_fits_is_printed(void **state)
{
    struct world *w = *state;
    static const char blocks[] = BASE "        - alternatives:\n"
                                      "            - {text: \"{name}\", height: 20pt}\n"
                                      "            - {text: \"乙{name}\", height: 60pt}\n"
                                      "          before: 4pt\n"
                                      "        - 丙\n";
    const char *t = flow(w, blocks, "name: 甲");
    assert_lacks(t, "乙");
    assert_at(w, t, "甲", LEFT, LEADING + 4000);
    assert_at(w, t, "丙", LEFT, LEADING + 24000);
    t = flow(w, blocks, "name: " LONG);
    assert_at(w, t, "乙", LEFT, LEADING + 4000);
    assert_at(w, t, "丙", LEFT, LEADING + 64000);
    assert_int_equal(w->err.errors, 0);
    assert_null(w->err.first);
}

static void the_last_alternative_says_why_it_does_not_fit(void **state)
{
    struct world *w = *state;
    assert_unprintable(w, ask, "flow",
        "        - alternatives:\n"
        "            - {text: \"{name}\", height: 12pt}\n"
        "            - {text: \"{name}\", height: 14pt}\n",
        "name: " LONG, "too-long");
    assert_null(message(w, 0)->next);
    assert_says(w, 0, "'氏名' does not fit its place", "「氏名」");
}

static void a_text_of_the_forms_own_that_does_not_fit_is_the_forms_fault(void **state)
{
    struct world *w = *state;
    assert_unprintable(
        w, ask, "flow", "        - {text: \"a\\nb\", height: 15pt}\n", "{}", "too-long");
    assert_int_equal(message(w, 0)->class, ERR_INPUT);
    assert_string_equal(base_name(message(w, 0)->at.file), "layout.yaml");
    assert_unprintable(
        w, ask, "flow", "        - {box: 大, padding: [0pt, 189.5pt]}\n", "{}", "too-long");
}

static void a_character_without_a_glyph_is_named_once_where_it_was_written(void **state)
{
    struct world *w = *state;
    assert_unprintable(w, ask, "flow", "        - {text: '{name}', height: 15pt, style: tight}\n",
        "name: ab\U0001F600" LONG "\n", "no-glyph");
}

/* --- rows and columns --- */

static void fixed_columns_come_first_and_shares_take_the_rest(void **state)
{
    struct world *w = *state;
    const char *t = flow(
        w, BASE "        - {row: [甲, 乙, 丙], columns: [100pt, 1fr, 3fr], gap: 10pt}\n", "{}");
    assert_at(w, t, "甲", LEFT, LEADING);
    assert_at(w, t, "乙", LEFT + 110000, LEADING);
    assert_at(w, t, "丙", LEFT + 110000 + 64882 + 10000, LEADING);
}

static void shares_leave_no_remainder(void **state)
{
    struct world *w = *state;
    const char *t = flow(w,
        "        - {row: [{text: 甲, style: end}, {text: 乙, style: end}, {text: 丙, style: end}], "
        "columns: [1fr, 1fr, 1fr]}\n",
        "{}");
    assert_int_equal(spot_of(w, t, "丙").x, LEFT + BODY_WIDTH - 10000);
}

static void a_row_is_as_high_as_its_highest_block(void **state)
{
    struct world *w = *state;
    const char *t = flow(w,
        BASE "        - {row: [甲, \"乙\\n乙二\\n乙三\"], columns: [1fr, 1fr], valign: bottom}\n"
             "        - 丙\n",
        "{}");
    assert_at(w, t, "甲", LEFT, 3 * LEADING);
    assert_at(w, t, "乙", LEFT + BODY_WIDTH / 2, LEADING);
    assert_at(w, t, "丙", LEFT, 4 * LEADING);
}

static void a_block_that_is_not_shown_keeps_its_column(void **state)
{
    struct world *w = *state;
    const char *t =
        flow(w, BASE "        - {row: [{text: 甲, if: ok}, 乙], columns: [50pt, 1fr]}\n", "{}");
    assert_at(w, t, "乙", LEFT + 50000, LEADING);
}

static void columns_wider_than_their_room_are_blamed(void **state)
{
    struct world *w = *state;
    assert_unprintable(
        w, ask, "flow", "        - {row: [a, b], columns: [200pt, 200pt]}\n", "{}", "too-wide");
    assert_says(w, 0, "7.2 mm wider", "7.2 mm");
    assert_unprintable(w, ask, "flow",
        "        - {table: [[a, b]], columns: [200pt, 200pt], head: [[a, b]]}\n", "{}", "too-wide");
}

static void a_row_that_is_too_low_for_its_content_is_blamed(void **state)
{
    struct world *w = *state;
    assert_unprintable(w, ask, "flow",
        "        - {row: [\"a\\nb\", c], columns: [1fr, 1fr], height: 20pt}\n", "{}", "too-tall");
    assert_says(w, 0, "3.5 mm taller", "3.5 mm");
}

/* --- boxes --- */

static void a_box_has_padding_and_a_border(void **state)
{
    struct world *w = *state;
    const char *t = flow(
        w, BASE "        - {box: 甲, border: 0.5pt, padding: [3pt, 5pt]}\n        - 乙\n", "{}");
    assert_at(w, t, "甲", LEFT + 5000, LEADING + 3000);
    assert_at(w, t, "乙", LEFT, 2 * LEADING + 6000);
    assert_holds(t, "rect 20000,35000 379528x21000 width 500\n");
}

static void borders_may_differ_from_side_to_side(void **state)
{
    struct world *w = *state;
    const char *t = flow(w,
        "        - {box: 甲, border: {bottom: 1pt, left: 0.5pt}, dash: 2pt, fill: \"#f0f0f0\"}\n",
        "{}");
    assert_holds(t, "rect 20000,20000 379528x15000 dash 2000 fill f0f0f0\n");
    assert_holds(t, "line 20000,35000 399528,35000 width 1000 dash 2000\n");
    assert_holds(t, "line 20000,20000 20000,35000 width 500 dash 2000\n");
    assert_int_equal(count_of(t, "line "), 2);
}

static void a_ground_lies_under_its_text(void **state)
{
    struct world *w = *state;
    const char *t = flow(w, "        - {box: 甲, fill: \"#f0f0f0\"}\n", "{}");
    assert_true(strstr(t, "rect") < strstr(t, "甲"));
}

static void a_box_of_a_height_places_its_content(void **state)
{
    struct world *w = *state;
    const char *t = flow(w,
        BASE "        - {box: [甲], height: 45pt, valign: middle}\n"
             "        - {box: [乙], min-height: 45pt, valign: bottom}\n"
             "        - {box: [丙], min-height: 5pt}\n        - 丁\n",
        "{}");
    assert_at(w, t, "甲", LEFT, LEADING + 15000);
    assert_at(w, t, "乙", LEFT, LEADING + 45000 + 30000);
    assert_at(w, t, "丁", LEFT, LEADING + 90000 + 15000);
}

static void a_row_grows_from_its_least_height(void **state)
{
    struct world *w = *state;
    const char *t = flow(w,
        BASE "        - {table: [{cells: [甲], min-height: 45pt}, {cells: [\"乙\\n丙\"], "
             "min-height: 20pt}, [丁]], columns: [1fr], padding: 0}\n",
        "{}");
    assert_at(w, t, "乙", LEFT, LEADING + 45000);
    assert_at(w, t, "丁", LEFT, LEADING + 45000 + 30000);
}

static void a_box_that_is_too_low_is_blamed(void **state)
{
    struct world *w = *state;
    assert_unprintable(w, ask, "flow", "        - {box: [a, b], height: 29pt}\n", "{}", "too-tall");
}

static void filling_space_takes_what_a_box_has_left(void **state)
{
    struct world *w = *state;
    const char *t = flow(w,
        BASE "        - {box: [甲, {space: fill}, 乙, {space: fill}, 丙], height: 100pt}\n", "{}");
    assert_at(w, t, "甲", LEFT, LEADING);
    assert_at(w, t, "乙", LEFT, LEADING + 15000 + 27500);
    assert_at(w, t, "丙", LEFT, LEADING + 85000);
}

static void space_before_the_first_block_of_a_box_vanishes(void **state)
{
    struct world *w = *state;
    const char *t =
        flow(w, BASE "        - {box: [{text: 甲, before: 9pt}], height: 30pt}\n", "{}");
    assert_at(w, t, "甲", LEFT, LEADING);
}

/* --- fixed places --- */

static void a_place_stands_where_it_says_and_takes_no_room(void **state)
{
    struct world *w = *state;
    const char *t = flow(w,
        BASE "        - {place: 甲, at: [100pt, 200pt]}\n"
             "        - {place: 乙, at: [100pt, 200pt], from: page}\n        - 丙\n",
        "{}");
    assert_at(w, t, "甲", LEFT + 100000, 200000);
    assert_at(w, t, "乙", 100000, 200000 - TOP);
    assert_at(w, t, "丙", LEFT, LEADING);
}

static void a_place_between_two_blocks_does_not_swallow_their_space(void **state)
{
    struct world *w = *state;
    const char *t = flow(w,
        BASE "        - {text: 甲, after: 6pt}\n        - {place: x, at: [1pt, 1pt]}\n"
             "        - {text: 乙}\n",
        "{}");
    assert_at(w, t, "乙", LEFT, 2 * LEADING + 6000);
}

static void a_place_in_a_box_is_measured_from_its_content(void **state)
{
    struct world *w = *state;
    const char *t = flow(w,
        BASE "        - {box: [{place: 甲, at: [50pt, 10pt]}, {text: 乙, before: 9pt}], "
             "padding: 5pt, gap: 3pt}\n        - 丙\n",
        "{}");
    assert_at(w, t, "甲", LEFT + 55000, LEADING + 15000);
    assert_at(w, t, "乙", LEFT + 5000, LEADING + 5000);
    assert_at(w, t, "丙", LEFT, 2 * LEADING + 10000);
}

/* --- drawn things --- */

static void squares_are_drawn_and_say_what_they_show(void **state)
{
    struct world *w = *state;
    static const char blocks[] = "        - {text: [{check: ok}, 該当]}\n";
    const char *t = flow(w, blocks, "ok: yes");
    assert_holds(t, "as ☑ unseen");
    assert_int_equal(count_of(t, "polyline"), 1);
    assert_int_equal(spot_of(w, t, "該当").x, LEFT + 10000);
    t = flow(w, blocks, "ok: no");
    assert_holds(t, "as ☐ unseen");
    assert_int_equal(count_of(t, "rect"), 1);
    assert_int_equal(count_of(t, "polyline"), 0);
}

static void brackets_hold_a_circle_where_chosen(void **state)
{
    struct world *w = *state;
    static const char blocks[] = "        - {text: [{bracket: ok}, 該当]}\n";
    const char *t = flow(w, blocks, "ok: yes");
    assert_int_equal(count_of(t, "ellipse"), 1);
    assert_holds(t, "\"[\"");
    assert_holds(t, "\"]\"");
    assert_holds(t, "as ○ unseen");
    assert_int_equal(count_of(flow(w, blocks, "{}"), "ellipse"), 0);
}

static void a_circle_stands_around_the_chosen_option(void **state)
{
    struct world *w = *state;
    static const char blocks[] = "        - {text: [{each: kind.options, as: o, text: {circle: "
                                 "o.chosen, text: '{o.label}'}, "
                                 "between: ・}]}\n";
    const char *t = flow(w, blocks, "kind: old");
    assert_int_equal(count_of(t, "ellipse"), 1);
    assert_holds(t, "・");
    int x, y;
    assert_int_equal(sscanf(strstr(t, "ellipse"), "ellipse %d,%d", &x, &y), 2);
    assert_true(x > LEFT + 20000);
    assert_int_equal(count_of(flow(w, blocks, "{}"), "ellipse"), 0);
}

static void a_blank_is_as_wide_as_it_says_and_may_be_ruled(void **state)
{
    struct world *w = *state;
    const char *t = flow(w, "        - {text: [{blank: 40pt, ruled: yes}, 甲]}\n", "{}");
    assert_int_equal(spot_of(w, t, "甲").x, LEFT + 40000);
    assert_int_equal(count_of(t, "line "), 1);
    t = flow(w, "        - {text: [{blank: 2em}, 甲]}\n", "{}");
    assert_int_equal(spot_of(w, t, "甲").x, LEFT + 20000);
    assert_int_equal(count_of(t, "line "), 0);
}

static void a_rule_has_a_width_a_dash_and_an_ink(void **state)
{
    struct world *w = *state;
    const char *t = flow(w, "        - {rule: 1pt, dash: 3pt, ink: \"#102030\"}\n", "{}");
    assert_holds(t, "line 20000,20500 399528,20500 width 1000 dash 3000 ink 102030\n");
}

static void a_seals_place_is_a_ring_of_its_size_with_a_mark(void **state)
{
    struct world *w = *state;
    const char *t = flow(w, BASE "        - {seal: 42pt}\n        - 丙\n", "{}");
    assert_holds(t, "ellipse 188764,35000 42000x42000");
    assert_at(w, t, "丙", LEFT, LEADING + 42000);
    assert_holds(t, "\"印\"");
    t = flow(w, "        - {seal: 42pt, ring: no, mark: 朱}\n", "{}");
    assert_int_equal(count_of(t, "ellipse"), 0);
    assert_holds(t, "\"朱\"");
}

static void inline_parts_may_have_conditions_and_styles(void **state)
{
    struct world *w = *state;
    static const char blocks[] = "        - {text: [甲, {text: 乙, if: ok}, {text: '（{name}）', "
                                 "style: end, if: name.given}]}\n";
    assert_lacks(flow(w, blocks, "{}"), "乙");
    assert_lacks(flow(w, blocks, "{}"), "（");
    assert_holds(printed(w, blocks, "{ok: yes, name: 山}"), "\n甲乙（山）\n");
}

/* --- repetition --- */

static void a_block_is_repeated_for_every_entry(void **state)
{
    struct world *w = *state;
    const char *t =
        flow(w, BASE "        - {text: '{r}{loop.number}', each: route, as: r}\n        - 終\n",
            "route: [甲, 乙]");
    assert_at(w, t, "甲", LEFT, LEADING);
    assert_at(w, t, "乙", LEFT, 2 * LEADING);
    assert_at(w, t, "終", LEFT, 3 * LEADING);
}

static void blank_entries_fill_up_to_the_minimum(void **state)
{
    struct world *w = *state;
    static const char blocks[] =
        "        - {text: '{loop.number}{r}', each: route, as: r, min: 3}\n";
    assert_string_equal(printed(w, blocks, "route: [甲]"), "\n1甲\n2＿\n3＿\n");
    assert_int_equal(count_of(flow(w, blocks, "{}"), "＿\""), 3);
    assert_string_equal(printed(w, blocks, "route: [一, 二, 三, 四]"), "\n1一\n2二\n3三\n4四\n");
}

static void the_middle_of_a_route_has_blank_entries_too(void **state)
{
    struct world *w = *state;
    static const char blocks[] = "        - {text: '{route.first}'}\n"
                                 "        - {text: '中{r}', each: route.middle, as: r, min: 2}\n"
                                 "        - {text: '{route.last}'}\n";
    assert_string_equal(printed(w, blocks, "route: [甲, 乙, 丙]"), "\n甲\n中乙\n中＿\n丙\n");
    assert_int_equal(count_of(flow(w, blocks, "{}"), "＿\""), 4);
}

static void several_paths_are_repeated_one_after_the_other(void **state)
{
    struct world *w = *state;
    assert_string_equal(
        printed(w, "        - {text: '{loop.number}{e}', each: [name, route, g.x], as: e}\n",
            "{name: 甲, route: [乙, 丙], g: {x: 丁}}"),
        "\n1甲\n2乙\n3丙\n4丁\n");
}

static void first_and_last_are_known_in_a_repetition(void **state)
{
    struct world *w = *state;
    const char *t = printed(w,
        "        - {text: [{text: 初, if: loop.first}, '{r}', {text: 終, if: loop.last}], "
        "each: route, as: r}\n",
        "route: [甲, 乙, 丙]");
    assert_string_equal(t, "\n初甲\n乙\n丙終\n");
}

static void a_condition_within_a_repetition_sees_the_entry(void **state)
{
    struct world *w = *state;
    const char *t =
        flow(w, "        - {text: '{f.label}', each: g.fields, as: f, if: f}\n", "g: {y: 1}");
    assert_lacks(t, "甲");
    assert_holds(t, "\"乙\"");
}

/* --- templates --- */

static void templates_hand_their_parameters_on(void **state)
{
    struct world *w = *state;
    const char *layout =
        tiny_layout(w, "      - flow:\n"
                       "        - {use: outer, with: {field: g.x, note: \"'注'\"}}\n"
                       "        - {use: outer, with: {field: name, note: name.label}}\n");
    design_of(w, ask,
        arena_printf(w->arena,
            "%stemplates:\n"
            "  inner: {needs: [what, more], body: {text: '{what.label}={what}{more}'}}\n"
            "  outer: {needs: [field, note], body: [{use: inner, with: {what: field, more: "
            "note}}]}\n",
            layout));
    assert_quiet(w);
    const char *t = print(w, "{g: {x: 1}, name: 山}");
    assert_string_equal(lines_of(w, t), "\n甲=1注\n氏名=山氏名\n");
}

/* --- tables --- */

static const char *table(struct world *w, const char *rest, const char *answers)
{
    return flow(w,
        arena_printf(w->arena,
            BASE "        - {padding: [2pt, 4pt], border: 1pt, rules: 0.5pt, %s}\n"
                 "        - 終\n",
            rest),
        answers);
}

static void cells_stand_in_their_columns_between_rules(void **state)
{
    struct world *w = *state;
    const char *t = table(w, "columns: [100pt, 1fr], table: [[甲, 乙], [丙, \"丁\\n戊\"]]", "{}");
    assert_at(w, t, "甲", LEFT + 4000, LEADING + 2000);
    assert_at(w, t, "乙", LEFT + 104000, LEADING + 2000);
    assert_at(w, t, "丁", LEFT + 104000, LEADING + 19000 + 2000);
    assert_at(w, t, "丙", LEFT + 4000, LEADING + 19000 + 2000 + 7500); /* in the middle */
    assert_at(w, t, "終", LEFT, LEADING + 19000 + 34000);
    assert_holds(t, "line 20000,35000 120000,35000 width 1000\n");  /* above */
    assert_holds(t, "line 20000,54000 120000,54000 width 500\n");   /* between */
    assert_holds(t, "line 20000,88000 399528,88000 width 1000\n");  /* below */
    assert_holds(t, "line 20000,35000 20000,54000 width 1000\n");   /* left */
    assert_holds(t, "line 120000,35000 120000,54000 width 500\n");  /* inner */
    assert_holds(t, "line 399528,54000 399528,88000 width 1000\n"); /* right */
}

static void a_cell_over_columns_leaves_their_rule_out(void **state)
{
    struct world *w = *state;
    const char *t =
        table(w, "columns: [100pt, 1fr], table: [[{cell: 甲, span: 2}], [丙, 丁]]", "{}");
    assert_lacks(t, "line 120000,35000 120000,54000");
    assert_holds(t, "line 120000,54000 120000,73000 width 500\n");
}

static void a_cell_over_rows_leaves_their_rule_out_and_grows_the_last(void **state)
{
    struct world *w = *state;
    const char *t = table(w,
        "columns: [100pt, 1fr], table: [[{cell: \"甲\\n二\\n三\\n四\", rows: 2}, 乙], [丁]]", "{}");
    assert_lacks(t, "line 20000,54000 120000,54000");
    assert_holds(t, "line 120000,54000 399528,54000 width 500\n");
    assert_at(w, t, "乙", LEFT + 104000, LEADING + 2000);
    assert_at(w, t, "丁", LEFT + 104000, LEADING + 19000 + 2000 + 13000); /* 45 pt: middle */
    assert_at(w, t, "終", LEFT, LEADING + 64000);
}

static void cells_may_have_a_ground_a_style_and_a_side(void **state)
{
    struct world *w = *state;
    const char *t = table(w,
        "columns: [100pt, 1fr], table: [[{cell: 甲, fill: \"#eeeeee\", valign: bottom, style: "
        "end}, "
        "\"乙\\n丙\"]]",
        "{}");
    assert_int_equal(count_of(t, "fill eeeeee"), 1);
    assert_true(strstr(t, "rect") < strstr(t, "甲"));
    assert_at(w, t, "甲", LEFT + 100000 - 4000 - 10000, LEADING + 2000 + 15000);
}

static void rows_may_come_and_go_and_be_repeated(void **state)
{
    struct world *w = *state;
    static const char rows[] =
        "columns: [100pt, 1fr], table: [{cells: [甲, 乙], if: ok}, "
        "{cells: ['{loop.number}', '{r}'], each: route, as: r, min: 2, height: 30pt}]";
    const char *t = table(w, rows, "{ok: no, route: [a, b, c]}");
    assert_lacks(t, "甲");
    assert_at(w, t, "終", LEFT, LEADING + 90000);
    t = table(w, rows, "ok: yes");
    assert_at(w, t, "甲", LEFT + 4000, LEADING + 2000);
    assert_at(w, t, "終", LEFT, LEADING + 19000 + 60000);
}

static void rows_of_nested_lists_stand_in_groups(void **state)
{
    struct world *w = *state;
    const char *t = table(w,
        "columns: [100pt, 1fr], table: [{each: g.fields, as: f, rows: ["
        "{cells: [{cell: '{f.label}', span: 2}]}, "
        "{each: route, as: r, cells: ['{r}{f.label}', '{loop.number}']}]}]",
        "route: [子, 丑]");
    assert_at(w, t, "甲", LEFT + 4000, LEADING + 2000);
    assert_at(w, t, "子", LEFT + 4000, LEADING + 19000 + 2000);
    assert_at(w, t, "丑", LEFT + 4000, LEADING + 38000 + 2000);
    assert_at(w, t, "乙", LEFT + 4000, LEADING + 57000 + 2000);
    assert_at(w, t, "終", LEFT, LEADING + 114000);
}

static void a_group_of_rows_has_a_condition(void **state)
{
    struct world *w = *state;
    static const char rows[] = "columns: [1fr], table: [{if: ok, rows: [[甲], [乙]]}, [丙]]";
    const char *t = table(w, rows, "ok: no");
    assert_lacks(t, "甲");
    assert_at(w, t, "丙", LEFT + 4000, LEADING + 2000);
    assert_at(w, table(w, rows, "ok: yes"), "丙", LEFT + 4000, LEADING + 38000 + 2000);
}

/* The others leave its column out. */
static void a_cell_reaches_over_a_row_for_every_entry(void **state)
{
    struct world *w = *state;
    static const char rows[] = "columns: [100pt, 1fr], table: [{each: route, as: r, cells: ["
                               "{if: loop.first, cell: 甲, rows: route, valign: top}, '{r}']}, "
                               "[丙, 丁]]";
    const char *t = table(w, rows, "route: [子, 丑, 寅]");
    assert_at(w, t, "甲", LEFT + 4000, LEADING + 2000);
    assert_at(w, t, "寅", LEFT + 104000, LEADING + 38000 + 2000);
    assert_at(w, t, "丙", LEFT + 4000, LEADING + 57000 + 2000);
    assert_lacks(t, "line 20000,54000 120000,54000");
    assert_lacks(t, "line 20000,73000 120000,73000");
    assert_holds(t, "line 120000,54000 399528,54000 width 500\n");
    assert_holds(t, "line 20000,92000 120000,92000 width 500\n");
    assert_at(w, table(w, rows, "{}"), "丙", LEFT + 4000, LEADING + 2000);
}

static void a_ground_lies_under_the_rule_above_it(void **state)
{
    struct world *w = *state;
    const char *t =
        table(w, "columns: [1fr], table: [[甲], [{cell: 乙, fill: \"#eeeeee\"}]]", "{}");
    assert_true(strstr(t, "rect") < strstr(t, "line 20000,54000"));
}

static void rows_of_a_height_that_is_too_low_are_blamed(void **state)
{
    struct world *w = *state;
    assert_unprintable(w, ask, "flow",
        "        - {table: [{cells: [\"a\\nb\"], height: 20pt}], columns: [1fr]}\n", "{}",
        "too-tall");
    assert_unprintable(w, ask, "flow",
        "        - {table: [{cells: [{cell: \"a\\nb\\nc\", rows: 2}, d], height: 22pt}, "
        "{cells: [e], height: 22pt}], columns: [1fr, 1fr]}\n",
        "{}", "too-tall");
}

static void cells_that_meet_only_when_printed_are_blamed(void **state)
{
    struct world *w = *state;
    assert_unprintable(w, ask, "flow",
        "        - {table: [{cells: [{cell: a, rows: 2}, b]}, {cells: [c, d], if: ok}], "
        "columns: [1fr, 1fr]}\n",
        "ok: yes", "wrong-columns");
}

static void a_table_may_have_no_rows_at_all(void **state)
{
    struct world *w = *state;
    const char *t = table(w, "columns: [1fr], table: [{cells: [a], if: ok}]", "{}");
    assert_at(w, t, "終", LEFT, LEADING);
}

static void tables_stand_in_cells_and_boxes(void **state)
{
    struct world *w = *state;
    const char *t = table(w,
        "columns: [100pt, 1fr], table: [[甲, {table: [[乙, 丙]], columns: [40pt, 1fr], padding: "
        "1pt}]]",
        "{}");
    assert_at(w, t, "乙", LEFT + 100000 + 4000 + 1000, LEADING + 3000);
    assert_at(w, t, "丙", LEFT + 100000 + 4000 + 41000, LEADING + 3000);
}

/* --- sizes from files --- */

static void a_text_of_very_many_lines_in_a_box_is_blamed_not_miscounted(void **state)
{
    struct world *w = *state;
    struct buf answers = {0};
    buf_adds(&answers, "text: |\n");
    for (int i = 0; i < 150000; i++)
        buf_adds(&answers, "  a\n");
    const char *text = arena_strdup(w->arena, answers.data);
    buf_release(&answers);
    assert_unprintable(w, ask, "flow", "        - {box: '{text}'}\n", text, "too-tall");
    assert_unprintable(w, ask, "sheet", "        - '{text}'\n", text, "sheet-overflow");
}

static void columns_and_cells_may_be_repeated(void **state)
{
    struct world *w = *state;
    static const char rows[] =
        "columns: [100pt, {each: route, as: r, columns: [30pt, 50pt]}, 40pt], head: [[頭, {each: "
        "route, as: r, cell: '{r}', span: 2}, 尾]], table: [['始', {each: route, as: r, cells: "
        "['{loop.number}', {if: loop.first, cell: 初}, {if: not loop.first, cell: 再}]}, 末]]";
    const char *t = table(w, rows, "route: [子, 丑]");
    assert_at(w, t, "子", LEFT + 104000, LEADING + 2000);
    assert_at(w, t, "丑", LEFT + 184000, LEADING + 2000);
    assert_at(w, t, "尾", LEFT + 264000, LEADING + 2000);
    assert_at(w, t, "初", LEFT + 134000, LEADING + 19000 + 2000);
    assert_at(w, t, "再", LEFT + 214000, LEADING + 19000 + 2000);
    assert_at(w, t, "末", LEFT + 264000, LEADING + 19000 + 2000);
    assert_holds(t, "line 320000,35000 320000,54000 width 1000\n"); /* right */
    t = table(w, rows, "{}");
    assert_at(w, t, "尾", LEFT + 104000, LEADING + 2000);
    assert_at(w, t, "末", LEFT + 104000, LEADING + 19000 + 2000);
}

static void a_cell_may_take_all_columns_that_are_left(void **state)
{
    struct world *w = *state;
    const char *t = table(w,
        "columns: [100pt, {each: route, as: r, columns: [50pt]}], table: [[{cell: 甲, span: all}], "
        "[乙, {cell: 丙, span: all}], [丁, {each: route, as: r, cell: '{r}'}]]",
        "route: [子, 丑]");
    assert_lacks(t, "line 120000,35000 120000,54000");
    assert_holds(t, "line 120000,54000 120000,73000 width 500\n");
    assert_lacks(t, "line 170000,54000 170000,73000");
    assert_holds(t, "line 170000,73000 170000,92000 width 500\n");
}

static void repeated_cells_that_find_no_columns_are_blamed(void **state)
{
    struct world *w = *state;
    assert_unprintable(w, ask, "flow",
        "        - {columns: [100pt, {each: route, as: r, columns: [50pt]}], "
        "table: [[甲, 乙, {each: route, as: r, cell: '{r}'}]]}\n",
        "route: [子]", "wrong-columns");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(lines_stand_at_the_leadings_distance),
        TEST(space_stands_before_after_and_between),
        TEST(a_stacks_gap_stands_between_its_blocks_only),
        TEST(a_block_whose_condition_fails_leaves_no_gap),
        TEST(texts_stand_at_either_side),
        TEST(a_text_of_a_height_takes_it_and_stands_within),
        TEST(values_print_and_blanks_where_there_is_none),
        TEST(a_value_shrinks_to_fit_its_place),
        TEST(a_value_that_does_not_fit_in_the_smallest_type_is_the_answers_fault),
        TEST(a_text_of_the_forms_own_that_does_not_fit_is_the_forms_fault),
        TEST(a_character_without_a_glyph_is_named_once_where_it_was_written),
        TEST(fixed_columns_come_first_and_shares_take_the_rest),
        TEST(shares_leave_no_remainder),
        TEST(the_first_alternative_that_fits_is_printed),
        TEST(the_last_alternative_says_why_it_does_not_fit),
        TEST(a_row_is_as_high_as_its_highest_block),
        TEST(a_block_that_is_not_shown_keeps_its_column),
        TEST(columns_wider_than_their_room_are_blamed),
        TEST(a_row_that_is_too_low_for_its_content_is_blamed),
        TEST(a_box_has_padding_and_a_border),
        TEST(borders_may_differ_from_side_to_side),
        TEST(a_ground_lies_under_its_text),
        TEST(a_box_of_a_height_places_its_content),
        TEST(a_row_grows_from_its_least_height),
        TEST(a_box_that_is_too_low_is_blamed),
        TEST(filling_space_takes_what_a_box_has_left),
        TEST(space_before_the_first_block_of_a_box_vanishes),
        TEST(a_place_stands_where_it_says_and_takes_no_room),
        TEST(a_place_between_two_blocks_does_not_swallow_their_space),
        TEST(a_place_in_a_box_is_measured_from_its_content),
        TEST(squares_are_drawn_and_say_what_they_show),
        TEST(brackets_hold_a_circle_where_chosen),
        TEST(a_circle_stands_around_the_chosen_option),
        TEST(a_blank_is_as_wide_as_it_says_and_may_be_ruled),
        TEST(a_rule_has_a_width_a_dash_and_an_ink),
        TEST(a_seals_place_is_a_ring_of_its_size_with_a_mark),
        TEST(inline_parts_may_have_conditions_and_styles),
        TEST(a_block_is_repeated_for_every_entry),
        TEST(blank_entries_fill_up_to_the_minimum),
        TEST(the_middle_of_a_route_has_blank_entries_too),
        TEST(several_paths_are_repeated_one_after_the_other),
        TEST(first_and_last_are_known_in_a_repetition),
        TEST(a_condition_within_a_repetition_sees_the_entry),
        TEST(templates_hand_their_parameters_on),
        TEST(cells_stand_in_their_columns_between_rules),
        TEST(a_cell_over_columns_leaves_their_rule_out),
        TEST(a_cell_over_rows_leaves_their_rule_out_and_grows_the_last),
        TEST(cells_may_have_a_ground_a_style_and_a_side),
        TEST(rows_may_come_and_go_and_be_repeated),
        TEST(rows_of_a_height_that_is_too_low_are_blamed),
        TEST(cells_that_meet_only_when_printed_are_blamed),
        TEST(rows_of_nested_lists_stand_in_groups),
        TEST(a_group_of_rows_has_a_condition),
        TEST(a_cell_reaches_over_a_row_for_every_entry),
        TEST(a_ground_lies_under_the_rule_above_it),
        TEST(a_table_may_have_no_rows_at_all),
        TEST(tables_stand_in_cells_and_boxes),
        TEST(a_text_of_very_many_lines_in_a_box_is_blamed_not_miscounted),
        TEST(columns_and_cells_may_be_repeated),
        TEST(a_cell_may_take_all_columns_that_are_left),
        TEST(repeated_cells_that_find_no_columns_are_blamed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
