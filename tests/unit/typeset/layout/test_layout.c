#include "support.h"

static const char ask[] =
    "fields:\n  - {key: application, type: choice, default: renewal, options: "
    "[{key: new}, {key: renewal, label: 更新}]}\n"
    "  - {key: name, label: 氏名}\n  - {key: text, label: 本文, type: lines}\n"
    "  - {key: day, type: date}\n  - {key: route, type: list, of: {}}\n";

static const char *print_documents(struct world *w, const char *documents, const char *answers)
{
    design_of(w, ask, arena_printf(w->arena, TINY_LAYOUT "documents:\n%s", documents));
    assert_quiet(w);
    return print(w, answers);
}

static bool has(const char *trace, const char *text)
{
    char quoted[128];
    snprintf(quoted, sizeof quoted, " \"%s\"", text);
    return strstr(trace, quoted) != NULL;
}

/* --- documents --- */

static void documents_print_in_their_order_where_their_condition_holds(void **state)
{
    struct world *w = *state;
    static const char documents[] =
        "  - {id: one, page: p, body: [{flow: 甲}]}\n"
        "  - {id: two, page: p, if: \"application = 'new'\", body: [{flow: 乙}]}\n"
        "  - {id: three, page: p, body: [{sheet: 丙}]}\n";
    const char *t = print_documents(w, documents, "{}");
    assert_int_equal(page_count(t), 2);
    assert_holds(page_of(w, t, 1), "\npage one 1, 419528x595276\n");
    assert_holds(page_of(w, t, 2), "\npage three 1, ");
    assert_int_equal(page_count(print_documents(w, documents, "application: new")), 3);
}

static void a_body_that_shows_nothing_prints_no_page_and_a_sheet_always_one(void **state)
{
    struct world *w = *state;
    assert_int_equal(page_count(print_documents(w,
                         "  - {id: d, page: p, body: [{flow: {text: a, if: name}}, "
                         "{sheet: b, if: name}, {sheet: {text: c, if: name}}]}\n",
                         "{}")),
        1);
}

static void every_flow_and_sheet_begins_a_page(void **state)
{
    struct world *w = *state;
    const char *t = print_documents(
        w, "  - {id: d, page: p, body: [{flow: 甲}, {sheet: 乙}, {flow: 丙}]}\n", "{}");
    assert_int_equal(page_count(t), 3);
    assert_holds(page_of(w, t, 3), "\npage d 3, ");
}

static void a_sheet_may_be_repeated_over_a_list(void **state)
{
    struct world *w = *state;
    const char *t = print_documents(w,
        "  - {id: d, page: p, body: [{sheet: '{r}', each: route, as: r, if: loop.number != "
        "'2'}]}\n",
        "route: [甲, 乙, 丙]");
    assert_int_equal(page_count(t), 2);
    assert_true(has(page_of(w, t, 2), "丙"));
}

static void pages_may_lie_on_their_side_and_have_other_sizes(void **state)
{
    struct world *w = *state;
    design_of(w, ask,
        "pages:\n  p: {size: B4, landscape: yes}\n"
        "documents:\n  - {id: d, page: p, body: [{flow: a}]}\n");
    assert_holds(print(w, "{}"), "page d 1, 1031811x728504");
}

static const char *framed(const struct page *p, enum frame_kind kind, int n)
{
    for (const struct frame *f = p->frames; f; f = f->next)
        if (f->kind == kind && n-- == 0)
            return f->name;
    return "";
}

static void a_page_knows_what_is_answered_on_it_and_whose_hand_it_waits_for(void **state)
{
    struct world *w = *state;
    struct pages pages;
    design_of(w, ask,
        TINY_LAYOUT "documents:\n  - id: d\n    page: p\n    body:\n      - flow:\n"
                    "          - {text: '{name}', item: name, waits: '{name}の署名'}\n"
                    "          - {each: route, as: r, text: '{r}', item: r}\n"
                    "          - {text: '{text}', waits: [{if: \"name = '乙'\", text: 押印}]}\n");
    assert_true(lay_out(w, "{name: 甲, route: [い, ろ]}", &pages));
    const struct page *p = pages.first;
    assert_string_equal(framed(p, FRAME_ITEM, 0), "name");
    assert_string_equal(framed(p, FRAME_ITEM, 1), "route.1");
    assert_string_equal(framed(p, FRAME_ITEM, 2), "route.2");
    assert_string_equal(framed(p, FRAME_WAITS, 0), "甲の署名");
    assert_string_equal(framed(p, FRAME_WAITS, 1), "");
}

static void an_item_that_is_no_field_is_blamed(void **state)
{
    struct world *w = *state;
    assert_null(load_design(w, HEAD, ask,
        TINY_LAYOUT
        "documents:\n  - {id: d, page: p, body: [{flow: {text: a, item: name.label}}]}\n"));
    assert_blamed(w, "no-field", "layout.yaml:9:36");
}

/* --- headers, footers, numbers --- */

static void headers_and_footers_know_the_page_and_its_documents_pages(void **state)
{
    struct world *w = *state;
    static const char documents[] =
        "  - {id: one, page: p, title: 甲書, label: '甲{page.number}', header: "
        "'{document.title}', footer: '{page.number}/{page.count}', body: [{sheet: a}, {sheet: "
        "b}]}\n"
        "  - {id: two, page: p, title: 乙書, footer: '{page.number}／{page.count}', "
        "body: [{sheet: c}]}\n";
    design_of(w, ask,
        arena_printf(w->arena,
            "pages:\n  p: {size: A5, margin: 40pt, header: 10pt, footer: 12pt}\n"
            "styles:\n  body: {font: mincho, size: 10pt, leading: 15pt}\ndocuments:\n%s",
            documents));
    const char *t = print(w, "{}");
    const char *second = page_of(w, t, 2);
    assert_holds(second, ", label 甲2\n");
    assert_holds(lines_of(w, second), "\n甲書\n");
    assert_holds(lines_of(w, second), "\n2/2\n");
    assert_holds(lines_of(w, page_of(w, t, 3)), "\n1／1\n");
    struct spot body = spot_of(w, second, "b");
    assert_int_equal(spot_of(w, second, "甲書").y - body.y, 10000 - 40000);
    assert_int_equal(spot_of(w, second, "2").y - body.y, 595276 - 12000 - 15000 - 40000);
    assert_int_equal(spot_of(w, second, "2").x, 40000);
}

static void a_header_or_footer_that_leaves_its_margin_is_blamed(void **state)
{
    struct world *w = *state;
    struct pages pages;
    design_of(w, ask,
        "pages:\n  p: {size: A5, margin: 20pt, footer: 5pt, header: 5pt}\n"
        "documents:\n  - {id: d, page: p, footer: a, body: [{flow: b}]}\n");
    assert_false(lay_out(w, "{}", &pages)); /* 17 pt in 15 pt */
    assert_blamed(w, "too-tall", "layout.yaml:4:30");
}

/* --- continuation sheets --- */

#define CONTINUED                                                                                  \
    "  - {id: more, title: 別紙, page: p, is-continuation: yes, reference: "                     \
    "'別紙{overflow.number}のとおり', label: '別紙{overflow.number}-{page.number}', "      \
    "footer: {text: 'f{page.number}-{page.count}', height: 8pt, style: tiny}, "                    \
    "body: [{flow: ['{overflow.document}・{overflow.title}', '{overflow.text}']}]}\n"

static const char *continued(struct world *w, const char *blocks)
{
    return arena_printf(w->arena,
        "pages:\n  p: {size: A5, margin: 20pt, footer: 5pt}\n"
        "styles:\n  body: {font: mincho, size: 10pt, leading: 15pt}\n"
        "  tiny: {size: 6pt, leading: 8pt}\n"
        "documents:\n  - id: d\n    title: 書\n    page: p\n    continuation: more\n"
        "    body:\n      - flow: [%s]\n" CONTINUED,
        blocks);
}

static const char *many_lines(struct world *w, int count)
{
    struct buf b = {0};
    buf_adds(&b, "text: |\n");
    for (int i = 1; i <= count; i++)
        buf_addf(&b, "  w%d\n", i);
    const char *text = arena_strdup(w->arena, b.data);
    buf_release(&b);
    return text;
}

#define AREA "{text: '{text}', height: 30pt, overflow: continue}"

static void what_does_not_fit_goes_on_on_a_sheet_of_its_own(void **state)
{
    struct world *w = *state;
    design_of(w, ask, continued(w, AREA ", 終"));
    const char *t = print(w, many_lines(w, 3));
    assert_int_equal(page_count(t), 2);
    assert_holds(lines_of(w, page_of(w, t, 1)), "\n別紙1のとおり\n終\n");
    assert_false(has(page_of(w, t, 1), "w1"));
    const char *sheet = page_of(w, t, 2);
    assert_holds(sheet, "\npage more 1, 419528x595276, label 別紙1-1\n");
    assert_holds(lines_of(w, sheet), "\n書・本文\nw1\nw2\nw3\n");
}

static void the_officer_is_told_that_it_was_continued(void **state)
{
    struct world *w = *state;
    design_of(w, ask, continued(w, AREA));
    print(w, many_lines(w, 3));
    assert_blamed(w, "continued", "t.yaml:1:7");
    assert_int_equal(message(w, 0)->level, ERR_NOTE);
    assert_says(
        w, 0, "'本文' does not fit its place; it is printed on: 別紙1のとおり", "別紙1のとおり");
}

static void what_fits_is_not_continued(void **state)
{
    struct world *w = *state;
    design_of(w, ask, continued(w, AREA));
    assert_int_equal(page_count(print(w, many_lines(w, 2))), 1);
    assert_quiet(w);
}

static void sheets_number_their_own_pages(void **state)
{
    struct world *w = *state;
    design_of(w, ask,
        continued(w, AREA ", {text: '続{text}', height: 15pt, overflow: continue, title: 題}"));
    const char *t = print(w, many_lines(w, 60));
    assert_int_equal(page_count(t), 5);
    assert_holds(lines_of(w, page_of(w, t, 3)), "\nf2-2\n");
    assert_holds(page_of(w, t, 4), "label 別紙2-1\n");
    assert_holds(lines_of(w, page_of(w, t, 4)), "\n書・題\n続w1\n");
    assert_true(has(page_of(w, t, 3), "w60"));
}

static void a_form_without_a_continuation_blames_the_answer(void **state)
{
    struct world *w = *state;
    assert_unprintable(w, ask, "flow", "        - " AREA "\n", many_lines(w, 3), "too-long");
    assert_int_equal(message(w, 0)->class, ERR_ANSWERS);
}

static void a_reference_that_does_not_fit_is_the_forms_fault(void **state)
{
    struct world *w = *state;
    struct pages pages;
    design_of(w, ask, continued(w, "{row: [" AREA ", a], columns: [15pt, 1fr]}"));
    assert_false(lay_out(w, many_lines(w, 3), &pages));
    assert_message(w, 0, "too-long", "layout.yaml:12:23");
    assert_int_equal(message(w, 0)->class, ERR_INPUT);
}

static void a_reference_may_name_the_document_that_it_stands_in(void **state)
{
    struct world *w = *state;
    static const char documents[] =
        "  - {id: d, title: 書, page: p, continuation: more, body: [{flow: " AREA "}]}\n"
        "  - {id: more, page: p, is-continuation: yes, reference: '{document.title}の別紙へ', "
        "body: [{flow: '{overflow.text}'}]}\n";
    const char *t = print_documents(w, documents, many_lines(w, 3));
    assert_holds(lines_of(w, page_of(w, t, 1)), "\n書の別紙へ\n");
}

/* --- faults, info --- */

static void faults_of_all_documents_are_told_at_once(void **state)
{
    struct world *w = *state;
    struct pages pages;
    design_of(w, ask,
        TINY_LAYOUT "documents:\n"
                    "  - {id: d, page: p, body: [{flow: {text: '{name}', height: 15pt}}]}\n"
                    "  - {id: e, page: p, body: [{flow: {box: a, height: 10pt}}]}\n");
    assert_false(lay_out(w, arena_printf(w->arena, "name: %0*d\n", 100, 0), &pages));
    assert_int_equal(message_count(w), 2);
}

static struct layout_info info(struct world *w, const char *said, const char *answers)
{
    assert_non_null(load_design(w, arena_printf(w->arena, "%s%s", HEAD, said), ask, ""));
    return layout_info(
        (struct typesetter){w->arena, &w->err, fonts_of(w)}, w->design, answers_of(w, answers));
}

static void the_whole_has_a_title_an_author_and_a_date(void **state)
{
    struct world *w = *state;
    static const char said[] = "info: {title: '{name}　申請書', author: '{name}', date: day}\n";
    struct layout_info i = info(w, said, "{name: 甲社, day: 令和8年11月21日}");
    assert_string_equal(i.title, "甲社　申請書");
    assert_string_equal(i.author, "甲社");
    assert_null(i.subject);
    assert_int_equal(i.date.year, 2026);
    assert_int_equal(i.date.day, 21);
}

static void what_is_not_answered_is_not_said_of_the_whole(void **state)
{
    struct world *w = *state;
    struct layout_info i = info(w, "info: {author: '{name}', date: day}\n", "{}");
    assert_null(i.title);
    assert_null(i.author);
    assert_int_equal(i.date.year, 0);
}

static void the_same_answers_give_the_same_pages(void **state)
{
    struct world *w = *state;
    design_of(w, ask, continued(w, AREA ", '{text}'"));
    const char *first = print(w, many_lines(w, 90));
    forget(w);
    const char *answers = many_lines(w, 90);
    assert_string_equal(first, print(w, answers));
}

/* --- overlays --- */

static void a_draft_says_so_on_every_page_below_its_print(void **state)
{
    struct world *w = *state;
    struct pages pages;
    design_of(
        w, ask, TINY_LAYOUT "documents:\n  - {id: d, page: p, body: [{sheet: a}, {sheet: b}]}\n");
    assert_true(lay_out(w, "{}", &pages));
    assert_true(overlay_draft(
        (struct typesetter){w->arena, &w->err, fonts_of(w)}, w->design, "下書き", &pages));
    const char *t = trace_text_of(w, &pages);
    assert_int_equal(count_of(t, " \"下書き\" turned 50"), 2);
    assert_true(strstr(t, "下書き") < strstr(t, " \"a\""));
}

static void a_grid_names_blocks_and_fields(void **state)
{
    struct world *w = *state;
    struct pages pages;
    design_of(w, ask,
        TINY_LAYOUT
        "documents:\n  - {id: d, page: p, body: [{sheet: ['{name}', {text: a, name: block}]}]}\n");
    assert_true(lay_out(w, "name: 山", &pages));
    assert_true(
        overlay_grid((struct typesetter){w->arena, &w->err, fonts_of(w)}, w->design, &pages));
    const char *t = trace_text_of(w, &pages);
    assert_true(has(t, "name"));
    assert_true(has(t, "block"));
    assert_true(has(t, "140"));
    assert_false(has(t, "150") && has(t, "220"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(documents_print_in_their_order_where_their_condition_holds),
        TEST(a_body_that_shows_nothing_prints_no_page_and_a_sheet_always_one),
        TEST(every_flow_and_sheet_begins_a_page),
        TEST(a_page_knows_what_is_answered_on_it_and_whose_hand_it_waits_for),
        TEST(an_item_that_is_no_field_is_blamed),
        TEST(a_sheet_may_be_repeated_over_a_list),
        TEST(pages_may_lie_on_their_side_and_have_other_sizes),
        TEST(headers_and_footers_know_the_page_and_its_documents_pages),
        TEST(a_header_or_footer_that_leaves_its_margin_is_blamed),
        TEST(what_does_not_fit_goes_on_on_a_sheet_of_its_own),
        TEST(the_officer_is_told_that_it_was_continued),
        TEST(what_fits_is_not_continued),
        TEST(sheets_number_their_own_pages),
        TEST(a_form_without_a_continuation_blames_the_answer),
        TEST(a_reference_that_does_not_fit_is_the_forms_fault),
        TEST(a_reference_may_name_the_document_that_it_stands_in),
        TEST(faults_of_all_documents_are_told_at_once),
        TEST(the_whole_has_a_title_an_author_and_a_date),
        TEST(what_is_not_answered_is_not_said_of_the_whole),
        TEST(the_same_answers_give_the_same_pages),
        TEST(a_draft_says_so_on_every_page_below_its_print),
        TEST(a_grid_names_blocks_and_fields),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
