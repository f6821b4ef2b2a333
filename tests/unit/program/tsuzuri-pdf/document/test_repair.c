/* repair: files whose end is damaged, put together in several ways. */
#include "program/tsuzuri-pdf/document/repair.h"

#include "document_fixture.h"

#define LAST 4 /* the way that makes a trailer; the ones before it look for XRef streams */

static bool mend(const char *file, int n, struct buf *out)
{
    struct buf in = {0};
    buf_adds(&in, file);
    bool there = repair_bytes(&in, n, out);
    buf_addc(out, '\0');
    buf_release(&in);
    return there;
}

static void assert_mended(const char *file, int n, const char *part)
{
    struct buf out = {0};
    assert_true(mend(file, n, &out));
    if (!strstr(out.data, part))
        print_message("'%s' is not in:\n%s\n", part, out.data);
    assert_non_null(strstr(out.data, part));
    buf_release(&out);
}

static void a_trailer_names_the_last_catalog(void **state)
{
    (void)state;
    assert_mended("%PDF-1.4\n3 0 obj\n<< /Type /Catalog >>\nendobj\n", LAST, "/Root 3 0 R");
    assert_mended(
        "7 0 obj<</Type/Catalog>>endobj 12 1 obj<</Type/Catalog>>endobj", LAST, "/Root 12 1 R");
    assert_mended("5\r\n0\r\nobj\r\n<</Type/Catalog>>", LAST, "/Root 5  0 R");
}

static void nothing_is_made_of_a_catalog_without_an_object(void **state)
{
    (void)state;
    static const char *const files[] = {"", "no catalog", "/Catalog", "obj /Catalog",
        "1 obj /Catalog", "x 0 obj /Catalog", "1 x obj /Catalog",
        "1 00000000000000000000000000 obj /Catalog"};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        struct buf out = {0};
        assert_false(mend(files[i], LAST, &out));
        buf_release(&out);
    }
}

/* Without its trailer nobody knows how it is encrypted. */
static void an_encrypted_file_gets_no_trailer(void **state)
{
    struct buf out = {0};
    (void)state;
    assert_false(mend("1 0 obj << /Type /Catalog >> endobj /Encrypt 2 0 R", LAST, &out));
    buf_release(&out);
}

static void the_last_reference_stream_is_tried_first(void **state)
{
    static const char file[] = "%PDF-1.5\n4 0 obj <</Type/XRef>>\n9 0 obj <</Type/XRef>>\n";
    (void)state;
    assert_mended(file, 0, "\nstartxref\n32\n%%EOF\n");
    assert_mended(file, 1, "\nstartxref\n9\n%%EOF\n");
}

static void places_count_from_the_header(void **state)
{
    (void)state;
    assert_mended("junk\n%PDF-1.5\n4 0 obj <</Type/XRef>>\n", 0, "\nstartxref\n9\n%%EOF\n");
}

/* Then it is a file without pages, and the next way is tried. */
static void each_way_gives_a_file_until_there_is_none(void **state)
{
    struct buf out = {0};
    (void)state;
    for (int n = 0; n < LAST; n++)
        assert_mended("nothing", n, "%PDF-1.7\n");
    assert_false(mend("1 0 obj << /Type /Catalog >>", LAST + 1, &out));
    buf_release(&out);
}

static struct buf broken(const char *cut)
{
    struct buf file = pdf_text((const char *const[]){CATALOG, PAGES("3 0 R", 1), PAGE(), NULL});
    char *at = strstr(file.data, cut);
    assert_non_null(at);
    file.size = (size_t)(at - file.data);
    return file;
}

static void a_file_that_breaks_off_is_opened(void **state)
{
    static const char *const cuts[] = {"startxref", "trailer", "xref"};
    (void)state;
    for (size_t i = 0; i < sizeof cuts / sizeof *cuts; i++) {
        struct buf file = broken(cuts[i]);
        struct pdf_document *d = open_file(file.data, file.size);
        assert_int_equal(document_state(d), DOCUMENT_GOOD);
        assert_int_equal(document_page_count(d), 1);
        struct document_facts f = facts_read(d);
        assert_true(f.rebuilt || f.faults > 0);
        document_free(d);
        buf_release(&file);
    }
}

static void a_file_without_its_pages_stays_damaged(void **state)
{
    struct buf file = broken("2 0 obj");
    (void)state;
    struct pdf_document *d = open_file(file.data, file.size);
    assert_int_not_equal(document_state(d), DOCUMENT_GOOD);
    document_free(d);
    buf_release(&file);
}

/* What we wrote ourselves must be whole. */
static void nothing_of_ours_is_repaired(void **state)
{
    struct buf file = broken("xref");
    (void)state;
    struct pdf_document *d = document_open_bytes(file.data, file.size);
    assert_int_not_equal(document_state(d), DOCUMENT_GOOD);
    document_free(d);
    buf_release(&file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_trailer_names_the_last_catalog),
        cmocka_unit_test(nothing_is_made_of_a_catalog_without_an_object),
        cmocka_unit_test(an_encrypted_file_gets_no_trailer),
        cmocka_unit_test(the_last_reference_stream_is_tried_first),
        cmocka_unit_test(places_count_from_the_header),
        cmocka_unit_test(each_way_gives_a_file_until_there_is_none),
        cmocka_unit_test(a_file_that_breaks_off_is_opened),
        cmocka_unit_test(a_file_without_its_pages_stays_damaged),
        cmocka_unit_test(nothing_of_ours_is_repaired),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
