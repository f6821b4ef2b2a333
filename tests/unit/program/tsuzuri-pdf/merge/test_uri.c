#include "support.h"

#include "program/tsuzuri-pdf/merge/uri.h"

static void assert_resolves(const char *base, const char *reference, const char *wanted)
{
    struct buf out = {0};
    uri_resolve(base, reference, &out);
    assert_string_equal(out.data ? out.data : "", wanted);
    buf_release(&out);
}

/* RFC 3986, 5.4 */
static void resolves_the_examples_of_the_standard(void **state)
{
    static const char base[] = "http://a/b/c/d;p?q";
    static const char *const cases[][2] = {{"g:h", "g:h"}, {"g", "http://a/b/c/g"},
        {"./g", "http://a/b/c/g"}, {"g/", "http://a/b/c/g/"}, {"/g", "http://a/g"},
        {"//g", "http://g"}, {"?y", "http://a/b/c/d;p?y"}, {"g?y", "http://a/b/c/g?y"},
        {"#s", "http://a/b/c/d;p?q#s"}, {"g#s", "http://a/b/c/g#s"}, {"", "http://a/b/c/d;p?q"},
        {";x", "http://a/b/c/;x"}, {".", "http://a/b/c/"}, {"./", "http://a/b/c/"},
        {"..", "http://a/b/"}, {"../", "http://a/b/"}, {"../g", "http://a/b/g"},
        {"../..", "http://a/"}, {"../../g", "http://a/g"}, {"../../../g", "http://a/g"},
        {"/./g", "http://a/g"}, {"/../g", "http://a/g"}, {"g.", "http://a/b/c/g."},
        {"..g", "http://a/b/c/..g"}, {"g/./h", "http://a/b/c/g/h"}, {"g/../h", "http://a/b/c/h"},
        {"g?y/../x", "http://a/b/c/g?y/../x"}, {"g#s/../x", "http://a/b/c/g#s/../x"}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_resolves(base, cases[i][0], cases[i][1]);
}

static void takes_a_base_without_a_path(void **state)
{
    (void)state;
    assert_resolves("http://a", "g", "http://a/g");
    assert_resolves("http://a?q", "../g", "http://a/g");
    assert_resolves("http://a", "..", "http://a/");
}

static void leaves_a_reference_alone_where_the_base_is_none(void **state)
{
    (void)state;
    assert_resolves("", "../g", "../g");
    assert_resolves("no/scheme", "g", "g");
    assert_resolves("1a://x", "g", "g");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(resolves_the_examples_of_the_standard),
        cmocka_unit_test(takes_a_base_without_a_path),
        cmocka_unit_test(leaves_a_reference_alone_where_the_base_is_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
