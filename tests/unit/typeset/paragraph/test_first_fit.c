#include "line_fixture.h"

static const char FORBIDDEN_AT_START[] = "）」』】〕］｝〉》。、，．・：；！？ーァィゥェォッャュョ"
                                         "ヮヵヶぁぃぅぇぉっゃゅょゎ々ゝゞ〜～－−／％°…‥";
static const char FORBIDDEN_AT_END[] = "（「『【〔［｛〈《￥＄＃№〒";

static bool begins_with_one_of(const char *set_of, const char *s)
{
    size_t length;
    for (const char *c = set_of; *c; c += length) {
        unicode_decode(c, 4, &length);
        if (strncmp(c, s, length) == 0)
            return true;
    }
    return false;
}

static const char *last_char(const char *s)
{
    const char *c = s + strlen(s);
    while (c > s && ((unsigned char)*--c & 0xC0) == 0x80)
        ;
    return c;
}

/* Steps over what may vanish between two lines. */
static const char *skip_blanks(const char *s)
{
    for (;;) {
        if (*s == ' ' || *s == '\t' || *s == '\n')
            s++;
        else if (strncmp(s, "　", 3) == 0)
            s += 3;
        else
            return s;
    }
}

static void check_text(struct fixture *x, const char *text, const struct set_text *t)
{
    const char *rest = text;
    for (size_t i = 0; i < t->count; i++) {
        const char *line = text_of(x, &t->lines[i]);
        if (i)
            rest = skip_blanks(rest);
        if (strncmp(rest, line, strlen(line)) != 0)
            fail_msg("line %zu '%s' is not the text at '%s'", i, line, rest);
        rest += strlen(line);
    }
    assert_string_equal(skip_blanks(rest), "");
}

/* Fresh half em of room: below it, a bracket, its content and a stop cannot stand on a line. */
static void check_kinsoku(struct fixture *x, const struct set_text *t)
{
    for (size_t i = 1; i < t->count; i++) {
        if (t->lines[i - 1].last)
            continue;
        const char *line = text_of(x, &t->lines[i]);
        if (begins_with_one_of(FORBIDDEN_AT_START, line))
            fail_msg("a line begins: '%s'", line);
        const char *before = text_of(x, &t->lines[i - 1]);
        if (begins_with_one_of(FORBIDDEN_AT_END, last_char(before)))
            fail_msg("a line ends: '%s'", before);
    }
}

/* Ink stands within the measure: a glyph's advance less the half em of punctuation. */
static void check_measure(const struct set_text *t, mpt width)
{
    for (size_t i = 0; i < t->count; i++) {
        const struct set_line *line = &t->lines[i];
        if (line->width > width)
            fail_msg("line %zu is %d wide in %d", i, line->width, width);
        for (const struct op *op = line->ops.first; op; op = op->next) {
            const struct run *r = &op->u.run;
            const struct glyph *first = &r->glyphs[0], *last = &r->glyphs[r->count - 1];
            assert_true(r->x + first->x >= -r->size / 2);
            assert_true(r->x + last->x + last->advance <= width + r->size / 2);
        }
    }
}

static const char *random_text(
    struct fixture *x, const char *seed_text, size_t size, uint32_t *seed)
{
    size_t from = next_random(seed) % (size - 2000);
    size_t length = 1 + next_random(seed) % 900;
    while (((unsigned char)seed_text[from] & 0xC0) == 0x80)
        from++;
    while (((unsigned char)seed_text[from + length] & 0xC0) == 0x80)
        length++;
    return skip_blanks(arena_strndup(x->arena, seed_text + from, length));
}

static void random_paragraphs(struct fixture *x, enum line_align align)
{
    size_t size;
    const char *seed_text = read_all(x, DATA "seed.txt", &size);
    uint32_t seed = 20261121;
    for (int i = 0; i < 400; i++) {
        mpt width = 120000 + (mpt)(next_random(&seed) % 400000);
        const char *text = random_text(x, seed_text, size, &seed);
        struct set_text t = set(x, text, align, width);
        check_text(x, text, &t);
        check_kinsoku(x, &t);
        check_measure(&t, width);
    }
}

static void random_paragraphs_stay_in_the_measure_and_keep_their_text(void **state)
{
    random_paragraphs(*state, LINE_START);
}

static void justified_ones_too(void **state)
{
    random_paragraphs(*state, LINE_JUSTIFY);
}

static void distributed_and_centred_ones_too(void **state)
{
    random_paragraphs(*state, LINE_DISTRIBUTE);
    random_paragraphs(*state, LINE_CENTER);
}

/* Cells of one to eight characters: rules may have to give way, the measure and the text not. */
static void narrow_cells_stay_in_the_measure_and_keep_their_text(void **state)
{
    struct fixture *x = *state;
    size_t size;
    const char *seed_text = read_all(x, DATA "seed.txt", &size);
    uint32_t seed = 7;
    for (int i = 0; i < 200; i++) {
        mpt width = 10000 + (mpt)(next_random(&seed) % 70000);
        const char *text = random_text(x, seed_text, size, &seed);
        struct set_text t = set(x, text, i % 2 ? LINE_START : LINE_JUSTIFY, width);
        check_text(x, text, &t);
        check_measure(&t, width);
    }
}

static const char *joined(struct fixture *x, const struct set_text *t)
{
    const char *out = "";
    for (size_t i = 0; i < t->count; i++)
        out = arena_printf(x->arena, "%s%s%s", out, i ? "|" : "", text_of(x, &t->lines[i]));
    return out;
}

static void assert_lines(
    struct fixture *x, const char *text, enum line_align align, mpt ems, const char *want)
{
    struct set_text t = set(x, text, align, ems * 10000);
    assert_string_equal(joined(x, &t), want);
}

static void lines_are_filled_as_far_as_the_rules_allow(void **state)
{
    struct fixture *x = *state;
    assert_lines(x, "あいうえおかきくけこ", LINE_START, 4, "あいうえ|おかきく|けこ");
    assert_lines(x, "あいうえ。おか", LINE_START, 4, "あいう|え。おか");
    assert_lines(x, "あいう（えおか）", LINE_START, 4, "あいう|（えおか）");
}

static void no_last_line_has_one_character_where_it_can_be_avoided(void **state)
{
    struct fixture *x = *state;
    assert_lines(x, "あいうえお", LINE_START, 4, "あいう|えお");
    assert_lines(x, "あいうえお。", LINE_START, 4, "あいう|えお。");
    assert_lines(x, "あい", LINE_START, 1, "あ|い");
    assert_lines(x, "あいうえおかきくけこさ", LINE_JUSTIFY, 10, "あいうえおかきくけ|こさ");
}

static void a_last_line_of_two_is_avoided_where_it_costs_little(void **state)
{
    struct fixture *x = *state;
    assert_lines(x, "策定された規程の名称と日付と担当者の名を記入して下さい。", LINE_JUSTIFY, 25,
        "策定された規程の名称と日付と担当者の名を記入して|下さい。");
    assert_lines(x, "策定された規程の名称と日付と担当者の名を記入して下さい。", LINE_START, 25,
        "策定された規程の名称と日付と担当者の名を記入して|下さい。");
    assert_lines(x, "あいうえおかきくけこ", LINE_START, 4, "あいうえ|おかきく|けこ");
}

static const char *phrased(struct fixture *x, const char *text, mpt ems, enum line_align align)
{
    struct span s = plain(x, text);
    struct para p = para_of(&s, 1, align);
    p.phrases = true;
    struct set_text t;
    assert_true(
        para_set((struct typesetter){x->arena, &x->err, x->fonts}, &p, ems * 10000, &t, NULL));
    return joined(x, &t);
}

static void headings_end_their_lines_between_phrases(void **state)
{
    struct fixture *x = *state;
    const char *title = "セキュリティポリシーの確立及び監査制度の導入";
    assert_lines(x, title, LINE_START, 17, "セキュリティポリシーの確立及び監査|制度の導入");
    assert_string_equal(
        phrased(x, title, 16, LINE_CENTER), "セキュリティポリシーの確立及び|監査制度の導入");
    assert_string_equal(phrased(x, "個人情報の保護に関する規程を定め公表している", 10, LINE_START),
        "個人情報の|保護に関する規程を|定め公表している");
}

static void phrases_never_break_the_strict_rules(void **state)
{
    struct fixture *x = *state;
    size_t size;
    const char *seed_text = read_all(x, DATA "seed.txt", &size);
    uint32_t seed = 31;
    for (int i = 0; i < 100; i++) {
        const char *text = random_text(x, seed_text, size, &seed);
        struct span s = plain(x, text);
        struct para p = para_of(&s, 1, i % 2 ? LINE_START : LINE_JUSTIFY);
        p.phrases = true;
        struct set_text t;
        mpt width = 60000 + (mpt)(next_random(&seed) % 300000);
        assert_true(
            para_set((struct typesetter){x->arena, &x->err, x->fonts}, &p, width, &t, NULL));
        check_text(x, text, &t);
        check_kinsoku(x, &t);
        check_measure(&t, width);
    }
}

static void a_phrase_longer_than_half_the_measure_is_broken(void **state)
{
    struct fixture *x = *state;
    assert_string_equal(
        phrased(x, "個人セキュリティポリシー", 6, LINE_START), "個人セキュリ|ティポリシー");
}

static void a_number_stays_with_its_counter_where_that_costs_little(void **state)
{
    struct fixture *x = *state;
    assert_lines(x, "あいうえおかきくけ3点です", LINE_START, 10, "あいうえおかきくけ|3点です");
    assert_lines(x, "あ100000点です", LINE_START, 5, "あ100000|点です");
}

static void a_link_breaks_where_the_line_would_stay_empty(void **state)
{
    struct fixture *x = *state;
    assert_lines(x, "次のhttps://example.jp/policy.html", LINE_START, 11,
        "次のhttps://example.|jp/policy.html");
    assert_lines(
        x, "あいうえおかきくhttp://a.jp/", LINE_START, 10, "あいうえおかきく|http://a.jp/");
}

static void a_long_word_breaks_as_a_last_resort(void **state)
{
    struct fixture *x = *state;
    struct set_text t = set(x, "supercalifragilistic", LINE_START, 30000);
    assert_true(t.count > 2);
    check_measure(&t, 30000);
    check_text(x, "supercalifragilistic", &t);
}

static void only_a_grapheme_wider_than_the_measure_stands_outside(void **state)
{
    struct fixture *x = *state;
    struct span s = plain(x, "漢字");
    struct para p = para_of(&s, 1, LINE_START);
    struct set_text t;
    bool overwide = false;
    assert_true(
        para_set((struct typesetter){x->arena, &x->err, x->fonts}, &p, 10000, &t, &overwide));
    assert_false(overwide);
    assert_true(
        para_set((struct typesetter){x->arena, &x->err, x->fonts}, &p, 9999, &t, &overwide));
    assert_true(overwide);
    assert_int_equal(t.count, 2);
    assert_true(para_set((struct typesetter){x->arena, &x->err, x->fonts}, &p, 0, &t, NULL));
    assert_int_equal(t.count, 2);
}

static mpt right_edge(const struct set_line *line)
{
    const struct run *r = &line->ops.last->u.run;
    const struct glyph *last = &r->glyphs[r->count - 1];
    return r->x + last->x + last->advance;
}

static void justified_lines_touch_both_edges_but_the_last(void **state)
{
    struct fixture *x = *state;
    const char *text =
        "電気通信サービスのprovider名を、利用者に対してWebサイト等で周知しているか。";
    struct set_text t = set(x, text, LINE_JUSTIFY, 105000);
    assert_true(t.count > 2);
    for (size_t i = 0; i + 1 < t.count; i++) {
        mpt edge = right_edge(&t.lines[i]);
        bool flush = edge == 105000 || edge == 110000; /* with the half em of a comma */
        assert_true(flush);
    }
    assert_true(t.lines[t.count - 1].width < 105000);
}

static void word_spaces_give_first_then_mixed_gaps_then_characters(void **state)
{
    struct fixture *x = *state;
    struct span s = plain(x, "漢字ab cd漢字漢字漢字");
    struct galley g = galley_of(x, &s, 1, UNI_STRICT);
    mpt at[32];
    int64_t natural = line_width(&g, 0, g.count);
    struct line line = {.end = g.count, .next = g.count};
    const struct cluster *word = &g.clusters[5];
    assert_int_equal(word->grow_rank, RANK_WORD);
    mpt mixed = g.clusters[2].grow + g.clusters[7].grow;
    assert_int_equal(mixed, 5000);
    line.room = (mpt)natural + word->grow;
    place_line(&g, &line, LINE_JUSTIFY, at);
    assert_int_equal(at[1] - at[0], 10000);
    assert_int_equal(at[2] - at[1], 12500);
    line.room += mixed / 2;
    place_line(&g, &line, LINE_JUSTIFY, at);
    assert_int_equal(at[1] - at[0], 10000);
    assert_int_equal(at[2] - at[1], 13750);
    line.room += (mixed / 2 + 6 * 2500) / 2;
    place_line(&g, &line, LINE_JUSTIFY, at);
    assert_int_equal(at[1] - at[0], 11250);
    assert_in_range(at[2] - at[1], 14374, 14376);
    line.room += (mixed / 2 + 6 * 2500) / 2;
    place_line(&g, &line, LINE_JUSTIFY, at);
    assert_int_equal(at[1] - at[0], 12500);
    assert_int_equal(at[2] - at[1], 15000);
    assert_int_equal(at[12] + 10000, line.room);
}

static void narrowed_lines_keep_the_limits(void **state)
{
    struct fixture *x = *state;
    struct span s = plain(x, "漢、ab 字（漢");
    struct galley g = galley_of(x, &s, 1, UNI_STRICT);
    assert_int_equal(g.clusters[2].gap, 5000);
    assert_int_equal(g.clusters[2].shrink, 5000);
    assert_int_equal(g.clusters[6].shrink, 5000);
    s = plain(x, "漢。字ab");
    g = galley_of(x, &s, 1, UNI_STRICT);
    assert_int_equal(g.clusters[2].shrink, 0);
    assert_int_equal(g.clusters[3].shrink, 1250);
}

static void gaps_of_a_line_within_its_limits(const struct galley *g, const struct line *line)
{
    mpt at[512];
    struct line f = *line;
    place_line(g, &f, LINE_JUSTIFY, at);
    int64_t slack = f.room - line_width(g, f.first, f.end);
    bool possible =
        f.last || line_change(g, f.first, f.end, slack) <= line_growable(g, f.first, f.end);
    for (size_t k = f.first + 1; k < f.end; k++) {
        const struct cluster *a = &g->clusters[k], *before = a - 1;
        mpt gap = at[k - f.first] - at[k - f.first - 1] - before->body;
        assert_true(gap >= a->gap - a->shrink);
        if (possible)
            assert_true(gap <= a->gap + a->grow);
        else
            assert_true(a->grow_rank || gap == a->gap);
    }
}

static void no_gap_leaves_its_limits_where_a_setting_exists(void **state)
{
    struct fixture *x = *state;
    size_t size;
    const char *seed_text = read_all(x, DATA "seed.txt", &size);
    uint32_t seed = 99;
    struct line lines[1024];
    for (int i = 0; i < 200; i++) {
        const char *text = random_text(x, seed_text, size, &seed);
        struct span s = plain_n(x, text, strcspn(text, "\n"));
        struct galley g = galley_of(x, &s, 1, UNI_STRICT);
        mpt rooms[2] = {150000 + (mpt)(next_random(&seed) % 300000), 0};
        rooms[1] = rooms[0] - 10000;
        size_t count = total_fit_paragraph(&g, 0, g.count, rooms, lines);
        for (size_t k = 0; k < count; k++)
            gaps_of_a_line_within_its_limits(&g, &lines[k]);
    }
}

static const char *const AWKWARD[] = {"漢", "か゚", "ｶﾞ", "（", "）", "「", "」", "。", "、", "・",
    " ", "　", "\t", "a", "W", "1", "１", "，", "．", "-", "/", "@", "://", "～", "…", "―", "“",
    "”", "’", "①", "№", "〒", "約", "−", "葛\xF3\xA0\x84\x80", "ー", "っ", "\u200B", "\u2060",
    "\u00A0", "e\u0301", "ffi", "𠮷", "％", "！", "\u3099", "\uFE0F"};

static size_t random_spans(
    struct fixture *x, struct span *spans, struct inline_object *object, uint32_t *seed)
{
    size_t count = 1 + next_random(seed) % 5;
    for (size_t i = 0; i < count; i++) {
        const char *text = "";
        for (uint32_t n = next_random(seed) % 20; n > 0; n--)
            text = arena_printf(x->arena, "%s%s", text,
                AWKWARD[next_random(seed) % (sizeof AWKWARD / sizeof *AWKWARD)]);
        spans[i] = plain(x, text);
        spans[i].mark = (enum span_mark)(next_random(seed) % 3);
        spans[i].verbatim = next_random(seed) % 4 == 0;
        spans[i].look.size = 6000 + (mpt)(next_random(seed) % 9000);
        if (next_random(seed) % 6 == 0)
            spans[i] = (struct span){.object = object};
    }
    return count;
}

static const char *joined_spans(struct fixture *x, const struct span *spans, size_t count)
{
    const char *text = "";
    for (size_t i = 0; i < count; i++)
        if (spans[i].text)
            text = arena_printf(x->arena, "%s%s", text, spans[i].text);
    return text;
}

static bool is_unseen(const char *s)
{
    return strncmp(s, "\u200B", 3) == 0 || strncmp(s, "\u2060", 3) == 0 ||
           strncmp(s, "\uFE0F", 3) == 0;
}

/* A text without blanks and without what no glyph could carry. */
static const char *solid(struct fixture *x, const char *text)
{
    char *out = arena_strdup(x->arena, text), *to = out;
    while (*(text = skip_blanks(text))) {
        if (is_unseen(text))
            text += 3;
        else
            *to++ = *text++;
    }
    *to = 0;
    return out;
}

static void any_mixture_of_characters_and_spans_keeps_its_text(void **state)
{
    struct fixture *x = *state;
    uint32_t seed = 4711;
    struct inline_object object = {.width = 9000, .ascent = 8000, .descent = 1000};
    for (int i = 0; i < 3000; i++) {
        struct span spans[5];
        size_t count = random_spans(x, spans, &object, &seed);
        object.glue_next = i % 2;
        struct para p = para_of(spans, count, (enum line_align)(next_random(&seed) % 5));
        struct set_text t;
        bool overwide;
        mpt width = (mpt)(next_random(&seed) % 150000);
        assert_true(
            para_set((struct typesetter){x->arena, &x->err, x->fonts}, &p, width, &t, &overwide));
        const char *lines = "";
        for (size_t k = 0; k < t.count; k++) {
            lines = arena_printf(x->arena, "%s%s", lines, text_of(x, &t.lines[k]));
            assert_true(overwide || t.lines[k].width <= width);
        }
        assert_string_equal(solid(x, lines), solid(x, joined_spans(x, spans, count)));
    }
}

static void a_paragraph_of_any_length_is_set_in_time_linear_in_it(void **state)
{
    struct fixture *x = *state;
    char *text = arena_alloc(x->arena, 300001);
    memset(text, 'a', 300000);
    struct set_text t = set(x, text, LINE_JUSTIFY, 100000);
    assert_true(t.count > 5000);
    memset(text, '\n', 300000);
    assert_int_equal(set(x, text, LINE_START, 100000).count, 300000);
    memset(text, ' ', 300000);
    assert_int_equal(set(x, text, LINE_START, 100000).count, 1);
}

static void the_same_text_gives_the_same_lines(void **state)
{
    struct fixture *x = *state;
    size_t size;
    const char *text = read_all(x, DATA "seed.txt", &size);
    struct set_text a = set(x, text, LINE_JUSTIFY, 333333);
    struct set_text b = set(x, text, LINE_JUSTIFY, 333333);
    assert_int_equal(a.count, b.count);
    assert_string_equal(joined(x, &a), joined(x, &b));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_are_filled_as_far_as_the_rules_allow),
        cmocka_unit_test(no_last_line_has_one_character_where_it_can_be_avoided),
        cmocka_unit_test(a_last_line_of_two_is_avoided_where_it_costs_little),
        cmocka_unit_test(headings_end_their_lines_between_phrases),
        cmocka_unit_test(phrases_never_break_the_strict_rules),
        cmocka_unit_test(a_phrase_longer_than_half_the_measure_is_broken),
        cmocka_unit_test(a_number_stays_with_its_counter_where_that_costs_little),
        cmocka_unit_test(a_link_breaks_where_the_line_would_stay_empty),
        cmocka_unit_test(a_long_word_breaks_as_a_last_resort),
        cmocka_unit_test(only_a_grapheme_wider_than_the_measure_stands_outside),
        cmocka_unit_test(justified_lines_touch_both_edges_but_the_last),
        cmocka_unit_test(word_spaces_give_first_then_mixed_gaps_then_characters),
        cmocka_unit_test(narrowed_lines_keep_the_limits),
        cmocka_unit_test(no_gap_leaves_its_limits_where_a_setting_exists),
        cmocka_unit_test(random_paragraphs_stay_in_the_measure_and_keep_their_text),
        cmocka_unit_test(justified_ones_too),
        cmocka_unit_test(distributed_and_centred_ones_too),
        cmocka_unit_test(narrow_cells_stay_in_the_measure_and_keep_their_text),
        cmocka_unit_test(any_mixture_of_characters_and_spans_keeps_its_text),
        cmocka_unit_test(a_paragraph_of_any_length_is_set_in_time_linear_in_it),
        cmocka_unit_test(the_same_text_gives_the_same_lines),
    };
    return cmocka_run_group_tests(tests, fixture_setup, fixture_teardown);
}
