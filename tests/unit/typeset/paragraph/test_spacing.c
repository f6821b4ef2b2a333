#include "line_fixture.h"

/* Natural width in 1/1000 em. */
static mpt width_of(struct fixture *x, const char *text)
{
    struct span s = plain(x, text);
    return para_width((struct typesetter){x->arena, &x->err, x->fonts}, &s, 1) / 10;
}

static void check_width(struct fixture *x, const char *text, const char *em)
{
    mpt want = (mpt)(strtod(em, NULL) * 1000 + 0.5);
    mpt got = width_of(x, text);
    if (abs(got - want) > 11)
        fail_msg("'%s' is %d/1000 em wide, not %d", text, got, want);
}

static void check_mojikumi_row(struct fixture *x, char *line)
{
    const char *text = next_field(&line);
    next_field(&line);
    next_field(&line);
    if (strcmp(text, "text") != 0)
        check_width(x, text, next_field(&line));
}

static void widths_follow_jlreq_table_1(void **state)
{
    each_line(*state, DATA "mojikumi-widths.tsv", check_mojikumi_row);
}

static void check_width_case(struct fixture *x, char *line)
{
    const char *text = next_field(&line);
    check_width(x, text, line);
}

static void every_case_has_its_width(void **state)
{
    each_line(*state, DATA "width-cases.tsv", check_width_case);
}

static void japanese_and_latin_stand_a_quarter_em_apart(void **state)
{
    struct fixture *x = *state;
    mpt latin = width_of(x, "Web");
    assert_int_equal(width_of(x, "漢Web字"), 2000 + latin + 500);
    assert_int_equal(width_of(x, "漢Web"), 1000 + latin + 250);
    assert_int_equal(width_of(x, "漢、Web"), 2000 + latin);
    assert_int_equal(width_of(x, "漢 Web"), 1000 + width_of(x, "x Web") - width_of(x, "x"));
}

static void quotes_and_apostrophes_stand_solid_beside_latin(void **state)
{
    struct fixture *x = *state;
    mpt latin = width_of(x, "dont");
    assert_int_equal(width_of(x, "don’t"), latin + 500);
    assert_int_equal(width_of(x, "“dont”"), latin + 1500); /* half an em may vanish at the end */
    assert_int_equal(width_of(x, "dont “dont” dont"),
        3 * latin + 1000 + 2 * (width_of(x, "x x") - 2 * width_of(x, "x")));
}

static void verbatim_text_has_no_gaps_within(void **state)
{
    struct fixture *x = *state;
    struct span s = plain(x, "漢Web字");
    s.verbatim = true;
    mpt width = para_width((struct typesetter){x->arena, &x->err, x->fonts}, &s, 1) / 10;
    assert_int_equal(width, 2000 + width_of(x, "Web"));
}

static void the_gap_is_there_between_spans_as_well(void **state)
{
    struct fixture *x = *state;
    struct span spans[] = {plain(x, "漢"), plain(x, "Web")};
    assert_int_equal(para_width((struct typesetter){x->arena, &x->err, x->fonts}, spans, 2) / 10,
        1250 + width_of(x, "Web"));
}

static void newlines_and_trailing_blanks_have_no_width(void **state)
{
    struct fixture *x = *state;
    assert_int_equal(width_of(x, "漢\n字"), 2000);
    assert_int_equal(width_of(x, "漢字　 　"), 2000);
    assert_int_equal(width_of(x, "　漢字"), 3000);
    assert_int_equal(width_of(x, ""), 0);
    assert_int_equal(width_of(x, "　"), 0);
}

static mpt first_x(const struct set_text *t)
{
    const struct run *run = &t->lines[0].ops.first->u.run;
    return run->x + run->glyphs[0].x;
}

static void an_opening_bracket_is_flush_at_the_line_start(void **state)
{
    struct fixture *x = *state;
    struct set_text t = set(x, "（漢", LINE_START, 100000);
    assert_int_equal(first_x(&t), -5000);
    assert_int_equal(t.lines[0].width, 15000);
    t = set(x, "・漢", LINE_START, 100000);
    assert_int_equal(first_x(&t), 0);
}

static void closing_punctuation_is_halved_at_the_line_end_only_when_needed(void **state)
{
    struct fixture *x = *state;
    assert_int_equal(set(x, "漢字。", LINE_START, 30000).lines[0].width, 30000);
    struct set_text t = set(x, "漢字。", LINE_START, 25000);
    assert_int_equal(t.count, 1);
    assert_int_equal(t.lines[0].width, 25000);
    assert_int_equal(set(x, "漢字。", LINE_START, 24000).count, 2);
}

static void half_width_punctuation_is_left_alone(void **state)
{
    struct fixture *x = *state;
    assert_int_equal(width_of(x, "｢ｱ｣､｡"), 2500);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(widths_follow_jlreq_table_1),
        cmocka_unit_test(every_case_has_its_width),
        cmocka_unit_test(japanese_and_latin_stand_a_quarter_em_apart),
        cmocka_unit_test(quotes_and_apostrophes_stand_solid_beside_latin),
        cmocka_unit_test(verbatim_text_has_no_gaps_within),
        cmocka_unit_test(the_gap_is_there_between_spans_as_well),
        cmocka_unit_test(newlines_and_trailing_blanks_have_no_width),
        cmocka_unit_test(an_opening_bracket_is_flush_at_the_line_start),
        cmocka_unit_test(closing_punctuation_is_halved_at_the_line_end_only_when_needed),
        cmocka_unit_test(half_width_punctuation_is_left_alone),
    };
    return cmocka_run_group_tests(tests, fixture_setup, fixture_teardown);
}
