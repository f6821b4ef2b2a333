#include "line_fixture.h"

static const struct run *run_at(const struct set_line *line, size_t i)
{
    for (const struct op *op = line->ops.first; op; op = op->next)
        if (op->kind == OP_RUN && i-- == 0)
            return &op->u.run;
    return NULL;
}

static size_t count_ops(const struct set_line *line, enum op_kind kind)
{
    size_t n = 0;
    for (const struct op *op = line->ops.first; op; op = op->next)
        n += op->kind == kind;
    return n;
}

static mpt glyph_x(const struct run *r, size_t i)
{
    return r->x + r->glyphs[i].x;
}

static void a_reading_stands_in_half_size_above_its_text(void **state)
{
    struct fixture *x = *state;
    struct span spans[] = {plain(x, "新"), plain(x, "技"), plain(x, "術")};
    spans[1].ruby = "ぎ";
    struct set_text t = set_spans(x, spans, 3, LINE_START, 100000);
    const struct run *base = run_at(&t.lines[0], 1), *ruby = run_at(&t.lines[0], 3);
    assert_int_equal(count_ops(&t.lines[0], OP_RUN), 4);
    assert_int_equal(ruby->size, 5000);
    assert_int_equal(ruby->y, base->y - 8800 - 600);
    assert_int_equal(glyph_x(ruby, 0), 10000 + 2500);
    assert_int_equal(t.lines[0].width, 30000);
}

static void a_short_reading_spreads_over_its_text(void **state)
{
    struct fixture *x = *state;
    struct span s = plain(x, "技術者");
    s.ruby = "ぎじ";
    struct set_text t = set_spans(x, &s, 1, LINE_START, 100000);
    const struct run *ruby = run_at(&t.lines[0], 1);
    assert_int_equal(glyph_x(ruby, 0), 5000);
    assert_int_equal(glyph_x(ruby, 1), 5000 + 5000 + 10000);
}

static void a_long_reading_spreads_its_text(void **state)
{
    struct fixture *x = *state;
    struct span spans[] = {plain(x, "前"), plain(x, "志"), plain(x, "後")};
    spans[1].ruby = "こころざし";
    struct set_text t = set_spans(x, spans, 3, LINE_START, 100000);
    assert_int_equal(glyph_x(run_at(&t.lines[0], 1), 0), 10000 + 7500);
    assert_int_equal(glyph_x(run_at(&t.lines[0], 2), 0), 10000 + 25000);
    assert_int_equal(glyph_x(run_at(&t.lines[0], 3), 0), 10000);
    assert_int_equal(t.lines[0].width, 45000);
}

static void text_below_a_reading_is_not_broken(void **state)
{
    struct fixture *x = *state;
    struct span spans[] = {plain(x, "あいう"), plain(x, "東京"), plain(x, "と")};
    spans[1].ruby = "とうきょう";
    struct set_text t = set_spans(x, spans, 3, LINE_START, 40000);
    assert_string_equal(run_at(&t.lines[1], 0)->text, "東京と");
}

static void the_first_line_makes_room_for_ruby_the_others_have_it_in_their_leading(void **state)
{
    struct fixture *x = *state;
    struct span spans[] = {plain(x, "字"), plain(x, "\n"), plain(x, "字")};
    spans[0].ruby = spans[2].ruby = "じ";
    struct set_text t = set_spans(x, spans, 3, LINE_START, 100000);
    assert_int_equal(t.lines[0].baseline, 8800 + 5000);
    assert_int_equal(t.lines[1].baseline, 3000 + 8800);
    assert_int_equal(t.lines[1].height, 16000);
}

static void the_text_reads_on_below_its_ruby(void **state)
{
    struct fixture *x = *state;
    struct span spans[] = {plain(x, "申請者"), plain(x, "渡"), plain(x, "邊"), plain(x, "は")};
    spans[1].ruby = "わた";
    spans[2].ruby = "なべ";
    struct set_text t = set_spans(x, spans, 4, LINE_START, 100000);
    static const char *const texts[] = {"申請者", "渡", "邊", "は", "わた", "なべ"};
    for (size_t i = 0; i < 6; i++) {
        const struct run *r = run_at(&t.lines[0], i);
        assert_string_equal(arena_strndup(x->arena, r->text, r->text_size), texts[i]);
    }
}

static void a_reading_without_a_glyph_is_named(void **state)
{
    struct fixture *x = *state;
    struct span s = plain(x, "字");
    s.ruby = "\U0001F600";
    struct para p = para_of(&s, 1, LINE_START);
    struct set_text t;
    assert_false(para_set((struct typesetter){x->arena, &x->err, x->fonts}, &p, 100000, &t, NULL));
    assert_string_equal(x->err.first->code, "no-glyph");
    forget_messages(x);
}

static void an_empty_reading_is_none(void **state)
{
    struct fixture *x = *state;
    struct span s = plain(x, "字");
    s.ruby = "";
    struct set_text t = set_spans(x, &s, 1, LINE_START, 100000);
    assert_int_equal(count_ops(&t.lines[0], OP_RUN), 1);
}

static void a_dot_stands_above_every_character_but_punctuation(void **state)
{
    struct fixture *x = *state;
    struct span s = plain(x, "必ず、守る。");
    s.mark = SPAN_DOTTED;
    struct set_text t = set_spans(x, &s, 1, LINE_START, 100000);
    assert_int_equal(count_ops(&t.lines[0], OP_ELLIPSE), 4);
    const struct op *dot = t.lines[0].ops.first->next;
    assert_int_equal(dot->u.box.x + dot->u.box.w / 2, 5000);
    assert_true(dot->u.box.y > 0);
    assert_true(dot->u.box.y + dot->u.box.h < t.lines[0].baseline - 8800);
    assert_int_equal(dot->width, dot->u.box.w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_reading_stands_in_half_size_above_its_text),
        cmocka_unit_test(a_short_reading_spreads_over_its_text),
        cmocka_unit_test(a_long_reading_spreads_its_text),
        cmocka_unit_test(text_below_a_reading_is_not_broken),
        cmocka_unit_test(the_first_line_makes_room_for_ruby_the_others_have_it_in_their_leading),
        cmocka_unit_test(the_text_reads_on_below_its_ruby),
        cmocka_unit_test(a_reading_without_a_glyph_is_named),
        cmocka_unit_test(an_empty_reading_is_none),
        cmocka_unit_test(a_dot_stands_above_every_character_but_punctuation),
    };
    return cmocka_run_group_tests(tests, fixture_setup, fixture_teardown);
}
