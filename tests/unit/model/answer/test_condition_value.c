#include "support.h"

static const char ask[] = "fields:\n"
                          "  - {key: application, type: choice, default: renewal, options: "
                          "[{key: new, label: 新規, fee: 100円}, {key: renewal, label: 更新}]}\n"
                          "  - {key: leak, type: yes-no}\n"
                          "  - {key: name, label: 氏名, note: [x, y], deep: {a: b}}\n"
                          "  - {key: item, type: group, short: check, fields: "
                          "[{key: check, type: yes-no}, {key: name}]}\n"
                          "  - {key: route, type: list, of: {type: text}}\n"
                          "  - {type: section, key: s, fields: [{key: inside}]}\n";

static struct world *ready(void **state)
{
    struct world *w = *state;
    assert_non_null(load_parts(w, HEAD "properties: [fee, note, deep]\n", ask, ""));
    assert_quiet(w);
    return w;
}

static struct condition *parse(struct world *w, const char *text)
{
    return condition_parse(w->arena, &w->err, (struct position){"c.yaml", 3, 5, NULL}, text);
}

static bool is_true(struct world *w, const char *answers, const char *condition)
{
    const struct condition *x = parse(w, condition);
    struct scope scope = {.here = answers_of(w, answers)};
    assert_non_null(x);
    assert_true(
        condition_check(w->arena, &w->err, x, &(struct path_type_scope){.here = w->form->root}));
    return condition_true(x, &scope);
}

static void a_name_is_true_where_it_has_a_value_that_is_not_no(void **state)
{
    struct world *w = ready(state);
    assert_true(is_true(w, "leak: yes", "leak"));
    assert_false(is_true(w, "leak: no", "leak"));
    assert_false(is_true(w, "{}", "leak"));
    assert_true(is_true(w, "name: 山田", "name"));
    assert_false(is_true(w, "name: ''", "name"));
    assert_true(is_true(w, "{}", "application"));
}

static void a_group_is_true_as_the_field_that_stands_for_it(void **state)
{
    struct world *w = ready(state);
    assert_true(is_true(w, "item: yes", "item"));
    assert_false(is_true(w, "item: no", "item"));
    assert_false(is_true(w, "item: {name: x}", "item"));
    assert_true(is_true(w, "item: no", "item = 'no'"));
    assert_true(is_true(w, "item: no", "item.given"));
}

static void a_list_is_true_where_it_has_entries(void **state)
{
    struct world *w = ready(state);
    assert_true(is_true(w, "route: [a]", "route"));
    assert_false(is_true(w, "route: []", "route"));
}

static void values_are_compared_by_their_keys(void **state)
{
    struct world *w = ready(state);
    assert_true(is_true(w, "application: 新規", "application = 'new'"));
    assert_true(is_true(w, "application: 新規", "application != 'renewal'"));
    assert_true(is_true(w, "leak: いいえ", "leak = 'no'"));
    assert_true(is_true(w, "{}", "leak != 'no'"));
    assert_false(is_true(w, "{}", "leak = 'no'"));
    assert_true(is_true(w, "name: a b", "name='a b'"));
}

static void and_binds_closer_than_or_and_not_closest(void **state)
{
    struct world *w = ready(state);
    assert_true(is_true(w, "name: x", "name or leak and item"));
    assert_false(is_true(w, "name: x", "(name or leak) and item"));
    assert_true(is_true(w, "name: x", "not leak and name"));
    assert_false(is_true(w, "name: x", "not (leak or name)"));
    assert_true(is_true(w, "name: x", "not not name"));
    assert_true(is_true(w, "{}", "not name = 'x'"));
}

static void sections_are_looked_through(void **state)
{
    struct world *w = ready(state);
    assert_true(is_true(w, "inside: x", "inside"));
}

static void assert_bad(struct world *w, const char *text)
{
    forget(w);
    assert_null(parse(w, text));
    assert_blamed(w, "bad-condition", "c.yaml:3:5");
}

static void a_condition_that_cannot_be_understood_is_blamed_once(void **state)
{
    static const char *const bad[] = {"", "  ", "a and", "and", "a b", "(a", "a)", "()",
        "a =", "a = b", "a = 'b", "a == 'b'", "not", "a or or b", "a & b", "会社", "!a", "'a' = a"};
    struct world *w = *state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        if (!strcmp(bad[i], "and"))
            continue; /* a path may be called so */
        assert_bad(w, bad[i]);
    }
}

static void what_is_wrong_is_pointed_at(void **state)
{
    struct world *w = *state;
    assert_bad(w, "a and * b");
    assert_says(w, 0, "at '* b'", "「* b」のところ");
    assert_bad(w, "a and ");
    assert_says(w, 0, "ends too early", "途中で終わって");
}

static const char *repeated(struct world *w, const char *unit, int n, const char *end)
{
    struct buf b = {0};
    for (int i = 0; i < n; i++)
        buf_adds(&b, unit);
    buf_adds(&b, end);
    const char *text = arena_strdup(w->arena, b.data);
    buf_release(&b);
    return text;
}

static void brackets_chains_and_nots_do_not_nest_for_ever(void **state)
{
    struct world *w = *state;
    assert_non_null(parse(w, repeated(w, "not ", 20, "a")));
    assert_non_null(parse(w, repeated(w, "a and ", 100, "a")));
    assert_bad(w, repeated(w, "(", 100000, "a"));
    assert_bad(w, repeated(w, "not ", 100000, "a"));
    assert_bad(w, repeated(w, "a and ", 100000, "a"));
    assert_bad(w, repeated(w, "a or ", 100000, "a"));
}

/* --- paths --- */

static void a_path_reaches_fields_labels_and_properties(void **state)
{
    struct world *w = ready(state);
    struct inst *root = answers_of(w, "{name: 山田, application: new, item: {name: y}}");
    assert_string_equal(text_at(root, "name"), "山田");
    assert_string_equal(text_at(root, "name.label"), "氏名");
    assert_string_equal(text_at(root, "name.key"), "name");
    assert_string_equal(text_at(root, "name.deep.a"), "b");
    assert_string_equal(text_at(root, "item.name"), "y");
    assert_string_equal(text_at(root, "application"), "新規");
    assert_string_equal(text_at(root, "application.fee"), "100円");
    assert_string_equal(text_at(root, "name.given"), "yes");
    assert_null(text_at(root, "leak.given"));
    assert_null(text_at(root, "leak"));
    assert_null(text_at(root, "nothing.at.all"));
    assert_null(text_at(root, "item"));
    assert_null(text_at(root, "name.label.more"));
}

static void lists_have_a_first_a_last_and_a_middle(void **state)
{
    struct world *w = ready(state);
    struct inst *root = answers_of(w, "route: [a, b, c, d]");
    assert_string_equal(text_at(root, "route.first"), "a");
    assert_string_equal(text_at(root, "route.last"), "d");
    struct value middle = value_at(root, "route.middle");
    assert_int_equal(value_count(middle), 2);
    assert_string_equal(value_text(value_entry(middle, 0)), "b");
    assert_string_equal(value_text(value_entry(middle, 1)), "c");
}

static void the_ends_of_a_short_list_are_blank_entries(void **state)
{
    struct world *w = ready(state);
    struct inst *one = answers_of(w, "route: a");
    assert_string_equal(text_at(one, "route.first"), "a");
    assert_null(text_at(one, "route.last"));
    assert_int_equal(value_at(one, "route.last").kind, VALUE_INST);
    assert_int_equal(value_count(value_at(one, "route.middle")), 0);
    struct inst *none = answers_of(w, "{}");
    assert_null(text_at(none, "route.first"));
    assert_int_equal(value_at(none, "route.first").kind, VALUE_INST);
}

static void options_know_whether_they_are_chosen(void **state)
{
    struct world *w = ready(state);
    struct value options = value_at(answers_of(w, "application: new"), "application.options");
    assert_int_equal(value_count(options), 2);
    assert_true(value_true(value_entry(options, 0)));
    assert_false(value_true(value_entry(options, 1)));
    assert_string_equal(value_text(value_entry(options, 1)), "更新");
    struct scope scope = {.name = "o", .value = value_entry(options, 0)};
    assert_true(condition_true(parse(w, "o = 'new' and o.chosen and o.key = 'new'"), &scope));
}

static void fields_of_a_group_are_a_list(void **state)
{
    struct world *w = ready(state);
    struct inst *root = answers_of(w, "item: {check: yes}");
    struct value fields = value_at(root, "item.fields");
    assert_int_equal(value_count(fields), 2);
    assert_string_equal(value_text(value_entry(fields, 0)), "はい");
}

static void variables_hide_fields_and_inner_ones_outer_ones(void **state)
{
    struct world *w = ready(state);
    struct scope root = {.here = answers_of(w, "name: field")};
    struct scope outer = {&root, "name", {.kind = VALUE_TEXT, .text = "outer"}, NULL};
    struct scope inner = {&outer, "name", {.kind = VALUE_TEXT, .text = "inner"}, NULL};
    assert_string_equal(value_text(path_value("name", 4, &root)), "field");
    assert_string_equal(value_text(path_value("name", 4, &outer)), "outer");
    assert_string_equal(value_text(path_value("name", 4, &inner)), "inner");
}

/* --- what a path could mean --- */

static const struct path_type *kinds(struct world *w, const char *path)
{
    struct path_type_scope scope = {.here = w->form->root};
    return path_type_of(
        w->arena, &w->err, (struct position){"l.yaml", 7, 2, NULL}, path, strlen(path), &scope);
}

static void every_path_that_has_a_value_is_known(void **state)
{
    static const char *const good[] = {"name", "name.label", "name.deep.a", "application.fee",
        "application.options", "item.fields", "item.check", "route.first.given", "route.middle",
        "inside"};
    struct world *w = ready(state);
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        assert_non_null(kinds(w, good[i]));
    assert_quiet(w);
}

static void an_unknown_path_is_blamed_with_a_hint(void **state)
{
    static const char *const bad[][2] = {{"nmae", "name"}, {"name.lable", "label"},
        {"application.fees", "fee"}, {"item.chekc", "check"}, {"route.frist", "first"},
        {"name.deep.b", "a"}};
    struct world *w = ready(state);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        forget(w);
        assert_null(kinds(w, bad[i][0]));
        assert_blamed(w, "unknown-key", "l.yaml:7:2");
        if (i + 1 < sizeof bad / sizeof *bad)
            assert_says(w, 0, arena_printf(w->arena, "did you mean '%s'?", bad[i][1]), "誤り");
    }
    forget(w);
    assert_null(kinds(w, ""));
    assert_blamed(w, "unknown-key", "l.yaml:7:2");
    forget(w);
    assert_null(kinds(w, "name..label"));
    assert_blamed(w, "unknown-key", "l.yaml:7:2");
}

static void entries_of_a_list_have_kinds_of_their_own(void **state)
{
    struct world *w = ready(state);
    assert_null(path_type_entries(w->arena, kinds(w, "name")));
    assert_ptr_equal(path_type_entries(w->arena, kinds(w, "route"))->field,
        field_child(w->form->root, "route")->of);
    assert_int_equal(
        path_type_entries(w->arena, kinds(w, "application.options"))->kind, VALUE_OPTION);
    assert_int_equal(path_type_entries(w->arena, kinds(w, "name.note"))->kind, VALUE_TEXT);
}

static void a_text_begins_with_a_word(void **state)
{
    struct world *w = ready(state);
    assert_true(is_true(w, "name: 開示なし。", "name begins '開示なし'"));
    assert_true(is_true(w, "name: 開示なし", "name begins '開示なし' and name"));
    assert_false(is_true(w, "name: 情報の開示なし", "name begins '開示なし'"));
    assert_false(is_true(w, "{}", "name begins '開示なし'"));
    assert_true(is_true(w, "{}", "not (name begins '開示なし')"));
    assert_null(parse(w, "name begins"));
    assert_string_equal(message(w, 0)->code, "bad-condition");
}

static const char beside[] =
    "parts:\n  lines: [{type: section, key: s, fields: [{key: one, type: group, fields: [{key: "
    "a}]}, {key: two, type: group, fields: [{key: a}]}]}]\n"
    "fields:\n  - {key: books, type: list, of: {type: group, parts: [lines], fields: [{key: "
    "other}]}}\n";

static void a_list_is_read_beside_another(void **state)
{
    struct world *w = *state;
    assert_non_null(load(w, beside));
    struct inst *root = answers_of(w, "books: [{one: {a: 甲}, two: {a: 乙}}, {one: {a: 丙}}]");
    struct inst *books = inst_child(root, "books");
    struct scope line = {.name = "line",
        .value = {.kind = VALUE_INST, .inst = inst_child(books->children[0], "two")}};
    struct scope book = {
        .outer = &line, .name = "book", .value = {.kind = VALUE_INST, .inst = books->children[0]}};
    assert_string_equal(value_text(path_value("book.@line.a", 12, &book)), "乙");
    book.value.inst = books->children[1];
    assert_null(value_text(path_value("book.@line.a", 12, &book)));
    line.value.inst = inst_child(books->children[0], "one");
    assert_string_equal(value_text(path_value("book.@line.a", 12, &book)), "丙");
    line.value = (struct value){.kind = VALUE_TEXT, .text = "one"};
    assert_null(value_text(path_value("book.@line.a", 12, &book)));
}

static void what_is_read_beside_must_be_there(void **state)
{
    struct world *w = *state;
    assert_non_null(load(w, beside));
    const struct field *book = field_child(w->form->root, "books")->of;
    struct path_type two = {.kind = VALUE_INST, .field = field_child(book, "two")};
    struct path_type own = {.kind = VALUE_INST, .field = book};
    struct path_type text = {.kind = VALUE_TEXT};
    struct path_type_scope line = {.name = "line", .kind = &two};
    struct path_type_scope s = {.outer = &line, .name = "book", .kind = &own};
    struct position at = {"t.yaml", 1, 1, NULL};
    assert_non_null(path_type_of(w->arena, &w->err, at, "book.@line.a", 12, &s));
    assert_quiet(w);
    assert_null(path_type_of(w->arena, &w->err, at, "book.@line.b", 12, &s));
    assert_blamed(w, "unknown-key", "t.yaml:1:1");
    forget(w);
    assert_null(path_type_of(w->arena, &w->err, at, "book.@lane.a", 12, &s));
    assert_blamed(w, "unknown-key", "t.yaml:1:1");
    forget(w);
    line.kind = &text;
    assert_null(path_type_of(w->arena, &w->err, at, "book.@line", 10, &s));
    assert_blamed(w, "unknown-key", "t.yaml:1:1");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_name_is_true_where_it_has_a_value_that_is_not_no),
        TEST(a_group_is_true_as_the_field_that_stands_for_it),
        TEST(a_list_is_true_where_it_has_entries),
        TEST(values_are_compared_by_their_keys),
        TEST(and_binds_closer_than_or_and_not_closest),
        TEST(sections_are_looked_through),
        TEST(a_condition_that_cannot_be_understood_is_blamed_once),
        TEST(what_is_wrong_is_pointed_at),
        TEST(brackets_chains_and_nots_do_not_nest_for_ever),
        TEST(a_path_reaches_fields_labels_and_properties),
        TEST(lists_have_a_first_a_last_and_a_middle),
        TEST(the_ends_of_a_short_list_are_blank_entries),
        TEST(options_know_whether_they_are_chosen),
        TEST(fields_of_a_group_are_a_list),
        TEST(variables_hide_fields_and_inner_ones_outer_ones),
        TEST(every_path_that_has_a_value_is_known),
        TEST(an_unknown_path_is_blamed_with_a_hint),
        TEST(entries_of_a_list_have_kinds_of_their_own),
        TEST(a_text_begins_with_a_word),
        TEST(a_list_is_read_beside_another),
        TEST(what_is_read_beside_must_be_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
