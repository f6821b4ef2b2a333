/* destination: where links lead, by arrays and names, and where that is in the packet. */
#include "program/tsuzuri-pdf/merge/merge_internal.h"

#include "document_fixture.h"
#include "program/tsuzuri-pdf/merge/verify.h"

#define NAMES(tree) "<< /Type /Catalog /Pages 2 0 R " tree " >>"

static int page_of(struct pdf_document *d, const char *name)
{
    int page = -2;
    verify_destinations(d, &name, &page, 1);
    return page;
}

#define OPEN_TWO(catalog, ...) OPEN(catalog, PAGES("3 0 R 4 0 R", 2), PAGE(), PAGE(), __VA_ARGS__)

static void names_of_a_tree_lead_to_their_pages(void **state)
{
    (void)state;
    struct pdf_document *d = OPEN_TWO(NAMES("/Names << /Dests << /Kids [5 0 R 6 0 R] >> >>"),
        "<< /Names [(a) [3 0 R /Fit] (b) << /D [4 0 R /XYZ 1 2 3] >>] >>", "<< /Kids [7 0 R] >>",
        "<< /Names [(c) [1 /Fit] (d) [9 /Fit] (e) [99 0 R /Fit]] >>");
    assert_int_equal(page_of(d, "a"), 0);
    assert_int_equal(page_of(d, "b"), 1);
    assert_int_equal(page_of(d, "c"), 1);
    assert_int_equal(page_of(d, "d"), -1);
    assert_int_equal(page_of(d, "e"), -1);
    assert_int_equal(page_of(d, "f"), -1);
    assert_int_equal(page_of(d, ""), -1);
    document_free(d);
}

static void a_tree_need_not_be_sorted(void **state)
{
    (void)state;
    struct pdf_document *d =
        OPEN_TWO(NAMES("/Names << /Dests << /Names [(z) [4 0 R /Fit] (a) [3 0 R /Fit] (m) [4 0 R]] "
                       ">> >>"),
            "null");
    assert_int_equal(page_of(d, "a"), 0);
    assert_int_equal(page_of(d, "m"), 1);
    assert_int_equal(page_of(d, "z"), 1);
    document_free(d);
}

static void a_tree_in_a_circle_ends(void **state)
{
    (void)state;
    struct pdf_document *d = OPEN_TWO(NAMES("/Names << /Dests 5 0 R >>"),
        "<< /Kids [5 0 R 6 0 R 6 0 R] >>", "<< /Kids [5 0 R] /Names [(a) [4 0 R /Fit] (odd)] >>");
    assert_int_equal(page_of(d, "a"), 1);
    assert_int_equal(page_of(d, "odd"), -1);
    document_free(d);
}

/* PDF 1.1 has names in the catalog, later versions strings in a tree; both may have the same. */
static void a_name_and_a_string_are_two_things(void **state)
{
    (void)state;
    struct pdf_document *d = OPEN_TWO(
        NAMES("/Dests << /a [3 0 R /Fit] /old [4 0 R /Fit] >> /Names << /Dests << /Names [(a) [4 0 "
              "R /Fit]] >> >>"),
        "null");
    struct source s = {.d = d};
    object_map_put(&s.pages, 3, 0);
    object_map_put(&s.pages, 4, 1);
    assert_int_equal(destination_read(&s, qpdf_oh_new_name(d->q, "/a")).page, 0);
    assert_int_equal(destination_read(&s, qpdf_oh_new_string(d->q, "a")).page, 1);
    assert_int_equal(destination_read(&s, qpdf_oh_new_string(d->q, "old")).page, 1);
    assert_int_equal(destination_read(&s, qpdf_oh_new_integer(d->q, 1)).page, -1);
    source_forget_names(&s);
    object_map_release(&s.pages);
    document_free(d);
}

static struct destination read_array(const char *text)
{
    struct pdf_document *d = OPEN_TWO(CATALOG, "null");
    struct source s = {.d = d};
    object_map_put(&s.pages, 4, 1);
    qpdf_oh array = qpdf_oh_parse(d->q, text);
    struct destination out = destination_read(&s, array);
    object_map_release(&s.pages);
    document_free(d);
    return out;
}

static void arrays_of_every_kind_are_read(void **state)
{
    (void)state;
    assert_int_equal(read_array("[]").page, -1);
    assert_int_equal(read_array("[ (x) /Fit ]").page, -1);
    assert_int_equal(read_array("[ -1 /Fit ]").page, -1);
    assert_int_equal(read_array("[ 1 ]").page, 1);
    assert_string_equal(read_array("[ 1 ]").fit, "/Fit");
    assert_string_equal(read_array("[ 1 /Oops 5 ]").fit, "/Fit");
    assert_string_equal(read_array("[ 1 /FitBH 5 ]").fit, "/FitBH");
    struct destination t = read_array("[ 1 /XYZ null 20.5 0 ]");
    assert_false(t.set[0]);
    assert_true(t.set[1] && t.at[1] == 20.5 && t.count == 3);
    assert_false(read_array("[ 1 /FitH 99999999999 ]").set[0]);
    assert_false(read_array("[ 1 /FitR 1 2 ]").set[2]);
}

static void an_action_wins_over_a_destination(void **state)
{
    (void)state;
    struct pdf_document *d = OPEN_TWO(CATALOG, "null");
    struct source s = {.d = d};
    qpdf_oh one = qpdf_oh_parse(d->q, "[ 1 /Fit ]");
    qpdf_oh null = qpdf_oh_new_null(d->q);
    qpdf_oh there = qpdf_oh_parse(d->q, "<< /S /GoTo /D [ 0 /Fit ] >>");
    qpdf_oh elsewhere = qpdf_oh_parse(d->q, "<< /S /GoToR /D [ 0 /Fit ] >>");
    assert_int_equal(destination_of(&s, null, one).page, 1);
    assert_int_equal(destination_of(&s, there, one).page, 0);
    assert_int_equal(destination_of(&s, elsewhere, one).page, -1);
    document_free(d);
}

/* --- on a page that was scaled --- */

static const struct matrix half = {0.5, 0, 0, 0.5, 10, 20};

static void assert_moved(const char *array, const char *wanted)
{
    struct pdf_document *d = OPEN_TWO(CATALOG, "null");
    struct destination from = read_array(array);
    struct destination t = destination_moved(&from, half);
    qpdf_oh written = destination_array(d, 4, &t);
    assert_string_equal(qpdf_oh_unparse(d->q, written), wanted);
    document_free(d);
}

static void coordinates_move_with_their_page(void **state)
{
    (void)state;
    assert_moved("[ 1 /XYZ 100 200 2 ]", "[ 4 0 R /XYZ 60 120 2 ]");
    assert_moved("[ 1 /XYZ null 200 null ]", "[ 4 0 R /XYZ null 120 null ]");
    assert_moved("[ 1 /FitH 200 ]", "[ 4 0 R /FitH 120 ]");
    assert_moved("[ 1 /FitBV 100 ]", "[ 4 0 R /FitBV 60 ]");
    assert_moved("[ 1 /FitR 0 0 100 200 ]", "[ 4 0 R /FitR 10 20 60 120 ]");
    assert_moved("[ 1 /FitB ]", "[ 4 0 R /FitB ]");
}

static void a_page_that_was_not_taken_has_no_place(void **state)
{
    struct placed placed[] = {{.object = 7, .page = 1}};
    struct taking t = {.placed = placed, .count = 1};
    struct destination to = {.page = 1};
    (void)state;
    object_map_put(&t.first, 1 + 1, 0);
    assert_ptr_equal(destination_placed(&t, &to), placed);
    to.page = 0;
    assert_null(destination_placed(&t, &to));
    to.page = -1;
    assert_null(destination_placed(&t, &to));
    object_map_release(&t.first);
}

/* --- a packet that was written --- */

#define OUTLINED "<< /Type /Catalog /Pages 2 0 R /Outlines 5 0 R >>"

static bool holds(const char *outlines, const char *entry)
{
    struct pdf_document *d = OPEN_TWO(OUTLINED, outlines, entry);
    bool good = verify_links(d);
    document_free(d);
    return good;
}

static void outlines_must_be_tied(void **state)
{
    static const char whole[] = "<< /First 6 0 R /Last 6 0 R /Count 1 >>";
    (void)state;
    assert_true(holds(whole, "<< /Title (a) /Parent 5 0 R /Dest [4 0 R /Fit] >>"));
    assert_true(holds(whole, "<< /Title (a) /Parent 5 0 R /A << /S /URI /URI (x) >> >>"));
    assert_false(holds(whole, "<< /Title (a) /Parent 5 0 R /Dest [99 0 R /Fit] >>"));
    assert_false(holds(whole, "<< /Title (a) /Parent 5 0 R /Dest (nowhere) >>"));
    assert_false(holds(whole, "<< /Title (a) /Parent 3 0 R /Dest [4 0 R /Fit] >>"));
    assert_false(holds(whole, "<< /Title (a) /Parent 5 0 R /Next 6 0 R /Dest [4 0 R /Fit] >>"));
    assert_false(holds("<< /First 6 0 R /Last 4 0 R >>", "<< /Parent 5 0 R /Dest [4 0 R /Fit] >>"));
    assert_false(holds(whole, "<< /Parent 5 0 R /Dest [4 0 R] /First 6 0 R /Last 6 0 R >>"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_of_a_tree_lead_to_their_pages),
        cmocka_unit_test(a_tree_need_not_be_sorted),
        cmocka_unit_test(a_tree_in_a_circle_ends),
        cmocka_unit_test(a_name_and_a_string_are_two_things),
        cmocka_unit_test(arrays_of_every_kind_are_read),
        cmocka_unit_test(an_action_wins_over_a_destination),
        cmocka_unit_test(coordinates_move_with_their_page),
        cmocka_unit_test(a_page_that_was_not_taken_has_no_place),
        cmocka_unit_test(outlines_must_be_tied),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
