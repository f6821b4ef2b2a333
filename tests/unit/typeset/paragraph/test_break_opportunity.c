#include "line_fixture.h"

static const char *const MARKS[BREAK_LEVELS] = {
    [BREAK_LINK] = "‖", [BREAK_POOR] = "¦", [BREAK_GOOD] = "|"};

/* The text with a mark at every place where a line may break. */
static const char *marked(struct fixture *x, const char *text, enum unicode_strictness strictness)
{
    struct span s = plain(x, text);
    struct galley g = galley_of(x, &s, 1, strictness);
    const char *out = "";
    for (size_t k = 0; k < g.count; k++) {
        const char *mark = k ? MARKS[g.clusters[k].level] : NULL;
        out = arena_printf(x->arena, "%s%s%.*s", out, mark ? mark : "", (int)g.clusters[k].size,
            text + g.clusters[k].at);
    }
    return out;
}

static const char *without_marks(struct fixture *x, const char *s)
{
    char *out = arena_strdup(x->arena, s), *to = out;
    while (*s) {
        size_t skip = 0;
        for (int level = 0; level < BREAK_LEVELS; level++)
            if (MARKS[level] && strncmp(s, MARKS[level], strlen(MARKS[level])) == 0)
                skip = strlen(MARKS[level]);
        if (skip)
            s += skip;
        else
            *to++ = *s++;
    }
    *to = 0;
    return out;
}

static void check_break_case(struct fixture *x, char *line)
{
    const char *got = marked(x, without_marks(x, line), UNI_STRICT);
    if (strcmp(got, line) != 0)
        fail_msg("'%s' should be '%s'", got, line);
}

static void every_case_breaks_where_its_marks_are(void **state)
{
    each_line(*state, DATA "break-cases.txt", check_break_case);
}

static bool may_start_line(struct fixture *x, const char *c, enum unicode_strictness strictness)
{
    struct span s = plain(x, arena_printf(x->arena, "文文文文文文%s字字", c));
    struct galley g = galley_of(x, &s, 1, strictness);
    forget_messages(x); /* some of the characters are in no face */
    return g.clusters[6].level >= BREAK_POOR;
}

static enum unicode_strictness strictness_named(const char *name)
{
    return strcmp(name, "strict") == 0   ? UNI_STRICT
           : strcmp(name, "normal") == 0 ? UNI_NORMAL
                                         : UNI_LOOSE;
}

static void check_wpt_row(struct fixture *x, char *line)
{
    const char *strictness = next_field(&line);
    const char *code = next_field(&line);
    const char *c = next_field(&line);
    bool allowed = strcmp(next_field(&line), "break-before-allowed") == 0;
    next_field(&line);
    next_field(&line);
    next_field(&line);
    if (strcmp(strictness, "class") == 0 || strncmp(line, "stale", 5) == 0 ||
        strncmp(line, "doubtful", 8) == 0)
        return;
    if (may_start_line(x, c, strictness_named(strictness)) != allowed)
        fail_msg("%s: %s (%s)", strictness, code, c);
}

static void web_platform_tests_hold(void **state)
{
    each_line(*state, DATA "wpt-ja-linebreak.tsv", check_wpt_row);
}

static bool breaks_between(struct fixture *x, const char *a, const char *b)
{
    const char *text = arena_printf(x->arena, "漢%s%s漢", a, b);
    struct span s = plain(x, text);
    struct galley g = galley_of(x, &s, 1, UNI_STRICT);
    forget_messages(x);
    for (size_t k = 0; k < g.count; k++)
        if (g.clusters[k].at == 3 + strlen(a))
            return g.clusters[k].level >= BREAK_POOR;
    return false;
}

static void check_class_row(struct fixture *x, char *line)
{
    const char *class = next_field(&line);
    const char *start = next_field(&line);
    const char *end = next_field(&line);
    if (strcmp(class, "class") == 0 || *start == '-')
        return;
    size_t length;
    for (const char *c = line; *c; c += length) {
        uint32_t code = unicode_decode(c, strlen(c), &length);
        const char *one = arena_strndup(x->arena, c, length);
        assert_int_equal(class_of(code), strtol(class, NULL, 10));
        assert_int_equal(class_may_start(class_of(code)), strcmp(start, "yes") == 0);
        assert_int_equal(class_may_end(class_of(code)), strcmp(end, "yes") == 0);
        if (breaks_between(x, "漢", one) && strcmp(start, "no") == 0)
            fail_msg("a line may start with '%s'", one);
        if (breaks_between(x, one, "漢") && strcmp(end, "no") == 0)
            fail_msg("a line may end with '%s'", one);
    }
}

static void jlreq_classes_start_and_end_lines_as_table_2_says(void **state)
{
    each_line(*state, DATA "jlreq-classes.tsv", check_class_row);
}

struct classed {
    char text[5];
    enum char_class class;
};

struct classed_list {
    struct classed items[512];
    size_t count;
};

/* The characters of the table's classes, but for western ones, whose words no rule here divides. */
static void collect_classes(struct classed_list *all)
{
    char line[4096];
    FILE *file = fopen(DATA "jlreq-classes.tsv", "rb");
    assert_non_null(file);
    while (fgets(line, sizeof line, file)) {
        line[strcspn(line, "\n")] = 0;
        char *rest = line;
        int class = (int)strtol(next_field(&rest), NULL, 10);
        next_field(&rest);
        next_field(&rest);
        size_t length;
        for (const char *c = rest; class && class < CLASS_SPACE && *c; c += length) {
            unicode_decode(c, strlen(c), &length);
            struct classed *to = &all->items[all->count++];
            assert_true(all->count < 512);
            *to = (struct classed){.class = (enum char_class) class};
            memcpy(to->text, c, length);
        }
    }
    fclose(file);
}

static uint32_t code_of(const struct classed *c)
{
    size_t length;
    return unicode_decode(c->text, strlen(c->text), &length);
}

static bool is_wide_digit(uint32_t c)
{
    return c >= 0xFF10 && c <= 0xFF19;
}

/* What is kept together beyond Table 2, each with its reason (tests/data/typography/README.md). */
static bool is_kept_together(const struct classed *a, const struct classed *b)
{
    uint32_t first = code_of(a), next = code_of(b);
    if (b->class == CLASS_WIDE_SPACE) /* it goes with the line before, and vanishes */
        return true;
    bool number = is_wide_digit(first) || first == 0xFF0C || first == 0xFF0E;
    if (a->class == CLASS_PREFIX || first == 0x203B)
        return true;
    if (b->class == CLASS_INSEPARABLE)
        return true;
    return number && is_wide_digit(next);
}

/* JLREQ Table 2 for every pair of characters of all its classes: what it forbids is not broken, and
   what it allows is, but for what is kept together. */
static void every_pair_of_characters_breaks_as_table_2_says(void **state)
{
    struct fixture *x = *state;
    static struct classed_list all;
    collect_classes(&all);
    assert_true(all.count > 100);
    for (size_t i = 0; i < all.count * all.count; i++) {
        const struct classed *a = &all.items[i / all.count], *b = &all.items[i % all.count];
        bool allowed = class_may_end(a->class) && class_may_start(b->class);
        bool breaks = breaks_between(x, a->text, b->text);
        if (breaks && !allowed)
            fail_msg("'%s' and '%s' are broken apart", a->text, b->text);
        if (!breaks && allowed && !is_kept_together(a, b))
            fail_msg("'%s' and '%s' are kept together", a->text, b->text);
    }
}

/* Shift_JIS codes that become one of two characters: both are set, and break alike. */
static void check_trap(struct fixture *x, char *line)
{
    if (strncmp(line, "sjis", 4) == 0)
        return;
    next_field(&line);
    uint32_t jis = (uint32_t)strtoul(next_field(&line) + 2, NULL, 16);
    uint32_t microsoft = (uint32_t)strtoul(next_field(&line) + 2, NULL, 16);
    char a[5] = {0}, b[5] = {0};
    unicode_encode(jis, a);
    unicode_encode(microsoft, b);
    struct span spans[] = {plain(x, a), plain(x, b)};
    assert_true(para_width((struct typesetter){x->arena, &x->err, x->fonts}, spans, 2) > 0);
    assert_null(x->err.first);
    if (jis < 0x80)
        return;
    assert_int_equal(may_start_line(x, a, UNI_STRICT), may_start_line(x, b, UNI_STRICT));
    assert_int_equal(breaks_between(x, a, "漢"), breaks_between(x, b, "漢"));
}

static void characters_of_two_mappings_are_set_and_broken_alike(void **state)
{
    each_line(*state, DATA "jis-mapping-traps.tsv", check_trap);
}

static void loose_rules_let_a_line_start_with_small_kana_and_marks(void **state)
{
    struct fixture *x = *state;
    assert_string_equal(marked(x, "キャラ・メルー", UNI_LOOSE), "キ|ャ|ラ|・|メ|ル|ー");
    assert_string_equal(marked(x, "東～西", UNI_LOOSE), "東|～|西");
    assert_string_equal(marked(x, "東～西", UNI_NORMAL), "東|～|西");
    assert_string_equal(marked(x, "（１２）", UNI_LOOSE), "（１２）");
}

static void spans_do_not_change_where_lines_break(void **state)
{
    struct fixture *x = *state;
    struct span spans[] = {plain(x, "（"), plain(x, "注1"), plain(x, "）"), plain(x, "。次")};
    struct galley g = galley_of(x, spans, 4, UNI_STRICT);
    assert_int_equal(g.clusters[1].level, BREAK_DIRE);
    assert_int_equal(g.clusters[2].level, BREAK_GOOD);
    assert_int_equal(g.clusters[3].level, BREAK_DIRE);
    assert_int_equal(g.clusters[4].level, BREAK_DIRE);
    assert_int_equal(g.clusters[5].level, BREAK_GOOD);
}

static void verbatim_text_breaks_like_a_link(void **state)
{
    struct fixture *x = *state;
    struct span s = plain(x, "ab-cd_ef gh");
    s.verbatim = true;
    struct galley g = galley_of(x, &s, 1, UNI_STRICT);
    static const uint8_t levels[] = {BREAK_NEVER, BREAK_LAST, BREAK_LINK, BREAK_LAST, BREAK_LAST,
        BREAK_LAST, BREAK_LINK, BREAK_LAST, BREAK_NEVER, BREAK_GOOD, BREAK_LAST};
    assert_int_equal(g.count, sizeof levels);
    for (size_t k = 0; k < g.count; k++)
        assert_int_equal(g.clusters[k].level, levels[k]);
}

static void a_circled_span_stays_together(void **state)
{
    struct fixture *x = *state;
    struct span spans[] = {plain(x, "性別"), plain(x, "男性"), plain(x, "女性")};
    spans[1].mark = SPAN_CIRCLED;
    struct galley g = galley_of(x, spans, 3, UNI_STRICT);
    assert_int_equal(g.clusters[2].level, BREAK_GOOD);
    assert_int_equal(g.clusters[3].level, BREAK_DIRE);
    assert_int_equal(g.clusters[4].level, BREAK_GOOD);
}

static void an_object_may_be_glued_to_what_follows(void **state)
{
    struct fixture *x = *state;
    struct inline_object object = {.width = 10000, .ascent = 8800};
    struct span spans[] = {plain(x, "前"), {.object = &object}, plain(x, "後")};
    struct galley g = galley_of(x, spans, 3, UNI_STRICT);
    assert_int_equal(g.clusters[1].level, BREAK_GOOD);
    assert_int_equal(g.clusters[2].level, BREAK_GOOD);
    object.glue_next = true;
    g = galley_of(x, spans, 3, UNI_STRICT);
    assert_int_equal(g.clusters[1].level, BREAK_GOOD);
    assert_int_equal(g.clusters[2].level, BREAK_DIRE);
    spans[2] = plain(x, " 後");
    g = galley_of(x, spans, 3, UNI_STRICT);
    assert_int_equal(g.clusters[2].level, BREAK_NEVER);
    assert_int_equal(g.clusters[3].level, BREAK_DIRE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_case_breaks_where_its_marks_are),
        cmocka_unit_test(web_platform_tests_hold),
        cmocka_unit_test(jlreq_classes_start_and_end_lines_as_table_2_says),
        cmocka_unit_test(every_pair_of_characters_breaks_as_table_2_says),
        cmocka_unit_test(characters_of_two_mappings_are_set_and_broken_alike),
        cmocka_unit_test(loose_rules_let_a_line_start_with_small_kana_and_marks),
        cmocka_unit_test(spans_do_not_change_where_lines_break),
        cmocka_unit_test(verbatim_text_breaks_like_a_link),
        cmocka_unit_test(a_circled_span_stays_together),
        cmocka_unit_test(an_object_may_be_glued_to_what_follows),
    };
    return cmocka_run_group_tests(tests, fixture_setup, fixture_teardown);
}
