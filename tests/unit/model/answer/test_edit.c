#include "model/answer/edit.h"

#include "support.h"

static const char ask[] =
    "fields:\n"
    "  - {key: application, label: 申請の種類, type: choice, options: "
    "[{key: new, label: 新規}, {key: renewal, label: 更新}]}\n"
    "  - {key: date, label: 申請日, type: date}\n"
    "  - key: applicant\n    label: 申請者\n    type: group\n    fields:\n"
    "      - {key: company, label: 会社名}\n"
    "      - {key: tel, label: 電話番号}\n"
    "      - {key: users, label: 利用者数}\n"
    "      - {key: remarks, label: 備考, type: lines}\n"
    "  - key: answers\n    label: 回答\n    type: group\n    fields:\n"
    "      - type: section\n        key: section-1\n        fields:\n"
    "          - key: 1-1-1\n            type: group\n            short: check\n            "
    "fields:\n"
    "              - {key: check, label: 該当, type: yes-no}\n"
    "              - {key: attach, label: 添付書類, type: files}\n"
    "              - key: signer\n                label: 担当者\n                type: group\n"
    "                fields: [{key: department, label: 部署}, {key: title, label: 役職}]\n"
    "          - key: 1-1-2\n            type: group\n            short: route\n            "
    "fields:\n"
    "              - {key: check, label: 該当, type: yes-no}\n"
    "              - {key: route, label: 経路, type: list, of: {}}\n"
    "  - key: upstream\n    label: 上位\n    type: list\n    of:\n      type: group\n      "
    "fields:\n"
    "        - {key: name, label: 名称}\n        - {key: check, label: 該当, type: yes-no}\n";

#define HEADER "tsuzuri: 1\nform: tiny\n"

static struct world *ready(void **state)
{
    struct world *w = *state;
    form_of(w, ask);
    return w;
}

static struct yaml_text text_of(struct world *w, const char *text)
{
    return (struct yaml_text){"t.yaml", text, strlen(text), yaml(w, text)};
}

static const char *changed(struct world *w, const char *text, const struct answer_change *c)
{
    struct yaml_text t = text_of(w, text);
    bool good = answer_edit(w->arena, &w->err, w->form, &t, c);
    if (!good)
        show(w);
    assert_true(good);
    assert_quiet(w);
    assert_int_equal(strlen(t.text), t.size);
    return t.text;
}

/* A row: what is changed, and the lines behind the header before and after. */
struct row {
    const char *path;
    const char *value;
    const char *before;
    const char *after;
};

static void check_rows(
    struct world *w, enum answer_change_kind kind, const struct row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const char *before = arena_printf(w->arena, HEADER "%s", rows[i].before);
        const char *after = arena_printf(w->arena, HEADER "%s", rows[i].after);
        struct answer_change c = {kind, rows[i].path, rows[i].value, 0};
        assert_string_equal(changed(w, before, &c), after);
    }
}

#define CHECK_ROWS(w, kind, rows) check_rows(w, kind, rows, sizeof(rows) / sizeof *(rows))

static void a_value_that_is_there_becomes_another(void **state)
{
    static const struct row rows[] = {
        {"date", "2026-12-01", "date: 2026-11-21  # 書いた日\n", "date: 2026-12-01  # 書いた日\n"},
        {"applicant.company", "港", "applicant:\n  company: 株式会社つる  # 会社\n  tel: 1\n",
            "applicant:\n  company: 港            # 会社\n  tel: 1\n"},
        {"applicant.company", "港", "applicant: {company: つる, tel: 1}  # 会社\n",
            "applicant: {company: 港, tel: 1}  # 会社\n"},
        {"applicant.company", "a, b", "applicant: {company: つる, tel: 1}\n",
            "applicant: {company: \"a, b\", tel: 1}\n"},
        {"applicant.company", "港", "applicant: {company: 'つる'}\n",
            "applicant: {company: '港'}\n"},
        {"applicant.company", "港\"", "applicant:\n  company: \"つる\"\n",
            "applicant:\n  company: \"港\\\"\"\n"},
        {"applicant.company", "つる", "applicant: {company: つる,   tel: 1}\n",
            "applicant: {company: つる,   tel: 1}\n"},
        {"applicant.remarks", "一\n二",
            "applicant:\n  remarks: |   # 二行\n    甲\n    乙\n\n  tel: 1\n",
            "applicant:\n  remarks: |-   # 二行\n    一\n    二\n\n  tel: 1\n"},
        {"applicant.remarks", "一行",
            "applicant:\n  remarks: |-\n    甲\n    乙\n\n# 次\ndate: 1\n",
            "applicant:\n  remarks: 一行\n\n# 次\ndate: 1\n"},
        {"applicant.remarks", "一\n二", "applicant:\n  remarks: 一行  # 覚え\n  tel: 1\n",
            "applicant:\n  remarks: |-  # 覚え\n    一\n    二\n  tel: 1\n"},
        {"applicant.remarks", "一\n二", "applicant: {tel: \"1\", remarks: 一行}  # 覚え\n",
            "applicant:  # 覚え\n  tel: \"1\"\n  remarks: |-\n    一\n    二\n"},
        {"applicant.remarks", "一\n二", "applicant: {tel: 1,  # 覚え\n  remarks: 一行}\n",
            "applicant: {tel: 1,  # 覚え\n  remarks: \"一\\n二\"}\n"},
        {"answers.1-1-2.route.2", "c", "answers:\n  1-1-2: [a, b]\n",
            "answers:\n  1-1-2: [a, c]\n"},
        {"answers.1-1-2.route.2", "c: d", "answers:\n  1-1-2:\n    route:\n    - a\n    - b # x\n",
            "answers:\n  1-1-2:\n    route:\n    - a\n    - \"c: d\" # x\n"},
        {"answers.1-1-1.check", "yes", "answers:\n  1-1-1: no\n", "answers:\n  1-1-1: yes\n"},
        {"answers.1-1-1.attach.1.file", "b.pdf", "answers:\n  1-1-1: {check: yes, attach: a.pdf}\n",
            "answers:\n  1-1-1: {check: yes, attach: b.pdf}\n"},
    };
    CHECK_ROWS(ready(state), ANSWER_SET, rows);
}

static void a_starter_is_filled_in(void **state)
{
    static const struct row rows[] = {
        {"applicant.company", "港", "applicant:\n  company:       # 会社名\n",
            "applicant:\n  company: 港    # 会社名\n"},
        {"applicant.company", "長い長い会社の名前", "applicant:\n  company:       # 会社名\n",
            "applicant:\n  company: 長い長い会社の名前 # 会社名\n"},
        {"applicant.company", "港",
            "applicant:\n  company:\n  tel:", "applicant:\n  company: 港\n  tel:"},
        {"applicant.tel", "港",
            "applicant:\n  company:\n  tel:", "applicant:\n  company:\n  tel: 港"},
        {"applicant.remarks", "一\n二", "applicant:\n  remarks:   # 備考\n",
            "applicant:\n  remarks: |-   # 備考\n    一\n    二\n"},
        {"applicant.company", "港", "applicant:  # 申請者\n",
            "applicant:  # 申請者\n  company: 港\n"},
        {"upstream.1.name", "港", "upstream:  # 一件ずつ\n  # - name:\n  #   check:\n",
            "upstream:  # 一件ずつ\n  - name: 港\n  # - name:\n  #   check:\n"},
        {"applicant.company", "港", "applicant: {company: , tel: }\n",
            "applicant: {company: 港, tel: }\n"},
        {"applicant.company", "港", "applicant: {company, tel}\n",
            "applicant: {company: 港, tel}\n"},
        {"applicant.company", "港", "applicant: {}\n", "applicant: {company: 港}\n"},
        {"answers.1-1-2.route.1", "a", "answers: {1-1-2: []}\n", "answers: {1-1-2: [a]}\n"},
    };
    CHECK_ROWS(ready(state), ANSWER_SET, rows);
}

static void what_is_missing_goes_where_the_form_asks_it(void **state)
{
    static const struct row rows[] = {
        {"date", "2026-12-01", "application: new\n# 申請者\napplicant: {tel: 1}\n",
            "application: new\ndate: 2026-12-01\n# 申請者\napplicant: {tel: 1}\n"},
        {"application", "new", "date: 2026-12-01\n", "application: new\ndate: 2026-12-01\n"},
        {"applicant.company", "港", "applicant:\n  # 電話\n  tel: 1\n",
            "applicant:\n  company: 港\n  # 電話\n  tel: 1\n"},
        {"applicant.users", "1.0", "applicant:\n  tel: 1   # x\n  remarks: a\n",
            "applicant:\n  tel: 1   # x\n  users: \"1.0\"\n  remarks: a\n"},
        {"applicant.users", "5", "applicant:\n  tel: 1", "applicant:\n  tel: 1\n  users: \"5\""},
        {"applicant.users", "#302", "applicant: {tel: 1}\n",
            "applicant: {tel: 1, users: \"#302\"}\n"},
        {"answers.1-1-1.signer.title", "課長", "answers:\n  1-1-1: no   # いいえ\n",
            "answers:\n  1-1-1: {check: no, signer: {title: 課長}} # いいえ\n"},
        {"answers.1-1-2.check", "yes", "answers:\n  1-1-2: [a, b]\n",
            "answers:\n  1-1-2: {check: yes, route: [a, b]}\n"},
        {"answers.1-1-1.attach.1.title", "規程", "answers:\n  1-1-1:\n    attach: a.pdf\n",
            "answers:\n  1-1-1:\n    attach: {file: a.pdf, title: 規程}\n"},
        {"answers.1-1-1.attach.2.file", "b.pdf", "answers:\n  1-1-1:\n    attach: a.pdf  # x\n",
            "answers:\n  1-1-1:\n    attach: [a.pdf, b.pdf] # x\n"},
        {"answers.1-1-1.signer.title", "課長", "date: 1\n",
            "date: 1\nanswers:\n  1-1-1:\n    signer:\n      title: 課長\n"},
        {"upstream.2.name", "港", "upstream:\n  - name: つる\n    check: no\n\n# 終\n",
            "upstream:\n  - name: つる\n    check: no\n  - name: 港\n\n# 終\n"},
        {"upstream.1.name", "港", "upstream:\n  - check: no\n",
            "upstream:\n  - name: 港\n    check: no\n"},
    };
    CHECK_ROWS(ready(state), ANSWER_SET, rows);
}

static void keys_are_in_the_language_of_the_file(void **state)
{
    static const struct row rows[] = {
        {"applicant.tel", "1-2", "申請者:\n  会社名: 港\n",
            "申請者:\n  会社名: 港\n  電話番号: 1-2\n"},
        {"answers.1-1-1.check", "yes", "申請者: {会社名: 港}\n",
            "申請者: {会社名: 港}\n回答:\n  1-1-1:\n    該当: はい\n"},
        {"application", "renewal", "申請の種類: 新規\n", "申請の種類: 更新\n"},
        {"application", "renewal", "application: 新規\n", "application: renewal\n"},
    };
    CHECK_ROWS(ready(state), ANSWER_SET, rows);
}

static void values_are_quoted_as_they_need(void **state)
{
    struct world *w = ready(state);
    static const char *const values[][2] = {{"yes", "\"yes\""}, {"No", "\"No\""},
        {"1.0", "\"1.0\""}, {"-12", "\"-12\""}, {"1e3", "\"1e3\""}, {"0x1F", "\"0x1F\""},
        {"12:30", "\"12:30\""}, {"2026-11-21", "\"2026-11-21\""}, {"null", "\"null\""},
        {"NULL", "\"NULL\""}, {"~", "\"~\""}, {"#302", "\"#302\""}, {"a #b", "\"a #b\""},
        {"a: b", "\"a: b\""}, {" a", "\" a\""}, {"　字", "\"　字\""}, {"[a]", "\"[a]\""},
        {"*a", "\"*a\""}, {"\t", "\"\\t\""}, {"C:\\docs", "C:\\docs"},
        {"045-000-1234", "045-000-1234"}, {"231-0001", "231-0001"}, {"約12,000", "約12,000"},
        {"1階", "1階"}, {"e", "e"}, {"港", "港"}, {".", "."}, {"-", "\"-\""}};
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        struct answer_change c = {ANSWER_SET, "applicant.tel", values[i][0], 0};
        const char *after = arena_printf(w->arena, HEADER "applicant:\n  tel: %s\n", values[i][1]);
        assert_string_equal(changed(w, HEADER "applicant:\n  tel:\n", &c), after);
    }
}

static void what_is_removed_leaves_the_rest(void **state)
{
    static const struct row rows[] = {
        {"date", NULL, "application: new\ndate: 1\n# 次\nanswers:\n",
            "application: new\n# 次\nanswers:\n"},
        {"date", NULL, "date: 2026-11-21   # 申請日\n", "date:              # 申請日\n"},
        {"applicant.remarks", NULL, "applicant:\n  remarks: |  # 備考\n    a\n    b\n  tel: 1\n",
            "applicant:\n  remarks:  # 備考\n  tel: 1\n"},
        {"applicant.tel", NULL, "applicant:\n  tel: 1\ndate: 1\n", "date: 1\n"},
        {"applicant.tel", NULL, "applicant:   # 申請者\n  tel: 1\ndate: 1\n",
            "applicant:   # 申請者\ndate: 1\n"},
        {"applicant.tel", NULL, "applicant: {company: a, tel: 1}\n", "applicant: {company: a}\n"},
        {"applicant.company", NULL, "applicant: {company: a, tel: 1}\n", "applicant: {tel: 1}\n"},
        {"answers.1-1-1.signer.title", NULL, "answers:\n  1-1-1: {check: no, signer: {title: a}}\n",
            "answers:\n  1-1-1: {check: no}\n"},
        {"answers.1-1-1.check", NULL, "answers:\n  1-1-1: no\n  1-1-2: [a]\n",
            "answers:\n  1-1-2: [a]\n"},
        {"answers.1-1-2.route.1", NULL, "answers:\n  1-1-2: [a, b]\n", "answers:\n  1-1-2: [b]\n"},
        {"answers.1-1-2.route.1", NULL, "answers:\n  1-1-2:\n    - a\n    - b\n",
            "answers:\n  1-1-2:\n    - b\n"},
        {"upstream.1.name", NULL, "upstream:\n  - name: a\n    check: no\n",
            "upstream:\n  - check: no\n"},
        {"upstream.1", NULL, "upstream:\n  - name: a\n    check: no\n  - name: b\n",
            "upstream:\n  - name: b\n"},
        {"upstream.1", NULL, "upstream:\n  - name: a\n    check: no\ndate: 1\n", "date: 1\n"},
        {"upstream.1", NULL, "upstream:\n  -\n  - name: b\n", "upstream:\n  - name: b\n"},
        {"answers.1-1-2.route.2", NULL, "answers:\n  1-1-2: [a, '', b]\n",
            "answers:\n  1-1-2: [a, b]\n"},
        {"upstream.1.check", NULL, "date: 1\n", "date: 1\n"},
        {"date", "", "application: new\ndate: 1\n", "application: new\n"},
    };
    struct world *w = ready(state);
    CHECK_ROWS(w, ANSWER_REMOVE, rows);
}

static void entries_are_inserted(void **state)
{
    static const struct row rows[] = {
        {"answers.1-1-2.route.1", "x", "answers:\n  1-1-2: [a]\n", "answers:\n  1-1-2: [x, a]\n"},
        {"answers.1-1-2.route.2", "x", "answers:\n  1-1-2:\n    # 一\n    - a\n    # 二\n    - b\n",
            "answers:\n  1-1-2:\n    # 一\n    - a\n    - x\n    # 二\n    - b\n"},
        {"answers.1-1-2.route.1", "x", "answers:\n  1-1-2: a\n", "answers:\n  1-1-2: [x, a]\n"},
        {"upstream.1", NULL, "date: 1\n", "date: 1\nupstream:\n  -\n"},
        {"upstream.2", NULL, "upstream:\n- name: a\n", "upstream:\n- name: a\n-\n"},
        {"answers.1-1-1.attach.2", "{file: b.pdf, title: 規程}",
            "answers:\n  1-1-1:\n    attach:\n      - {file: a.pdf}\n",
            "answers:\n  1-1-1:\n    attach:\n      - {file: a.pdf}\n      - {file: b.pdf, title: "
            "規程}\n"},
    };
    CHECK_ROWS(ready(state), ANSWER_INSERT, rows);
}

static void entries_change_places(void **state)
{
    struct world *w = ready(state);
    static const struct row rows[] = {
        {"answers.1-1-2.route.3", NULL, "answers:\n  1-1-2: [a, b,\n    c]\n",
            "answers:\n  1-1-2: [c, a,\n    b]\n"},
        {"answers.1-1-2.route.3", NULL,
            "answers:\n  1-1-2:\n    - a # x\n    # 二\n    - b\n\n    # 三\n    # 四\n    - c\n",
            "answers:\n  1-1-2:\n    # 三\n    # 四\n    - c\n    - a # x\n\n    # 二\n    - b\n"},
        {"upstream.3", NULL,
            "upstream:\n  - name: a\n    check: no\n  - name: b\n  - name: c\n    check: no",
            "upstream:\n  - name: c\n    check: no\n  - name: a\n    check: no\n  - name: b"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct answer_change c = {ANSWER_MOVE, rows[i].path, NULL, 1};
        const char *before = arena_printf(w->arena, HEADER "%s", rows[i].before);
        const char *after = arena_printf(w->arena, HEADER "%s", rows[i].after);
        assert_string_equal(changed(w, before, &c), after);
    }
}

static void windows_files_stay_windows_files(void **state)
{
    struct world *w = ready(state);
    struct answer_change c = {ANSWER_SET, "applicant.remarks", "一\r\n二\n", 0};
    assert_string_equal(
        changed(w, "\xEF\xBB\xBFtsuzuri: 1\r\nform: tiny\r\napplicant:\r\n  tel: 1\r\n", &c),
        "\xEF\xBB\xBFtsuzuri: 1\r\nform: tiny\r\napplicant:\r\n  tel: 1\r\n"
        "  remarks: |-\r\n    一\r\n    二\r\n");
}

static void assert_unchangeable(struct world *w, const char *text, const struct answer_change *c,
    const char *code, const char *place)
{
    struct yaml_text t = text_of(w, text);
    const char *before = t.text;
    forget(w);
    assert_false(answer_edit(w->arena, &w->err, w->form, &t, c));
    assert_blamed(w, code, place);
    assert_ptr_equal(t.text, before);
}

static void what_cannot_be_changed_safely_is_told(void **state)
{
    struct world *w = ready(state);
    static const char shared[] = HEADER "answers:\n  1-1-1: &a {check: yes}\n  1-1-2: *a\n";
    static const struct {
        struct answer_change change;
        const char *text, *code, *place;
    } rows[] = {
        {{ANSWER_SET, "answers.1-1-2.check", "no", 0}, shared, "alias", "t.yaml:5:10"},
        {{ANSWER_SET, "answers.1-1-1.check", "no", 0}, shared, "shared-anchor", "t.yaml:4:10"},
        {{ANSWER_REMOVE, "answers.1-1-1", NULL, 0}, shared, "shared-anchor", "t.yaml:4:10"},
        {{ANSWER_SET, "answers.1-1-3.check", "no", 0}, shared, "unknown-path", "t.yaml:0:0"},
        {{ANSWER_SET, "answers.1-1-1.check.x", "no", 0}, shared, "unknown-path", "t.yaml:0:0"},
        {{ANSWER_SET, "form", "other", 0}, shared, "unknown-path", "t.yaml:0:0"},
        {{ANSWER_SET, "upstream.2.name", "a", 0}, shared, "unknown-path", "t.yaml:0:0"},
        {{ANSWER_SET, "upstream.0.name", "a", 0}, shared, "unknown-path", "t.yaml:0:0"},
        {{ANSWER_MOVE, "upstream.1", NULL, 1}, shared, "unknown-path", "t.yaml:0:0"},
        {{ANSWER_SET, "date", "a\x01", 0}, shared, "not-text", "t.yaml:0:0"},
        {{ANSWER_SET, "date", "a\rb", 0}, shared, "not-text", "t.yaml:0:0"},
        {{ANSWER_SET, "date", "a\xFF", 0}, shared, "not-text", "t.yaml:0:0"},
        {{ANSWER_SET, "date", "a\xE2\x80\xAE", 0}, shared, "not-text", "t.yaml:0:0"},
        {{ANSWER_SET, "applicant.company", "a", 0}, HEADER "applicant: x\n", "wrong-type",
            "t.yaml:3:12"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_unchangeable(w, rows[i].text, &rows[i].change, rows[i].code, rows[i].place);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_value_that_is_there_becomes_another),
        TEST(a_starter_is_filled_in),
        TEST(what_is_missing_goes_where_the_form_asks_it),
        TEST(keys_are_in_the_language_of_the_file),
        TEST(values_are_quoted_as_they_need),
        TEST(what_is_removed_leaves_the_rest),
        TEST(entries_are_inserted),
        TEST(entries_change_places),
        TEST(windows_files_stay_windows_files),
        TEST(what_cannot_be_changed_safely_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
