#include "support.h"

#include "product/session/call.h"

struct reader {
    struct world *world;
    struct tsuzuri_call session;
    const char *file;
    int cells;
};

static struct reader reader_of(struct world *w, const char *text)
{
    write_text(w, "more.yaml", text);
    return (struct reader){.world = w,
        .session = {.arena = w->arena},
        .file = file_join(w->arena, w->folder, "more.yaml")};
}

static const char *line(struct reader *r, int number, int column)
{
    return source_line_find(
        &r->session, (struct position){r->file, number, column, NULL}, &r->cells);
}

static void a_line_is_found_by_its_number(void **state)
{
    struct reader r = reader_of(*state, "one\ntwo\n\nfour");
    assert_string_equal(line(&r, 1, 1), "one");
    assert_string_equal(line(&r, 2, 3), "two");
    assert_int_equal(r.cells, 2);
    assert_string_equal(line(&r, 3, 1), "");
    assert_string_equal(line(&r, 4, 1), "four");
}

static void cells_count_wide_characters_twice_and_marks_not_at_all(void **state)
{
    struct reader r = reader_of(*state, "会社名: か\u3099x\n\tb\n");
    line(&r, 1, 4);
    assert_int_equal(r.cells, 6);
    line(&r, 1, 8);
    assert_int_equal(r.cells, 10);
    line(&r, 2, 2);
    assert_int_equal(r.cells, 1);
}

static void a_column_behind_the_line_counts_the_whole_line(void **state)
{
    struct reader r = reader_of(*state, "abc\n");
    assert_string_equal(line(&r, 1, 9), "abc");
    assert_int_equal(r.cells, 3);
}

static void carriage_returns_and_the_byte_order_mark_are_not_shown(void **state)
{
    struct reader r = reader_of(*state, "\xEF\xBB\xBFone\r\ntwo\r\n");
    assert_string_equal(line(&r, 1, 1), "one");
    assert_string_equal(line(&r, 2, 1), "two");
}

static void a_lone_carriage_return_ends_what_is_shown(void **state)
{
    struct reader r = reader_of(*state, "one\rtwo\nthree\n");
    assert_string_equal(line(&r, 1, 1), "one");
    assert_string_equal(line(&r, 2, 1), "three");
}

static void what_is_not_there_has_no_line(void **state)
{
    struct reader r = reader_of(*state, "one\n");
    assert_null(line(&r, 0, 0));
    assert_null(line(&r, 2, 1));
    assert_null(line(&r, 99, 1));
    r.file = NULL;
    assert_null(line(&r, 1, 1));
    r.file = "/tmp/tsuzuri-no-such-file";
    assert_null(line(&r, 1, 1));
    r.file = "/tmp";
    assert_null(line(&r, 1, 1));
    assert_int_equal(r.cells, 0);
}

static void a_file_that_is_no_text_has_no_lines(void **state)
{
    struct reader r = reader_of(*state, "a\x82\xa0\n");
    assert_null(line(&r, 1, 1));
}

static void a_very_long_line_is_cut_and_not_shown_where_the_column_is_beyond(void **state)
{
    char text[1001];
    memset(text, 'x', 1000);
    text[1000] = '\0';
    struct reader r = reader_of(*state, text);
    assert_int_equal(strlen(line(&r, 1, 100)), 200);
    assert_int_equal(r.cells, 99);
    assert_null(line(&r, 1, 201));
}

static void a_file_is_read_once(void **state)
{
    struct reader r = reader_of(*state, "before\n");
    line(&r, 1, 1);
    write_text(*state, "more.yaml", "after\n");
    assert_string_equal(line(&r, 1, 1), "before");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_line_is_found_by_its_number),
        TEST(cells_count_wide_characters_twice_and_marks_not_at_all),
        TEST(a_column_behind_the_line_counts_the_whole_line),
        TEST(carriage_returns_and_the_byte_order_mark_are_not_shown),
        TEST(a_lone_carriage_return_ends_what_is_shown),
        TEST(what_is_not_there_has_no_line),
        TEST(a_file_that_is_no_text_has_no_lines),
        TEST(a_very_long_line_is_cut_and_not_shown_where_the_column_is_beyond),
        TEST(a_file_is_read_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
