#include "line_fixture.h"

static struct set_text set_column(
    struct fixture *x, const char *text, enum line_align align, mpt measure)
{
    struct span s = plain(x, text);
    struct para p = para_of(&s, 1, align);
    p.vertical = true;
    struct set_text t;
    bool overwide = false;
    assert_true(
        para_set((struct typesetter){x->arena, &x->err, x->fonts}, &p, measure, &t, &overwide));
    assert_false(overwide);
    return t;
}

static const struct run *run_at(const struct set_line *line, size_t i)
{
    for (const struct op *op = line->ops.first; op; op = op->next)
        if (op->kind == OP_RUN && i-- == 0)
            return &op->u.run;
    return NULL;
}

/* How far below the column's top the em box of an upright glyph begins. */
static mpt top_of(const struct run *r, size_t i)
{
    return r->y - r->glyphs[i].y - 8800;
}

static void characters_stand_below_each_other_in_the_middle_of_the_column(void **state)
{
    struct fixture *x = *state;
    struct set_text t = set_column(x, "漢字", LINE_START, 100000);
    const struct run *r = run_at(&t.lines[0], 0);
    assert_int_equal(t.lines[0].baseline, 8000);
    assert_int_equal(t.lines[0].height, 16000);
    assert_int_equal(r->x, -8000);
    assert_int_equal(r->glyphs[0].x, -5000);
    assert_in_range(top_of(r, 0) + 1000, 900, 1100);
    assert_int_equal(top_of(r, 1) - top_of(r, 0), 10000);
    assert_int_equal(t.lines[0].width, 20000);
}

static void columns_obey_the_rules_of_lines(void **state)
{
    struct fixture *x = *state;
    struct set_text t = set_column(x, "あいう。えおか（きく", LINE_START, 30000);
    assert_string_equal(text_of(x, &t.lines[0]), "あい");
    assert_string_equal(text_of(x, &t.lines[1]), "う。え");
    t = set_column(x, "氏名", LINE_DISTRIBUTE, 50000);
    const struct run *r = run_at(&t.lines[0], 0);
    assert_int_equal(top_of(r, 1) - top_of(r, 0), 40000);
}

static uint32_t glyph_of(struct fixture *x, const char *c, enum font_direction direction)
{
    const struct shaped *glyphs;
    size_t count;
    assert_true(fonts_shape(
        x->fonts, &x->err, (struct face_text){0, direction, c, strlen(c)}, &glyphs, &count));
    return glyphs[0].glyph;
}

static void punctuation_has_its_vertical_shape(void **state)
{
    struct fixture *x = *state;
    static const char *const marks[] = {"、", "。", "（", "」", "ー", "っ", "〜", "：", "～"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        struct set_text t = set_column(x, marks[i], LINE_START, 100000);
        const struct run *r = run_at(&t.lines[0], 0);
        assert_int_equal(r->glyphs[0].id, glyph_of(x, marks[i], FONT_VERTICAL));
        assert_int_equal(r->angle, 0);
    }
    assert_int_not_equal(glyph_of(x, "、", FONT_VERTICAL), glyph_of(x, "、", FONT_HORIZONTAL));
    assert_int_not_equal(glyph_of(x, "ー", FONT_VERTICAL), glyph_of(x, "ー", FONT_HORIZONTAL));
}

static void adjacent_punctuation_is_solid_as_well(void **state)
{
    struct fixture *x = *state;
    assert_int_equal(set_column(x, "漢」（字", LINE_START, 100000).lines[0].width, 35000);
    struct set_text t = set_column(x, "「漢", LINE_START, 100000);
    assert_int_equal(t.lines[0].width, 15000);
    assert_in_range(top_of(run_at(&t.lines[0], 0), 0) + 6000, 900, 1100);
}

static void latin_words_are_turned(void **state)
{
    struct fixture *x = *state;
    struct set_text t = set_column(x, "漢Webを", LINE_START, 100000);
    const struct run *r = run_at(&t.lines[0], 1);
    assert_int_equal(r->angle, 270);
    assert_int_equal(r->y, 10000 + 2500);
    assert_int_equal(r->x, -8000 - 3800);
    assert_int_equal(r->glyphs[0].x, 0);
    assert_true(r->glyphs[1].x > 0);
}

static void one_or_two_digits_and_a_letter_stand_across(void **state)
{
    struct fixture *x = *state;
    struct set_text t = set_column(x, "令31年4月A社", LINE_START, 100000);
    assert_int_equal(t.lines[0].width, 70000);
    for (size_t i = 1; i < 6; i += 2) {
        const struct run *r = run_at(&t.lines[0], i);
        assert_int_equal(r->angle, 0);
        assert_int_equal(r->y, 10000 * (mpt)i + 5000 + 3800);
        assert_true(r->x < -8000 - 2000 && r->x >= -8000 - 6200);
    }
    assert_int_equal(run_at(&t.lines[0], 1)->count, 2);
}

static void longer_numbers_and_words_do_not(void **state)
{
    struct fixture *x = *state;
    static const char *const texts[] = {"約100点", "第1.5版", "約12%減", "e-mailを", "型A4を"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct set_text t = set_column(x, texts[i], LINE_START, 100000);
        bool turned = false;
        for (const struct op *op = t.lines[0].ops.first; op; op = op->next)
            turned = turned || op->u.run.angle == 270;
        assert_true(turned);
    }
}

static void a_column_reads_as_one_text(void **state)
{
    struct fixture *x = *state;
    struct inline_object object = {.width = 10000, .ascent = 8800, .descent = 1200};
    struct span spans[] = {plain(x, "平成31年"), {.object = &object}, plain(x, "Webを")};
    struct para p = para_of(spans, 3, LINE_START);
    p.vertical = true;
    struct set_text t;
    assert_true(para_set((struct typesetter){x->arena, &x->err, x->fonts}, &p, 200000, &t, NULL));
    assert_string_equal(run_at(&t.lines[0], 0)->actual, "平成31年Webを");
    assert_string_equal(run_at(&t.lines[0], 1)->actual, "");
    assert_string_equal(run_at(&t.lines[0], 3)->actual, "");
}

static void ruby_and_dots_stand_to_the_right(void **state)
{
    struct fixture *x = *state;
    struct span spans[] = {plain(x, "字"), plain(x, "点")};
    spans[0].ruby = "じ";
    spans[1].mark = SPAN_DOTTED;
    struct para p = para_of(spans, 2, LINE_START);
    p.vertical = true;
    struct set_text t;
    assert_true(para_set((struct typesetter){x->arena, &x->err, x->fonts}, &p, 100000, &t, NULL));
    assert_int_equal(t.lines[0].baseline, 10000);
    const struct run *ruby = run_at(&t.lines[0], 2);
    assert_int_equal(ruby->x, -10000 + 5000 + 2500);
    for (const struct op *op = t.lines[0].ops.first; op; op = op->next)
        if (op->kind == OP_ELLIPSE)
            assert_true(op->u.box.x >= -5000);
}

static void any_text_keeps_to_the_columns(void **state)
{
    struct fixture *x = *state;
    size_t size;
    const char *seed_text = read_all(x, DATA "seed.txt", &size);
    for (size_t from = 0; from + 700 < size; from += 500) {
        size_t at = from, end = from + 600;
        while (((unsigned char)seed_text[at] & 0xC0) == 0x80)
            at++;
        while (((unsigned char)seed_text[end] & 0xC0) == 0x80)
            end++;
        struct set_text t = set_column(x, arena_strndup(x->arena, seed_text + at, end - at),
            from % 1000 ? LINE_START : LINE_JUSTIFY, 150000 + (mpt)from);
        for (size_t i = 0; i < t.count; i++)
            assert_true(t.lines[i].width <= 150000 + (mpt)from);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(characters_stand_below_each_other_in_the_middle_of_the_column),
        cmocka_unit_test(columns_obey_the_rules_of_lines),
        cmocka_unit_test(punctuation_has_its_vertical_shape),
        cmocka_unit_test(adjacent_punctuation_is_solid_as_well),
        cmocka_unit_test(latin_words_are_turned),
        cmocka_unit_test(one_or_two_digits_and_a_letter_stand_across),
        cmocka_unit_test(longer_numbers_and_words_do_not),
        cmocka_unit_test(a_column_reads_as_one_text),
        cmocka_unit_test(ruby_and_dots_stand_to_the_right),
        cmocka_unit_test(any_text_keeps_to_the_columns),
    };
    return cmocka_run_group_tests(tests, fixture_setup, fixture_teardown);
}
