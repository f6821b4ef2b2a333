#include "line_fixture.h"

static uint32_t code_point(const char *name)
{
    return (uint32_t)strtoul(name + 2, NULL, 16);
}

static bool has(const char *coverage)
{
    return strcmp(coverage, "variant") == 0 || strcmp(coverage, "default") == 0;
}

static int warnings_of(struct fixture *x, uint32_t base, uint32_t selector)
{
    char text[8];
    size_t size = uni_encode(base, text);
    size += uni_encode(selector, text + size);
    struct span s = plain_n(x, text, size);
    forget_messages(x);
    assert_int_equal(para_width(x->arena, &x->err, x->fonts, &s, 1), 10000);
    int warnings = x->err.warnings;
    forget_messages(x);
    return warnings;
}

/* Faces that are not always installed may have a sequence, or not. */
static void check_sequence(struct fixture *x, char *line)
{
    uint32_t base = code_point(next_field(&line));
    next_field(&line);
    uint32_t selector = code_point(next_field(&line));
    next_field(&line);
    next_field(&line);
    bool installed = has(next_field(&line));
    installed = has(next_field(&line)) || installed;
    bool optional = has(next_field(&line));
    optional = has(next_field(&line)) || optional;
    if (!base || (!installed && optional))
        return;
    if (warnings_of(x, base, selector) != !installed)
        fail_msg("U+%04X U+%04X", (unsigned)base, (unsigned)selector);
}

static void every_variation_sequence_is_set_by_a_face_that_has_it_or_warned_about(void **state)
{
    each_line(*state, DATA "ivs-name-kanji-coverage.tsv", check_sequence);
}

static void a_cluster_is_set_by_one_face(void **state)
{
    struct fixture *x = *state;
    static const char *const clusters[] = {"か゚", "か\u3099", "ｶﾞ", "e\u0301", "葛\U000E0100"};
    for (size_t i = 0; i < sizeof clusters / sizeof *clusters; i++) {
        struct span s = plain(x, clusters[i]);
        struct galley g = galley_of(x, &s, 1, UNI_STRICT);
        assert_int_equal(g.count, 1);
        assert_true(g.atoms[0].face >= 0);
        assert_true(g.atoms[0].glyphs > 0);
    }
    assert_null(x->err.first);
}

static void a_blank_that_carries_a_mark_does_not_vanish(void **state)
{
    struct fixture *x = *state;
    struct set_text t = set(x, "漢　\u3099", LINE_START, 100000);
    assert_string_equal(text_of(x, &t.lines[0]), "漢　\u3099");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_variation_sequence_is_set_by_a_face_that_has_it_or_warned_about),
        cmocka_unit_test(a_cluster_is_set_by_one_face),
        cmocka_unit_test(a_blank_that_carries_a_mark_does_not_vanish),
    };
    return cmocka_run_group_tests(tests, fixture_setup, fixture_teardown);
}
