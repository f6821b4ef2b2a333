#include "line_fixture.h"

static uint32_t code_point(const char *name)
{
    return (uint32_t)strtoul(name + 2, NULL, 16);
}

static bool has(const char *coverage)
{
    return strcmp(coverage, "variant") == 0 || strcmp(coverage, "default") == 0;
}

/* The faces of the table's columns, in the order in which the family asks them. */
static const struct column {
    const char *name, *file;
} COLUMNS[] = {
    {"IPAexMincho", "/usr/share/fonts/opentype/ipaexfont-mincho/ipaexm.ttf"},
    {"IPAmjMincho", "/usr/share/fonts/truetype/ipamj/ipamjm.ttf"},
    {"BIZUDMincho-Regular", "/usr/share/fonts/truetype/bizud-mincho/BIZUDMincho-Regular.ttf"},
    {"NotoSerifCJKjp-Regular", "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc"},
};
enum { COLUMN_COUNT = sizeof COLUMNS / sizeof *COLUMNS };

static bool is_installed(size_t column)
{
    FILE *file = fopen(COLUMNS[column].file, "rb");
    if (file)
        fclose(file);
    return file;
}

/* The first installed face that has the sequence, or NULL. */
static const char *first_with(char *line)
{
    for (size_t i = 0; i < COLUMN_COUNT; i++)
        if (has(next_field(&line)) && is_installed(i))
            return COLUMNS[i].name;
    return NULL;
}

static void check_sequence(struct fixture *x, char *line)
{
    uint32_t base = code_point(next_field(&line));
    next_field(&line);
    uint32_t selector = code_point(next_field(&line));
    next_field(&line);
    next_field(&line);
    if (!base)
        return;
    const char *want = first_with(line);
    char text[8];
    size_t size = unicode_encode(base, text);
    size += unicode_encode(selector, text + size);
    struct span s = plain_n(x, text, size);
    forget_messages(x);
    struct galley g = galley_of(x, &s, 1, UNI_STRICT);
    assert_int_equal(g.count, 1);
    assert_int_equal(x->err.warnings, want ? 0 : 1);
    if (want)
        assert_string_equal(fonts_face_name(x->fonts, g.clusters[0].face), want);
    else
        assert_non_null(strstr(x->err.first->en,
            arena_printf(x->arena, "U+%04X U+%04X", (unsigned)base, (unsigned)selector)));
    forget_messages(x);
}

static void every_variation_sequence_is_set_by_a_face_that_has_it_or_warned_about(void **state)
{
    each_line(*state, DATA "ivs-name-kanji-coverage.tsv", check_sequence);
}

/* Seventy-nine rows of the table are in these faces only. */
static void the_further_fallbacks_are_installed(void **state)
{
    (void)state;
    if (!is_installed(2) || !is_installed(3))
        skip();
}

static void a_character_in_none_of_the_first_faces_is_set_by_a_fallback(void **state)
{
    struct fixture *x = *state;
    if (!is_installed(3))
        skip();
    struct span s = plain(x, "漢한");
    struct galley g = galley_of(x, &s, 1, UNI_STRICT);
    assert_int_equal(x->err.errors, 0);
    assert_string_equal(fonts_face_name(x->fonts, g.clusters[1].face), "NotoSerifCJKjp-Regular");
}

static void a_cluster_is_set_by_one_face(void **state)
{
    struct fixture *x = *state;
    static const char *const clusters[] = {"か゚", "か\u3099", "ｶﾞ", "e\u0301", "葛\U000E0100"};
    for (size_t i = 0; i < sizeof clusters / sizeof *clusters; i++) {
        struct span s = plain(x, clusters[i]);
        struct galley g = galley_of(x, &s, 1, UNI_STRICT);
        assert_int_equal(g.count, 1);
        assert_true(g.clusters[0].face >= 0);
        assert_true(g.clusters[0].glyphs > 0);
    }
    assert_null(x->err.first);
}

static void a_blank_that_carries_a_mark_does_not_vanish(void **state)
{
    struct fixture *x = *state;
    struct set_text t = set(x, "漢　\u3099", LINE_START, 100000);
    assert_string_equal(text_of(x, &t.lines[0]), "漢　\u3099");
}

/* A joiner at the beginning of a text is a cluster with what stands behind it. */
static void a_mark_on_what_is_not_drawn_needs_a_face_too(void **state)
{
    struct fixture *x = *state;
    struct span s = plain(x, "\u200D\u0E31あ");
    galley_of(x, &s, 1, UNI_STRICT);
    assert_int_equal(x->err.errors, 1);
    assert_string_equal(x->err.first->code, "no-glyph");
    assert_non_null(strstr(x->err.first->en, "(U+0E31)"));
    forget_messages(x);
    s = plain(x, "\u200D\u3099\u200Dあ");
    galley_of(x, &s, 1, UNI_STRICT);
    assert_null(x->err.first);
}

/* As if the choice had been wrong: the glyphs are looked at again. */
static void a_box_is_an_error_at_its_place(void **state)
{
    struct fixture *x = *state;
    struct span s = plain(x, "渡邉\U000E0102𠮷");
    s.at_exact = true;
    struct galley g = galley_of(x, &s, 1, UNI_STRICT);
    forget_messages(x);
    g.clusters[2].face = g.clusters[0].face;
    g.glyph_count = 0;
    galley_shape(&g);
    assert_false(g.ok);
    assert_int_equal(x->err.errors, 1);
    assert_non_null(strstr(x->err.first->en, "would print a box for '𠮷' (U+20BB7)"));
    assert_non_null(strstr(x->err.first->ja, "「𠮷」（U+20BB7）"));
    assert_int_equal(x->err.first->at.column, 4);
    forget_messages(x);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_variation_sequence_is_set_by_a_face_that_has_it_or_warned_about),
        cmocka_unit_test(the_further_fallbacks_are_installed),
        cmocka_unit_test(a_character_in_none_of_the_first_faces_is_set_by_a_fallback),
        cmocka_unit_test(a_cluster_is_set_by_one_face),
        cmocka_unit_test(a_mark_on_what_is_not_drawn_needs_a_face_too),
        cmocka_unit_test(a_box_is_an_error_at_its_place),
        cmocka_unit_test(a_blank_that_carries_a_mark_does_not_vanish),
    };
    return cmocka_run_group_tests(tests, fixture_setup, fixture_teardown);
}
