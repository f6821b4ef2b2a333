#include "base/buf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static void an_untouched_buffer_is_empty(void **state)
{
    (void)state;
    struct buf b = {0};
    assert_null(b.data);
    buf_clear(&b);
    assert_int_equal(b.size, 0);
    buf_release(&b);
}

static void adding_nothing_makes_an_empty_text(void **state)
{
    (void)state;
    struct buf b = {0};
    buf_add(&b, NULL, 0);
    assert_string_equal(b.data, "");
    assert_int_equal(b.size, 0);
    buf_release(&b);
}

static void bytes_strings_and_formats_are_appended(void **state)
{
    (void)state;
    struct buf b = {0};
    buf_adds(&b, "申請");
    buf_addc(&b, ' ');
    buf_addf(&b, "%d/%s", 12, "x");
    buf_add(&b, "abc", 2);
    assert_string_equal(b.data, "申請 12/xab");
    assert_int_equal(b.size, strlen("申請 12/xab"));
    buf_release(&b);
}

static void zero_bytes_count(void **state)
{
    (void)state;
    struct buf b = {0};
    buf_add(&b, "a\0b", 3);
    assert_int_equal(b.size, 3);
    assert_memory_equal(b.data, "a\0b", 4);
    buf_release(&b);
}

static void it_is_terminated_at_every_size(void **state)
{
    (void)state;
    struct buf b = {0};
    for (size_t i = 1; i <= 5000; i++) {
        buf_addc(&b, 'x');
        assert_int_equal(b.size, i);
        assert_int_equal(b.data[i], 0);
        assert_true(b.room > b.size);
    }
    buf_release(&b);
}

static void a_long_format_fits(void **state)
{
    (void)state;
    struct buf b = {0};
    buf_addf(&b, "%01000d", 1);
    buf_addf(&b, "%s", "");
    assert_int_equal(b.size, 1000);
    assert_int_equal(b.data[999], '1');
    buf_release(&b);
}

static void clearing_keeps_the_memory(void **state)
{
    (void)state;
    struct buf b = {0};
    buf_adds(&b, "abc");
    size_t room = b.room;
    buf_clear(&b);
    assert_string_equal(b.data, "");
    assert_int_equal(b.size, 0);
    assert_int_equal(b.room, room);
    buf_release(&b);
    assert_null(b.data);
    assert_int_equal(b.room, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_untouched_buffer_is_empty),
        cmocka_unit_test(adding_nothing_makes_an_empty_text),
        cmocka_unit_test(bytes_strings_and_formats_are_appended),
        cmocka_unit_test(zero_bytes_count),
        cmocka_unit_test(it_is_terminated_at_every_size),
        cmocka_unit_test(a_long_format_fits),
        cmocka_unit_test(clearing_keeps_the_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
