#include "model/check/value_format.h"

#include "base/arena.h"
#include "seam/unicode/unicode.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void assert_all(enum format f, const char *const *texts, bool fits)
{
    struct arena *a = arena_new();
    for (; *texts; texts++) {
        if (format_fits(a, f, *texts) != fits)
            print_message("%s: '%s'\n", format_names[f], *texts);
        assert_int_equal(format_fits(a, f, *texts), fits);
    }
    arena_free(a);
}

static void postal_codes(void **state)
{
    static const char *const good[] = {
        "231-0001", "2310001", "２３１－０００１", "231 - 0001", NULL};
    static const char *const bad[] = {"", "231-001", "23-10001", "231-00011", "abc-defg",
        "231--0001", "〒", "〒231-0001", "231‐000a", NULL};
    (void)state;
    assert_all(FORMAT_POSTAL_CODE, good, true);
    assert_all(FORMAT_POSTAL_CODE, bad, false);
}

static void telephone_numbers(void **state)
{
    static const char *const good[] = {"045-000-1234", "0450001234", "090-0000-1234",
        "(045)000-1234", "０４５－０００－１２３４", "+81-45-000-1234", "03-0000-1234（代表）",
        "03-0000-1234（24時間）　090-0000-1299", "0120-000-000 内線12", "045(000)1234", NULL};
    static const char *const bad[] = {"", "電話", "045-000", "45-000-1234", "+", "+1-2",
        "045-000-12345678", "+1234567890123456", "(045", NULL};
    (void)state;
    assert_all(FORMAT_TELEPHONE, good, true);
    assert_all(FORMAT_TELEPHONE, bad, false);
}

static void urls(void **state)
{
    static const char *const good[] = {"http://isp.example.jp", "https://isp.example.jp/a?b=c#d",
        "https://isp.example.jp:8443/", "https://日本語.jp/頁", "HTTPS://ISP.EXAMPLE.JP/", NULL};
    static const char *const bad[] = {"", "isp.example.jp", "http://", "http:///a", "https://isp",
        "ftp://isp.example.jp/", "httpss://isp.example.jp", "https:/isp.example.jp",
        "https://isp.example.jp/a b", "https://isp.example.jp/a　b", "https://.jp", "https://a..jp",
        "https://isp.example.jp.", "https://isp.example.jp:80a/", "https://i sp.jp", NULL};
    (void)state;
    assert_all(FORMAT_URL, good, true);
    assert_all(FORMAT_URL, bad, false);
}

static void email_addresses(void **state)
{
    static const char *const good[] = {
        "keiko@isp.example.jp", "a.b+c_d@isp.example.jp", "ａ@ｉｓｐ．ｊｐ", NULL};
    static const char *const bad[] = {"", "keiko", "@isp.jp", "a@", "a@isp", "a@@isp.jp",
        "a@b@isp.jp", "a b@isp.jp", ".a@isp.jp", "a.@isp.jp", "a@isp..jp", "恵子@isp.jp", NULL};
    (void)state;
    assert_all(FORMAT_EMAIL, good, true);
    assert_all(FORMAT_EMAIL, bad, false);
}

static void every_example_fits(void **state)
{
    struct arena *a = arena_new();
    (void)state;
    for (int f = 0; format_names[f]; f++)
        assert_true(format_fits(a, (enum format)f, format_example((enum format)f)));
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(postal_codes),
        cmocka_unit_test(telephone_numbers),
        cmocka_unit_test(urls),
        cmocka_unit_test(email_addresses),
        cmocka_unit_test(every_example_fits),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    unicode_cleanup();
    return failed;
}
