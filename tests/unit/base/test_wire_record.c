#include "support.h"

#include "base/wire_record.h"

static struct wire_record reader(const struct buf *b)
{
    return (struct wire_record){b->data, b->data + b->size, false};
}

static void what_is_written_is_read_in_the_same_order(void **state)
{
    struct buf b = {0};
    size_t size;
    (void)state;
    wire_put_text(&b, "秘密: 1");
    wire_put_number(&b, -42);
    wire_put_text(&b, NULL);
    wire_put_text(&b, "");
    wire_put_bytes(&b, "a\0b\n", 4);
    struct wire_record f = reader(&b);
    assert_string_equal(wire_take_text(&f), "秘密: 1");
    assert_int_equal(wire_take_number(&f), -42);
    assert_null(wire_take_text(&f));
    assert_string_equal(wire_take_text(&f), "");
    assert_memory_equal(wire_take_bytes(&f, &size), "a\0b\n", 5);
    assert_int_equal(size, 4);
    assert_false(f.bad);
    buf_release(&b);
}

static void a_field_that_is_missing_makes_it_bad(void **state)
{
    struct buf b = {0};
    (void)state;
    wire_put_number(&b, 7);
    struct wire_record f = reader(&b);
    assert_int_equal(wire_take_number(&f), 7);
    assert_false(f.bad);
    assert_int_equal(wire_take_number(&f), 0);
    assert_true(f.bad);
    assert_null(wire_take_text(&f));
    buf_release(&b);
}

static void null_is_no_fault(void **state)
{
    struct buf b = {0};
    (void)state;
    wire_put_text(&b, NULL);
    struct wire_record f = reader(&b);
    assert_null(wire_take_text(&f));
    assert_false(f.bad);
    buf_release(&b);
}

static void malformed_fields_are_bad_and_nothing_beyond_the_end_is_read(void **state)
{
    static const char *const texts[] = {"", "x", ":", "1", "1:", "1:a", "2:a", "5:abc",
        "-:", "-1:a", "99999999999999999999:a", "18446744073709551615:a", "1 :a", "1:ab"};
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        size_t n = strlen(texts[i]);
        char *copy =
            malloc(n ? n : 1); /* without the NUL: a sanitizer sees what is read behind it */
        assert_non_null(copy);
        memcpy(copy, texts[i], n);
        struct wire_record f = {copy, copy + n, false};
        assert_null(wire_take_text(&f));
        assert_true(f.bad);
        free(copy);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_is_read_in_the_same_order),
        cmocka_unit_test(a_field_that_is_missing_makes_it_bad),
        cmocka_unit_test(null_is_no_fault),
        cmocka_unit_test(malformed_fields_are_bad_and_nothing_beyond_the_end_is_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
