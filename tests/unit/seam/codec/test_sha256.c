#include "seam/codec/sha256.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <unistd.h>

/* FIPS 180-4, examples. */
#define OF_ABC "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
#define OF_NOTHING "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

static void it_is_sha_256(void **state)
{
    char text[SHA256_TEXT + 1];
    (void)state;
    sha256_of("abc", 3, text);
    assert_string_equal(text, OF_ABC);
    sha256_of(NULL, 0, text);
    assert_string_equal(text, OF_NOTHING);
}

static void parts_are_one_text_and_strings_are_kept_apart(void **state)
{
    char parts[SHA256_TEXT + 1], ab_c[SHA256_TEXT + 1], a_bc[SHA256_TEXT + 1];
    (void)state;
    struct sha256 *d = sha256_new();
    sha256_add(d, "a", 1);
    sha256_add(d, NULL, 0);
    sha256_add(d, "bc", 2);
    sha256_end(d, parts);
    assert_string_equal(parts, OF_ABC);
    d = sha256_new();
    sha256_adds(d, "ab");
    sha256_adds(d, "c");
    sha256_end(d, ab_c);
    d = sha256_new();
    sha256_adds(d, "a");
    sha256_adds(d, "bc");
    sha256_end(d, a_bc);
    assert_string_not_equal(ab_c, a_bc);
}

static void a_file_is_its_bytes(void **state)
{
    char name[] = "/tmp/tsuzuri-digest-XXXXXX";
    char text[SHA256_TEXT + 1];
    (void)state;
    int fd = mkstemp(name);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, "abc", 3), 3);
    close(fd);
    assert_true(sha256_file(name, text));
    assert_string_equal(text, OF_ABC);
    unlink(name);
    assert_false(sha256_file(name, text));
    assert_false(sha256_file("/tmp", text)); /* a folder */
}

static void only_64_lower_case_digits_have_its_form(void **state)
{
    (void)state;
    assert_true(sha256_is(OF_ABC));
    assert_false(sha256_is(""));
    assert_false(sha256_is(OF_ABC "0"));
    assert_false(sha256_is("BA7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    assert_false(sha256_is("ga7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_is_sha_256),
        cmocka_unit_test(parts_are_one_text_and_strings_are_kept_apart),
        cmocka_unit_test(a_file_is_its_bytes),
        cmocka_unit_test(only_64_lower_case_digits_have_its_form),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
