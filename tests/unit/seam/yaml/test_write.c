#include "seam/yaml/write.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/messages.h"
#include "seam/yaml/yaml.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* What a reader makes of "k: …" as it was written. */
static const char *read_again(struct arena *a, const struct buf *written)
{
    struct messages err;
    messages_init(&err, a);
    struct node *n =
        yaml_parse(a, &err, "t.yaml", written->data, written->size, &yaml_default_limits);
    assert_non_null(n);
    assert_int_equal(err.errors, 0);
    return node_text(node_lookup(n, "k"));
}

static void whatever_is_written_reads_back(void **state)
{
    static const char *const texts[] = {"東京", "a: b", "a #b", "- a", "", "null", "a:", "\"q\"",
        "C:\\docs", "一行目\n二行目", "a\n\nb", "  a\nb", "a\nb\n", "a\tb", "'x'", "[a, b]", "{a}",
        "*", "&x", "!", "%", "@", "`", "~", "a ", " a", "?", "1,250", "yes", "2026-11-21"};
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct arena *a = arena_new();
        struct buf value = {0}, quoted = {0};
        buf_adds(&value, "k: ");
        buf_adds(&quoted, "k: ");
        yaml_write_value(&value, texts[i], 2);
        yaml_write_quoted(&quoted, texts[i]);
        assert_null(memchr(quoted.data, '\n', quoted.size));
        buf_addc(&value, '\n');
        buf_addc(&quoted, '\n');
        assert_string_equal(read_again(a, &value), texts[i]);
        assert_string_equal(read_again(a, &quoted), texts[i]);
        buf_release(&value);
        buf_release(&quoted);
        arena_free(a);
    }
}

static void a_plain_text_stays_plain_and_lines_a_block(void **state)
{
    struct buf out = {0};
    (void)state;
    yaml_write_value(&out, "東京 1-2", 2);
    buf_addc(&out, ' ');
    yaml_write_value(&out, "一\n\n二", 4);
    assert_string_equal(out.data, "東京 1-2 |-\n    一\n\n    二");
    buf_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whatever_is_written_reads_back),
        cmocka_unit_test(a_plain_text_stays_plain_and_lines_a_block),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
