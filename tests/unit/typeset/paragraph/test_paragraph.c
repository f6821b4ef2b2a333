#include "line_fixture.h"

static const struct op *first_of(const struct set_line *line, enum op_kind kind)
{
    for (const struct op *op = line->ops.first; op; op = op->next)
        if (op->kind == kind)
            return op;
    return NULL;
}

static size_t count_runs(const struct set_line *line)
{
    size_t n = 0;
    for (const struct op *op = line->ops.first; op; op = op->next)
        n += op->kind == OP_RUN;
    return n;
}

static mpt glyph_x(const struct set_line *line, size_t i)
{
    const struct run *r = &line->ops.first->u.run;
    return r->x + r->glyphs[i].x;
}

static void an_empty_paragraph_has_one_empty_line(void **state)
{
    struct fixture *x = *state;
    struct set_text t = set(x, "", LINE_START, 100000);
    assert_int_equal(t.count, 1);
    assert_null(t.lines[0].ops.first);
    assert_int_equal(t.lines[0].height, 16000);
    assert_int_equal(t.height, 16000);
    assert_true(t.lines[0].last);
    assert_int_equal(set_spans(x, NULL, 0, LINE_JUSTIFY, 100000).count, 1);
}

static void a_newline_ends_a_line(void **state)
{
    struct fixture *x = *state;
    struct set_text t = set(x, "一\n\n三", LINE_START, 100000);
    assert_int_equal(t.count, 3);
    assert_string_equal(text_of(x, &t.lines[0]), "一");
    assert_string_equal(text_of(x, &t.lines[1]), "");
    assert_true(t.lines[0].last && t.lines[1].last && t.lines[2].last);
    assert_int_equal(set(x, "一\n", LINE_START, 100000).count, 1);
    assert_int_equal(set(x, "一\r\n二", LINE_START, 100000).count, 2);
    assert_int_equal(set(x, "\n\n", LINE_START, 100000).count, 2);
}

static void typed_indents_stay_and_trailing_blanks_vanish(void **state)
{
    struct fixture *x = *state;
    struct set_text t = set(x, "　漢字　　", LINE_START, 100000);
    assert_string_equal(text_of(x, &t.lines[0]), "　漢字");
    assert_int_equal(t.lines[0].width, 30000);
    t = set(x, "漢字　漢字", LINE_START, 20000);
    assert_int_equal(t.count, 2);
    assert_string_equal(text_of(x, &t.lines[0]), "漢字");
    assert_string_equal(text_of(x, &t.lines[1]), "漢字");
}

static void a_tab_is_a_space(void **state)
{
    struct fixture *x = *state;
    struct set_text space = set(x, "a b", LINE_START, 100000);
    struct set_text tab = set(x, "a\tb", LINE_START, 100000);
    assert_int_equal(space.width, tab.width);
    assert_string_equal(text_of(x, &tab.lines[0]), "a\tb");
}

static void alignment_moves_whole_lines(void **state)
{
    struct fixture *x = *state;
    struct set_text t = set(x, "漢字", LINE_START, 100000);
    assert_int_equal(glyph_x(&t.lines[0], 0), 0);
    assert_int_equal(t.lines[0].width, 20000);
    t = set(x, "漢字", LINE_CENTER, 100000);
    assert_int_equal(glyph_x(&t.lines[0], 0), 40000);
    t = set(x, "漢字　", LINE_END, 100000);
    assert_int_equal(glyph_x(&t.lines[0], 0), 80000);
    assert_int_equal(t.lines[0].width, 100000);
    t = set(x, "（漢字）", LINE_CENTER, 100000);
    assert_int_equal(glyph_x(&t.lines[0], 1), 40000);
    t = set(x, "漢字）", LINE_END, 100000);
    assert_int_equal(glyph_x(&t.lines[0], 2), 95000);
}

static void distributed_characters_touch_both_edges(void **state)
{
    struct fixture *x = *state;
    struct set_text t = set(x, "氏名", LINE_DISTRIBUTE, 50000);
    assert_int_equal(glyph_x(&t.lines[0], 0), 0);
    assert_int_equal(glyph_x(&t.lines[0], 1), 40000);
    t = set(x, "部署名", LINE_DISTRIBUTE, 50001);
    assert_int_equal(glyph_x(&t.lines[0], 1), 20000);
    assert_int_equal(glyph_x(&t.lines[0], 2), 40001);
    t = set(x, "印", LINE_DISTRIBUTE, 50000);
    assert_int_equal(glyph_x(&t.lines[0], 0), 20000);
    t = set(x, "部署・役職", LINE_DISTRIBUTE, 50000);
    assert_int_equal(glyph_x(&t.lines[0], 4), 40000);
}

static void indents_narrow_the_measure(void **state)
{
    struct fixture *x = *state;
    struct span s = plain(x, "あいうえお\nかきくけこさ");
    struct para p = para_of(&s, 1, LINE_START);
    p.indent_first = 10000;
    p.indent_rest = 20000;
    struct set_text t;
    assert_true(para_set((struct typesetter){x->arena, &x->err, x->fonts}, &p, 40000, &t, NULL));
    assert_int_equal(t.count, 5);
    assert_int_equal(glyph_x(&t.lines[0], 0), 10000);
    assert_string_equal(text_of(x, &t.lines[0]), "あいう");
    assert_int_equal(glyph_x(&t.lines[1], 0), 20000);
    assert_int_equal(glyph_x(&t.lines[2], 0), 10000);
    assert_string_equal(text_of(x, &t.lines[2]), "かきく");
    assert_int_equal(t.lines[1].width, 40000);
}

static void text_stands_in_the_middle_of_its_leading(void **state)
{
    struct fixture *x = *state;
    struct set_text t = set(x, "漢字\n漢字", LINE_START, 100000);
    assert_int_equal(t.lines[0].baseline, 3000 + 8800);
    assert_int_equal(t.height, 32000);
    struct span spans[] = {plain(x, "大"), plain(x, "小")};
    spans[1].look.size = 6000;
    t = set_spans(x, spans, 2, LINE_START, 100000);
    assert_int_equal(t.lines[0].ops.first->u.run.y, t.lines[0].ops.last->u.run.y);
    spans[0].look.size = 20000;
    t = set_spans(x, spans, 2, LINE_START, 100000);
    assert_int_equal(t.lines[0].height, 17600 + 5720);
}

static void a_tall_object_makes_room_for_itself(void **state)
{
    struct fixture *x = *state;
    struct inline_object object = {.width = 12000, .ascent = 30000, .descent = 10000};
    op_rect(x->arena, &object.ops, (struct box_shape){0, -30000, 12000, 40000}, 500);
    struct span spans[] = {plain(x, "前"), {.object = &object}, plain(x, "後")};
    for (int again = 0; again < 2; again++) {
        struct set_text t = set_spans(x, spans, 3, LINE_START, 100000);
        assert_int_equal(t.lines[0].height, 40000);
        assert_int_equal(t.lines[0].baseline, 30000);
        const struct op *box = first_of(&t.lines[0], OP_RECT);
        assert_int_equal(box->u.box.x, 10000);
        assert_int_equal(box->u.box.y, 0);
        assert_int_equal(t.lines[0].width, 32000);
    }
    assert_int_equal(object.ops.first->u.box.x, 0);
}

static void objects_break_like_ideographs(void **state)
{
    struct fixture *x = *state;
    struct inline_object object = {.width = 10000, .ascent = 8800, .descent = 1200};
    struct span spans[] = {plain(x, "あい"), {.object = &object}, plain(x, "うえ。")};
    assert_int_equal(set_spans(x, spans, 3, LINE_START, 30000).count, 2);
    object.glue_next = true;
    struct set_text t = set_spans(x, spans, 3, LINE_START, 30000);
    assert_int_equal(t.lines[0].width, 20000);
}

static void a_run_has_one_face_and_one_span(void **state)
{
    struct fixture *x = *state;
    struct set_text t = set(x, "□漢字㋿ABC", LINE_START, 100000);
    assert_string_equal(text_of(x, &t.lines[0]), "□漢字㋿ABC");
    t = set(x, "漢字𠮷野家", LINE_START, 100000);
    assert_int_equal(count_runs(&t.lines[0]), 3);
    const struct op *op = t.lines[0].ops.first;
    assert_int_not_equal(op->u.run.face, op->next->u.run.face);
    assert_int_equal(op->u.run.face, op->next->next->u.run.face);
    assert_string_equal(text_of(x, &t.lines[0]), "漢字𠮷野家");
    struct span spans[] = {plain(x, "漢"), plain(x, "字")};
    spans[1].look.ink = 0xFF0000;
    t = set_spans(x, spans, 2, LINE_START, 100000);
    assert_int_equal(count_runs(&t.lines[0]), 2);
    assert_int_equal(t.lines[0].ops.last->ink, 0xFF0000);
}

static void clusters_point_into_the_text(void **state)
{
    struct fixture *x = *state;
    struct set_text t = set(x, "a漢か゚b", LINE_START, 100000);
    const struct run *r = &t.lines[0].ops.first->u.run;
    assert_int_equal(r->text_size, 11);
    assert_int_equal(r->glyphs[0].cluster, 0);
    assert_int_equal(r->glyphs[1].cluster, 1);
    assert_int_equal(r->glyphs[2].cluster, 4);
    assert_int_equal(r->glyphs[r->count - 1].cluster, 10);
}

static void a_variation_sequence_is_set_by_a_face_that_has_it(void **state)
{
    struct fixture *x = *state;
    struct set_text plain_text = set(x, "叉", LINE_START, 100000);
    struct set_text t = set(x, "叉\xF3\xA0\x84\x82", LINE_START, 100000);
    assert_int_equal(x->err.warnings, 0);
    assert_int_not_equal(
        t.lines[0].ops.first->u.run.face, plain_text.lines[0].ops.first->u.run.face);
    assert_int_equal(t.lines[0].ops.first->u.run.text_size, 7);
}

static void a_variation_sequence_that_no_face_has_is_a_warning(void **state)
{
    struct fixture *x = *state;
    struct set_text t = set(x, "山\U000E01EFと山\U000E01EF", LINE_START, 100000);
    assert_int_equal(x->err.warnings, 1);
    assert_string_equal(x->err.first->code, "no-variant");
    assert_non_null(strstr(x->err.first->en, "U+5C71 U+E01EF"));
    assert_non_null(strstr(x->err.first->ja, "「山」(U+5C71 U+E01EF)"));
    assert_int_equal(t.lines[0].width, 30000);
    forget_messages(x);
}

static bool set_missing(struct fixture *x, const char *text, bool exact)
{
    struct span s = plain(x, text);
    s.at = (struct position){"answers.yaml", 4, 8, NULL};
    s.at_exact = exact;
    struct para p = para_of(&s, 1, LINE_START);
    struct set_text t;
    forget_messages(x);
    return para_set((struct typesetter){x->arena, &x->err, x->fonts}, &p, 100000, &t, NULL);
}

static void a_character_without_a_glyph_is_named_once_a_span(void **state)
{
    struct fixture *x = *state;
    assert_false(set_missing(x, "漢字\U0001F600と\U0001F600", true));
    assert_int_equal(x->err.errors, 1);
    const struct message *m = x->err.first;
    assert_string_equal(m->code, "no-glyph");
    assert_int_equal(m->class, ERR_INPUT);
    assert_int_equal(m->at.line, 4);
    assert_int_equal(m->at.column, 10);
    assert_string_equal(m->en, "no font has the character '\U0001F600' (U+1F600); replace it or "
                               "add a face that has it to fonts/fonts.yaml");
    assert_non_null(strstr(m->ja, "「\U0001F600」(U+1F600)"));
    assert_false(set_missing(x, "漢字\U0001F600\U0001F601", false));
    assert_int_equal(x->err.errors, 2);
    assert_int_equal(x->err.first->at.column, 8);
    assert_false(set_missing(x, "\x07", true));
    assert_non_null(strstr(x->err.first->en, "(U+0007)"));
    forget_messages(x);
}

static void a_mark_without_a_glyph_is_named_as_well(void **state)
{
    struct fixture *x = *state;
    assert_false(set_missing(x, "漢\u0E34漢\u0E34", true));
    assert_int_equal(x->err.errors, 1);
    assert_non_null(strstr(x->err.first->en, "(U+0E34)"));
    forget_messages(x);
}

static void joiners_and_byte_order_marks_need_no_glyph(void **state)
{
    struct fixture *x = *state;
    struct set_text t = set(x, "\uFEFF漢\u200B字\u2060", LINE_START, 100000);
    assert_int_equal(t.lines[0].width, 20000);
    assert_int_equal(x->err.errors, 0);
}

static void an_ellipse_is_drawn_around_a_circled_span(void **state)
{
    struct fixture *x = *state;
    struct span spans[] = {plain(x, "男・"), plain(x, "女性"), plain(x, "・")};
    spans[1].mark = SPAN_CIRCLED;
    struct set_text t = set_spans(x, spans, 3, LINE_START, 100000);
    const struct op *e = first_of(&t.lines[0], OP_ELLIPSE);
    assert_non_null(e);
    assert_int_equal(e->width, 800);
    assert_int_equal(e->u.box.x, 20000 - 2500);
    assert_int_equal(e->u.box.w, 25000);
    assert_int_equal(e->u.box.y, t.lines[0].baseline - 10800);
    assert_int_equal(e->u.box.h, 14000);
    assert_string_equal(t.lines[0].ops.first->next->u.run.actual, "○女性");
    assert_null(t.lines[0].ops.first->u.run.actual);
}

static void a_run_with_gaps_reads_its_text(void **state)
{
    struct fixture *x = *state;
    struct set_text t = set(x, "平成19年（漢）、と a b", LINE_START, 200000);
    assert_string_equal(t.lines[0].ops.first->u.run.actual, "平成19年（漢）、と a b");
    t = set(x, "平成（漢）」「、と a b", LINE_START, 200000);
    assert_string_equal(t.lines[0].ops.first->u.run.actual, "平成（漢）」「、と a b");
    t = set(x, "平成、漢字と a b", LINE_START, 200000);
    assert_null(t.lines[0].ops.first->u.run.actual);
    t = set(x, "氏名", LINE_DISTRIBUTE, 200000);
    assert_string_equal(t.lines[0].ops.first->u.run.actual, "氏名");
}

static void an_ellipse_stays_in_the_measure(void **state)
{
    struct fixture *x = *state;
    struct span s = plain(x, "有");
    s.mark = SPAN_CIRCLED;
    struct set_text t = set_spans(x, &s, 1, LINE_START, 12000);
    const struct op *e = first_of(&t.lines[0], OP_ELLIPSE);
    assert_int_equal(e->u.box.x, 400);
    assert_int_equal(e->u.box.x + e->u.box.w, 11600);
}

static void a_circled_span_is_not_broken(void **state)
{
    struct fixture *x = *state;
    struct span spans[] = {plain(x, "性別は"), plain(x, "女性"), plain(x, "です")};
    spans[1].mark = SPAN_CIRCLED;
    struct set_text t = set_spans(x, spans, 3, LINE_START, 40000);
    assert_null(first_of(&t.lines[0], OP_ELLIPSE));
    assert_non_null(first_of(&t.lines[1], OP_ELLIPSE));
}

static void an_underline_runs_below_its_span_and_its_wide_blanks(void **state)
{
    struct fixture *x = *state;
    struct span spans[] = {plain(x, "氏名"), plain(x, "　　　"), plain(x, "印")};
    spans[1].mark = SPAN_UNDERLINED;
    struct set_text t = set_spans(x, spans, 2, LINE_START, 100000);
    const struct op *line = first_of(&t.lines[0], OP_LINE);
    assert_int_equal(line->u.line.x0, 20000);
    assert_int_equal(line->u.line.x1, 50000);
    assert_int_equal(line->u.line.y0, t.lines[0].baseline + 1500);
    spans[1] = plain(x, "あいうえお");
    spans[1].mark = SPAN_UNDERLINED;
    t = set_spans(x, spans, 3, LINE_START, 40000);
    assert_non_null(first_of(&t.lines[0], OP_LINE));
    assert_non_null(first_of(&t.lines[1], OP_LINE));
}

static void invalid_bytes_do_no_harm(void **state)
{
    struct fixture *x = *state;
    set_missing(x, "\xE3\x81", true);
    set_missing(x, "\xFF\xFE漢\xC0", true);
    forget_messages(x);
}

static void huge_sizes_do_not_overflow(void **state)
{
    struct fixture *x = *state;
    struct span s = plain(x, "漢字漢字。（漢字）ABC 漢字");
    s.look.size = INT32_MAX;
    struct para p = para_of(&s, 1, LINE_JUSTIFY);
    struct set_text t;
    bool overwide = false;
    assert_true(
        para_set((struct typesetter){x->arena, &x->err, x->fonts}, &p, 1000, &t, &overwide));
    assert_true(overwide);
    p.align = LINE_CENTER;
    assert_true(
        para_set((struct typesetter){x->arena, &x->err, x->fonts}, &p, INT32_MAX, &t, &overwide));
    assert_true(para_width((struct typesetter){x->arena, &x->err, x->fonts}, &s, 1) > 500000000);
}

/* The widest gap between two glyphs of a line, beyond what they take by nature. */
static mpt widest_gap(const struct set_line *line)
{
    mpt widest = 0, last = 0;
    for (const struct op *op = line->ops.first; op; op = op->next)
        for (size_t i = 0; op->kind == OP_RUN && i < op->u.run.count; i++) {
            const struct glyph *g = &op->u.run.glyphs[i];
            mpt x = op->u.run.x + g->x;
            widest = x - last > widest ? x - last : widest;
            last = x + g->advance;
        }
    return widest;
}

static void a_line_in_front_of_a_long_word_is_ragged(void **state)
{
    struct fixture *x = *state;
    static const char *const texts[] = {
        "英語の長い単語pneumonoultramicroscopicsilicovolcanoconiosisを入れる。",
        "URLは https://www.kawaberi.example.jp/pathwithmanysegments",
        "see the word Donaudampfschifffahrtsgesellschaftskapitän"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct set_text t = set(x, texts[i], LINE_JUSTIFY, 260000);
        assert_true(t.count > 1);
        assert_true(widest_gap(&t.lines[0]) <= 5000);
        assert_true(t.lines[0].width < 250000);
    }
}

static void a_line_within_its_limits_is_filled(void **state)
{
    struct fixture *x = *state;
    struct set_text t = set(
        x, "研修の記録は総務部で五年間保存しているので、必要なときに見る。", LINE_JUSTIFY, 105000);
    assert_true(t.count > 1);
    assert_int_equal(t.lines[0].width, 105000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_paragraph_has_one_empty_line),
        cmocka_unit_test(a_line_in_front_of_a_long_word_is_ragged),
        cmocka_unit_test(a_line_within_its_limits_is_filled),
        cmocka_unit_test(a_newline_ends_a_line),
        cmocka_unit_test(typed_indents_stay_and_trailing_blanks_vanish),
        cmocka_unit_test(a_tab_is_a_space),
        cmocka_unit_test(alignment_moves_whole_lines),
        cmocka_unit_test(distributed_characters_touch_both_edges),
        cmocka_unit_test(indents_narrow_the_measure),
        cmocka_unit_test(text_stands_in_the_middle_of_its_leading),
        cmocka_unit_test(a_tall_object_makes_room_for_itself),
        cmocka_unit_test(objects_break_like_ideographs),
        cmocka_unit_test(a_run_has_one_face_and_one_span),
        cmocka_unit_test(clusters_point_into_the_text),
        cmocka_unit_test(a_variation_sequence_is_set_by_a_face_that_has_it),
        cmocka_unit_test(a_variation_sequence_that_no_face_has_is_a_warning),
        cmocka_unit_test(a_character_without_a_glyph_is_named_once_a_span),
        cmocka_unit_test(a_mark_without_a_glyph_is_named_as_well),
        cmocka_unit_test(joiners_and_byte_order_marks_need_no_glyph),
        cmocka_unit_test(an_ellipse_is_drawn_around_a_circled_span),
        cmocka_unit_test(a_run_with_gaps_reads_its_text),
        cmocka_unit_test(an_ellipse_stays_in_the_measure),
        cmocka_unit_test(a_circled_span_is_not_broken),
        cmocka_unit_test(an_underline_runs_below_its_span_and_its_wide_blanks),
        cmocka_unit_test(invalid_bytes_do_no_harm),
        cmocka_unit_test(huge_sizes_do_not_overflow),
    };
    return cmocka_run_group_tests(tests, fixture_setup, fixture_teardown);
}
