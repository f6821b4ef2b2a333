#include "support.h"

#include "model/attachment/attachment.h"
#include "model/attachment/citation.h"
#include "model/attachment/document_index.h"

static const char ask[] =
    "parts:\n"
    "  cite:\n    - {key: title, label: 資料名称, also: [資料], required: yes}\n"
    "    - {key: file}\n    - {key: place, label: 記載箇所}\n"
    "fields:\n"
    "  - key: a\n    label: 甲の群\n    type: group\n    fields:\n"
    "      - {key: x, label: 甲, type: group, fields: [{key: proof, type: files, short: title, "
    "parts: [cite]}]}\n"
    "      - {key: y, label: 乙, type: group, fields: [{key: proof, type: files, short: title, "
    "parts: [cite]}]}\n"
    "      - {key: more, label: 追加, type: list, of: {type: group, fields: [{key: name}, "
    "{key: proof, type: files, parts: [cite]}]}}\n"
    "  - {key: plain, label: 素, type: files}\n"
    "  - {key: all, label: 内訳, type: attachments}\n";

static struct document_index gathered(struct world *w, const char *answers)
{
    form_of(w, ask);
    struct inst *root = answer_bind(w->arena, &w->err, w->form, yaml(w, answers));
    return document_index_of(w->arena, root);
}

static void a_document_stands_once_with_all_that_cite_it(void **state)
{
    struct world *w = *state;
    struct document_index p =
        gathered(w, "a: {x: {proof: [{資料名称: 規程, file: a.pdf, 記載箇所: p.1}, 図]}, "
                    "y: {proof: [{資料: 規程, 記載箇所: p.2}]}}");
    assert_quiet(w);
    assert_int_equal(p.count, 2);
    assert_string_equal(p.list[0].title, "規程");
    assert_string_equal(p.list[0].file, "a.pdf");
    assert_int_equal(p.list[0].count, 2);
    assert_string_equal(citation_item(p.list[0].cited[1]), "乙");
    assert_string_equal(citation_group(p.list[0].cited[1]), "甲の群");
    assert_string_equal(p.list[1].title, "図");
    assert_null(p.list[1].file);
}

static void the_file_may_be_named_by_a_later_citation(void **state)
{
    struct world *w = *state;
    struct document_index p =
        gathered(w, "a: {x: {proof: 規程}, y: {proof: [{title: 規 程, file: a.pdf, pages: 1-3}]}}");
    assert_int_equal(p.count, 1);
    assert_string_equal(p.list[0].file, "a.pdf");
    assert_string_equal(p.list[0].pages, "1-3");
    assert_ptr_equal(p.list[0].entry, p.list[0].cited[1]);
}

static void a_file_is_a_document_whatever_it_is_called(void **state)
{
    struct world *w = *state;
    struct document_index p =
        gathered(w, "{a: {x: {proof: [{title: 規程, file: d/a.pdf}]}}, plain: [d/a.pdf, d/b.pdf, "
                    "{title: b.pdf}]}");
    assert_quiet(w);
    assert_int_equal(p.count, 2);
    assert_string_equal(p.list[0].title, "規程");
    assert_int_equal(p.list[0].count, 2);
    assert_string_equal(p.list[1].title, "b.pdf");
    assert_int_equal(p.list[1].count, 2);
    assert_string_equal(citation_item(p.list[1].cited[0]), "");
}

/* The packet and the form's list know one document, however its name is spelt. */
static void the_packet_and_the_list_mean_the_same_documents(void **state)
{
    struct world *w = *state;
    form_of(w, ask);
    struct inst *root = bind_text(w,
        "{a: {x: {proof: [{title: 利用規約, url: 'https://a.example/'}]}, y: {proof: "
        "['利用　規約', {title: 利用規約, file: k.pdf, dated: 2026-11-02}]}}, "
        "plain: [{title: ＩＳＯ証書}, {title: iso 証書}, {title: b}, d/b.pdf, {title: b.pdf}]}");
    struct document_index d = document_index_of(w->arena, root);
    struct attachments t = attachments_find(w->arena, root, ".");
    assert_int_equal(d.count, 3);
    assert_int_equal(t.count, 3);
    assert_string_equal(t.list[0].name, "k.pdf");
    assert_string_equal(t.list[0].foot, d.list[0].foot);
    assert_string_equal(d.list[0].foot, "https://a.example/　令和8年11月2日");
    assert_string_equal(d.list[2].title, "b");
    assert_int_equal(d.list[2].count, 3);
}

static void a_document_goes_by_each_title_that_it_is_given(void **state)
{
    struct world *w = *state;
    struct document_index d = gathered(w,
        "plain: [{title: 規程}, {title: 規程, file: a.pdf}, {title: 規程集, file: a.pdf}, "
        "{title: 規程集}, {title: 規程集, file: b.pdf}]");
    assert_int_equal(d.count, 2);
    assert_string_equal(d.list[0].title, "規程");
    assert_int_equal(d.list[0].count, 4);
    assert_string_equal(d.list[1].file, "b.pdf");
}

static void two_extracts_of_one_file_are_two_documents(void **state)
{
    struct world *w = *state;
    struct document_index p = gathered(w, "plain: [{file: a, pages: 1-2}, {file: a, pages: '7'}]");
    assert_int_equal(p.count, 2);
    assert_string_equal(p.list[1].pages, "7");
}

static void a_title_with_two_files_is_blamed_at_the_second(void **state)
{
    struct world *w = *state;
    form_of(w, ask);
    citation_fill(w->arena, &w->err,
        bind_text(w, "plain: [{title: 規程, file: a.pdf}, {title: 規 程, file: b.pdf}]"));
    assert_blamed(w, "two-files", "t.yaml:1:35");
    assert_says(w, 0, "'a.pdf' at line 1, but 'b.pdf' here", "「a.pdf」（1行目）と「b.pdf」");
}

static void the_copy_of_a_web_page_carries_its_address_and_date(void **state)
{
    struct world *w = *state;
    struct document_index p =
        gathered(w, "plain: [{file: a, url: 'https://a.example/', dated: 2026-11-02}, "
                    "{file: b, url: 'https://b.example/'}, {file: c, dated: 2026-11-02}]");
    assert_string_equal(p.list[0].foot, "https://a.example/　令和8年11月2日");
    assert_string_equal(p.list[1].foot, "https://b.example/");
    assert_null(p.list[2].foot);
}

static void an_entry_of_a_list_goes_by_its_first_value(void **state)
{
    struct world *w = *state;
    struct document_index p =
        gathered(w, "a: {more: [{name: 追加の項目, proof: [{title: 図, file: z.pdf}]}]}");
    assert_string_equal(citation_item(p.list[0].cited[0]), "追加の項目");
    assert_string_equal(citation_group(p.list[0].cited[0]), "甲の群");
}

static void what_could_not_be_read_is_no_document(void **state)
{
    struct world *w = *state;
    assert_int_equal(gathered(w, "plain: [{pages: '1'}]").count, 0);
}

static void the_forms_list_is_filled_for_the_layout(void **state)
{
    struct world *w = *state;
    form_of(w, ask);
    struct inst *root = answer_bind(w->arena, &w->err, w->form,
        yaml(w, "{a: {x: {proof: [{title: 規程, place: p.1, dated: 2026-11-02}]}, "
                "y: {proof: 規程}}}"));
    citation_fill(w->arena, &w->err, root);
    struct inst *all = inst_child(root, "all");
    assert_int_equal(all->count, 1);
    assert_string_equal(text_at(root, "all.first.number"), "1");
    assert_string_equal(text_at(root, "all.first.title"), "規程");
    assert_string_equal(text_at(root, "all.first.dated"), "令和8年11月2日");
    assert_string_equal(text_at(root, "all.first.cited.count"), "2");
    assert_string_equal(text_at(root, "all.first.cited.first.place"), "p.1");
    assert_string_equal(text_at(root, "all.first.cited.last.item"), "乙");
}

static void nobody_answers_the_list_itself(void **state)
{
    struct world *w = *state;
    form_of(w, ask);
    assert_null(bind_text(w, "all: [{title: a}]"));
    assert_blamed(w, "not-asked", "t.yaml:1:6");
}

static void an_attachment_keeps_the_types_of_its_usual_fields(void **state)
{
    struct world *w = *state;
    assert_null(load(w, "fields:\n  - {key: a, type: files, fields: [{key: dated}]}\n"));
    assert_blamed(w, "misplaced-key", "ask.yaml:2:36");
    forget(w);
    assert_null(load(w, "fields:\n  - {key: a, type: files, parts: [x]}\n"));
    assert_blamed(w, "unknown-key", "ask.yaml:2:35");
    forget(w);
    assert_null(load(w, "fields:\n  - {key: a, type: files, short: x}\n"));
    assert_string_equal(message(w, 0)->code, "unknown-field");
    forget(w);
    assert_null(load(w, "fields:\n  - {key: a, type: list, of: {}, fields: [{key: b}]}\n"));
    assert_string_equal(message(w, 0)->code, "misplaced-key");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_document_stands_once_with_all_that_cite_it),
        TEST(the_file_may_be_named_by_a_later_citation),
        TEST(a_file_is_a_document_whatever_it_is_called),
        TEST(the_packet_and_the_list_mean_the_same_documents),
        TEST(a_document_goes_by_each_title_that_it_is_given),
        TEST(two_extracts_of_one_file_are_two_documents),
        TEST(a_title_with_two_files_is_blamed_at_the_second),
        TEST(the_copy_of_a_web_page_carries_its_address_and_date),
        TEST(an_entry_of_a_list_goes_by_its_first_value),
        TEST(what_could_not_be_read_is_no_document),
        TEST(the_forms_list_is_filled_for_the_layout),
        TEST(nobody_answers_the_list_itself),
        TEST(an_attachment_keeps_the_types_of_its_usual_fields),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
