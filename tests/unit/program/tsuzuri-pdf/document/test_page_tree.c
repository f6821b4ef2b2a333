/* page_tree: pages of a damaged tree, found again. */
#include "program/tsuzuri-pdf/document/page_tree.h"

#include "document_fixture.h"

static void assert_pages(struct pdf_document *d, int count, bool rebuilt)
{
    assert_string_equal(document_detail(d), "");
    assert_int_equal(document_state(d), DOCUMENT_GOOD);
    assert_int_equal(document_page_count(d), count);
    assert_int_equal(facts_read(d).rebuilt, rebuilt);
}

static double width_of(struct pdf_document *d, int page)
{
    double width;
    double height;
    struct view v = document_view(d, page);
    view_size(&v, &width, &height);
    return width;
}

static void a_whole_tree_stays(void **state)
{
    (void)state;
    struct pdf_document *d = OPEN(CATALOG, PAGES("3 0 R 4 0 R", 2), PAGE(), PAGE("/Rotate 90"));
    assert_pages(d, 2, false);
    assert_int_equal((int)width_of(d, 1), 300);
    document_free(d);
}

static void a_wrong_count_is_put_right(void **state)
{
    (void)state;
    struct pdf_document *d = OPEN(CATALOG, PAGES("3 0 R 4 0 R", 7), PAGE(), PAGE());
    assert_pages(d, 2, true);
    qpdf_oh tree = object_key(d, qpdf_get_root(d->q), "/Pages");
    assert_int_equal((int)object_number(d, object_key(d, tree, "/Count"), 0), 2);
    document_free(d);
}

static void what_pages_inherit_becomes_their_own(void **state)
{
    (void)state;
    struct pdf_document *d = OPEN(CATALOG, PAGES("3 0 R 5 0 R", 9),
        "<< /Type /Pages /Parent 2 0 R /Kids [4 0 R] /Count 1 /Rotate 90 /MediaBox [0 0 50 80] >>",
        "<< /Type /Page /Parent 3 0 R >>", PAGE());
    assert_pages(d, 2, true);
    assert_int_equal((int)width_of(d, 0), 80);
    assert_int_equal((int)width_of(d, 1), 200);
    document_free(d);
}

static void a_page_that_is_lost_leaves_an_empty_one(void **state)
{
    (void)state;
    struct pdf_document *d =
        OPEN(CATALOG, PAGES("3 0 R 99 0 R 4 0 R", 3), PAGE(), PAGE("/MediaBox [0 0 77 88]"));
    assert_pages(d, 3, true);
    assert_int_equal((int)width_of(d, 1), 200);
    assert_int_equal((int)width_of(d, 2), 77);
    document_free(d);
}

static void without_its_first_page_a_document_is_refused(void **state)
{
    (void)state;
    struct pdf_document *d = OPEN(CATALOG, PAGES("99 0 R 3 0 R", 2), PAGE());
    assert_int_equal(document_state(d), DOCUMENT_DAMAGED);
    document_free(d);
}

static void without_any_page_there_is_no_document(void **state)
{
    (void)state;
    struct pdf_document *none = OPEN(CATALOG, PAGES("", 0));
    struct pdf_document *lost = OPEN(CATALOG, PAGES("98 0 R 99 0 R", 2));
    assert_int_equal(document_state(none), DOCUMENT_NO_PAGES);
    assert_int_equal(document_state(lost), DOCUMENT_NO_PAGES);
    document_free(none);
    document_free(lost);
}

static void a_page_is_known_without_its_type(void **state)
{
    (void)state;
    struct pdf_document *d = OPEN(CATALOG, PAGES("3 0 R 4 0 R 5 0 R", 5), "<< /Contents 6 0 R >>",
        "<< /Resources << >> >>", "<< /Nothing /Known >>", STREAM("", "0 0 m"));
    assert_pages(d, 3, true); /* libqpdf gives the last its type */
    document_free(d);
}

static void a_tree_that_bites_its_tail_ends(void **state)
{
    (void)state;
    struct pdf_document *d = OPEN(CATALOG, PAGES("3 0 R 4 0 R", 2), PAGE(),
        "<< /Type /Pages /Parent 2 0 R /Kids [2 0 R 4 0 R 3 0 R 5 0 R] /Count 4 >>", PAGE());
    assert_pages(d, 2, true);
    document_free(d);
}

#define DEEP 260

/* Nodes one below the other; only those of the first 200 are walked. */
static void a_tree_that_is_too_deep_is_cut(void **state)
{
    const char *objects[DEEP + 4] = {CATALOG, PAGES("3 0 R 4 0 R", 1), PAGE()};
    char texts[DEEP][96];
    (void)state;
    for (int i = 0; i < DEEP; i++) {
        snprintf(texts[i], sizeof texts[i], "<< /Type /Pages /Kids [%d 0 R] /Count 1 >>", 5 + i);
        objects[3 + i] = texts[i];
    }
    objects[3 + DEEP - 1] = PAGE();
    struct pdf_document *d = open_objects(objects);
    assert_pages(d, 1, true);
    document_free(d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_whole_tree_stays),
        cmocka_unit_test(a_wrong_count_is_put_right),
        cmocka_unit_test(what_pages_inherit_becomes_their_own),
        cmocka_unit_test(a_page_that_is_lost_leaves_an_empty_one),
        cmocka_unit_test(without_its_first_page_a_document_is_refused),
        cmocka_unit_test(without_any_page_there_is_no_document),
        cmocka_unit_test(a_page_is_known_without_its_type),
        cmocka_unit_test(a_tree_that_bites_its_tail_ends),
        cmocka_unit_test(a_tree_that_is_too_deep_is_cut),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
