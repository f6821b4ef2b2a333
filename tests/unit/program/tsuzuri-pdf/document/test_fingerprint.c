/* fingerprint: two pages that print the same have one, whatever file they stand in. */
#include "program/tsuzuri-pdf/document/fingerprint.h"

#include "document_fixture.h"

struct text {
    char hex[SHA256_TEXT + 1];
};

static struct text print_of(struct pdf_document *d, int page)
{
    struct text out;
    assert_int_equal(document_state(d), DOCUMENT_GOOD);
    struct fingerprints *f = fingerprints_new(d);
    fingerprint_page(f, page, out.hex);
    fingerprints_free(f);
    document_free(d);
    return out;
}

#define FONT "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
#define DRAWN "BT /F 12 Tf (a) Tj ET"

static struct text plain(void)
{
    return print_of(
        OPEN(CATALOG, PAGES("3 0 R", 1),
            PAGE("/Contents 4 0 R /Resources << /Font << /F 5 0 R >> >>"), STREAM("", DRAWN), FONT),
        0);
}

#define ASSERT_SAME(...) assert_string_equal(plain().hex, print_of(OPEN(__VA_ARGS__), 0).hex)
#define ASSERT_OTHER(...) assert_string_not_equal(plain().hex, print_of(OPEN(__VA_ARGS__), 0).hex)

static void numbers_and_packing_do_not_count(void **state)
{
    (void)state;
    ASSERT_SAME(CATALOG, PAGES("6 0 R", 1), FONT, "<< /Font << /F 3 0 R >> >>",
        STREAM("/Filter /ASCIIHexDecode", "4254202F46203132205466202861292054 6A204554>"),
        PAGE("/Contents [5 0 R] /Resources << /Font << /F 3 0 R >> >>"));
}

static void nor_where_a_page_has_its_boxes_from(void **state)
{
    (void)state;
    ASSERT_SAME(CATALOG, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        PAGE("/MediaBox [200 300 0 0] /CropBox [-5 -5 500 500] /Rotate 360 /Contents 4 0 R "
             "/Resources << /Font << /F 5 0 R >> >>"),
        STREAM("", DRAWN), FONT);
}

static void nor_what_tells_of_the_file(void **state)
{
    (void)state;
    ASSERT_SAME(CATALOG, PAGES("3 0 R", 1),
        PAGE("/Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> /LastModified (D:2020) "
             "/StructParents 3 /PieceInfo << /X << >> >>"),
        STREAM("", DRAWN), "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Metadata 6 0 R >>",
        STREAM("/Type /Metadata", "<x/>"));
}

static void what_is_drawn_counts(void **state)
{
    (void)state;
    ASSERT_OTHER(CATALOG, PAGES("3 0 R", 1),
        PAGE("/Contents 4 0 R /Resources << /Font << /F 5 0 R >> >>"),
        STREAM("", "BT /F 12 Tf (b) Tj ET"), FONT);
    ASSERT_OTHER(CATALOG, PAGES("3 0 R", 1),
        PAGE("/Rotate 90 /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >>"), STREAM("", DRAWN),
        FONT);
    ASSERT_OTHER(CATALOG, PAGES("3 0 R", 1),
        PAGE("/Contents 4 0 R /Resources << /Font << /F 5 0 R >> >>"), STREAM("", DRAWN),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>");
    ASSERT_OTHER(CATALOG, PAGES("3 0 R", 1),
        PAGE("/MediaBox [0 0 201 300] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >>"),
        STREAM("", DRAWN), FONT);
}

#define WIDGET "<< /Type /Annot /Subtype /Widget /Rect [0 0 9 9] /Parent 5 0 R /P 3 0 R >>"
#define FIELD(value)                                                                               \
    print_of(OPEN(CATALOG, PAGES("3 0 R", 1), PAGE("/Annots [4 0 R]"), WIDGET,                     \
                 "<< /FT /Tx /Kids [4 0 R] /V " value " >>"),                                      \
        0)

static void the_value_of_a_field_counts_from_above_it(void **state)
{
    (void)state;
    assert_string_equal(FIELD("(one)").hex, FIELD("(one)").hex);
    assert_string_not_equal(FIELD("(one)").hex, FIELD("(two)").hex);
}

#define LINK(to)                                                                                   \
    print_of(OPEN(CATALOG, PAGES("3 0 R 5 0 R", 2), PAGE("/Annots [4 0 R]"),                       \
                 "<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] " to " >>", PAGE()),              \
        0)

static void where_a_link_leads_does_not_print(void **state)
{
    (void)state;
    assert_string_equal(LINK("/Dest [5 0 R /Fit]").hex, LINK("/A << /S /URI /URI (x) >>").hex);
    assert_string_not_equal(LINK("").hex, LINK("/Border [0 0 3]").hex);
}

#define SHOWN(more, drawn)                                                                         \
    print_of(OPEN(CATALOG, PAGES("3 0 R", 1), PAGE("/Contents 4 0 R /Resources << " more " >>"),   \
                 STREAM("", "q"), STREAM("/Subtype /Form /BBox [0 0 1 1]", drawn),                 \
                 "<< /Type /Font /Subtype /Type3 /CharProcs << /A 5 0 R /M 5 0 R >> >>"),          \
        0)

/* /A, /P and /M are an action, a page and a date elsewhere; here they are names that somebody gave.
 */
static void what_has_a_name_of_its_own_counts(void **state)
{
    (void)state;
    assert_string_not_equal(SHOWN("/XObject << /A 5 0 R >>", "0 0 m").hex,
        SHOWN("/XObject << /A 5 0 R >>", "1 1 m").hex);
    assert_string_not_equal(SHOWN("/XObject << /P 5 0 R >>", "0 0 m").hex,
        SHOWN("/XObject << /P 5 0 R >>", "1 1 m").hex);
    assert_string_not_equal(
        SHOWN("/Font << /M 6 0 R >>", "0 0 m").hex, SHOWN("/Font << /M 6 0 R >>", "1 1 m").hex);
    assert_string_not_equal(SHOWN("/ExtGState << /ID << /CA 0.1 >> >>", "").hex,
        SHOWN("/ExtGState << /ID << /CA 1 >> >>", "").hex);
}

/* Forms that draw themselves, and nesting without end. */
static void circles_end(void **state)
{
    (void)state;
    struct text a =
        print_of(OPEN(CATALOG, PAGES("3 0 R", 1), PAGE("/Resources << /XObject << /A 4 0 R >> >>"),
                     STREAM("/Subtype /Form /BBox [0 0 1 1] /Resources << /XObject << "
                            "/A 4 0 R >> >>",
                         "/A Do")),
            0);
    struct text b =
        print_of(OPEN(CATALOG, PAGES("3 0 R", 1), PAGE("/Resources << /XObject << /A 4 0 R >> >>"),
                     STREAM("/Subtype /Form /BBox [0 0 1 1] /Resources << /XObject << "
                            "/A 4 0 R >> >>",
                         "/B Do")),
            0);
    assert_string_not_equal(a.hex, b.hex);
}

static void what_is_nested_too_deeply_ends(void **state)
{
    struct buf text = {0};
    (void)state;
    buf_adds(&text, "<< /Type /Page /Parent 2 0 R /Resources << /X ");
    for (int i = 0; i < 90; i++)
        buf_addc(&text, '[');
    for (int i = 0; i < 90; i++)
        buf_addc(&text, ']');
    buf_adds(&text, " >> >>");
    assert_int_equal(
        strlen(print_of(OPEN(CATALOG, PAGES("3 0 R", 1), text.data), 0).hex), SHA256_TEXT);
    buf_release(&text);
}

/* Within one document an object is read once; both pages have the same print all the same. */
static void pages_of_one_document_are_alike(void **state)
{
    struct text a;
    struct text b;
    (void)state;
    struct pdf_document *d = OPEN(CATALOG, PAGES("3 0 R 4 0 R 5 0 R", 3),
        PAGE("/Contents 6 0 R /Resources 7 0 R"), PAGE("/Contents 6 0 R /Resources 7 0 R"),
        PAGE("/Contents 6 0 R"), STREAM("", DRAWN), "<< /Font << /F 8 0 R >> >>", FONT);
    struct fingerprints *f = fingerprints_new(d);
    fingerprint_page(f, 0, a.hex);
    fingerprint_page(f, 1, b.hex);
    assert_string_equal(a.hex, b.hex);
    fingerprint_page(f, 2, b.hex);
    assert_string_not_equal(a.hex, b.hex);
    fingerprints_free(f);
    document_free(d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_and_packing_do_not_count),
        cmocka_unit_test(nor_where_a_page_has_its_boxes_from),
        cmocka_unit_test(nor_what_tells_of_the_file),
        cmocka_unit_test(what_is_drawn_counts),
        cmocka_unit_test(the_value_of_a_field_counts_from_above_it),
        cmocka_unit_test(where_a_link_leads_does_not_print),
        cmocka_unit_test(what_has_a_name_of_its_own_counts),
        cmocka_unit_test(circles_end),
        cmocka_unit_test(what_is_nested_too_deeply_ends),
        cmocka_unit_test(pages_of_one_document_are_alike),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
