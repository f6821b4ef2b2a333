#include "support.h"

static const char *const colours[] = {"red", "green", NULL};
static const char *const sizes[] = {"large", "small", NULL};
static const struct names both = {{colours, sizes}};

static bool check(struct world *w, const char *text)
{
    return known_keys(&w->err, yaml(w, text), &both, "a paint", "塗料");
}

static void a_name_of_any_list_is_known(void **state)
{
    (void)state;
    assert_true(names_have(&both, "green"));
    assert_true(names_have(&both, "small"));
    assert_false(names_have(&both, "gree"));
    assert_false(names_have(&both, ""));
    assert_false(names_have(&(struct names){{NULL}}, "red"));
}

static void known_keys_pass_without_a_word(void **state)
{
    struct world *w = *state;
    assert_true(check(w, "red: 1\nsmall: 2\n"));
    assert_true(check(w, "{}"));
    assert_quiet(w);
}

static void an_unknown_key_is_blamed_at_its_place_with_the_nearest_name(void **state)
{
    struct world *w = *state;
    assert_false(check(w, "red: 1\n  \nsmal: 2\n"));
    assert_blamed(w, "unknown-key", "t.yaml:3:1");
    assert_says(w, 0, "'smal' is not known in a paint; did you mean 'small'?", "「small」の誤り");
}

static void a_key_that_is_near_to_nothing_gets_no_hint(void **state)
{
    struct world *w = *state;
    assert_false(check(w, "{red: 1, transparency: 2}"));
    assert_blamed(w, "unknown-key", "t.yaml:1:10");
    assert_lacks(message(w, 0)->en, "did you mean");
    assert_lacks(message(w, 0)->ja, "誤り");
}

static void all_unknown_keys_are_blamed_at_once(void **state)
{
    struct world *w = *state;
    assert_false(check(w, "rad: 1\ngrean: 2\nlarge: 3\nlarg: 4\n"));
    assert_int_equal(message_count(w), 3);
    assert_message(w, 2, "unknown-key", "t.yaml:4:1");
}

static void what_is_no_map_is_blamed(void **state)
{
    struct world *w = *state;
    assert_false(check(w, "[red, green]"));
    assert_blamed(w, "wrong-type", "t.yaml:1:1");
    assert_says(w, 0, "a paint is a map", "塗料");
}

static void a_missing_value_leaves_the_default_alone(void **state)
{
    struct world *w = *state;
    const struct node *map = yaml(w, "{}");
    const struct node *list = map;
    const char *text = "kept";
    bool flag = true;
    int number = 7;
    assert_true(known_text(&w->err, map, "a", &text));
    assert_true(known_flag(&w->err, map, "a", &flag));
    assert_true(known_int(&w->err, map, "a", &number));
    assert_true(known_kind(&w->err, map, "a", NODE_LIST, &list));
    assert_string_equal(text, "kept");
    assert_true(flag);
    assert_int_equal(number, 7);
    assert_null(list);
    assert_quiet(w);
}

static void a_flag_is_yes_or_no(void **state)
{
    struct world *w = *state;
    const struct node *map = yaml(w, "{a: yes, b: no, c: true, d: false, e: maybe}");
    bool flag = false;
    assert_true(known_flag(&w->err, map, "a", &flag) && flag);
    assert_true(known_flag(&w->err, map, "b", &flag) && !flag);
    assert_true(known_flag(&w->err, map, "c", &flag) && flag);
    assert_true(known_flag(&w->err, map, "d", &flag) && !flag);
    assert_false(known_flag(&w->err, map, "e", &flag));
    assert_blamed(w, "wrong-type", "t.yaml:1:39");
    assert_says(w, 0, "'e' is yes or no", "yes か no");
}

static void assert_no_number(struct world *w, const char *text)
{
    int number = 5;
    forget(w);
    assert_false(known_int(&w->err, yaml(w, text), "n", &number));
    assert_message(w, 0, "wrong-type", "t.yaml:1:4");
    assert_int_equal(number, 5);
}

static void a_number_is_whole_and_fits(void **state)
{
    struct world *w = *state;
    int number = 0;
    assert_true(known_int(&w->err, yaml(w, "n: -12"), "n", &number));
    assert_int_equal(number, -12);
    assert_no_number(w, "n: 3.5");
    assert_no_number(w, "n: 3 mm");
    assert_no_number(w, "n: ''");
    assert_no_number(w, "n: 2147483648");
    assert_no_number(w, "n: 99999999999999999999");
}

static void one_value_is_asked_for_where_a_list_stands(void **state)
{
    struct world *w = *state;
    const char *text = "kept";
    bool flag = true;
    const struct node *map = yaml(w, "a: [x]\nb: {x: y}\n");
    assert_false(known_text(&w->err, map, "a", &text));
    assert_false(known_flag(&w->err, map, "b", &flag));
    assert_string_equal(text, "kept");
    assert_message(w, 0, "wrong-type", "t.yaml:1:4");
    assert_message(w, 1, "wrong-type", "t.yaml:2:4");
}

static void a_list_is_asked_for_where_a_value_stands(void **state)
{
    struct world *w = *state;
    const struct node *out;
    const struct node *map = yaml(w, "a: x\nb: [x]\n");
    assert_false(known_kind(&w->err, map, "a", NODE_LIST, &out));
    assert_null(out);
    assert_message(w, 0, "wrong-type", "t.yaml:1:4");
    assert_says(w, 0, "'a' is a list", "一覧");
    assert_false(known_kind(&w->err, map, "b", NODE_MAP, &out));
    assert_message(w, 1, "wrong-type", "t.yaml:2:4");
    assert_true(known_kind(&w->err, map, "b", NODE_LIST, &out));
    assert_int_equal(out->count, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_name_of_any_list_is_known),
        TEST(known_keys_pass_without_a_word),
        TEST(an_unknown_key_is_blamed_at_its_place_with_the_nearest_name),
        TEST(a_key_that_is_near_to_nothing_gets_no_hint),
        TEST(all_unknown_keys_are_blamed_at_once),
        TEST(what_is_no_map_is_blamed),
        TEST(a_missing_value_leaves_the_default_alone),
        TEST(a_flag_is_yes_or_no),
        TEST(a_number_is_whole_and_fits),
        TEST(one_value_is_asked_for_where_a_list_stands),
        TEST(a_list_is_asked_for_where_a_value_stands),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
