#include "support.h"

#include "base/file.h"
#include "model/register/issued.h"

static const char *path_of(struct world *w)
{
    return file_join(w->arena, w->folder, "out.issued.csv");
}

static void issue(struct issued *all, const char *form, const char *number, const char *name)
{
    struct issued_line *l = issued_find(all, form, number);
    l->there = true;
    l->name = name;
    l->file = "a,b.pdf";
    l->date = "2026-07-31";
    l->reissued = "2026-08-01;2026-09-01";
    l->fingerprint = "abc";
}

static void write_two(struct world *w)
{
    struct issued all;
    assert_true(issued_load(w->arena, &w->err, path_of(w), &all));
    issue(&all, "f", "第0001号", "甲「\"乙\"」\n丙");
    issue(&all, "g", "第0001号", "丁");
    issued_find(&all, "f", "第0003号"); /* asked for, never issued */
    assert_true(issued_write(&w->err, path_of(w), &all));
}

static void what_was_issued_is_found_again(void **state)
{
    struct world *w = *state;
    struct issued all;
    write_two(w);
    assert_true(issued_load(w->arena, &w->err, path_of(w), &all));
    assert_quiet(w);
    assert_int_equal(all.count, 2);
    struct issued_line *l = issued_find(&all, "f", "第0001号");
    assert_true(l->there);
    assert_string_equal(l->name, "甲「\"乙\"」\n丙");
    assert_string_equal(l->file, "a,b.pdf");
    assert_string_equal(l->date, "2026-07-31");
    assert_string_equal(l->reissued, "2026-08-01;2026-09-01");
    assert_string_equal(l->fingerprint, "abc");
    assert_string_equal(issued_find(&all, "g", "第0001号")->name, "丁");
    assert_false(issued_find(&all, "f", "第0003号")->there);
}

static void none_is_empty(void **state)
{
    struct world *w = *state;
    struct issued all;
    assert_true(issued_load(w->arena, &w->err, path_of(w), &all));
    assert_int_equal(all.count, 0);
    assert_quiet(w);
}

/* A file with one text in place of another. */
static bool load_changed(struct world *w, const char *from, const char *to)
{
    struct buf bytes = {0};
    struct issued all;
    write_two(w);
    assert_true(file_read(&w->err, position_none(), path_of(w), 10000, &bytes));
    const char *at = strstr(bytes.data, from);
    assert_non_null(at);
    const char *text = arena_printf(
        w->arena, "%.*s%s%s", (int)(at - bytes.data), bytes.data, to, at + strlen(from));
    buf_release(&bytes);
    assert_true(file_write(&w->err, path_of(w), text, strlen(text), 0600));
    return issued_load(w->arena, &w->err, path_of(w), &all);
}

static void a_change_by_hand_breaks_the_seal(void **state)
{
    struct world *w = *state;
    static const char *const changes[][2] = {
        {"丁", "丁丁"}, {"2026-07-31", "2026-07-30"}, {"封印,", "封印,0"}, {"abc", "abd"}};
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        forget(w);
        assert_true(load_changed(w, changes[i][0], changes[i][1]));
        assert_int_equal(message_count(w), 1);
        assert_string_equal(message(w, 0)->code, "broken-seal");
        assert_int_equal(message(w, 0)->level, ERR_WARNING);
        forget(w);
        assert_int_equal(remove(path_of(w)), 0);
    }
}

static void what_is_no_control_file_is_refused(void **state)
{
    struct world *w = *state;
    static const char *const changes[][2] = {{"様式,", "さま,"}, {",指紋", ""}, {",abc", ""}};
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        forget(w);
        assert_false(load_changed(w, changes[i][0], changes[i][1]));
        assert_string_equal(message(w, message_count(w) - 1)->code, "no-control-file");
        assert_int_equal(remove(path_of(w)), 0);
    }
    forget(w);
    struct issued all;
    assert_true(file_write(&w->err, path_of(w), "", 0, 0600));
    assert_false(issued_load(w->arena, &w->err, path_of(w), &all));
    assert_int_equal(message_count(w), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_was_issued_is_found_again),
        TEST(none_is_empty),
        TEST(a_change_by_hand_breaks_the_seal),
        TEST(what_is_no_control_file_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
