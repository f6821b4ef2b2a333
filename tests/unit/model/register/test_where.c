#include "support.h"

#include "model/register/eligibility.h"
#include "model/register/register.h"
#include "model/register/where.h"

static const char ask[] =
    "fields:\n  - {key: number, label: 番号}\n  - {key: company, label: 会社名, also: [事業者]}\n"
    "  - {key: issued, label: 発行日, type: date}\n"
    "  - {key: second, label: 二次審査, type: choice, options: [{key: pass, label: 合}, "
    "{key: fail, label: 否}]}\n";

static const char table[] = "番号,会社名,発行日,二次審査\n"
                            "1,みなと通信,2026-07-31,合\n"
                            "2,あおぞら,令和8年7月1日,否\n"
                            "3,ＮＴまめ通信,,\n"
                            "4,ゆき,2026-06-30,合\n";

static struct registry *registry_of(struct world *w, const char *text)
{
    const struct register_source source = {"r.csv", text, strlen(text), NULL, false};
    form_of(w, ask);
    return register_load(w->arena, &w->err, w->form->root, &source);
}

static struct inst *record(struct world *w, const struct registry *r, size_t i)
{
    return answer_bind(w->arena, &r->entries[i].faults, w->form, r->entries[i].node);
}

/* The numbers of the records that meet a condition: "1 4". */
static const char *chosen(struct world *w, const char *text)
{
    struct registry *r = registry_of(w, table);
    struct where where;
    const char *all = "";
    if (!where_read(w->arena, &w->err, r, text, &where))
        return NULL;
    for (size_t i = 0; i < r->count; i++)
        if (where_holds(w->arena, &where, record(w, r, i)))
            all = arena_printf(w->arena, "%s%s%zu", all, *all ? " " : "", i + 1);
    return all;
}

static const struct {
    const char *text, *chosen;
} rows[] = {
    {"二次審査=合", "1 4"},
    {"二次審査=pass", "1 4"},
    {"second=合", "1 4"},
    {"二次審査！＝合", "2 3"},
    {"二次審査≠合", "2 3"},
    {"二次審査=", "3"},
    {"二次審査!=", "1 2 4"},
    {"会社名=ゆき", "4"},
    {"事業者=ゆき", "4"},
    {"会社名*=通信", "1 3"},
    {"会社名*=NTまめ", "3"},
    {"発行日=2026-07-31", "1"},
    {"発行日=令和8年7月31日", "1"},
    {"発行日=2026-07", "1 2"},
    {"発行日=令和8年7月", "1 2"},
    {"発行日=2026-06-30～2026-07-01", "2 4"},
    {"発行日=2026-06〜2026-07", "1 2 4"},
    {"発行日<2026-07-01", "4"},
    {"発行日<=2026-07-01", "2 4"},
    {"発行日≦2026-07", "1 2 4"},
    {"発行日>2026-07-01", "1"},
    {"発行日＞＝2026-07", "1 2"},
    {"発行日!=2026-07", "3 4"},
    {"発行日=", "3"},
    {"発行日*=7月", "1 2"},
};

static void conditions_choose_records(void **state)
{
    struct world *w = *state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *found = chosen(w, rows[i].text);
        if (!found || strcmp(found, rows[i].chosen) != 0)
            print_message("%s chooses %s\n", rows[i].text, found ? found : "nothing: an error");
        assert_non_null(found);
        assert_string_equal(found, rows[i].chosen);
        assert_quiet(w);
    }
}

static void what_means_nothing_is_an_error(void **state)
{
    struct world *w = *state;
    static const char *const wrong[][2] = {{"二次審査", "second=pass"}, {"発行=2026", "発行日"},
        {"二次審査=可", "合, 否"}, {"会社名<あ", "only dates"}, {"発行日=きのう", "2026-07-31"},
        {"発行日<", "only dates"}, {"発行日=2026-13", "2026-07-31"}};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        forget(w);
        assert_null(chosen(w, wrong[i][0]));
        assert_int_equal(message_count(w), 1);
        assert_string_equal(message(w, 0)->code, "bad-where");
        assert_int_equal(message(w, 0)->class, ERR_USAGE);
        assert_holds(message(w, 0)->en, wrong[i][1]);
    }
}

/* --- who may have it --- */

static struct eligibility eligibility_of(struct world *w, const char *rules)
{
    struct eligibility out;
    const char *text = arena_printf(w->arena, "eligible:\n%s", rules);
    const struct node *n =
        yaml_parse(w->arena, &w->err, "form.yaml", text, strlen(text), &yaml_default_limits);
    assert_true(eligibility_read(w->arena, &w->err, n, w->form->root, &out));
    return out;
}

static void a_record_meets_every_rule_or_is_told_the_first(void **state)
{
    struct world *w = *state;
    struct registry *r = registry_of(w, table);
    struct eligibility e = eligibility_of(
        w, "  - {field: second, need: \"second = 'pass'\"}\n  - {field: issued, need: issued}\n");
    static const char *const blamed[] = {NULL, "second", "second", NULL};
    for (size_t i = 0; i < r->count; i++) {
        const struct eligibility_rule *unmet = eligibility_unmet(&e, r, record(w, r, i));
        assert_int_equal(unmet != NULL, blamed[i] != NULL);
        if (unmet)
            assert_string_equal(unmet->field->key, blamed[i]);
    }
    e = eligibility_of(w, "  - {field: issued, need: issued}\n");
    assert_non_null(eligibility_unmet(&e, r, record(w, r, 2)));
    assert_null(eligibility_unmet(&e, r, record(w, r, 3)));
}

static void an_optional_rule_needs_its_column(void **state)
{
    struct world *w = *state;
    static const char rules[] = "  - {field: second, need: \"second = 'pass'\", optional: yes}\n";
    struct registry *with = registry_of(w, "番号,二次審査\n1,\n");
    struct eligibility e = eligibility_of(w, rules);
    assert_non_null(eligibility_unmet(&e, with, record(w, with, 0)));
    struct registry *without = registry_of(w, "番号,会社名\n1,甲\n");
    e = eligibility_of(w, rules);
    assert_null(eligibility_unmet(&e, without, record(w, without, 0)));
}

static void it_is_told_at_its_value(void **state)
{
    struct world *w = *state;
    struct registry *r = registry_of(w, table);
    struct eligibility e = eligibility_of(w, "  - {field: second, need: \"second = 'pass'\"}\n");
    struct entry *entry = &r->entries[1];
    const struct inst *i = record(w, r, 1);
    eligibility_tell(w->arena, &e.rules[0], entry, i, false);
    eligibility_tell(w->arena, &e.rules[0], entry, i, true);
    const struct message *note = entry->faults.first;
    assert_int_equal(note->level, ERR_NOTE);
    assert_int_equal(note->at.line, 3);
    assert_holds(note->ja, "「二次審査」が「否」");
    assert_int_equal(note->next->level, ERR_ERROR);
    assert_int_equal(note->next->class, ERR_ANSWERS);
}

static void rules_that_are_none_are_blamed(void **state)
{
    struct world *w = *state;
    static const char *const wrong[] = {"{field: nothing, need: second}", "{field: second}",
        "{field: second, need: \"nothing = 'x'\"}", "second"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct eligibility out;
        form_of(w, ask);
        const char *text = arena_printf(w->arena, "eligible: [%s]", wrong[i]);
        const struct node *n =
            yaml_parse(w->arena, &w->err, "form.yaml", text, strlen(text), &yaml_default_limits);
        assert_false(eligibility_read(w->arena, &w->err, n, w->form->root, &out));
        assert_true(message_count(w) > 0);
        forget(w);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(conditions_choose_records),
        TEST(what_means_nothing_is_an_error),
        TEST(a_record_meets_every_rule_or_is_told_the_first),
        TEST(an_optional_rule_needs_its_column),
        TEST(it_is_told_at_its_value),
        TEST(rules_that_are_none_are_blamed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
