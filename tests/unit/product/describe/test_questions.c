/* The form as data, and answers beside it. */
#include "support.h"

#include "tsuzuri.h"

static struct tsuzuri_call *open_call(void)
{
    const struct tsuzuri_paths paths = {.forms = "forms", .fonts = "fonts/fonts.yaml"};
    struct tsuzuri_catalogue *catalogue = tsuzuri_catalogue_new(&paths);
    struct tsuzuri_call *call = tsuzuri_call_new(catalogue);
    tsuzuri_catalogue_free(catalogue);
    return call;
}

/* JSON is YAML, but for nothing that these forms hold. */
static struct node *data(struct world *w, struct tsuzuri_call *call)
{
    return yaml(w, tsuzuri_text(call));
}

static struct node *at(const struct node *fields, const char *path)
{
    for (size_t i = 0; fields && i < fields->count; i++) {
        struct node *n = fields->items[i], *found = NULL;
        const char *own = node_text(node_lookup(n, "path"));
        if (!strcmp(own, path) && strcmp(node_text(node_lookup(n, "type")), "section"))
            return n;
        found = at(node_lookup(n, "children"), path);
        struct node *of = node_lookup(n, "of");
        found = found ? found : at(node_lookup(of, "children"), path);
        if (found)
            return found;
    }
    return NULL;
}

static const char *text_of(const struct node *n, const char *key)
{
    return node_text(node_lookup(n, key));
}

static struct node *questions(struct world *w, const char *form)
{
    struct tsuzuri_call *call = open_call();
    assert_int_equal(tsuzuri_questions(call, form), TSUZURI_DONE);
    struct node *n = data(w, call);
    assert_string_equal(text_of(n, "form"), form);
    tsuzuri_call_free(call);
    return node_lookup(n, "sections");
}

static void an_item_is_told_with_all_that_the_form_says(void **state)
{
    struct world *w = *state;
    const struct node *item = at(questions(w, "anshin-isp"), "answers.1-1-1");
    assert_non_null(item);
    assert_string_equal(text_of(item, "type"), "group");
    assert_string_equal(text_of(item, "worth"), "required");
    assert_string_equal(text_of(item, "short"), "check");
    assert_holds(text_of(item, "title"), "セキュリティポリシー");
    const struct node *words = node_lookup(item, "words");
    assert_holds(text_of(words, "question"), "評価と見直し\n・運用と教育");
    assert_string_equal(text_of(words, "points"), "（必須）");
    assert_int_equal(node_lookup(words, "bullets")->count, 6);
    assert_null(node_lookup(words, "parts"));
    const struct node *attach = at(node_lookup(item, "children"), "answers.1-1-1.attach");
    assert_string_equal(text_of(attach, "type"), "files");
    assert_string_equal(text_of(attach, "shoulder"), "1-1-1");
}

static void conditions_are_data_and_words(void **state)
{
    struct world *w = *state;
    const struct node *fields = questions(w, "external-service");
    const struct node *field = at(fields, "services.*.checks.1.provider");
    const struct node *when = node_lookup(field, "when");
    assert_string_equal(text_of(when, "ja"),
        "「対象サービス ISMAPの登録」が「ISMAPに登録されているサービス」以外のとき");
    assert_string_equal(text_of(when, "en"), "'registration' is not 'ismap'");
    const struct node *data = node_lookup(when, "condition");
    assert_string_equal(text_of(data, "is"), "differs");
    assert_string_equal(text_of(data, "field"), "services.registration");
    assert_string_equal(text_of(data, "word"), "ismap");
    fields = questions(w, "anshin-isp");
    field = at(fields, "answers.4-1-1.attach");
    assert_string_equal(text_of(node_lookup(field, "required"), "ja"),
        "「該当」が「はい」、かつ「経路」を書かないとき");
    assert_string_equal(
        text_of(node_lookup(field, "required"), "en"), "'check' is yes and 'route' is not given");
}

static void every_form_is_data(void **state)
{
    static const char *const forms[] = {"anshin-isp", "anshin-isp/certificate", "anshin-isp/ledger",
        "anshin-isp/notice", "anshin-isp/processing", "anshin-isp/rejection", "asp-disclosure",
        "asp-disclosure/certificate", "external-service", "shared/replacement"};
    struct world *w = *state;
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        assert_true(questions(w, forms[i])->count > 0);
    struct tsuzuri_call *call = open_call();
    assert_int_equal(tsuzuri_questions(call, "no-such"), TSUZURI_USAGE);
    assert_string_equal(tsuzuri_text(call), "");
    tsuzuri_call_free(call);
}

/* --- answers --- */

static struct node *said(struct world *w, const char *text, enum tsuzuri_status status)
{
    struct tsuzuri_call *call = open_call();
    const struct tsuzuri_source source = {"answers.yaml", text, strlen(text)};
    assert_int_equal(tsuzuri_answers(call, &source), status);
    struct node *n = data(w, call);
    tsuzuri_call_free(call);
    return n;
}

#define HEADER "tsuzuri: 1\nform: anshin-isp\n"

static void each_answer_is_told_as_typed_and_as_printed(void **state)
{
    struct world *w = *state;
    const struct node *n = said(w,
        HEADER "date: 2026-11-21\napplicant: {tel: ０３, company: 港}\nanswers:\n"
               "  1-1-1: {check: yes, attach: {file: a.pdf, password: geheim}}\n"
               "  1-1-2: no\n  2-1-5: {route: [a, b, c]}\n",
        TSUZURI_DONE);
    const struct node *values = node_lookup(n, "values");
    const struct node *date = node_lookup(values, "date");
    assert_string_equal(text_of(date, "value"), "2026-11-21");
    assert_string_equal(text_of(date, "shown"), "令和8年11月21日");
    assert_string_equal(text_of(date, "line"), "3");
    assert_string_equal(text_of(date, "column"), "7");
    assert_string_equal(text_of(date, "required"), "true");
    assert_null(node_lookup(node_lookup(values, "applicant.company"), "shown"));
    assert_string_equal(text_of(node_lookup(values, "applicant.tel"), "shown"), "03");
    assert_string_equal(text_of(node_lookup(values, "answers.1-1-2.check"), "value"), "no");
    const struct node *secret = node_lookup(values, "answers.1-1-1.attach.1.password");
    assert_true(node_is_nothing(node_lookup(secret, "value")));
    assert_string_equal(text_of(secret, "given"), "true");
    assert_string_equal(text_of(node_lookup(n, "lists"), "answers.1-1-1.attach"), "1");
    assert_null(node_lookup(values, "answers.1-1-3.name")); /* nothing is said of it, nor wanted */
}

static void what_is_not_asked_is_told(void **state)
{
    struct world *w = *state;
    const struct node *n = said(w,
        HEADER "declarations: {outage: {occurred: yes, report: attached}}\nanswers: {1-1-3: yes}\n",
        TSUZURI_DONE);
    const struct node *values = node_lookup(n, "values");
    const struct node *submitted = node_lookup(values, "declarations.outage.submitted");
    assert_string_equal(text_of(submitted, "asked"), "false");
    assert_string_equal(text_of(node_lookup(values, "answers.1-1-3.name"), "required"), "true");
}

static void a_broken_file_has_messages_alone(void **state)
{
    struct world *w = *state;
    const struct node *n = said(w, HEADER "date: \"2026\n", TSUZURI_BAD_INPUT);
    assert_int_equal(node_lookup(n, "values")->count, 0);
    assert_string_equal(text_of(n, "status"), "3");
    assert_true(node_lookup(n, "messages")->count > 0);
    n = said(w, HEADER "date: 昨日\n", TSUZURI_BAD_INPUT);
    const struct node *date = node_lookup(node_lookup(n, "values"), "date");
    assert_string_equal(text_of(date, "value"), "昨日");
    assert_string_equal(text_of(date, "bad"), "true");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(an_item_is_told_with_all_that_the_form_says),
        TEST(conditions_are_data_and_words),
        TEST(every_form_is_data),
        TEST(each_answer_is_told_as_typed_and_as_printed),
        TEST(what_is_not_asked_is_told),
        TEST(a_broken_file_has_messages_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
