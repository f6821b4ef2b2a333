/* salvage: what readers show of a stream that is damaged; mend: the page gets it. */
#include "program/tsuzuri-pdf/document/salvage.h"

#include "document_fixture.h"
#include "program/tsuzuri-pdf/document/mend.h"
#include "seam/codec/zlib.h"

#define MOST 10000

/* A stream of a document that has nothing else. */
static bool salvage(const char *dict, const void *data, size_t size, size_t most, struct buf *out)
{
    struct pdf_document *d = document_new_empty();
    qpdf_oh null = qpdf_oh_new_null(d->q);
    qpdf_oh stream = qpdf_oh_new_stream(d->q);
    qpdf_oh entries = qpdf_oh_parse(d->q, dict);
    qpdf_oh_replace_stream_data(d->q, stream, data, size, null, null);
    qpdf_oh_replace_key(
        d->q, qpdf_oh_get_dict(d->q, stream), "/Filter", object_key(d, entries, "/F"));
    qpdf_oh_replace_key(
        d->q, qpdf_oh_get_dict(d->q, stream), "/DecodeParms", object_key(d, entries, "/P"));
    buf_adds(out, "");
    bool good = salvage_stream(d, stream, most, out);
    document_free(d);
    return good;
}

static void assert_salvaged(const char *dict, const char *data, const char *wanted)
{
    struct buf out = {0};
    assert_true(salvage(dict, data, strlen(data), MOST, &out));
    assert_int_equal(out.size, strlen(wanted));
    assert_memory_equal(out.data, wanted, out.size);
    buf_release(&out);
}

static void assert_hopeless(const char *dict)
{
    struct buf out = {0};
    assert_false(salvage(dict, "71", 2, MOST, &out));
    buf_release(&out);
}

static void without_a_filter_all_is_there(void **state)
{
    (void)state;
    assert_salvaged("<< >>", "q 1 0 0 1 5 5 cm", "q 1 0 0 1 5 5 cm");
    assert_salvaged("<< /F [] >>", "", "");
}

static void filters_follow_one_another(void **state)
{
    (void)state;
    assert_salvaged("<< /F /ASCIIHexDecode >>", "71 20 51>", "q Q");
    assert_salvaged("<< /F [/AHx /AHx] >>", "3731 3230 3531 3E>", "q Q");
    assert_salvaged("<< /F [/ASCIIHexDecode] /P [null] >>", "7120*5", "q P");
}

static void what_stands_before_the_damage_comes_out(void **state)
{
    struct buf packed = {0};
    struct buf out = {0};
    char text[4000];
    uint32_t seed = 7;
    struct zlib *z = zlib_new();
    (void)state;
    for (size_t i = 0; i < sizeof text; i++)
        text[i] = (char)('a' + (seed = seed * 1103515245u + 12345u) % 65536 % 26);
    zlib_pack(z, text, sizeof text, &packed);
    assert_true(salvage("<< /F /FlateDecode >>", packed.data, packed.size / 2, MOST, &out));
    assert_in_range(out.size, 500, sizeof text - 1);
    assert_memory_equal(out.data, text, out.size);
    zlib_free(z);
    buf_release(&packed);
    buf_release(&out);
}

static void a_bomb_ends_at_the_limit(void **state)
{
    struct buf packed = {0};
    struct buf out = {0};
    char *zeros = calloc(1, 4 << 20);
    struct zlib *z = zlib_new();
    (void)state;
    zlib_pack(z, zeros, 4 << 20, &packed);
    assert_true(salvage("<< /F /FlateDecode >>", packed.data, packed.size, 5000, &out));
    assert_int_equal(out.size, 5000);
    free(zeros);
    zlib_free(z);
    buf_release(&packed);
    buf_release(&out);
}

static void filters_that_no_content_has_are_refused(void **state)
{
    (void)state;
    assert_hopeless("<< /F /DCTDecode >>");
    assert_hopeless("<< /F [/AHx /JPXDecode] >>");
    assert_hopeless("<< /F /NoSuchFilter >>");
    assert_hopeless("<< /F [42] >>");
    assert_hopeless("<< /F [/AHx /AHx /AHx /AHx /AHx /AHx /AHx /AHx /AHx] >>");
    assert_hopeless("<< /F /FlateDecode /P << /Predictor 12 >> >>");
    assert_hopeless("<< /F /LZWDecode /P << /EarlyChange 0 >> >>");
}

static void a_damaged_page_gets_what_is_left_of_it(void **state)
{
    (void)state;
    struct pdf_document *d = OPEN(CATALOG, PAGES("3 0 R 5 0 R", 3), PAGE("/Contents [4 0 R]"),
        STREAM("/Filter [/ASCIIHexDecode /FlateDecode]", "789CFFFFFFFFFF>"),
        PAGE("/Contents 6 0 R"), STREAM("", "0 0 m 9 9 l S"));
    document_mend(d);
    struct buf whole = content_text(d, 1);
    assert_non_null(strstr(whole.data, "0 0 m 9 9 l S"));
    qpdf_oh first = object_key(d, qpdf_get_page_n(d->q, 0), "/Contents");
    assert_true(qpdf_oh_is_stream(d->q, first));
    assert_true(facts_read(d).faults > 0);
    buf_release(&whole);
    document_free(d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_a_filter_all_is_there),
        cmocka_unit_test(filters_follow_one_another),
        cmocka_unit_test(what_stands_before_the_damage_comes_out),
        cmocka_unit_test(a_bomb_ends_at_the_limit),
        cmocka_unit_test(filters_that_no_content_has_are_refused),
        cmocka_unit_test(a_damaged_page_gets_what_is_left_of_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
