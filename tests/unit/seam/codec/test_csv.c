#include "support.h"

#include "seam/codec/csv.h"

static bool read_csv(struct world *w, const char *text, struct grid *t)
{
    return csv_read(w->arena, &w->err, (struct csv_source){"r.csv", text, strlen(text)}, 1000, t);
}

static void assert_cell(
    const struct grid *t, size_t row, size_t column, const char *text, int line, int at)
{
    assert_true(row < t->count && column < t->rows[row].count);
    const struct grid_cell *c = &t->rows[row].cells[column];
    assert_string_equal(c->text, text);
    assert_int_equal(c->at.line, line);
    assert_int_equal(c->at.column, at);
}

static void cells_know_their_places_in_characters(void **state)
{
    struct world *w = *state;
    struct grid t;
    assert_true(read_csv(w, "番号,会社\n一, 港 ,x\n", &t));
    assert_int_equal(t.count, 2);
    assert_cell(&t, 0, 1, "会社", 1, 4);
    assert_cell(&t, 1, 0, "一", 2, 1);
    assert_cell(&t, 1, 1, "港", 2, 4);
    assert_cell(&t, 1, 2, "x", 2, 7);
    assert_quiet(w);
}

static void quoted_cells_hold_commas_quotes_and_lines(void **state)
{
    struct world *w = *state;
    struct grid t;
    assert_true(read_csv(w, "\"a,b\",\"c\"\"d\",\"e\nf\",g\r\nh", &t));
    assert_cell(&t, 0, 0, "a,b", 1, 2);
    assert_cell(&t, 0, 1, "c\"d", 1, 8);
    assert_cell(&t, 0, 2, "e\nf", 1, 15);
    assert_cell(&t, 0, 3, "g", 2, 4);
    assert_cell(&t, 1, 0, "h", 3, 1);
    assert_true(t.rows[0].cells[1].literal && t.rows[0].cells[2].literal);
    assert_false(t.rows[0].cells[0].literal);
}

static void empty_cells_stay_and_empty_rows_go(void **state)
{
    struct world *w = *state;
    struct grid t;
    assert_true(read_csv(w, "a,,b\n\n,,\n\"\",\nc,\n", &t));
    assert_int_equal(t.count, 2);
    assert_int_equal(t.rows[0].count, 3);
    assert_cell(&t, 0, 1, "", 1, 3);
    assert_int_equal(t.rows[1].count, 2);
    assert_cell(&t, 1, 0, "c", 5, 1);
}

static void a_byte_order_mark_is_passed_over_and_tabs_part_cells(void **state)
{
    struct world *w = *state;
    struct grid t;
    assert_true(read_csv(w,
        "\xEF\xBB\xBF"
        "a\tb\n1,5\t2\n",
        &t));
    assert_int_equal(t.delimiter, '\t');
    assert_cell(&t, 0, 0, "a", 1, 1);
    assert_cell(&t, 1, 0, "1,5", 2, 1);
}

static void nothing_is_a_table_of_nothing(void **state)
{
    struct world *w = *state;
    struct grid t;
    assert_true(read_csv(w, "", &t));
    assert_int_equal(t.count, 0);
}

static void quotes_that_do_not_frame_a_cell_are_blamed(void **state)
{
    struct world *w = *state;
    struct grid t;
    assert_false(read_csv(w, "a,b\nc,d\"e\n", &t));
    assert_blamed(w, "csv-quote", "r.csv:2:4");
    forget(w);
    assert_false(read_csv(w, "a\n\"b\"c\n", &t));
    assert_blamed(w, "csv-quote", "r.csv:2:4");
    forget(w);
    assert_false(read_csv(w, "a,\"b\nc\n", &t));
    assert_blamed(w, "csv-quote", "r.csv:1:3");
}

static void too_many_cells_are_blamed(void **state)
{
    struct world *w = *state;
    struct grid t;
    assert_false(csv_read(w->arena, &w->err, (struct csv_source){"r.csv", "a,b\nc,d\n", 8}, 3, &t));
    assert_blamed(w, "too-large", "r.csv:2:4");
}

static void what_is_written_reads_back(void **state)
{
    static const char *const cells[] = {"", "a", " a", "a,b", "\"", "a\nb", "\t", "港"};
    struct world *w = *state;
    struct buf b = {0};
    struct grid t;
    for (size_t i = 0; i < 8; i++)
        csv_write_cell(&b, cells[i], strlen(cells[i]), ',', i == 0);
    csv_write_end(&b);
    assert_true(read_csv(w, b.data, &t));
    assert_int_equal(t.rows[0].count, 8);
    for (size_t i = 0; i < 8; i++)
        assert_string_equal(t.rows[0].cells[i].text, cells[i]);
    buf_release(&b);
}

static void cp932_becomes_utf8_as_windows_has_it(void **state)
{
    struct world *w = *state;
    char *out;
    size_t size;
    assert_true(
        unicode_from_cp932(w->arena, "\x8D\x60\x81\x60\x87\x40\xFB\xFC,a", 10, &out, &size));
    assert_string_equal(out, "港～①髙,a");
    assert_int_equal(size, strlen(out));
    assert_false(unicode_from_cp932(w->arena, "\x8D", 1, &out, &size));
    assert_true(unicode_from_cp932(w->arena, "", 0, &out, &size));
    assert_int_equal(size, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(cells_know_their_places_in_characters),
        TEST(quoted_cells_hold_commas_quotes_and_lines),
        TEST(empty_cells_stay_and_empty_rows_go),
        TEST(a_byte_order_mark_is_passed_over_and_tabs_part_cells),
        TEST(nothing_is_a_table_of_nothing),
        TEST(quotes_that_do_not_frame_a_cell_are_blamed),
        TEST(too_many_cells_are_blamed),
        TEST(what_is_written_reads_back),
        TEST(cp932_becomes_utf8_as_windows_has_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
