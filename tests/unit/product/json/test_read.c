#include "product/json/read.h"

#include "support.h"

static const struct json_value *value_of(struct world *w, const char *text)
{
    return json_read(w->arena, text, strlen(text));
}

static void values_are_read(void **state)
{
    struct world *w = *state;
    const struct json_value *v = value_of(
        w, " {\"a\": [1, -2.5e+3, true, false, null, \"x\"], \"b\": {\"c\": \"d\"}, \"n\": 42} ");
    assert_non_null(v);
    const struct json_value *list = json_get(v, "a");
    assert_int_equal(list->kind, JSON_LIST);
    assert_string_equal(list->first->text, "1");
    assert_string_equal(list->first->next->text, "-2.5e+3");
    assert_true(list->first->next->next->truth);
    assert_string_equal(json_get_text(json_get(v, "b"), "c"), "d");
    assert_int_equal(json_get_int(v, "n", 0), 42);
    assert_int_equal(json_get_int(v, "b", 7), 7);
    assert_int_equal(json_get_int(v, "none", 7), 7);
    assert_null(json_get_text(v, "n"));
    assert_null(json_get(NULL, "a"));
    assert_null(json_get(list, "a"));
}

static void texts_are_read(void **state)
{
    static const struct {
        const char *json, *text;
    } rows[] = {
        {"\"\"", ""},
        {"\"株式会社\"", "株式会社"},
        {"\"a\\n\\t\\\"\\\\\\/\\b\\f\\r\"", "a\n\t\"\\/\b\f\r"},
        {"\"\\u0041\\u682a\\u30DD\"", "A株ポ"},
        {"\"\\ud842\\udfb7\"", "𠮷"},
        {"\"\x7f\"", "\x7f"},
    };
    struct world *w = *state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct json_value *v = value_of(w, rows[i].json);
        assert_non_null(v);
        assert_string_equal(v->text, rows[i].text);
    }
}

static void what_is_no_json_is_nothing(void **state)
{
    static const char *const rows[] = {"", " ", "{", "}", "[1,]", "[,1]", "{\"a\":1,}", "{a:1}",
        "{\"a\" 1}", "{\"a\":1 \"b\":2}", "{\"a\":1,\"a\":2}", "'a'", "01", "1.", ".5", "+1", "1e",
        "--1", "nul", "True", "NaN", "\"a", "\"\n\"", "\"\\x\"", "\"\\u12\"", "\"\\u000",
        "\"\\u0000\"", "\"\\ud842\"", "\"\\udfb7\"", "\"\\ud842\\u0041\"", "[1] 2", "// a\n1",
        "\xEF\xBB\xBF"
        "1",
        "\"\xFF\"", "\"\xC0\x80\"", "[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]"};
    struct world *w = *state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (value_of(w, rows[i]))
            fail_msg("row %zu is read: %s", i, rows[i]);
    assert_null(json_read(w->arena, "\"a\0b\"", 5));
    assert_non_null(value_of(w, "[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(values_are_read),
        TEST(texts_are_read),
        TEST(what_is_no_json_is_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
