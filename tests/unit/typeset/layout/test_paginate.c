#include "support.h"

#define PER_PAGE 37 /* lines of a page: 555,276 / 15,000 */

static const char ask[] = "fields:\n  - {key: route, type: list, of: {}}\n"
                          "  - {key: text, type: lines}\n  - {key: ok, type: yes-no}\n";

/* "route: [w1, w2, …]" */
static const char *entries(struct world *w, int count)
{
    struct buf b = {0};
    buf_adds(&b, "route: [");
    for (int i = 1; i <= count; i++)
        buf_addf(&b, "%sw%d", i > 1 ? ", " : "", i);
    buf_adds(&b, "]\n");
    const char *text = arena_strdup(w->arena, b.data);
    buf_release(&b);
    return text;
}

static const char *flow(struct world *w, const char *blocks, int count)
{
    return print_blocks(w, ask, "flow", blocks, entries(w, count));
}

static const char *sheet(struct world *w, const char *blocks, int count)
{
    return print_blocks(w, ask, "sheet", blocks, entries(w, count));
}

static int top_of(struct world *w, const char *trace, const char *text)
{
    return spot_of(w, trace, text).y - spot_of(w, trace, "w1").y;
}

static bool has(const char *trace, const char *text)
{
    char quoted[64];
    snprintf(quoted, sizeof quoted, " \"%s\"", text);
    return strstr(trace, quoted) != NULL;
}

/* Every word stands once, in order, and within the margins. */
static void assert_all_there(struct world *w, const char *trace, int count)
{
    const char *p = trace;
    for (int i = 1; i <= count; i++) {
        const char *word = arena_printf(w->arena, " \"w%d\"", i);
        if (count_of(trace, word) != 1)
            print_message("%s stands %d times\n", word, count_of(trace, word));
        assert_int_equal(count_of(trace, word), 1);
        const char *found = strstr(p, word);
        assert_non_null(found);
        p = found;
        struct spot s = spot_of(w, trace, arena_printf(w->arena, "w%d", i));
        assert_true(s.y > TOP && s.y < TOP + BODY_HEIGHT);
    }
}

/* Nothing is drawn below the bottom margin or above the top one. */
static void assert_within(const char *trace)
{
    for (const char *p = trace; (p = strchr(p, '\n')); p++) {
        int x, y, x1, y1;
        if (sscanf(p, "\ntext %d,%d", &x, &y) == 2)
            assert_true(y > TOP && y < TOP + BODY_HEIGHT);
        if (sscanf(p, "\nline %d,%d %d,%d", &x, &y, &x1, &y1) == 4)
            assert_true(y >= TOP && y1 <= TOP + BODY_HEIGHT);
        if (sscanf(p, "\nrect %d,%d %dx%d", &x, &y, &x1, &y1) == 4)
            assert_true(y >= TOP && y + y1 <= TOP + BODY_HEIGHT);
    }
}

#define EACH "{text: '{r}', each: route, as: r}"

/* --- flows --- */

static void a_flow_takes_as_many_pages_as_it_needs(void **state)
{
    struct world *w = *state;
    const char *t = flow(w, "        - " EACH "\n", 2 * PER_PAGE + 1);
    assert_int_equal(page_count(t), 3);
    assert_true(has(page_of(w, t, 1), "w37"));
    assert_true(has(page_of(w, t, 2), "w38"));
    assert_true(has(page_of(w, t, 3), "w75"));
    assert_all_there(w, t, 75);
}

static const char *flow_that(struct world *w, const char *asks, const char *blocks, int count)
{
    const char *kind = arena_printf(w->arena, "%s\n        flow", asks);
    return print_blocks(w, ask, kind, blocks, entries(w, count));
}

static void spaces_shrink_where_that_saves_a_page(void **state)
{
    struct world *w = *state;
    static const char blocks[] = "        - {text: '{r}', each: route, as: r, before: 5pt}\n";
    /* 37 lines leave 276 of a page, over 35 spaces */
    const char *t = flow_that(w, "tighten: 0", blocks, 36);
    assert_int_equal(page_count(t), 1);
    int step = top_of(w, t, "w2");
    assert_true(step > 15000 && step < 15500);
    assert_all_there(w, t, 36);
    t = flow_that(w, "tighten: 50", blocks, 36);
    assert_int_equal(page_count(t), 2);
    assert_int_equal(top_of(w, t, "w2"), 20000);
}

static void spaces_shrink_no_more_than_it_takes(void **state)
{
    struct world *w = *state;
    static const char blocks[] = "        - {text: '{r}', each: route, as: r, before: 5pt}\n";
    const char *t = flow_that(w, "tighten: 0", blocks, 28);
    assert_int_equal(page_count(t), 1);
    assert_int_equal(top_of(w, t, "w2"), 20000);
    t = flow_that(w, "tighten: 0", blocks, 29);
    assert_int_equal(page_count(t), 1);
    assert_true(top_of(w, t, "w2") > 19000);
}

static void balanced_pages_are_filled_alike(void **state)
{
    struct world *w = *state;
    const char *t = flow_that(w, "balance: yes", "        - " EACH "\n", PER_PAGE + 3);
    assert_int_equal(page_count(t), 2);
    assert_true(has(page_of(w, t, 1), "w20"));
    assert_true(has(page_of(w, t, 2), "w21"));
    assert_all_there(w, t, PER_PAGE + 3);
    t = flow_that(w, "balance: yes", "        - " EACH "\n", PER_PAGE);
    assert_int_equal(page_count(t), 1);
}

static void a_block_is_never_too_tall_for_a_balanced_page(void **state)
{
    struct world *w = *state;
    const char *t = flow_that(w, "balance: yes",
        "        - 甲\n        - {box: [乙], height: 500pt}\n        - 丙\n        - 丁\n", 0);
    assert_int_equal(page_count(t), 1);
    t = flow_that(
        w, "balance: yes", "        - " EACH "\n        - {box: [乙], height: 500pt}\n", 9);
    assert_int_equal(page_count(t), 2);
    assert_within(t);
}

static void space_before_vanishes_at_the_top_of_a_page(void **state)
{
    struct world *w = *state;
    const char *t = flow(w, "        - {text: '{r}', each: route, as: r, before: 5pt}\n", 60);
    assert_int_equal(page_count(t), 3);
    assert_int_equal(spot_of(w, page_of(w, t, 2), "w29").y, spot_of(w, t, "w1").y);
}

static void the_first_and_the_last_line_of_a_text_do_not_stand_alone(void **state)
{
    struct world *w = *state;
    const char *t = flow(w, "        - {space: 540pt}\n        - \"一\\n二\\n三\\n四\"\n", 0);
    assert_lacks(page_of(w, t, 1), "一");
    t = flow(w, "        - {space: 510pt}\n        - \"一\\n二\\n三\\n四\"\n", 0);
    assert_true(has(page_of(w, t, 1), "二"));
    assert_true(has(page_of(w, t, 2), "三"));
    assert_true(has(page_of(w, t, 2), "四"));
}

static void what_is_kept_together_moves_together(void **state)
{
    struct world *w = *state;
    static const char blocks[] =
        "        - {space: 525pt}\n        - {stack: [甲, 乙, 丙], keep: yes}\n        - 丁\n";
    const char *t = flow(w, blocks, 0);
    assert_false(has(page_of(w, t, 1), "甲"));
    assert_true(has(page_of(w, t, 2), "丙"));
}

static void what_is_kept_together_but_longer_than_a_page_is_broken(void **state)
{
    struct world *w = *state;
    const char *t = flow(w, "        - w0\n        - {stack: [" EACH "], keep: yes}\n", 50);
    assert_all_there(w, t, 50);
    assert_int_equal(page_count(t), 2);
}

static void a_heading_sticks_to_what_follows(void **state)
{
    struct world *w = *state;
    static const char blocks[] = "        - {space: 525pt}\n        - {text: 見出し, stick: yes}\n"
                                 "        - \"一\\n二\\n三\"\n";
    const char *t = flow(w, blocks, 0);
    assert_false(has(page_of(w, t, 1), "見出し"));
    assert_true(has(page_of(w, t, 2), "見出し"));
}

static void a_break_begins_a_page_and_never_an_empty_one(void **state)
{
    struct world *w = *state;
    const char *t = flow(w,
        "        - {break: yes}\n        - 甲\n        - {break: yes}\n        - {break: yes}\n"
        "        - 乙\n        - {break: yes}\n",
        0);
    assert_int_equal(page_count(t), 2);
    assert_true(has(page_of(w, t, 2), "乙"));
}

static void a_break_stands_nowhere_but_in_a_flow(void **state)
{
    struct world *w = *state;
    assert_unprintable(w, ask, "sheet", "        - {break: yes}\n", "{}", "no-break");
    assert_unprintable(w, ask, "flow", "        - {box: [{break: yes}]}\n", "{}", "no-break");
    assert_unprintable(w, ask, "flow", "        - {table: [[[{break: yes}]]], columns: [1fr]}\n",
        "{}", "no-break");
    forget(w);
    const char *t = flow(w, "        - {stack: [甲, {break: yes}, 乙]}\n", 0);
    assert_int_equal(page_count(t), 2);
}

static void a_block_taller_than_its_page_is_blamed(void **state)
{
    struct world *w = *state;
    assert_unprintable(
        w, ask, "flow", "        - 甲\n        - {box: 乙, height: 600pt}\n", "{}", "too-tall");
}

static void a_block_that_just_fits_takes_a_page_of_its_own(void **state)
{
    struct world *w = *state;
    const char *t = flow(w, "        - 甲\n        - {box: 乙, height: 555pt}\n        - 丙\n", 0);
    assert_int_equal(page_count(t), 3);
    assert_within(t);
}

static void a_place_in_a_flow_stands_on_the_page_of_its_neighbours(void **state)
{
    struct world *w = *state;
    const char *t = flow(w,
        "        - " EACH "\n        - {break: yes}\n        - {place: 甲, at: [1pt, 300pt]}\n"
        "        - 乙\n",
        3);
    assert_true(has(page_of(w, t, 2), "甲"));
    assert_int_equal(spot_of(w, t, "乙").y, spot_of(w, t, "w1").y);
}

/* --- sheets --- */

static void a_sheet_is_one_page_and_too_much_is_blamed(void **state)
{
    struct world *w = *state;
    assert_int_equal(page_count(sheet(w, "        - " EACH "\n", PER_PAGE)), 1);
    assert_unprintable(
        w, ask, "sheet", "        - " EACH "\n", entries(w, PER_PAGE + 1), "sheet-overflow");
    assert_says(w, 0, "5.1 mm taller than its page", "5.1 mm");
    assert_string_equal(base_name(message(w, 0)->at.file), "layout.yaml");
}

static void filling_space_takes_what_is_left_of_a_sheet(void **state)
{
    struct world *w = *state;
    const char *t = sheet(w, "        - w1\n        - {space: fill}\n        - 終\n", 0);
    assert_int_equal(top_of(w, t, "終"), BODY_HEIGHT - LEADING);
}

static void filling_space_is_not_disturbed_by_a_place(void **state)
{
    struct world *w = *state;
    const char *t = sheet(w,
        "        - {place: x, at: [0, 0]}\n        - {text: w1, before: 9pt}\n"
        "        - {space: fill}\n        - 終\n",
        0);
    assert_int_equal(top_of(w, t, "終"), BODY_HEIGHT - LEADING);
}

static const char *spread(struct world *w, const char *by, const char *blocks)
{
    const char *body =
        arena_printf(w->arena, "      - {spread: %s, gap: 10pt, sheet: [%s]}\n", by, blocks);
    design_of(w, ask, tiny_layout(w, body));
    return print(w, "{}");
}

static void gaps_of_a_sheet_grow_up_to_its_spread(void **state)
{
    struct world *w = *state;
    const char *t = spread(w, "3pt", "w1, 乙, 丙");
    assert_int_equal(top_of(w, t, "乙"), LEADING + 13000);
    assert_int_equal(top_of(w, t, "丙"), 2 * LEADING + 26000);
    t = spread(w, "1000pt", "w1, 乙, 丙");
    assert_int_equal(top_of(w, t, "丙"), BODY_HEIGHT - LEADING);
    t = spread(w, "1000pt", "{place: x, at: [0, 0]}, w1, 乙, 丙");
    assert_int_equal(top_of(w, t, "丙"), BODY_HEIGHT - LEADING);
}

/* --- tables over pages --- */

#define TABLE(rest)                                                                                \
    "        - {padding: [0, 4pt], border: 1pt, rules: 0.5pt, columns: [100pt, 1fr], " rest "}\n"

static void a_tables_head_is_repeated_and_its_frame_closed(void **state)
{
    struct world *w = *state;
    const char *t =
        flow(w, TABLE("head: [[頭, 部]], table: [{cells: [a, '{r}'], each: route, as: r}]"), 80);
    assert_int_equal(page_count(t), 3);
    assert_int_equal(count_of(t, " \"頭\""), 3);
    assert_all_there(w, t, 80);
    assert_within(t);
    const char *second = page_of(w, t, 2);
    assert_int_equal(spot_of(w, second, "頭").y, spot_of(w, t, "頭").y);
    assert_true(has(second, "w37"));
    int bottom = TOP + PER_PAGE * LEADING;
    assert_holds(page_of(w, t, 1),
        arena_printf(w->arena, "line 20000,%d 399528,%d width 1000\n", bottom, bottom));
    assert_holds(second, "line 20000,35000 399528,35000 width 1000\n");
}

static void a_head_never_stands_alone_at_the_foot(void **state)
{
    struct world *w = *state;
    const char *t = flow(w,
        "        - {space: 530pt}\n" TABLE(
            "head: [[頭, 部]], table: [{cells: [a, '{r}'], each: route, as: r}]"),
        3);
    assert_false(has(page_of(w, t, 1), "頭"));
    assert_int_equal(count_of(t, " \"頭\""), 1);
}

static void a_row_that_fits_a_page_but_not_below_its_head_goes_without_it(void **state)
{
    struct world *w = *state;
    const char *t = flow(w,
        "        - w0\n" TABLE(
            "head: [[頭, 部]], table: [[a, w1], {cells: [b, w2], height: 550pt}, "
            "[c, w3]]"),
        3);
    assert_all_there(w, t, 3);
    assert_within(t);
    assert_int_equal(page_count(t), 3);
    assert_int_equal(count_of(t, " \"頭\""), 2);
}

static void a_first_row_too_high_for_its_head_does_not_hang_over_the_foot(void **state)
{
    struct world *w = *state;
    const char *t = flow(w,
        "        - {space: 300pt}\n" TABLE(
            "head: [[頭, 部]], table: [{cells: [b, w1], height: 550pt}]"),
        1);
    assert_within(t);
    assert_all_there(w, t, 1);
}

static void a_short_cell_over_rows_keeps_them_together(void **state)
{
    struct world *w = *state;
    const char *t = flow(
        w, "        - {space: 525pt}\n" TABLE("table: [[{cell: 甲, rows: 3}, w1], [w2], [w3]]"), 3);
    assert_false(has(page_of(w, t, 1), "甲"));
    assert_true(has(page_of(w, t, 2), "w3"));
    assert_int_equal(count_of(t, " \"甲\""), 1);
}

static void a_long_cell_over_rows_shows_its_content_again_on_the_next_page(void **state)
{
    struct world *w = *state;
    struct buf rows = {0};
    buf_adds(&rows, "        - {padding: [0, 4pt], columns: [100pt, 1fr], table: [");
    for (int i = 1; i <= 45; i++)
        buf_addf(&rows, i == 1 ? "[{cell: 甲, rows: 45, fill: \"#eeeeee\"}, w%d]" : ", [w%d]", i);
    buf_adds(&rows, "]}\n");
    const char *blocks = arena_strdup(w->arena, rows.data);
    buf_release(&rows);
    const char *t = flow(w, blocks, 45);
    assert_int_equal(page_count(t), 2);
    assert_all_there(w, t, 45);
    assert_within(t);
    const char *second = page_of(w, t, 2);
    assert_true(has(second, "甲"));
    assert_int_equal(spot_of(w, second, "甲").y, spot_of(w, t, "甲").y);
    const char *text = strstr(second, " \"甲\"");
    const char *ground = strstr(second, "rect 20");
    assert_true(ground && ground < text); /* the ground lies under it */
}

static void a_cell_over_rows_that_fits_no_page_is_blamed(void **state)
{
    struct world *w = *state;
    struct buf answers = {0};
    buf_adds(&answers, "text: |\n");
    for (int i = 0; i < 60; i++)
        buf_adds(&answers, "  a\n");
    const char *text = arena_strdup(w->arena, answers.data);
    buf_release(&answers);
    assert_unprintable(
        w, ask, "flow", TABLE("table: [[{cell: '{text}', rows: 2}, b], [c]]"), text, "too-tall");
}

/* --- rows that are cut --- */

static void a_row_taller_than_a_page_is_cut_and_nothing_is_lost(void **state)
{
    struct world *w = *state;
    const char *t = flow(w, TABLE("table: [[a, [" EACH "]], [甲, 乙]]"), 100);
    assert_int_equal(page_count(t), 3);
    assert_all_there(w, t, 100);
    assert_within(t);
    assert_true(has(page_of(w, t, 3), "甲"));
}

static void a_cut_row_has_padding_and_a_frame_on_every_page(void **state)
{
    struct world *w = *state;
    const char *t = flow(w,
        "        - {padding: 5pt, border: 1pt, columns: [100pt, 1fr], table: [[a, [" EACH "]]]}\n",
        50);
    assert_all_there(w, t, 50);
    assert_within(t);
    assert_int_equal(spot_of(w, page_of(w, t, 2), "w37").y, spot_of(w, t, "w1").y);
    assert_holds(page_of(w, t, 1), "line 20000,20000 399528,20000 width 1000\n");
    assert_holds(page_of(w, t, 1), "line 20000,570000 399528,570000 width 1000\n");
    assert_holds(page_of(w, t, 2), "line 20000,20000 399528,20000 width 1000\n");
    assert_holds(page_of(w, t, 2), "line 20000,240000 399528,240000 width 1000\n");
    assert_holds(page_of(w, t, 2), "line 120000,20000 120000,240000 width 500\n");
}

static void a_cut_row_repeats_the_head(void **state)
{
    struct world *w = *state;
    const char *t = flow(w, TABLE("head: [[頭, 部]], table: [[a, [" EACH "]]]"), 100);
    assert_int_equal(count_of(t, " \"頭\""), page_count(t));
    assert_all_there(w, t, 100);
    assert_within(t);
}

static void a_cut_row_begins_below_what_is_on_the_page(void **state)
{
    struct world *w = *state;
    const char *t =
        flow(w, "        - {space: 300pt}\n" TABLE("table: [[a, [" EACH "]]], before: 6pt"), 60);
    assert_int_equal(page_count(t), 3);
    assert_int_equal(spot_of(w, t, "w1").y - spot_of(w, page_of(w, t, 2), "w17").y, 306000);
    assert_all_there(w, t, 60);
    assert_within(t);
}

static void a_cut_row_that_cannot_begin_here_begins_on_the_next_page(void **state)
{
    struct world *w = *state;
    const char *t = flow(w, "        - {space: 550pt}\n" TABLE("table: [[a, [" EACH "]]]"), 60);
    assert_int_equal(page_count(t), 3);
    assert_within(t);
    assert_lacks(page_of(w, t, 1), "text");
    assert_lacks(page_of(w, t, 1), "line");
    assert_all_there(w, t, 60);
}

static void a_cut_row_closes_the_row_above_where_the_page_ends(void **state)
{
    struct world *w = *state;
    const char *t =
        flow(w, "        - {space: 530pt}\n" TABLE("table: [[甲, 乙], [a, [" EACH "]]]"), 60);
    assert_true(has(page_of(w, t, 1), "甲"));
    assert_holds(page_of(w, t, 1), "line 20000,565000 399528,565000 width 1000\n");
    assert_all_there(w, t, 60);
}

static void the_ground_of_a_cut_cell_lies_under_its_text(void **state)
{
    struct world *w = *state;
    const char *t = flow(w, TABLE("table: [[a, {cell: [" EACH "], fill: \"#eeeeee\"}]]"), 50);
    assert_true(strstr(t, "rect") < strstr(t, " \"w1\""));
    const char *second = page_of(w, t, 2);
    assert_true(strstr(second, "rect") < strstr(second, " \"w40\""));
}

static void a_cut_row_may_hold_cells_that_go_on_below(void **state)
{
    struct world *w = *state;
    const char *t = flow(w, TABLE("table: [[{cell: 甲, rows: 2}, [" EACH "]], [乙]]"), 50);
    assert_int_equal(count_of(t, " \"甲\""), 1);
    assert_true(has(page_of(w, t, 2), "乙"));
    assert_all_there(w, t, 50);
    assert_within(t);
}

static void a_cut_row_holds_boxes_and_tables_whole(void **state)
{
    struct world *w = *state;
    const char *t = flow(w,
        TABLE("table: [[a, [{box: '{r}', border: 1pt, each: route, as: r, height: 100pt}]]]"), 12);
    assert_int_equal(page_count(t), 3);
    assert_all_there(w, t, 12);
    assert_within(t);
    t = flow(w,
        TABLE("table: [[a, [{table: [{cells: ['{r}'], each: route, as: r}], columns: [1fr]}]]]"),
        90);
    assert_all_there(w, t, 90);
    assert_within(t);
}

static void a_part_of_a_cut_row_that_fits_no_page_is_blamed_not_lost(void **state)
{
    struct world *w = *state;
    assert_unprintable(w, ask, "flow",
        TABLE("table: [[a, [b, {table: [{cells: [[" EACH "]]}], columns: [1fr]}]]]"),
        entries(w, 60), "too-tall");
    assert_unprintable(w, ask, "flow",
        "        - {box: [{table: [[[" EACH "]]], columns: [1fr]}]}\n", entries(w, 60), "too-tall");
}

static int frames_named(const struct page *page, const char *name)
{
    int n = 0;
    for (const struct frame *f = page->frames; f; f = f->next)
        n += !strcmp(f->name, name) && f->w == BODY_WIDTH;
    return n;
}

static void a_named_block_is_framed_on_every_page_it_stands_on(void **state)
{
    struct world *w = *state;
    struct pages pages;
    design_of(w, ask,
        tiny_layout(w, "      - flow:\n        - {stack: [" EACH "], name: 欄, outline: 目次}\n"));
    assert_true(lay_out(w, entries(w, 50), &pages));
    assert_int_equal(pages.count, 2);
    assert_int_equal(frames_named(pages.first, "欄"), PER_PAGE);
    assert_int_equal(frames_named(pages.first->next, "欄"), 50 - PER_PAGE);
    assert_string_equal(pages.first->outline->title, "目次");
    assert_null(pages.first->outline->next);
    assert_null(pages.first->next->outline);
}

static void a_cut_table_keeps_its_place_in_the_outline(void **state)
{
    struct world *w = *state;
    const char *t = flow(w, TABLE("outline: 目次, level: 1, table: [[a, [" EACH "]]]"), 60);
    assert_holds(page_of(w, t, 1), "outline 1 20000 目次");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_flow_takes_as_many_pages_as_it_needs),
        TEST(spaces_shrink_where_that_saves_a_page),
        TEST(spaces_shrink_no_more_than_it_takes),
        TEST(balanced_pages_are_filled_alike),
        TEST(a_block_is_never_too_tall_for_a_balanced_page),
        TEST(space_before_vanishes_at_the_top_of_a_page),
        TEST(the_first_and_the_last_line_of_a_text_do_not_stand_alone),
        TEST(what_is_kept_together_moves_together),
        TEST(what_is_kept_together_but_longer_than_a_page_is_broken),
        TEST(a_heading_sticks_to_what_follows),
        TEST(a_break_begins_a_page_and_never_an_empty_one),
        TEST(a_break_stands_nowhere_but_in_a_flow),
        TEST(a_block_taller_than_its_page_is_blamed),
        TEST(a_block_that_just_fits_takes_a_page_of_its_own),
        TEST(a_place_in_a_flow_stands_on_the_page_of_its_neighbours),
        TEST(a_sheet_is_one_page_and_too_much_is_blamed),
        TEST(filling_space_takes_what_is_left_of_a_sheet),
        TEST(filling_space_is_not_disturbed_by_a_place),
        TEST(gaps_of_a_sheet_grow_up_to_its_spread),
        TEST(a_tables_head_is_repeated_and_its_frame_closed),
        TEST(a_head_never_stands_alone_at_the_foot),
        TEST(a_row_that_fits_a_page_but_not_below_its_head_goes_without_it),
        TEST(a_first_row_too_high_for_its_head_does_not_hang_over_the_foot),
        TEST(a_short_cell_over_rows_keeps_them_together),
        TEST(a_long_cell_over_rows_shows_its_content_again_on_the_next_page),
        TEST(a_cell_over_rows_that_fits_no_page_is_blamed),
        TEST(a_row_taller_than_a_page_is_cut_and_nothing_is_lost),
        TEST(a_cut_row_has_padding_and_a_frame_on_every_page),
        TEST(a_cut_row_repeats_the_head),
        TEST(a_cut_row_begins_below_what_is_on_the_page),
        TEST(a_cut_row_that_cannot_begin_here_begins_on_the_next_page),
        TEST(a_cut_row_closes_the_row_above_where_the_page_ends),
        TEST(the_ground_of_a_cut_cell_lies_under_its_text),
        TEST(a_cut_row_may_hold_cells_that_go_on_below),
        TEST(a_cut_row_holds_boxes_and_tables_whole),
        TEST(a_part_of_a_cut_row_that_fits_no_page_is_blamed_not_lost),
        TEST(a_named_block_is_framed_on_every_page_it_stands_on),
        TEST(a_cut_table_keeps_its_place_in_the_outline),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
