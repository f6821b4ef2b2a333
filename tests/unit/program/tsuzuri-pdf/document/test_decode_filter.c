/* decode_filter: what readers show of damaged streams. */
#include "program/tsuzuri-pdf/document/decode_filter.h"
#include "support.h"

#include "seam/codec/zlib.h"

#define MOST 1000

static void assert_decodes(const char *filter, const void *data, size_t size, const char *wanted)
{
    struct buf out = {0};
    assert_true(decode_filter(filter, data, size, MOST, &out));
    assert_int_equal(out.size, strlen(wanted));
    if (out.size)
        assert_memory_equal(out.data, wanted, out.size);
    buf_release(&out);
}

static void text(const char *filter, const char *data, const char *wanted)
{
    assert_decodes(filter, data, strlen(data), wanted);
}

static void whole_data_are_decoded(void **state)
{
    (void)state;
    text("ASCIIHexDecode", "4f 6B\n6>junk", "Ok`");
    text("A85", "87cURD]i,\"Ebo80~>", "Hello World!");
    text("ASCII85Decode", "87cUR\nDZ~>", "Hello");
    text("RL",
        "\x02"
        "abc"
        "\xfe"
        "x\x80zzz",
        "abcxxx");
    assert_decodes("LZWDecode", "\x80\x0B\x60\x50\x22\x0C\x0C\x85\x01", 9, "-----A---B");
}

static void a_zero_tuple_is_four_bytes(void **state)
{
    (void)state;
    struct buf out = {0};
    assert_true(decode_filter("A85", "z!!", 3, MOST, &out));
    assert_int_equal(out.size, 5);
    assert_memory_equal(out.data, "\0\0\0\0\0", 5);
    buf_release(&out);
}

static void of_damaged_data_the_beginning_is_left(void **state)
{
    (void)state;
    text("AHx", "41x42?4", "AB@");
    text("A85", "87cUR", "Hell");
    text("RL",
        "\x05"
        "ab",
        "ab");
    text("RL", "\xf0", "");
    assert_decodes("LZW", "\x80\x0B\x60\x50", 4, "---");
    assert_decodes("LZW", "\x80\x0B\x7F\xFF\xFF\xFF", 6, "-");
    text("Fl", "", "");
    text("Fl", "no deflate", "");
}

static void zlib_gives_what_stands_before_the_damage(void **state)
{
    (void)state;
    struct buf packed = {0};
    struct zlib *f = zlib_new();
    zlib_pack(f, "0 0 m 9 9 l S", 13, &packed);
    zlib_free(f);
    assert_decodes("FlateDecode", packed.data, packed.size, "0 0 m 9 9 l S");
    assert_decodes("Fl", packed.data, packed.size - 4, "0 0 m 9 9 l S");
    packed.data[0] ^= 0x55;
    assert_decodes("Fl", packed.data, packed.size, "0 0 m 9 9 l S");
    buf_release(&packed);
}

static void a_bomb_ends_at_the_limit(void **state)
{
    (void)state;
    struct buf zeros = {0};
    struct buf packed = {0};
    struct buf out = {0};
    for (int i = 0; i < 100000; i++)
        buf_addc(&zeros, 0);
    struct zlib *f = zlib_new();
    zlib_pack(f, zeros.data, zeros.size, &packed);
    zlib_free(f);
    assert_true(decode_filter("Fl", packed.data, packed.size, MOST, &out));
    assert_int_equal(out.size, MOST);
    buf_clear(&out);
    assert_true(decode_filter("A85", "zzzzzz", 6, 10, &out));
    assert_int_equal(out.size, 10);
    buf_release(&zeros);
    buf_release(&packed);
    buf_release(&out);
}

static void filters_of_pictures_are_not_known(void **state)
{
    (void)state;
    struct buf out = {0};
    assert_false(decode_filter("DCTDecode", "x", 1, MOST, &out));
    assert_false(decode_filter("", "x", 1, MOST, &out));
    buf_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whole_data_are_decoded),
        cmocka_unit_test(a_zero_tuple_is_four_bytes),
        cmocka_unit_test(of_damaged_data_the_beginning_is_left),
        cmocka_unit_test(zlib_gives_what_stands_before_the_damage),
        cmocka_unit_test(a_bomb_ends_at_the_limit),
        cmocka_unit_test(filters_of_pictures_are_not_known),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
