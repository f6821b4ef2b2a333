#include "support.h"

static const char ask[] =
    "fields:\n"
    "  - {key: application, label: 申請の種類, type: choice, options: "
    "[{key: new, label: 新規}, {key: renewal, label: 更新}]}\n"
    "  - {key: date, label: 日付, type: date}\n"
    "  - {key: western, type: date, calendar: western}\n"
    "  - {key: addressee, label: 宛先, default: 会長 殿}\n"
    "  - key: applicant\n    label: 申請者\n    type: group\n    fields:\n"
    "      - {key: company, label: 会社名, also: [法人名]}\n"
    "      - {key: tel, label: 電話 番号}\n"
    "      - {key: remarks, label: 備考, type: lines}\n"
    "  - key: answers\n    type: group\n    fields:\n"
    "      - type: section\n        key: section-1\n        fields:\n"
    "          - {key: 1-1-1, type: group, short: check, fields: "
    "[{key: check, type: yes-no}, {key: attach, type: files}]}\n"
    "          - {key: 1-1-2, type: group, short: route, fields: "
    "[{key: check, type: yes-no}, {key: route, type: list, min: 2, max: 3, of: {}}]}\n";

static struct world *ready(void **state)
{
    struct world *w = *state;
    form_of(w, ask);
    return w;
}

static void assert_wrong(struct world *w, const char *answers, const char *code, const char *place)
{
    forget(w);
    assert_null(bind_text(w, answers));
    assert_blamed(w, code, place);
    assert_int_equal(message(w, 0)->class, ERR_INPUT);
}

static const char *one(struct world *w, const char *answers, const char *path)
{
    return text_at(answers_of(w, answers), path);
}

/* --- characters --- */

static const char numbers_ask[] = "fields:\n"
                                  "  - {key: tel, width: half}\n"
                                  "  - {key: address}\n"
                                  "  - {key: mark}\n"
                                  "  - {key: notes, type: lines, width: half}\n";

static void numbers_become_half_width_where_the_form_asks(void **state)
{
    struct world *w = *state;
    form_of(w, numbers_ask);
    static const char *const cases[][2] = {{"０３－１２３４－５６７８", "03-1234-5678"},
        {"０３ー１２３４ー５６７８", "03-1234-5678"}, {"03−1234―5678", "03-1234-5678"},
        {"（０３）１２３４", "(03)1234"}, {"０３　１２", "03 12"}, {"＋８１－３", "+81-3"},
        {"03-1234", "03-1234"}, {"フリーコール０１２０", "フリーコール0120"},
        {"内線１２３（代表）", "内線123（代表）"}, {"１１０（２４時間）", "110（24時間）"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *answers = arena_printf(w->arena, "tel: %s", cases[i][0]);
        assert_string_equal(one(w, answers, "tel"), cases[i][1]);
    }
    assert_string_equal(one(w, "notes: \"１\\n２\"", "notes"), "1\n2");
    assert_quiet(w);
}

static void nothing_changes_where_the_form_does_not_ask(void **state)
{
    struct world *w = *state;
    form_of(w, numbers_ask);
    assert_string_equal(one(w, "address: １－２－３　Ａ棟", "address"), "１－２－３　Ａ棟");
    assert_quiet(w);
}

static void a_width_is_typed_or_half(void **state)
{
    struct world *w = *state;
    assert_refused(w, "fields:\n  - {key: tel, width: full}\n", "unknown-key", "ask.yaml:2:23");
    forget(w);
    assert_refused(
        w, "fields:\n  - {key: tel, type: date, width: half}\n", "misplaced-key", "ask.yaml:2:28");
}

static void assert_alike(struct world *w, const char *value, const char *place, const char *meant)
{
    forget(w);
    const char *answers = arena_printf(w->arena, "address: %s", value);
    assert_string_equal(text_at(bind_text(w, answers), "address"), value);
    assert_blamed(w, "look-alike", place);
    assert_int_equal(w->err.warnings, 1);
    assert_non_null(strstr(message(w, 0)->en, meant));
    assert_non_null(strstr(message(w, 0)->ja, meant));
}

static void a_character_that_looks_like_the_one_meant_is_a_warning(void **state)
{
    struct world *w = *state;
    form_of(w, numbers_ask);
    assert_alike(w, "港区1ー2", "t.yaml:1:13", "U+002D");
    assert_alike(w, "港区１―２", "t.yaml:1:13", "U+002D");
    assert_alike(w, "1一2", "t.yaml:1:11", "U+002D");
    assert_alike(w, "サ―バ", "t.yaml:1:11", "U+30FC");
    assert_alike(w, "サーバ−", "t.yaml:1:13", "U+30FC");
    assert_alike(w, "サ一バー", "t.yaml:1:11", "U+30FC");
    assert_alike(w, "1〇0番地", "t.yaml:1:11", "U+0030");
    assert_alike(w, "二○二六年", "t.yaml:1:11", "U+3007");
    assert_alike(w, "10時~18時", "t.yaml:1:13", "U+301C");
    assert_alike(w, "〇", "t.yaml:1:10", "U+25CB");
}

static void characters_that_are_at_home_are_none(void **state)
{
    struct world *w = *state;
    form_of(w, numbers_ask);
    static const char *const fine[] = {"二〇二六年", "サーバー", "1-2-3", "１－２－３",
        "○○株式会社", "10時～18時", "10時〜18時", "第一", "ルーター一台", "統一", "東京―大阪",
        "https://a.jp/~b/", "〇〇県", "−5度", "一—二", "A−B", "コードー1"};
    for (size_t i = 0; i < sizeof fine / sizeof *fine; i++) {
        one(w, arena_printf(w->arena, "address: \"%s\"", fine[i]), "address");
        assert_quiet(w);
    }
}

/* --- keys --- */

static void a_key_may_be_the_forms_key_or_its_printed_label(void **state)
{
    struct world *w = ready(state);
    assert_string_equal(one(w, "applicant: {company: 甲}", "applicant.company"), "甲");
    assert_string_equal(one(w, "申請者: {会社名: 甲}", "applicant.company"), "甲");
    assert_string_equal(one(w, "applicant: {法人名: 甲}", "applicant.company"), "甲");
}

static void labels_are_compared_without_white_space_width_and_case(void **state)
{
    struct world *w = ready(state);
    assert_string_equal(one(w, "applicant: {'電話番号': 1}", "applicant.tel"), "1");
    assert_string_equal(one(w, "applicant: {'電　話 番号': 1}", "applicant.tel"), "1");
    assert_wrong(w, "applicant: {電話: 1}", "unknown-key", "t.yaml:1:13");
}

static void header_keys_belong_to_the_file(void **state)
{
    struct world *w = ready(state);
    answers_of(w, "{tsuzuri: 1, form: tiny, applicant: {company: 甲}}");
    assert_wrong(w, "applicant: {form: x}", "unknown-key", "t.yaml:1:13");
}

static void an_unknown_key_is_blamed_with_a_hint_and_its_group(void **state)
{
    struct world *w = ready(state);
    assert_wrong(w, "applicant:\n  compnay: 甲\n", "unknown-key", "t.yaml:2:3");
    assert_says(w, 0, "no form asks for 'compnay' in '申請者'; did you mean 'company'?",
        "「company」の誤りではありませんか");
    assert_wrong(w, "applicant:\n  会者名: 甲\n", "unknown-key", "t.yaml:2:3");
    assert_says(w, 0, "did you mean '会社名'?", "「会社名」の誤り");
    assert_wrong(w, "zzzzzzzzzz: 1\n", "unknown-key", "t.yaml:1:1");
    assert_says(w, 0, "remove it or correct the key", "削除するか");
}

static void a_section_is_no_key(void **state)
{
    struct world *w = ready(state);
    assert_wrong(w, "answers: {section-1: {}}", "unknown-key", "t.yaml:1:11");
    forget(w);
    assert_string_equal(one(w, "answers: {1-1-1: yes}", "answers.1-1-1.check"), "はい");
}

static void a_value_under_two_spellings_is_blamed_with_the_first_ones_line(void **state)
{
    struct world *w = ready(state);
    assert_wrong(w, "applicant:\n  company: 甲\n  会社名: 乙\n", "duplicate-key", "t.yaml:3:3");
    assert_says(w, 0, "line 2 has it already", "2行目");
}

static void all_faults_are_told_at_once(void **state)
{
    struct world *w = ready(state);
    assert_null(bind_text(w, "dat: 1\napplicant: {compani: x}\ndate: never\nanswers: []\n"));
    assert_int_equal(message_count(w), 4);
}

/* --- single values --- */

static void yes_and_no_have_many_spellings(void **state)
{
    static const char *const yes[] = {
        "yes", "YES", "ＹＥＳ", "true", "on", "y", "はい", "'はい '", "○", "〇", "あり"};
    static const char *const no[] = {
        "no", "No", "false", "off", "n", "いいえ", "×", "✕", "なし", "'no'"};
    struct world *w = ready(state);
    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
        assert_string_equal(
            one(w, arena_printf(w->arena, "answers: {1-1-1: %s}", yes[i]), "answers.1-1-1.check"),
            "はい");
    for (size_t i = 0; i < sizeof no / sizeof *no; i++)
        assert_string_equal(
            one(w, arena_printf(w->arena, "answers: {1-1-1: %s}", no[i]), "answers.1-1-1.check"),
            "いいえ");
    assert_wrong(w, "answers: {1-1-1: 1}", "wrong-type", "t.yaml:1:18");
    assert_says(w, 0, "is yes or no; it says '1'", "「はい」か「いいえ」");
}

static void a_date_is_a_day_of_the_calendar(void **state)
{
    struct world *w = ready(state);
    assert_string_equal(one(w, "date: 2026-11-21", "date"), "令和8年11月21日");
    assert_string_equal(one(w, "date: R8.11.21", "date"), "令和8年11月21日");
    assert_string_equal(one(w, "date: 令和元年5月1日", "date"), "令和元年5月1日");
    assert_string_equal(one(w, "western: 令和8年11月21日", "western"), "2026年11月21日");
    assert_wrong(w, "date: 2026-02-29", "wrong-type", "t.yaml:1:7");
    assert_says(w, 0, "'日付' is a date, as 2026-11-21", "実在する日付");
    assert_wrong(w, "date: {year: 2026}", "wrong-type", "t.yaml:1:7");
    assert_wrong(w, "date: [2026-11-21]", "wrong-type", "t.yaml:1:7");
}

static void a_choice_is_one_of_its_options(void **state)
{
    struct world *w = ready(state);
    assert_string_equal(one(w, "application: 更新", "application"), "更新");
    assert_string_equal(one(w, "申請の種類: NEW", "application"), "新規");
    assert_wrong(w, "application: newest", "wrong-type", "t.yaml:1:14");
    assert_says(w, 0, "one of: new (新規), renewal (更新)", "次のどれか");
}

static void text_stays_as_it_was_typed(void **state)
{
    struct world *w = ready(state);
    assert_string_equal(one(w, "applicant: {tel: 0312345678}", "applicant.tel"), "0312345678");
    assert_string_equal(one(w, "applicant: {tel: +81-3}", "applicant.tel"), "+81-3");
    assert_string_equal(one(w, "applicant: {company: no}", "applicant.company"), "no");
    assert_string_equal(one(w, "applicant: {company: '  甲　社 '}", "applicant.company"), "甲　社");
    assert_string_equal(one(w, "applicant: {company: 'null'}", "applicant.company"), "null");
}

static void text_is_one_line_and_lines_are_several(void **state)
{
    struct world *w = ready(state);
    assert_string_equal(
        one(w, "applicant:\n  remarks: |\n    a\n    b\n", "applicant.remarks"), "a\nb");
    assert_string_equal(one(w, "applicant:\n  company: |\n    a\n", "applicant.company"), "a");
    assert_wrong(w, "applicant:\n  company: |\n    a\n    b\n", "wrong-type", "t.yaml:2:12");
    assert_wrong(w, "applicant:\n  company: [a]\n", "wrong-type", "t.yaml:2:12");
    assert_says(w, 0, "a single value, as in 'company: …'", "一つの値");
}

static void nothing_is_no_value(void **state)
{
    struct world *w = ready(state);
    assert_null(one(w, "applicant: {company: }", "applicant.company"));
    assert_null(one(w, "applicant: {company: ~}", "applicant.company"));
    assert_null(one(w, "applicant: {company: null}", "applicant.company"));
    assert_null(one(w, "applicant: {company: ''}", "applicant.company"));
    assert_false(inst_given(inst_child(answers_of(w, "applicant:\n"), "applicant")));
}

static void a_plain_value_knows_its_columns_and_others_do_not(void **state)
{
    struct world *w = ready(state);
    struct inst *root = answers_of(w, "applicant:\n  company: 甲\n  tel: '3'\ndate: 2026-11-21\n");
    struct inst *company = value_at(root, "applicant.company").inst;
    assert_true(company->exact);
    assert_int_equal(company->at.line, 2);
    assert_int_equal(company->at.column, 12);
    assert_false(value_at(root, "applicant.tel").inst->exact);
    assert_false(value_at(root, "date").inst->exact);
}

static void defaults_stand_where_nothing_was_written(void **state)
{
    struct world *w = ready(state);
    assert_string_equal(one(w, "{}", "addressee"), "会長 殿");
    assert_string_equal(one(w, "addressee: ''", "addressee"), "会長 殿");
    assert_string_equal(one(w, "addressee: 乙 殿", "addressee"), "乙 殿");
    assert_string_equal(
        text_at(answer_bind(w->arena, &w->err, w->form, NULL), "addressee"), "会長 殿");
    assert_quiet(w);
}

static void a_default_that_is_no_value_is_the_forms_fault(void **state)
{
    struct world *w = *state;
    form_of(w, "fields:\n  - {key: d, type: date, default: soon}\n");
    assert_null(text_at(answer_bind(w->arena, &w->err, w->form, NULL), "d"));
    assert_blamed(w, "wrong-type", "ask.yaml:2:5");
}

/* --- groups, lists, files --- */

static void a_single_value_stands_for_the_group(void **state)
{
    struct world *w = ready(state);
    assert_string_equal(one(w, "answers: {1-1-1: no}", "answers.1-1-1"), "いいえ");
    struct inst *root = answers_of(w, "answers: {1-1-2: [a, b]}");
    assert_int_equal(value_count(value_at(root, "answers.1-1-2.route")), 2);
    assert_wrong(w, "answers: {1-1-1: [yes]}", "wrong-type", "t.yaml:1:18");
    assert_says(w, 0, "'1-1-1' is a group of answers, as in '1-1-1: {check: …}'", "項目ごと");
}

static void a_group_is_a_map(void **state)
{
    struct world *w = ready(state);
    assert_wrong(w, "applicant: 甲", "wrong-type", "t.yaml:1:12");
    assert_says(w, 0, "as in 'applicant: {company: …}'", "{company: …}");
    assert_wrong(w, "applicant: [甲]", "wrong-type", "t.yaml:1:12");
    assert_wrong(w, "answers: 甲", "wrong-type", "t.yaml:1:10");
}

static void an_empty_map_answers_nothing(void **state)
{
    struct world *w = ready(state);
    struct inst *root = answers_of(w, "{applicant: {}, answers: {1-1-1: {}}}");
    assert_false(inst_given(inst_child(root, "applicant")));
    assert_false(inst_given(inst_child(root, "answers")));
    assert_null(text_at(root, "answers.1-1-1"));
}

static void a_single_value_is_a_list_of_one_and_lists_are_counted(void **state)
{
    struct world *w = ready(state);
    assert_int_equal(value_count(value_at(answers_of(w, "answers: {1-1-2: {route: [a, b, c]}}"),
                         "answers.1-1-2.route")),
        3);
    assert_wrong(w, "answers: {1-1-2: {route: a}}", "too-few", "t.yaml:1:26");
    assert_wrong(w, "answers: {1-1-2: {route: []}}", "too-few", "t.yaml:1:26");
    assert_wrong(w, "answers: {1-1-2: {route: [a, b, c, d]}}", "too-many", "t.yaml:1:26");
    assert_says(w, 0, "takes at most 3 entries, it has 4", "3件まで");
    assert_wrong(w, "answers: {1-1-2: {route: [a, {b: c}]}}", "wrong-type", "t.yaml:1:30");
}

static const char *file_of(struct inst *root, size_t i)
{
    struct value files = value_at(root, "answers.1-1-1.attach");
    return inst_child(value_entry(files, i).inst, "file")->text;
}

static void files_are_a_path_a_map_or_a_list_of_both(void **state)
{
    struct world *w = ready(state);
    struct inst *root = answers_of(w, "answers: {1-1-1: {attach: a.pdf}}");
    assert_string_equal(file_of(root, 0), "a.pdf");
    root = answers_of(w, "answers: {1-1-1: {attach: {file: a.pdf, title: 規程}}}");
    assert_string_equal(file_of(root, 0), "a.pdf");
    root = answers_of(w, "answers: {1-1-1: {attach: [a.pdf, {file: b.pdf, dated: 2026-1-2}]}}");
    assert_string_equal(file_of(root, 1), "b.pdf");
    assert_wrong(w, "answers: {1-1-1: {attach: {fiel: a.pdf}}}", "unknown-key", "t.yaml:1:28");
    assert_says(w, 0, "did you mean 'file'?", "「file」");
}

static void an_answer_that_nests_deeply_is_blamed_once(void **state)
{
    struct world *w = ready(state);
    const char *deep = "x";
    for (int i = 0; i < 35; i++)
        deep = arena_printf(w->arena, "[%s]", deep);
    assert_wrong(w, arena_printf(w->arena, "answers: {1-1-2: {route: [a, %s]}}", deep),
        "wrong-type", "t.yaml:1:30");
    assert_says(w, 0, "'route' is a single value, as in '- …'", "「route」は「- …」");
}

static void lists_of_lists_bind_as_deep_as_the_form_says(void **state)
{
    struct world *w = *state;
    const char *of = "{}";
    const char *value = "deep";
    for (int i = 0; i < 20; i++) {
        of = arena_printf(w->arena, "{type: list, of: %s}", of);
        value = arena_printf(w->arena, "[%s]", value);
    }
    form_of(w, arena_printf(w->arena, "fields: [{key: a, type: list, of: %s}]\n", of));
    struct inst *i = answers_of(w, arena_printf(w->arena, "a: [%s]", value))->children[0];
    while (i->field->type == FIELD_LIST)
        i = i->children[0];
    assert_string_equal(i->text, "deep");
}

/* --- the file's heading --- */

static const char *id_of(struct world *w, const char *answers)
{
    forget(w);
    return answer_form_id(w->arena, &w->err, yaml(w, answers));
}

static void an_answer_file_says_which_form_it_answers(void **state)
{
    struct world *w = *state;
    assert_string_equal(id_of(w, "{tsuzuri: 1, form: anshin-isp}"), "anshin-isp");
    assert_quiet(w);
}

static void a_file_of_another_kind_is_refused(void **state)
{
    static const char *const bad[][3] = {{"form: x", "no-version", "t.yaml:1:1"},
        {"tsuzuri: 2\nform: x", "no-version", "t.yaml:1:10"}, {"", "no-version", "t.yaml:1:1"},
        {"tsuzuri: 1", "no-form", "t.yaml:1:1"}, {"{tsuzuri: 1, form: }", "no-form", "t.yaml:1:1"},
        {"{tsuzuri: 1, form: ../x}", "no-form", "t.yaml:1:1"},
        {"{tsuzuri: 1, form: /etc}", "no-form", "t.yaml:1:1"},
        {"{tsuzuri: 1, form: [x]}", "wrong-type", "t.yaml:1:20"},
        {"[tsuzuri]", "wrong-type", "t.yaml:1:1"}, {"text", "wrong-type", "t.yaml:1:1"}};
    struct world *w = *state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_null(id_of(w, bad[i][0]));
        assert_blamed(w, bad[i][1], bad[i][2]);
    }
}

/* --- what is written once --- */

static const char same_ask[] =
    "fields:\n"
    "  - key: common\n    type: group\n    required: no\n    fields:\n"
    "      - {key: signer, type: group, fields: [{key: department}, {key: title}]}\n"
    "      - {key: city}\n"
    "  - key: a\n    type: group\n    fields:\n"
    "      - {key: check, type: yes-no}\n"
    "      - key: signer\n        type: group\n        required: no\n"
    "        same-as: {of: .common.signer, if: check}\n"
    "        fields: [{key: department}, {key: title}]\n"
    "      - {key: city, same-as: {of: .common.city}}\n";

#define SAID "common: {signer: {department: 総務部, title: 課長}, city: 横浜}\n"

static void what_is_said_once_counts_where_nothing_is_written(void **state)
{
    struct world *w = *state;
    form_of(w, same_ask);
    struct inst *root = answers_of(w, SAID "a: {check: yes}\n");
    assert_string_equal(text_at(root, "a.signer.department"), "総務部");
    assert_string_equal(text_at(root, "a.signer.title"), "課長");
    assert_string_equal(text_at(root, "a.city"), "横浜");
    assert_string_equal(one(w, SAID "a: {city: 川崎}\n", "a.city"), "川崎");
}

static void it_counts_only_where_the_form_says_so_and_never_by_halves(void **state)
{
    struct world *w = *state;
    form_of(w, same_ask);
    assert_null(one(w, SAID "a: {check: no}\n", "a.signer.department"));
    assert_null(one(w, SAID "a: {check: }\n", "a.signer.department"));
    struct inst *root = answers_of(w, SAID "a: {check: yes, signer: {department: 技術部}}\n");
    assert_string_equal(text_at(root, "a.signer.department"), "技術部");
    assert_null(text_at(root, "a.signer.title"));
    assert_null(one(w, "a: {check: yes}\n", "a.signer.department"));
}

static void what_counts_instead_is_of_the_same_type(void **state)
{
    struct world *w = *state;
    static const char *const rows[][3] = {
        {"fields:\n  - {key: a, same-as: {of: .b}}\n", "unknown-key", "ask.yaml:2:23"},
        {"fields:\n  - {key: a, same-as: {of: .d}}\n  - {key: d, type: date}\n", "wrong-type",
            "ask.yaml:2:23"},
        {"fields:\n  - {key: a, same-as: {of: .a}}\n", "wrong-type", "ask.yaml:2:23"},
        {"fields:\n  - {key: a, same-as: {if: b}}\n  - {key: b}\n", "no-path", "ask.yaml:2:23"},
        {"fields:\n  - {key: a, same-as: {of: .b, iff: b}}\n  - {key: b}\n", "unknown-key",
            "ask.yaml:2:32"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        forget(w);
        assert_refused(w, rows[i][0], rows[i][1], rows[i][2]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(numbers_become_half_width_where_the_form_asks),
        TEST(nothing_changes_where_the_form_does_not_ask),
        TEST(a_width_is_typed_or_half),
        TEST(a_character_that_looks_like_the_one_meant_is_a_warning),
        TEST(characters_that_are_at_home_are_none),
        TEST(a_key_may_be_the_forms_key_or_its_printed_label),
        TEST(labels_are_compared_without_white_space_width_and_case),
        TEST(header_keys_belong_to_the_file),
        TEST(an_unknown_key_is_blamed_with_a_hint_and_its_group),
        TEST(a_section_is_no_key),
        TEST(a_value_under_two_spellings_is_blamed_with_the_first_ones_line),
        TEST(all_faults_are_told_at_once),
        TEST(yes_and_no_have_many_spellings),
        TEST(a_date_is_a_day_of_the_calendar),
        TEST(a_choice_is_one_of_its_options),
        TEST(text_stays_as_it_was_typed),
        TEST(text_is_one_line_and_lines_are_several),
        TEST(nothing_is_no_value),
        TEST(a_plain_value_knows_its_columns_and_others_do_not),
        TEST(defaults_stand_where_nothing_was_written),
        TEST(a_default_that_is_no_value_is_the_forms_fault),
        TEST(a_single_value_stands_for_the_group),
        TEST(a_group_is_a_map),
        TEST(an_empty_map_answers_nothing),
        TEST(a_single_value_is_a_list_of_one_and_lists_are_counted),
        TEST(files_are_a_path_a_map_or_a_list_of_both),
        TEST(an_answer_that_nests_deeply_is_blamed_once),
        TEST(lists_of_lists_bind_as_deep_as_the_form_says),
        TEST(an_answer_file_says_which_form_it_answers),
        TEST(a_file_of_another_kind_is_refused),
        TEST(what_is_said_once_counts_where_nothing_is_written),
        TEST(it_counts_only_where_the_form_says_so_and_never_by_halves),
        TEST(what_counts_instead_is_of_the_same_type),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
