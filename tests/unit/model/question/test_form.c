#include "support.h"

/* --- the form's own file --- */

static void a_form_has_an_id_a_title_and_its_fields(void **state)
{
    struct world *w = *state;
    const struct form *f = form_of(w, "fields:\n  - {key: a, label: あ}\n  - {key: b}\n");
    assert_string_equal(f->id, "tiny");
    assert_string_equal(f->title, "小さい様式");
    assert_null(f->edition);
    assert_int_equal(f->root->child_count, 2);
    assert_string_equal(f->root->children[0]->label, "あ");
    assert_string_equal(f->root->children[1]->label, "b");
    assert_int_equal(f->layout_count, 1);
}

static void the_official_form_loads_without_a_word(void **state)
{
    struct world *w = *state;
    assert_non_null(form_load(w->arena, &w->err, "forms/anshin-isp"));
    assert_quiet(w);
}

static void assert_head_refused(
    struct world *w, const char *head, const char *code, const char *place)
{
    forget(w);
    assert_null(load_parts(w, head, "", ""));
    assert_blamed(w, code, place);
}

static void the_heading_is_asked_for(void **state)
{
    struct world *w = *state;
    assert_head_refused(w, "id: x\ntitle: y\n", "no-form", "form.yaml:1:1");
    assert_head_refused(w, "tsuzuri-form: 2\nid: x\ntitle: y\n", "no-form", "form.yaml:1:1");
    assert_head_refused(w, "tsuzuri-form: 1\ntitle: y\n", "no-form", "form.yaml:1:1");
    assert_head_refused(w, "tsuzuri-form: 1\nid: y\n", "no-form", "form.yaml:1:1");
    assert_head_refused(w, "", "no-form", "form.yaml:1:1");
}

static void a_misspelt_heading_is_blamed_with_a_hint(void **state)
{
    struct world *w = *state;
    assert_head_refused(w, "tsuzuri-form: 1\nid: x\ntitel: y\n", "unknown-key", "form.yaml:3:1");
    assert_says(w, 0, "did you mean 'title'?", "「title」の誤り");
}

static void headings_have_their_types(void **state)
{
    struct world *w = *state;
    assert_head_refused(
        w, "tsuzuri-form: 1\nid: x\ntitle: y\nask: one.yaml\n", "wrong-type", "form.yaml:4:6");
    assert_head_refused(
        w, "tsuzuri-form: 1\nid: x\ntitle: y\nscore: 3\n", "wrong-type", "form.yaml:4:8");
    assert_head_refused(w, "tsuzuri-form: 1\nid: [x]\ntitle: y\n", "wrong-type", "form.yaml:2:5");
    assert_head_refused(w, "tsuzuri-form: 1\nid: x\ntitle: y\nproperties: [a, [b]]\n", "wrong-type",
        "form.yaml:4:17");
    assert_head_refused(w, "- tsuzuri-form\n", "wrong-type", "form.yaml:1:1");
}

static void a_file_that_is_not_there_is_blamed_where_it_is_named(void **state)
{
    struct world *w = *state;
    assert_head_refused(w, "tsuzuri-form: 1\nid: x\ntitle: y\nask: [ask.yaml, none.yaml]\n",
        "no-file", "form.yaml:4:17");
}

static void a_folder_without_a_form_is_blamed(void **state)
{
    struct world *w = *state;
    assert_null(form_load(w->arena, &w->err, "/tmp/tsuzuri-no-such-form"));
    assert_int_equal(message_count(w), 1);
    assert_int_equal(message(w, 0)->class, ERR_INPUT);
}

static void fields_of_several_files_stand_behind_each_other(void **state)
{
    struct world *w = *state;
    write_text(w, "more.yaml", "fields: [{key: b}]\n");
    assert_non_null(load_parts(w, "tsuzuri-form: 1\nid: x\ntitle: y\nask: [ask.yaml, more.yaml]\n",
        "fields: [{key: a}]\n", ""));
    assert_string_equal(w->form->root->children[1]->key, "b");
}

static void a_field_of_two_files_is_refused(void **state)
{
    struct world *w = *state;
    write_text(w, "more.yaml", "fields: [{key: a}]\n");
    assert_null(load_parts(w, "tsuzuri-form: 1\nid: x\ntitle: y\nask: [ask.yaml, more.yaml]\n",
        "fields: [{key: a}]\n", ""));
    assert_blamed(w, "duplicate-key", "more.yaml:1:10");
}

static void all_files_faults_are_told_at_once(void **state)
{
    struct world *w = *state;
    write_text(w, "more.yaml", "feilds: []\n");
    assert_null(load_parts(
        w, "tsuzuri-form: 1\nid: x\ntitle: y\nask: [ask.yaml, more.yaml]\n", "fields: {}\n", ""));
    assert_message(w, 0, "wrong-type", "ask.yaml:1:9");
    assert_message(w, 1, "unknown-key", "more.yaml:1:1");
    assert_says(w, 1, "did you mean 'fields'?", "「fields」");
}

/* --- fields --- */

static void a_field_needs_a_key_of_letters_digits_and_hyphens(void **state)
{
    struct world *w = *state;
    assert_refused(w, "fields:\n  - {label: あ}\n", "no-key", "ask.yaml:2:5");
    forget(w);
    assert_refused(w, "fields:\n  - {key: あ}\n", "no-key", "ask.yaml:2:5");
    forget(w);
    assert_refused(w, "fields:\n  - {key: a.b}\n", "no-key", "ask.yaml:2:5");
    forget(w);
    assert_refused(w, "fields:\n  - {key: ''}\n", "no-key", "ask.yaml:2:5");
}

static void a_type_that_is_unknown_gets_a_hint(void **state)
{
    struct world *w = *state;
    assert_refused(w, "fields:\n  - {key: a, type: yesno}\n", "unknown-key", "ask.yaml:2:20");
    assert_says(w, 0, "did you mean 'yes-no'?", "「yes-no」");
}

static void an_unknown_name_in_a_field_gets_a_hint_from_the_forms_properties_too(void **state)
{
    struct world *w = *state;
    assert_null(load_parts(w, HEAD "properties: [statement]\n",
        "fields:\n  - {key: a, statemnt: x}\n  - {key: b, lable: x}\n", ""));
    assert_message(w, 0, "unknown-key", "ask.yaml:2:14");
    assert_says(w, 0, "did you mean 'statement'?", "「statement」");
    assert_says(w, 1, "did you mean 'label'?", "「label」");
}

static void a_property_is_kept_with_its_field(void **state)
{
    struct world *w = *state;
    assert_non_null(load_parts(
        w, HEAD "properties: [statement]\n", "fields:\n  - {key: a, statement: [x, y]}\n", ""));
    assert_int_equal(field_property(w->form->root->children[0], "statement")->count, 2);
    assert_null(field_property(w->form->root->children[0], "other"));
}

static void two_fields_of_a_group_have_two_keys(void **state)
{
    struct world *w = *state;
    assert_refused(
        w, "fields:\n  - {key: a}\n  - {key: b}\n  - {key: a}\n", "duplicate-key", "ask.yaml:4:5");
    forget(w);
    form_of(w, "fields:\n  - {key: a}\n  - {key: b, type: group, fields: [{key: a}]}\n");
}

static void sections_do_not_hide_that_a_key_stands_twice(void **state)
{
    struct world *w = *state;
    assert_refused(w,
        "fields:\n"
        "  - type: section\n    key: s\n    fields:\n"
        "      - {type: section, key: t, fields: [{key: a}]}\n"
        "      - {type: section, key: u, fields: [{key: a}]}\n",
        "duplicate-key", "ask.yaml:6:42");
}

static void two_fields_of_a_group_have_two_labels(void **state)
{
    struct world *w = *state;
    assert_refused(w, "fields:\n  - {key: a, label: 会社名}\n  - {key: b, label: 会社 名}\n",
        "ambiguous-label", "ask.yaml:3:5");
    assert_says(w, 0, "'会社 名' is the name of another field", "「会社 名」");
    forget(w);
    assert_refused(w, "fields:\n  - {key: a, label: TEL}\n  - {key: b, label: ＴＥＬ}\n",
        "ambiguous-label", "ask.yaml:3:5");
    forget(w);
    assert_refused(w, "fields:\n  - {key: a, label: x}\n  - {key: b, also: [y, X]}\n",
        "ambiguous-label", "ask.yaml:3:5");
}

static void a_label_is_not_another_fields_key(void **state)
{
    struct world *w = *state;
    assert_refused(w, "fields:\n  - {key: tel, label: 電話}\n  - {key: b, label: TEL}\n",
        "ambiguous-label", "ask.yaml:3:5");
    forget(w);
    form_of(w, "fields:\n  - {key: tel, label: TEL, also: [tel, 'T E L']}\n");
}

static void the_answer_files_own_keys_are_no_fields(void **state)
{
    struct world *w = *state;
    assert_refused(w, "fields:\n  - {key: form}\n", "duplicate-key", "ask.yaml:2:5");
    forget(w);
    assert_refused(w, "fields:\n  - {key: a, label: tsuzuri}\n", "ambiguous-label", "ask.yaml:2:5");
    forget(w);
    form_of(w, "fields:\n  - {key: a, type: group, fields: [{key: form}]}\n");
}

static void names_mean_something_for_their_type_or_are_refused(void **state)
{
    static const char *const rests[] = {"options: [{key: x}]", "of: {}", "min: 1", "max: 2",
        "calendar: era", "worth: 3", "parts: []", "fields: []"};
    struct world *w = *state;
    for (size_t i = 0; i < sizeof rests / sizeof *rests; i++) {
        forget(w);
        assert_refused(w, arena_printf(w->arena, "fields:\n  - {key: a, %s}\n", rests[i]),
            "misplaced-key", "ask.yaml:2:14");
    }
    forget(w);
    assert_refused(
        w, "fields:\n  - {key: a, type: group, default: x}\n", "misplaced-key", "ask.yaml:2:27");
    forget(w);
    assert_refused(
        w, "fields:\n  - {key: a, type: files, default: x}\n", "misplaced-key", "ask.yaml:2:27");
}

/* --- choices --- */

static void a_choice_has_options_with_keys_and_labels(void **state)
{
    struct world *w = *state;
    const struct form *f = form_of(
        w, "fields:\n  - {key: a, type: choice, options: [{key: x, label: え}, {key: y}]}\n");
    assert_int_equal(f->root->children[0]->option_count, 2);
    assert_string_equal(f->root->children[0]->options[0].label, "え");
    assert_string_equal(f->root->children[0]->options[1].label, "y");
}

static void a_choice_without_options_is_refused(void **state)
{
    struct world *w = *state;
    assert_refused(w, "fields:\n  - {key: a, type: choice}\n", "no-options", "ask.yaml:2:5");
    forget(w);
    assert_refused(
        w, "fields:\n  - {key: a, type: choice, options: []}\n", "no-options", "ask.yaml:2:5");
}

static void options_are_checked_like_fields(void **state)
{
    struct world *w = *state;
    assert_refused(w, "fields:\n  - {key: a, type: choice, options: [{label: え}]}\n", "no-key",
        "ask.yaml:2:38");
    forget(w);
    assert_refused(w, "fields:\n  - {key: a, type: choice, options: [{key: x, pionts: 3}]}\n",
        "unknown-key", "ask.yaml:2:47");
    assert_says(w, 0, "did you mean 'points'?", "「points」");
    forget(w);
    assert_refused(w, "fields:\n  - {key: a, type: choice, options: [{key: x}, {key: x}]}\n",
        "duplicate-key", "ask.yaml:2:48");
    forget(w);
    assert_refused(w,
        "fields:\n  - {key: a, type: choice, options: [{key: x}, {key: y, label: Ｘ}]}\n",
        "ambiguous-label", "ask.yaml:2:48");
}

static void what_decides_a_blank_form_is_one_of_the_options(void **state)
{
    struct world *w = *state;
    assert_refused(w,
        "fields:\n  - {key: a, type: choice, decides: neu, options: [{key: new}, {key: old}]}\n",
        "unknown-key", "ask.yaml:2:37");
    assert_says(w, 0, "did you mean 'new'?", "「new」");
}

/* --- lists --- */

static void a_list_says_what_its_entries_are(void **state)
{
    struct world *w = *state;
    assert_refused(w, "fields:\n  - {key: a, type: list}\n", "no-of", "ask.yaml:2:5");
    forget(w);
    assert_refused(
        w, "fields:\n  - {key: a, type: list, of: {key: x}}\n", "no-key", "ask.yaml:2:30");
    forget(w);
    const struct form *f = form_of(w, "fields:\n  - {key: a, type: list, of: {type: date}}\n");
    assert_int_equal(f->root->children[0]->of->type, FIELD_DATE);
    assert_ptr_equal(f->root->children[0]->of->parent, f->root->children[0]);
}

static void a_lists_counts_are_sane(void **state)
{
    struct world *w = *state;
    assert_refused(
        w, "fields:\n  - {key: a, type: list, min: -1, of: {}}\n", "bad-count", "ask.yaml:2:5");
    forget(w);
    assert_refused(w, "fields:\n  - {key: a, type: list, min: 3, max: 2, of: {}}\n", "bad-count",
        "ask.yaml:2:5");
    forget(w);
    assert_refused(
        w, "fields:\n  - {key: a, type: list, max: many, of: {}}\n", "wrong-type", "ask.yaml:2:31");
}

static void files_are_a_list_of_groups_that_one_path_may_stand_for(void **state)
{
    struct world *w = *state;
    const struct form *f = form_of(w, "fields:\n  - {key: a, type: files}\n");
    const struct field *list = f->root->children[0];
    assert_int_equal(list->type, FIELD_LIST);
    assert_true(list->of->is_file);
    assert_string_equal(list->of->short_key, "file");
    assert_non_null(field_child(list->of, "dated"));
}

/* --- groups, sections, parts --- */

static void a_short_name_is_a_field_of_the_group(void **state)
{
    struct world *w = *state;
    assert_refused(w, "fields:\n  - {key: a, type: group, short: y, fields: [{key: x}]}\n",
        "unknown-field", "ask.yaml:2:34");
}

static void sections_gather_fields_of_the_group_around_them(void **state)
{
    struct world *w = *state;
    const struct form *f =
        form_of(w, "fields:\n"
                   "  - key: g\n    label: 群\n    type: group\n    fields:\n"
                   "      - type: section\n        fields: [{key: a, label: あ}]\n");
    const struct field *g = field_child(f->root, "g");
    const struct field *a = field_child(g, "a");
    assert_non_null(a);
    assert_null(field_child(f->root, "a"));
    assert_string_equal(field_path(w->arena, a), "g.a");
    assert_string_equal(field_title(w->arena, a), "あ");
}

static void titles_join_the_labels_from_the_top(void **state)
{
    struct world *w = *state;
    const struct form *f =
        form_of(w, "fields:\n"
                   "  - {key: g, label: 群, type: group, fields: [{key: a, label: あ}]}\n"
                   "  - {key: l, label: 列, type: list, of: {type: group, fields: [{key: b}]}}\n");
    assert_string_equal(field_title(w->arena, f->root->children[0]->children[0]), "群 あ");
    assert_string_equal(field_path(w->arena, f->root->children[1]->of->children[0]), "l.b");
    assert_string_equal(field_title(w->arena, f->root->children[1]->of->children[0]), "列 b");
}

static void parts_come_before_fields_in_their_order(void **state)
{
    struct world *w = *state;
    const struct form *f = form_of(w, "parts:\n  p: [{key: a}, {key: b}]\n  q: [{key: c}]\n"
                                      "fields:\n  - {key: g, type: group, parts: [q, p], "
                                      "fields: [{key: d}]}\n");
    const struct field *g = f->root->children[0];
    assert_int_equal(g->child_count, 4);
    assert_string_equal(g->children[0]->key, "c");
    assert_string_equal(g->children[2]->key, "b");
    assert_string_equal(g->children[3]->key, "d");
}

static void a_part_that_is_unknown_gets_a_hint(void **state)
{
    struct world *w = *state;
    assert_refused(w,
        "parts:\n  officer: [{key: a}]\nfields:\n  - {key: g, type: group, parts: [oficer]}\n",
        "unknown-key", "ask.yaml:4:35");
    assert_says(w, 0, "did you mean 'officer'?", "「officer」");
    forget(w);
    assert_refused(w, "parts:\n  p: {}\nfields:\n  - {key: g, type: group, parts: [p]}\n",
        "unknown-key", "ask.yaml:4:35");
    forget(w);
    assert_refused(
        w, "fields:\n  - {key: g, type: group, parts: [[p]]}\n", "unknown-key", "ask.yaml:2:35");
}

static void a_part_of_two_files_is_refused(void **state)
{
    struct world *w = *state;
    write_text(w, "more.yaml", "parts: {p: []}\n");
    assert_null(load_parts(w, "tsuzuri-form: 1\nid: x\ntitle: y\nask: [ask.yaml, more.yaml]\n",
        "parts: {p: []}\n", ""));
    assert_blamed(w, "duplicate-key", "more.yaml:1:9");
}

static void a_part_that_holds_itself_is_blamed_once(void **state)
{
    struct world *w = *state;
    assert_refused(w,
        "parts:\n  p:\n    - {key: a, type: group, parts: [p]}\n    - {key: b, type: group, "
        "parts: [p]}\nfields:\n  - {key: g, type: group, parts: [p]}\n",
        "too-deep", "ask.yaml:3:7");
}

static void lists_of_lists_may_nest_but_not_for_ever(void **state)
{
    struct world *w = *state;
    const char *of = "{}";
    for (int i = 0; i < 10; i++)
        of = arena_printf(w->arena, "{type: list, of: %s}", of);
    form_of(w, arena_printf(w->arena, "fields: [{key: a, type: list, of: %s}]\n", of));
    for (int i = 0; i < 20; i++)
        of = arena_printf(w->arena, "{type: list, of: %s}", of);
    assert_null(load(w, arena_printf(w->arena, "fields: [{key: a, type: list, of: %s}]\n", of)));
    assert_int_equal(message_count(w), 1);
    assert_string_equal(message(w, 0)->code, "too-deep");
}

/* --- conditions --- */

static void a_condition_is_followed_when_the_form_is_loaded(void **state)
{
    struct world *w = *state;
    assert_refused(w, "fields:\n  - {key: occurred}\n  - {key: b, when: ocurred}\n", "unknown-key",
        "ask.yaml:3:20");
    assert_says(w, 0, "did you mean 'occurred'?", "「occurred」");
    forget(w);
    assert_refused(w, "fields:\n  - {key: a}\n  - {key: b, required: \"a and c\"}\n", "unknown-key",
        "ask.yaml:3:24");
    forget(w);
    assert_refused(
        w, "fields:\n  - {key: b, required: 'a and'}\n", "bad-condition", "ask.yaml:2:24");
    forget(w);
    assert_refused(w, "fields:\n  - {key: b, when: [a]}\n", "wrong-type", "ask.yaml:2:20");
}

static void a_compared_choice_names_one_of_its_options(void **state)
{
    struct world *w = *state;
    assert_refused(w,
        "fields:\n  - {key: a, type: choice, options: [{key: new}, {key: old}]}\n"
        "  - {key: b, when: \"a = 'neu'\"}\n",
        "unknown-key", "ask.yaml:3:20");
    assert_says(w, 0, "did you mean 'new'?", "「new」");
    forget(w);
    assert_refused(w, "fields:\n  - {key: a, type: yes-no}\n  - {key: b, when: \"a = 'yep'\"}\n",
        "unknown-key", "ask.yaml:3:20");
}

static void a_condition_sees_the_groups_around_it(void **state)
{
    struct world *w = *state;
    form_of(w, "fields:\n  - {key: a}\n  - {key: g, type: group, fields: [{key: b, when: a}]}\n");
    assert_refused(w,
        "fields:\n  - {key: a, when: b}\n  - {key: g, type: group, fields: [{key: b}]}\n",
        "unknown-key", "ask.yaml:2:20");
}

static void a_calendar_is_era_or_western(void **state)
{
    struct world *w = *state;
    assert_refused(
        w, "fields:\n  - {key: a, type: date, calendar: wester}\n", "unknown-key", "ask.yaml:2:36");
    assert_says(w, 0, "did you mean 'western'?", "「western」");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_form_has_an_id_a_title_and_its_fields),
        TEST(the_official_form_loads_without_a_word),
        TEST(the_heading_is_asked_for),
        TEST(a_misspelt_heading_is_blamed_with_a_hint),
        TEST(headings_have_their_types),
        TEST(a_file_that_is_not_there_is_blamed_where_it_is_named),
        TEST(a_folder_without_a_form_is_blamed),
        TEST(fields_of_several_files_stand_behind_each_other),
        TEST(a_field_of_two_files_is_refused),
        TEST(all_files_faults_are_told_at_once),
        TEST(a_field_needs_a_key_of_letters_digits_and_hyphens),
        TEST(a_type_that_is_unknown_gets_a_hint),
        TEST(an_unknown_name_in_a_field_gets_a_hint_from_the_forms_properties_too),
        TEST(a_property_is_kept_with_its_field),
        TEST(two_fields_of_a_group_have_two_keys),
        TEST(sections_do_not_hide_that_a_key_stands_twice),
        TEST(two_fields_of_a_group_have_two_labels),
        TEST(a_label_is_not_another_fields_key),
        TEST(the_answer_files_own_keys_are_no_fields),
        TEST(names_mean_something_for_their_type_or_are_refused),
        TEST(a_choice_has_options_with_keys_and_labels),
        TEST(a_choice_without_options_is_refused),
        TEST(options_are_checked_like_fields),
        TEST(what_decides_a_blank_form_is_one_of_the_options),
        TEST(a_list_says_what_its_entries_are),
        TEST(a_lists_counts_are_sane),
        TEST(files_are_a_list_of_groups_that_one_path_may_stand_for),
        TEST(a_short_name_is_a_field_of_the_group),
        TEST(sections_gather_fields_of_the_group_around_them),
        TEST(titles_join_the_labels_from_the_top),
        TEST(parts_come_before_fields_in_their_order),
        TEST(a_part_that_is_unknown_gets_a_hint),
        TEST(a_part_of_two_files_is_refused),
        TEST(a_part_that_holds_itself_is_blamed_once),
        TEST(lists_of_lists_may_nest_but_not_for_ever),
        TEST(a_condition_is_followed_when_the_form_is_loaded),
        TEST(a_compared_choice_names_one_of_its_options),
        TEST(a_condition_sees_the_groups_around_it),
        TEST(a_calendar_is_era_or_western),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
