#include "support.h"

static const char ask[] =
    "fields:\n"
    "  - {key: name, label: 氏名}\n"
    "  - {key: kind, type: choice, options: [{key: new, label: 新規}, {key: old}]}\n"
    "  - {key: route, type: list, of: {}}\n"
    "  - {key: g, type: group, fields: [{key: x}, {key: y}]}\n"
    "  - {key: s, type: group, short: x, fields: [{key: x}, {key: z}]}\n";

#define PAGE "pages:\n  p: {size: A5, margin: 10mm}\n"
#define STYLE "styles:\n  body: {font: mincho, size: 10pt, leading: 15pt}\n"

/* A layout of one flow whose content is given; it begins in line 10, column 9. */
static const char *flow(struct world *w, const char *content)
{
    return arena_printf(w->arena,
        PAGE STYLE "documents:\n  - id: d\n    page: p\n    body:\n      - flow:\n        %s\n",
        content);
}

static struct design *design(struct world *w, const char *layout)
{
    forget(w);
    return load_design(w, HEAD, ask, layout);
}

static void assert_bad(struct world *w, const char *layout, const char *code, const char *place)
{
    assert_null(design(w, layout));
    messages_sort(&w->err); /* drops what is said twice */
    assert_blamed(w, code, place);
    assert_int_equal(message(w, 0)->class, ERR_INPUT);
}

static void assert_bad_flow(
    struct world *w, const char *content, const char *code, const char *place)
{
    assert_bad(w, flow(w, content), code, place);
}

static void assert_good_flow(struct world *w, const char *content)
{
    if (!design(w, flow(w, content)))
        show(w);
    assert_non_null(w->design);
    assert_quiet(w);
}

static void a_layout_may_be_empty(void **state)
{
    struct world *w = *state;
    assert_non_null(design(w, ""));
    assert_quiet(w);
}

static void the_official_forms_layout_loads_without_a_word(void **state)
{
    struct world *w = *state;
    const struct form *f = form_load(w->arena, &w->err, "forms/anshin-isp");
    assert_non_null(design_load(w->arena, &w->err, f, fonts_of(w)));
    assert_quiet(w);
}

static void every_element_is_known(void **state)
{
    struct world *w = *state;
    assert_good_flow(w, "- {text: a, height: 5mm, valign: middle, overflow: continue}\n"
                        "        - {stack: [a, b], gap: 1mm, keep: yes}\n"
                        "        - {row: [a, b], columns: [10mm, 1fr]}\n"
                        "        - {box: a, border: 0.5pt, padding: [1mm, 2mm], dash: 1pt}\n"
                        "        - {table: [[a, b]], columns: [1fr, fill], head: [[c, d]]}\n"
                        "        - {space: 3mm}\n"
                        "        - {rule: 0.5pt, ink: \"#808080\"}\n"
                        "        - {seal: 27mm, mark: 印}\n"
                        "        - {place: a, at: [-1mm, 2mm], from: page}\n"
                        "        - {break: yes}\n"
                        "        - [a, b]\n"
                        "        - plain");
}

static void an_unknown_element_gets_a_hint(void **state)
{
    struct world *w = *state;
    assert_bad_flow(w, "- {txet: a}", "unknown-key", "layout.yaml:10:12");
    assert_says(w, 0, "did you mean 'text'?", "「text」");
    assert_bad_flow(w, "- {style: body}", "no-element", "layout.yaml:10:11");
    assert_bad_flow(w, "- {text: a, hieght: 3mm}", "unknown-key", "layout.yaml:10:21");
    assert_says(w, 0, "did you mean 'height'?", "「height」");
    assert_bad_flow(w, "- {text: a, box: b}", "unknown-key", "layout.yaml:10:21");
}

static void names_of_a_layout_get_hints(void **state)
{
    struct world *w = *state;
    assert_bad(w, "stiles: {}\n", "unknown-key", "layout.yaml:1:1");
    assert_says(w, 0, "did you mean 'styles'?", "「styles」");
    assert_bad(w, "styles: []\n", "wrong-type", "layout.yaml:1:9");
    assert_bad(w, "documents: {}\n", "wrong-type", "layout.yaml:1:12");
    assert_bad(w, "pages:\n  p: {siez: A4}\n", "unknown-key", "layout.yaml:2:7");
    assert_bad(w, "pages:\n  p: {size: A9}\n", "unknown-key", "layout.yaml:2:13");
    assert_bad(
        w, "documents:\n  - {id: d, page: q, body: []}\n", "unknown-key", "layout.yaml:2:19");
}

static void margins_leave_something_of_the_page(void **state)
{
    struct world *w = *state;
    assert_bad(w, "pages:\n  p: {size: A4, margin: 105mm}\n", "bad-margin", "layout.yaml:2:6");
    assert_bad(
        w, "pages:\n  p: {size: A4, margin: [1mm, 2mm, 3mm]}\n", "wrong-type", "layout.yaml:2:25");
    assert_bad(w, "pages:\n  p: {margin: -1mm}\n", "bad-length", "layout.yaml:2:15");
}

static void a_document_has_an_id_and_a_body_of_sheets_and_flows(void **state)
{
    struct world *w = *state;
    assert_bad(w, PAGE "documents:\n  - {id: d, page: p}\n", "no-document", "layout.yaml:4:5");
    assert_bad(w, PAGE "documents:\n  - {page: p, body: []}\n", "no-document", "layout.yaml:4:5");
    assert_bad(w, PAGE "documents:\n  - {id: d, page: p, body: [{text: a}]}\n", "no-sheet",
        "layout.yaml:4:29");
}

static void sheets_stand_nowhere_else(void **state)
{
    struct world *w = *state;
    assert_bad_flow(w, "- {sheet: a}", "no-sheet", "layout.yaml:10:11");
    assert_bad_flow(w, "- {box: {flow: a}}", "no-sheet", "layout.yaml:10:17");
    assert_bad_flow(w, "- {table: [[{flow: a}]], columns: [1fr]}", "no-sheet", "layout.yaml:10:21");
    assert_bad(w, PAGE "documents:\n  - {id: d, page: p, footer: {sheet: a}, body: [{flow: b}]}\n",
        "no-sheet", "layout.yaml:4:30");
}

static void what_means_nothing_for_a_sheet_is_refused(void **state)
{
    struct world *w = *state;
    assert_bad(w, PAGE "documents:\n  - {id: d, page: p, body: [{sheet: a, before: 3mm}]}\n",
        "unknown-key", "layout.yaml:4:40");
}

static void names_that_stand_twice_are_blamed(void **state)
{
    struct world *w = *state;
    write_text(w, "more.yaml", "pages:\n  p: {}\nstyles:\n  a: {}\ntemplates:\n  t: {body: x}\n");
    static const char head[] =
        "tsuzuri-form: 1\nid: x\ntitle: y\nask: [ask.yaml]\nlayout: [more.yaml, layout.yaml]\n";
    static const char *const again[][2] = {{"pages:\n  p: {}\n", "layout.yaml:2:3"},
        {"styles:\n  a: {}\n", "layout.yaml:2:3"},
        {"templates:\n  t: {body: x}\n", "layout.yaml:2:3"}};
    for (size_t i = 0; i < 3; i++) {
        forget(w);
        assert_null(load_design(w, head, ask, again[i][0]));
        assert_blamed(w, "duplicate-key", again[i][1]);
    }
    assert_bad(w,
        PAGE "documents:\n  - {id: d, page: p, body: [{flow: a}]}\n"
             "  - {id: d, page: p, body: [{flow: a}]}\n",
        "duplicate-key", "layout.yaml:5:10");
}

/* --- lengths, colours, words --- */

static void lengths_have_units(void **state)
{
    static const char *const bad[] = {
        "3", "mm", "3cm", "3 mm", "'1,5mm'", "x", "fill", "2fr", "[3mm]", "''", "999999pt", ".5pt"};
    struct world *w = *state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_bad_flow(w, arena_printf(w->arena, "- {text: a, before: %s}", bad[i]), "wrong-type",
            "layout.yaml:10:29");
    assert_good_flow(w, "- {text: a, before: 0, after: -1.25mm}");
    assert_good_flow(w, "- {text: a, before: 1.5em}");
}

static void lengths_are_neither_absurd_nor_negative(void **state)
{
    struct world *w = *state;
    assert_bad_flow(w, "- {text: a, before: 6000mm}", "bad-length", "layout.yaml:10:29");
    assert_bad_flow(w, "- {text: a, before: 100000em}", "bad-length", "layout.yaml:10:29");
    assert_bad_flow(w, "- {text: a, height: -1mm}", "bad-length", "layout.yaml:10:29");
    assert_bad_flow(w, "- {rule: -1pt}", "bad-length", "layout.yaml:10:18");
    assert_bad_flow(w, "- {space: -1pt}", "bad-length", "layout.yaml:10:19");
    assert_bad_flow(w, "- {box: a, padding: [1mm, -1mm]}", "bad-length", "layout.yaml:10:35");
    assert_bad_flow(w, "- {row: [a, b], columns: [-1mm, 1fr]}", "bad-length", "layout.yaml:10:35");
    assert_bad_flow(w, "- {row: [a, b], columns: [1mm, -1fr]}", "bad-length", "layout.yaml:10:40");
}

static void colours_are_six_digits(void **state)
{
    static const char *const bad[] = {"red", "'#fff'", "'#12345g'", "'#1234567'", "123456"};
    struct world *w = *state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_bad_flow(w, arena_printf(w->arena, "- {rule: 1pt, ink: %s}", bad[i]), "wrong-type",
            "layout.yaml:10:28");
    assert_good_flow(w, "- {rule: 1pt, ink: '#aBcDeF'}");
}

static void words_get_hints(void **state)
{
    struct world *w = *state;
    assert_bad_flow(w, "- {text: a, valign: midle}", "unknown-key", "layout.yaml:10:29");
    assert_says(w, 0, "did you mean 'middle'?", "「middle」");
    assert_bad_flow(w, "- {text: a, overflow: continu}", "unknown-key", "layout.yaml:10:31");
}

static void counts_are_within_reason(void **state)
{
    struct world *w = *state;
    assert_bad_flow(w, "- {text: a, each: route, min: -1}", "wrong-type", "layout.yaml:10:39");
    assert_bad_flow(
        w, "- {text: a, each: route, min: 2000000000}", "wrong-type", "layout.yaml:10:39");
    assert_bad_flow(w, "- {text: a, outline: b, level: -1}", "wrong-type", "layout.yaml:10:40");
    assert_bad_flow(
        w, "- {table: [[{cell: a, span: 0}]], columns: [1fr]}", "wrong-type", "layout.yaml:10:37");
    assert_bad_flow(
        w, "- {table: [[{cell: a, rows: -1}]], columns: [1fr]}", "wrong-type", "layout.yaml:10:37");
}

/* --- styles --- */

static void a_style_extends_one_above_it(void **state)
{
    struct world *w = *state;
    assert_non_null(
        design(w, "styles:\n  a: {size: 10pt, leading: 16pt}\n  b: {extends: a, size: 5pt}\n"));
    const struct style *b = design_style(w->design, "b");
    assert_int_equal(b->text.size, 5000);
    assert_int_equal(b->leading, 8000); /* grows and shrinks with the size */
    assert_bad(w, "styles:\n  a: {extends: b}\n  b: {}\n", "unknown-key", "layout.yaml:2:16");
}

static void a_form_without_a_body_style_has_one(void **state)
{
    struct world *w = *state;
    assert_non_null(design(w, "styles:\n  a: {size: 20pt, leading: 30pt}\n"));
    assert_int_equal(design_style(w->design, "body")->text.size, 10500);
}

static void styles_are_sane(void **state)
{
    struct world *w = *state;
    assert_bad(w, "styles:\n  a: {size: 0pt}\n", "bad-style", "layout.yaml:2:3");
    assert_bad(w, "styles:\n  a: {size: 10pt, leading: 9pt}\n", "bad-style", "layout.yaml:2:3");
    assert_bad(w, "styles:\n  a: {size: 10pt, min-size: 11pt}\n", "bad-style", "layout.yaml:2:3");
    assert_bad(w, "styles:\n  a: {size: 10pt, min-size: 0.1pt}\n", "bad-style", "layout.yaml:2:3");
    assert_bad(w, "styles:\n  a: {font: minchoo}\n", "unknown-key", "layout.yaml:2:13");
    assert_says(w, 0, "did you mean 'mincho'?", "「mincho」");
    assert_bad(w, "styles:\n  a: {aling: center}\n", "unknown-key", "layout.yaml:2:7");
    assert_bad(w, "styles:\n  a: {align: left}\n", "unknown-key", "layout.yaml:2:14");
}

static void a_style_that_extends_a_faulty_one_does_no_harm(void **state)
{
    struct world *w = *state;
    assert_null(design(w, "styles:\n  a: {size: 0pt}\n  b: {extends: a, size: 5pt}\n"));
    assert_message(w, 0, "bad-style", "layout.yaml:2:3");
}

static void an_unknown_style_gets_a_hint(void **state)
{
    struct world *w = *state;
    assert_bad_flow(w, "- {text: a, style: bdy}", "unknown-key", "layout.yaml:10:28");
    assert_says(w, 0, "did you mean 'body'?", "「body」");
    assert_bad_flow(w, "- {text: [{text: a, style: bdy}]}", "unknown-key", "layout.yaml:10:36");
}

/* --- inline content --- */

static void paths_in_braces_are_followed(void **state)
{
    struct world *w = *state;
    assert_good_flow(w, "- '{name}{{x}{kind.label}{s}{g.x|era}'");
    assert_bad_flow(w, "- '{nmae}'", "unknown-key", "layout.yaml:10:11");
    assert_says(w, 0, "did you mean 'name'?", "「name」");
    assert_bad_flow(w, "- '{name'", "bad-template", "layout.yaml:10:11");
    assert_bad_flow(w, "- 'a {} b'", "bad-template", "layout.yaml:10:11");
    assert_bad_flow(w, "- '{name|ear}'", "unknown-key", "layout.yaml:10:11");
    assert_says(w, 0, "did you mean 'era'?", "「era」");
}

static void a_group_or_a_list_has_no_text_to_print(void **state)
{
    struct world *w = *state;
    assert_bad_flow(w, "- '{g}'", "no-value", "layout.yaml:10:11");
    assert_bad_flow(w, "- '{route}'", "no-value", "layout.yaml:10:11");
    assert_bad_flow(w, "- '{kind.options}'", "no-value", "layout.yaml:10:11");
    assert_good_flow(w, "- '{s}'");
}

static void inline_elements_have_their_own_names(void **state)
{
    struct world *w = *state;
    assert_good_flow(w, "- {text: [{check: name}, {bracket: \"kind = 'new'\"}, "
                        "{circle: name, text: b}, {blank: 3em, ruled: yes}, "
                        "{each: route, as: r, text: '{r}', between: '、'}, {text: c, if: name}]}");
    assert_bad_flow(w, "- {text: [{chekc: name}]}", "unknown-key", "layout.yaml:10:20");
    assert_bad_flow(w, "- {text: [{check: name, text: a}]}", "unknown-key", "layout.yaml:10:33");
    assert_bad_flow(w, "- {text: [{text: a, ruled: yes}]}", "unknown-key", "layout.yaml:10:29");
    assert_bad_flow(w, "- {text: [[a]]}", "wrong-type", "layout.yaml:10:19");
}

static void inline_content_without_text_is_blamed_at_its_place(void **state)
{
    struct world *w = *state;
    assert_bad_flow(w, "- {text: [{circle: name}]}", "no-text", "layout.yaml:10:19");
    assert_bad_flow(w, "- {text: [{each: route}]}", "no-text", "layout.yaml:10:19");
    assert_bad_flow(w, "- {text: [{style: body}]}", "no-text", "layout.yaml:10:19");
    assert_bad_flow(w, "- {text: [{}]}", "no-text", "layout.yaml:10:19");
}

static void blanks_have_a_width_of_their_own(void **state)
{
    struct world *w = *state;
    assert_bad_flow(w, "- {text: [{blank: 1fr}]}", "wrong-type", "layout.yaml:10:27");
    assert_bad_flow(w, "- {text: [{blank: fill}]}", "wrong-type", "layout.yaml:10:27");
    assert_bad_flow(w, "- {text: [{blank: -1mm}]}", "bad-length", "layout.yaml:10:27");
}

static void conditions_are_followed_everywhere(void **state)
{
    struct world *w = *state;
    assert_bad_flow(w, "- {text: a, if: nmae}", "unknown-key", "layout.yaml:10:25");
    assert_bad_flow(w, "- {text: [{check: nmae}]}", "unknown-key", "layout.yaml:10:27");
    assert_bad_flow(w, "- {text: [{text: a, if: nmae}]}", "unknown-key", "layout.yaml:10:33");
    assert_bad_flow(w, "- {text: a, if: \"kind = 'nwe'\"}", "unknown-key", "layout.yaml:10:25");
    assert_bad_flow(w, "- {table: [{cells: [a], if: nmae}], columns: [1fr]}", "unknown-key",
        "layout.yaml:10:37");
    assert_bad(w, PAGE "documents:\n  - {id: d, page: p, if: nmae, body: [{flow: a}]}\n",
        "unknown-key", "layout.yaml:4:26");
}

/* --- repetition --- */

static void only_lists_are_repeated_over(void **state)
{
    struct world *w = *state;
    assert_good_flow(w, "- {text: '{r} {loop.number}', each: route, as: r}");
    assert_good_flow(w, "- {text: '{entry}', each: [name, route]}");
    assert_bad_flow(w, "- {text: a, each: name}", "no-list", "layout.yaml:10:27");
    assert_bad_flow(w, "- {text: a, each: roote}", "unknown-key", "layout.yaml:10:27");
    assert_bad_flow(w, "- {text: '{x}', each: route, as: r}", "unknown-key", "layout.yaml:10:18");
    assert_bad_flow(w, "- {text: a, each: {}}", "wrong-type", "layout.yaml:10:27");
    assert_bad_flow(w, "- {text: '{loop.nr}', each: route}", "unknown-key", "layout.yaml:10:18");
}

/* --- tables --- */

static void cells_fit_their_columns(void **state)
{
    struct world *w = *state;
    assert_good_flow(w, "- {table: [[{cell: a, rows: 2}, b], [c]], columns: [1fr, 1fr]}");
    assert_bad_flow(
        w, "- {table: [[a, b, c]], columns: [1fr, 1fr]}", "wrong-columns", "layout.yaml:10:20");
    assert_bad_flow(w, "- {table: [[{cell: a, rows: 2}, b], [c, d]], columns: [1fr, 1fr]}",
        "wrong-columns", "layout.yaml:10:45");
    assert_bad_flow(w, "- {table: [[a]]}", "no-columns", "layout.yaml:10:11");
    assert_bad_flow(
        w, "- {table: [{height: 3mm}], columns: [1fr]}", "no-cells", "layout.yaml:10:20");
    assert_bad_flow(w, "- {row: [a], columns: [1fr, 1fr]}", "wrong-columns", "layout.yaml:10:11");
}

static void rows_that_come_and_go_below_a_reaching_cell_are_left_to_the_print(void **state)
{
    struct world *w = *state;
    assert_good_flow(w, "- {table: [[{cell: a, rows: 2}, b], {cells: [c], if: name}, "
                        "{cells: [d], if: not name}], columns: [1fr, 1fr]}");
}

static void rows_may_hold_rows_or_cells_but_not_both(void **state)
{
    struct world *w = *state;
    assert_good_flow(w, "- {table: [{each: route, as: r, rows: [['{r}']]}], columns: [1fr]}");
    assert_good_flow(w, "- {table: [{rows: [{rows: [[a]]}], if: name}], columns: [1fr]}");
    assert_bad_flow(w, "- {table: [{rows: [[a]], cells: [b]}], columns: [1fr]}", "no-cells",
        "layout.yaml:10:20");
    assert_bad_flow(w, "- {table: [{rows: [[a]], height: 3mm}], columns: [1fr]}", "no-cells",
        "layout.yaml:10:20");
    assert_bad_flow(w, "- {table: [{rows: []}], columns: [1fr]}", "no-cells", "layout.yaml:10:20");
    assert_bad_flow(
        w, "- {table: [{rows: [['{nmae}']]}], columns: [1fr]}", "unknown-key", "layout.yaml:10:29");
}

static void a_cell_reaches_over_the_entries_of_a_list_only(void **state)
{
    struct world *w = *state;
    assert_good_flow(w, "- {table: [[{cell: a, rows: route}]], columns: [1fr]}");
    assert_good_flow(w, "- {table: [[{cell: a, rows: g.fields, if: name}]], columns: [1fr]}");
    assert_bad_flow(
        w, "- {table: [[{cell: a, rows: name}]], columns: [1fr]}", "no-list", "layout.yaml:10:21");
    assert_bad_flow(w, "- {table: [[{cell: a, rows: ruote}]], columns: [1fr]}", "unknown-key",
        "layout.yaml:10:21");
    assert_bad_flow(w, "- {table: [[{cell: a, if: nmae}]], columns: [1fr]}", "unknown-key",
        "layout.yaml:10:35");
}

/* --- templates --- */

#define TEMPLATE "templates:\n  line: {needs: [what], body: {text: '{what}'}}\n"

static const char *using(struct world *w, const char *templates, const char *content)
{
    return arena_printf(w->arena,
        "%s" PAGE "documents:\n  - id: d\n    page: p\n    body:\n      - flow: [%s]\n", templates,
        content);
}

static void a_template_is_given_what_it_needs(void **state)
{
    struct world *w = *state;
    assert_non_null(design(w, using(w, TEMPLATE,
                                  "{use: line, with: {what: name}}, "
                                  "{use: line, with: {what: \"'text'\"}}")));
    assert_quiet(w);
    assert_bad(w, using(w, TEMPLATE, "{use: line}"), "no-parameter", "layout.yaml:9:16");
    assert_says(w, 0, "the template 'line' needs 'what'", "「what」");
    assert_bad(w, using(w, TEMPLATE, "{use: line, with: {waht: name, what: name}}"), "unknown-key",
        "layout.yaml:9:35");
    assert_bad(w, using(w, TEMPLATE, "{use: lien, with: {what: name}}"), "unknown-key",
        "layout.yaml:9:22");
    assert_says(w, 0, "did you mean 'line'?", "「line」");
    assert_bad(w, using(w, TEMPLATE, "{use: line, with: {what: nmae}}"), "unknown-key",
        "layout.yaml:9:41");
    assert_bad(w, using(w, TEMPLATE, "{use: line, with: {what: [name]}}"), "wrong-type",
        "layout.yaml:9:41");
}

static void a_fault_in_a_template_is_told_once(void **state)
{
    struct world *w = *state;
    assert_bad(w,
        using(w, "templates:\n  line: {needs: [what], body: {text: '{what.lable}'}}\n",
            "{use: line, with: {what: name}}, {use: line, with: {what: kind}}"),
        "unknown-key", "layout.yaml:2:38");
}

static void templates_that_use_themselves_are_refused(void **state)
{
    struct world *w = *state;
    assert_bad(w,
        using(w, "templates:\n  a: {body: [{use: b}, {use: b}]}\n  b: {body: {use: a}}\n",
            "{use: a}"),
        "too-deep", "layout.yaml:3:13");
}

static void a_template_that_nothing_uses_is_warned_about(void **state)
{
    struct world *w = *state;
    assert_non_null(design(w, "templates:\n  line: {needs: [what], body: {text: '{what}'}}\n"));
    assert_blamed(w, "unused-template", "layout.yaml:2:9");
    assert_int_equal(message(w, 0)->level, ERR_WARNING);
}

static void blocks_do_not_nest_for_ever(void **state)
{
    struct world *w = *state;
    const char *deep = "a";
    for (int i = 0; i < 31; i++)
        deep = arena_printf(w->arena, "[%s]", deep);
    assert_null(design(w, flow(w, arena_printf(w->arena, "- %s", deep))));
    assert_int_equal(message_count(w), 1);
    assert_string_equal(message(w, 0)->code, "too-deep");
}

/* --- continuations, info --- */

#define MORE                                                                                       \
    "  - {id: c, page: p, is-continuation: yes, reference: 別紙, body: [{flow: "                 \
    "'{overflow.text}'}]}\n"

static void a_continuation_is_named_by_a_document(void **state)
{
    struct world *w = *state;
    assert_non_null(design(
        w, PAGE "documents:\n  - {id: d, page: p, continuation: c, body: [{flow: a}]}\n" MORE));
    assert_quiet(w);
    assert_bad(w,
        PAGE "documents:\n  - {id: d, page: p, continuation: cc, body: [{flow: a}]}\n" MORE,
        "unknown-key", "layout.yaml:4:36");
    assert_bad(w,
        PAGE "documents:\n  - {id: c, page: p, is-continuation: yes, body: [{flow: a}]}\n",
        "no-reference", "layout.yaml:4:5");
    assert_bad(w,
        PAGE
        "documents:\n  - {id: c, page: p, is-continuation: yes, reference: x, continuation: c, "
        "body: [{flow: a}]}\n",
        "no-continuation", "layout.yaml:4:72");
    assert_bad(w, PAGE "documents:\n  - {id: d, page: p, body: [{flow: '{overflow.text}'}]}\n",
        "unknown-key", "layout.yaml:4:36");
}

static void what_is_said_of_the_whole_is_checked(void **state)
{
    struct world *w = *state;
    assert_null(load_design(w, HEAD "info: {titel: x}\n", ask, ""));
    assert_blamed(w, "unknown-key", "form.yaml:6:8");
    forget(w);
    assert_null(load_design(w, HEAD "info: {title: '{nmae}'}\n", ask, ""));
    assert_blamed(w, "unknown-key", "form.yaml:6:15");
    forget(w);
    assert_null(load_design(w, HEAD "info: {date: day}\n", ask, ""));
    assert_blamed(w, "unknown-key", "form.yaml:6:14");
}

static void repeated_columns_and_cells_are_checked(void **state)
{
    struct world *w = *state;
    assert_good_flow(w, "- {table: [[a, {each: route, as: r, cell: '{r}'}]], columns: [1fr, "
                        "{each: route, as: r, columns: [1fr]}]}");
    assert_good_flow(w, "- {table: [[a, {each: route, as: r, cells: [b, '{r}']}]], columns: [1fr, "
                        "{each: route, as: r, columns: [1fr, 2mm]}]}");
    assert_bad_flow(w, "- {table: [[a]], columns: [{each: name, as: r, columns: [1fr]}]}",
        "no-list", "layout.yaml:10:43");
    assert_bad_flow(
        w, "- {table: [[a]], columns: [{columns: [1fr]}]}", "wrong-type", "layout.yaml:10:36");
    assert_bad_flow(w, "- {table: [[a]], columns: [{each: route, columns: [x]}]}", "wrong-type",
        "layout.yaml:10:60");
    assert_bad_flow(w, "- {table: [[{each: route, as: r, cell: '{x}'}]], columns: [1fr]}",
        "unknown-key", "layout.yaml:10:48");
    assert_bad_flow(w, "- {table: [[{each: rute, cells: [a]}]], columns: [1fr]}", "unknown-key",
        "layout.yaml:10:28");
    assert_bad_flow(w, "- {table: [[{cells: [a], fill: \"#ffffff\"}]], columns: [1fr]}",
        "unknown-key", "layout.yaml:10:34");
    assert_bad_flow(w, "- {table: [[{cell: a, span: some}]], columns: [1fr]}", "wrong-type",
        "layout.yaml:10:37");
    assert_bad_flow(w, "- {row: [a], columns: [{each: route, columns: [1fr]}]}", "wrong-type",
        "layout.yaml:10:32");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_layout_may_be_empty),
        TEST(the_official_forms_layout_loads_without_a_word),
        TEST(every_element_is_known),
        TEST(an_unknown_element_gets_a_hint),
        TEST(names_of_a_layout_get_hints),
        TEST(margins_leave_something_of_the_page),
        TEST(a_document_has_an_id_and_a_body_of_sheets_and_flows),
        TEST(sheets_stand_nowhere_else),
        TEST(what_means_nothing_for_a_sheet_is_refused),
        TEST(names_that_stand_twice_are_blamed),
        TEST(lengths_have_units),
        TEST(lengths_are_neither_absurd_nor_negative),
        TEST(colours_are_six_digits),
        TEST(words_get_hints),
        TEST(counts_are_within_reason),
        TEST(a_style_extends_one_above_it),
        TEST(a_form_without_a_body_style_has_one),
        TEST(styles_are_sane),
        TEST(a_style_that_extends_a_faulty_one_does_no_harm),
        TEST(an_unknown_style_gets_a_hint),
        TEST(paths_in_braces_are_followed),
        TEST(a_group_or_a_list_has_no_text_to_print),
        TEST(inline_elements_have_their_own_names),
        TEST(inline_content_without_text_is_blamed_at_its_place),
        TEST(blanks_have_a_width_of_their_own),
        TEST(conditions_are_followed_everywhere),
        TEST(only_lists_are_repeated_over),
        TEST(cells_fit_their_columns),
        TEST(rows_that_come_and_go_below_a_reaching_cell_are_left_to_the_print),
        TEST(rows_may_hold_rows_or_cells_but_not_both),
        TEST(a_cell_reaches_over_the_entries_of_a_list_only),
        TEST(a_template_is_given_what_it_needs),
        TEST(a_fault_in_a_template_is_told_once),
        TEST(templates_that_use_themselves_are_refused),
        TEST(a_template_that_nothing_uses_is_warned_about),
        TEST(blocks_do_not_nest_for_ever),
        TEST(a_continuation_is_named_by_a_document),
        TEST(what_is_said_of_the_whole_is_checked),
        TEST(repeated_columns_and_cells_are_checked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
