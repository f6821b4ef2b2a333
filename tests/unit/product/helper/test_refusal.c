/* refusal: data that become one sentence, at the place and with the words that the product gave. */
#include "product/helper/refusal.h"

#include "support.h"

static const struct refusal_subject alone = {.file = "/x/a.pdf"};
static const struct refusal_subject entry = {
    .file = "/x/a.pdf", .name = "docs/a.pdf", .place = {"answers.yaml", 7, 9}};
static const struct refusal_subject packet = {.place = {"out.pdf", 0, 0}};

static bool tell(struct world *w, enum refusal_kind kind, const struct refusal_subject *subject)
{
    struct refusal r = {.kind = kind, .detail = "detail", .number = 42};
    forget(w);
    return refusal_tell(&w->err, &r, subject);
}

static void what_is_not_refused_is_not_told(void **state)
{
    struct world *w = *state;
    assert_true(tell(w, REFUSAL_NONE, &alone));
    assert_true(tell(w, REFUSAL_NONE, &packet));
    assert_quiet(w);
}

/* No sentence of the library names an option. */
static void every_refusal_is_one_sentence_in_both_languages(void **state)
{
    struct world *w = *state;
    static const struct refusal_subject *const subjects[] = {&alone, &entry, &packet};
    for (int kind = REFUSAL_NONE + 1; kind < REFUSAL_KINDS; kind++)
        for (size_t i = 0; i < 3; i++) {
            assert_false(tell(w, (enum refusal_kind)kind, subjects[i]));
            assert_int_equal(message_count(w), 1);
            assert_true(*message(w, 0)->en && *message(w, 0)->ja && *message(w, 0)->code);
            assert_lacks(message(w, 0)->en, "--");
            assert_lacks(message(w, 0)->ja, "--");
            assert_lacks(message(w, 0)->en, "(null)");
        }
}

static void a_file_is_blamed_itself_and_an_entry_where_it_is_named(void **state)
{
    struct world *w = *state;
    tell(w, REFUSAL_DAMAGED, &alone);
    assert_blamed(w, "damaged", "a.pdf:0:0");
    assert_says(w, 0, "'/x/a.pdf' is damaged", "「/x/a.pdf」");
    tell(w, REFUSAL_DAMAGED, &entry);
    assert_blamed(w, "damaged", "answers.yaml:7:9");
    assert_says(w, 0, "'docs/a.pdf' is damaged", "「docs/a.pdf」");
}

static void an_entry_is_mended_where_it_is_written(void **state)
{
    struct world *w = *state;
    struct refusal r = {.kind = REFUSAL_NEEDS_PASSWORD};
    refusal_tell(&w->err, &r, &entry);
    assert_says(w, 0, "{file: docs/a.pdf, password: …}", "{file: docs/a.pdf, password: …}");
    forget(w);
    refusal_tell(&w->err, &r, &alone);
    assert_says(w, 0, "a password file", "ファイルを指定");
}

static void details_and_numbers_are_told(void **state)
{
    struct world *w = *state;
    tell(w, REFUSAL_NO_SUCH_PAGE, &entry);
    assert_says(w, 0, "'pages' is detail, and it has 42", "42 ページ");
    tell(w, REFUSAL_LABEL_HIDDEN, &alone);
    assert_says(w, 0, "does not show on page detail", "detailページ");
    tell(w, REFUSAL_NOT_STARTED, &entry);
    assert_blamed(w, "no-worker", "-:0:0");
    assert_says(w, 0, "'detail' that reads PDFs cannot be started (system error 42)", "42");
    tell(w, REFUSAL_SHORTAGE, &entry);
    assert_blamed(w, "busy", "-:0:0");
    assert_says(w, 0, "to give just now (system error 42)", "システムエラー 42");
}

static void only_what_cannot_be_written_is_the_packets_place(void **state)
{
    struct world *w = *state;
    tell(w, REFUSAL_UNWRITABLE, &packet);
    assert_blamed(w, "cannot-write", "out.pdf:0:0");
    assert_int_equal(message(w, 0)->class, ERR_OUTPUT);
    assert_says(w, 0, "the packet cannot be written: detail", "detail");
    tell(w, REFUSAL_NOT_VERIFIED, &packet);
    assert_blamed(w, "not-verified", "-:0:0");
    assert_int_equal(message(w, 0)->class, ERR_INPUT);
    tell(w, REFUSAL_UNWRITABLE, &alone);
    assert_blamed(w, "cannot-write", "a.pdf:0:0");
    assert_says(w, 0, "the stamped copy of '/x/a.pdf' cannot be written: detail", "写し");
}

static void words_of_the_helper_have_their_kinds(void **state)
{
    (void)state;
    assert_int_equal(refusal_of_word("needs-password"), REFUSAL_NEEDS_PASSWORD);
    assert_int_equal(refusal_of_word("bad-pages"), REFUSAL_BAD_PAGES);
    assert_int_equal(refusal_of_word("no-such-word"), REFUSAL_CRASH);
    assert_int_equal(refusal_of_word(""), REFUSAL_CRASH);
    assert_int_equal(refusal_of_word(NULL), REFUSAL_CRASH);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_is_not_refused_is_not_told),
        TEST(every_refusal_is_one_sentence_in_both_languages),
        TEST(a_file_is_blamed_itself_and_an_entry_where_it_is_named),
        TEST(an_entry_is_mended_where_it_is_written),
        TEST(details_and_numbers_are_told),
        TEST(only_what_cannot_be_written_is_the_packets_place),
        TEST(words_of_the_helper_have_their_kinds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
