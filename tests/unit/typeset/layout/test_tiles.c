#include "support.h"

static const char ask[] = "fields:\n  - {key: route, type: list, of: {}}\n"
                          "  - {key: first, label: 使い始める面}\n";

static const char *entries(struct world *w, int count, const char *first)
{
    const char *list = "";
    for (int i = 1; i <= count; i++)
        list = arena_printf(w->arena, "%s%sw%d", list, i > 1 ? ", " : "", i);
    return arena_printf(w->arena, "route: [%s]\nfirst: '%s'\n", list, first);
}

#define TILES                                                                                      \
    "        - tiles: [\"{r}\"]\n          each: route\n          as: r\n          across: 2\n"    \
    "          down: 3\n          at: [10pt, 20pt]\n          start: \"{first}\"\n"

/* Six places of 100 by 50 pt. */
static const char *tiles(struct world *w, const char *more, int count, const char *first)
{
    return print_blocks(w, ask, "flow",
        arena_printf(w->arena, TILES "          size: [100pt, 50pt]\n%s", more),
        entries(w, count, first));
}

static void assert_place(struct world *w, const char *t, const char *text, int x, int y)
{
    struct spot base = spot_of(w, t, "w1");
    struct spot s = spot_of(w, t, text);
    assert_int_equal(s.x - base.x, x);
    assert_int_equal(s.y - base.y, y);
}

static void each_turn_takes_the_next_place_line_by_line(void **state)
{
    struct world *w = *state;
    const char *t = tiles(w, "", 5, "");
    assert_int_equal(page_count(t), 1);
    assert_int_equal(spot_of(w, t, "w1").x, 10000);
    assert_place(w, t, "w2", 100000, 0);
    assert_place(w, t, "w3", 0, 50000);
    assert_place(w, t, "w5", 0, 100000);
}

static void gaps_and_padding_are_between_and_within_places(void **state)
{
    struct world *w = *state;
    const char *t =
        tiles(w, "          gaps: [7pt, 3pt]\n          padding: [2pt, 4pt, 2pt, 4pt]\n", 5, "");
    assert_int_equal(spot_of(w, t, "w1").x, 14000);
    assert_place(w, t, "w2", 107000, 0);
    assert_place(w, t, "w3", 0, 53000);
}

static void a_full_sheet_is_followed_by_another(void **state)
{
    struct world *w = *state;
    assert_int_equal(page_count(tiles(w, "", 6, "")), 1);
    const char *t = tiles(w, "", 13, "");
    assert_int_equal(page_count(t), 3);
    assert_int_equal(spot_of(w, page_of(w, t, 2), "w7").x, spot_of(w, t, "w1").x);
    assert_int_equal(spot_of(w, page_of(w, t, 2), "w7").y, spot_of(w, t, "w1").y);
    assert_holds(page_of(w, t, 3), "\"w13\"");
    assert_null(strstr(page_of(w, t, 3), "\"w12\""));
}

static void a_sheet_that_was_begun_goes_on_at_its_first_free_place(void **state)
{
    struct world *w = *state;
    struct spot third = spot_of(w, tiles(w, "", 3, ""), "w3");
    const char *t = tiles(w, "", 4, "3");
    assert_int_equal(spot_of(w, t, "w1").x, third.x);
    assert_int_equal(spot_of(w, t, "w1").y, third.y);
    assert_int_equal(page_count(t), 1);
    assert_int_equal(page_count(tiles(w, "", 5, "3")), 2);
    assert_int_equal(page_count(tiles(w, "", 1, "6")), 1);
}

static void a_place_that_is_none_is_blamed(void **state)
{
    struct world *w = *state;
    static const char *const wrong[] = {"7", "0", "-1", "x", "2x"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_unprintable(w, ask, "flow", TILES "          size: [100pt, 50pt]\n",
            entries(w, 2, wrong[i]), "no-such-place");
}

static void nothing_to_repeat_is_no_sheet(void **state)
{
    struct world *w = *state;
    assert_int_equal(page_count(tiles(w, "", 0, "")), 0);
}

static void what_is_too_tall_for_a_place_is_blamed(void **state)
{
    struct world *w = *state;
    assert_unprintable(
        w, ask, "flow", TILES "          size: [100pt, 14pt]\n", entries(w, 1, ""), "too-tall");
    assert_says(w, 0, "0.3 mm taller than its place", "0.3 mm");
}

static void the_first_alternative_that_a_place_holds_is_taken(void **state)
{
    struct world *w = *state;
    static const char blocks[] =
        "        - tiles:\n            - alternatives:\n                - [\"大{r}\", \"二\"]\n"
        "                - \"小{r}\"\n"
        "          each: route\n          as: r\n          across: 1\n          down: 2\n"
        "          at: [0pt, 0pt]\n          size: [100pt, %s]\n";
    const char *low =
        print_blocks(w, ask, "flow", arena_printf(w->arena, blocks, "20pt"), entries(w, 1, ""));
    assert_holds(low, "\"小\"");
    const char *high =
        print_blocks(w, ask, "flow", arena_printf(w->arena, blocks, "40pt"), entries(w, 1, ""));
    assert_holds(high, "\"大\"");
}

static void they_stand_in_a_flow_alone(void **state)
{
    struct world *w = *state;
    assert_unprintable(
        w, ask, "sheet", TILES "          size: [100pt, 50pt]\n", entries(w, 1, ""), "no-tiles");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(each_turn_takes_the_next_place_line_by_line),
        TEST(gaps_and_padding_are_between_and_within_places),
        TEST(a_full_sheet_is_followed_by_another),
        TEST(a_sheet_that_was_begun_goes_on_at_its_first_free_place),
        TEST(a_place_that_is_none_is_blamed),
        TEST(nothing_to_repeat_is_no_sheet),
        TEST(what_is_too_tall_for_a_place_is_blamed),
        TEST(the_first_alternative_that_a_place_holds_is_taken),
        TEST(they_stand_in_a_flow_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
