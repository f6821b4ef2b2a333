#include "line_fixture.h"

#include "product/packet/field_appearance.h"
#include "typeset/page/trace.h"

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

/* 200 × 20 pt, of automatic size. */
static struct attach_field field(const char *text)
{
    return (struct attach_field){.name = "form.company",
        .text = text,
        .width = MPT_PT(200),
        .height = MPT_PT(20),
        .border = MPT_PT(1)};
}

static const char *laid(struct fixture *x, const struct attach_field *f, bool good)
{
    struct pages pages = {0};
    struct buf out = {0};
    assert_int_equal(appearance_page(x->arena, &x->err, x->fonts, "a.pdf", f, &pages), good);
    trace_pages(&pages, x->fonts, &out);
    const char *text = arena_strndup(x->arena, out.data, out.size);
    buf_release(&out);
    return strchr(strchr(text, '\n') + 1, '\n') + 1;
}

static void assert_laid(struct fixture *x, const struct attach_field *f, const char *expected)
{
    assert_string_equal(laid(x, f, true), expected);
    assert_null(x->err.first);
}

static void assert_warned(struct fixture *x, const char *code)
{
    assert_non_null(x->err.first);
    assert_string_equal(x->err.first->code, code);
    assert_non_null(strstr(x->err.first->en, "form.company"));
    assert_non_null(strstr(x->err.first->ja, "form.company"));
    assert_non_null(strstr(x->err.first->en, "a.pdf"));
    assert_string_equal(x->err.first->at.file, "a.pdf");
    forget_messages(x);
}

static void a_page_is_as_large_as_the_box(void **state)
{
    struct fixture *x = *state;
    struct attach_field f = field("株式会社");
    assert_laid(x, &f,
        "page - 0, 200000x20000\n"
        "text 2000,15472 IPAexGothic 14400 \"株式会社\"\n");
}

static void the_side_of_a_line_is_the_quadding(void **state)
{
    struct fixture *x = *state;
    struct attach_field f = field("株式会社");
    f.size = MPT_PT(10);
    f.serif = true;
    f.ink = 0x0000ff;
    assert_laid(x, &f,
        "page - 0, 200000x20000\n"
        "text 2000,13800 IPAexMincho 10000 \"株式会社\" ink 0000ff\n");
    f.quadding = 1;
    assert_laid(x, &f,
        "page - 0, 200000x20000\n"
        "text 80000,13800 IPAexMincho 10000 \"株式会社\" ink 0000ff\n");
    f.quadding = 2;
    assert_laid(x, &f,
        "page - 0, 200000x20000\n"
        "text 158000,13800 IPAexMincho 10000 \"株式会社\" ink 0000ff\n");
}

static void a_line_shrinks_to_the_width(void **state)
{
    struct fixture *x = *state;
    struct attach_field f = field("株式会社みなとネット東日本事業部");
    f.width = MPT_PT(104);
    assert_laid(x, &f,
        "page - 0, 104000x20000\n"
        "text 2000,12375 IPAexGothic 6250 \"株式会社みなとネット東日本事業部\"\n");
    f.size = MPT_PT(12);
    assert_laid(x, &f,
        "page - 0, 104000x20000\n"
        "text 2000,12375 IPAexGothic 6250 \"株式会社みなとネット東日本事業部\"\n");
}

static void no_line_is_smaller_than_4_pt_and_what_is_cut_begins_at_the_left(void **state)
{
    struct fixture *x = *state;
    struct attach_field f = field("株式会社みなとネット");
    f.width = MPT_PT(24);
    f.quadding = 2;
    assert_string_equal(laid(x, &f, true),
        "page - 0, 24000x20000\n"
        "text 2000,11520 IPAexGothic 4000 \"株式会社みなとネット\"\n");
    assert_warned(x, "field-cut");
}

static void a_comb_sets_graphemes_in_cells(void **state)
{
    struct fixture *x = *state;
    struct attach_field f = field("か\xE3\x82\x99"
                                  "12");
    f.comb = 5;
    assert_laid(x, &f,
        "page - 0, 200000x20000\n"
        "text 12800,15472 IPAexGothic 14400 \"が\"\n"
        "text 55464,15472 IPAexGothic 14400 \"1\"\n"
        "text 95464,15472 IPAexGothic 14400 \"2\"\n");
    f.quadding = 2;
    assert_laid(x, &f,
        "page - 0, 200000x20000\n"
        "text 92800,15472 IPAexGothic 14400 \"が\"\n"
        "text 135464,15472 IPAexGothic 14400 \"1\"\n"
        "text 175464,15472 IPAexGothic 14400 \"2\"\n");
    f.text = "1234567";
    assert_laid(x, &f,
        "page - 0, 200000x20000\n"
        "text 9749,15472 IPAexGothic 14400 \"1\"\n"
        "text 38321,15472 IPAexGothic 14400 \"2\"\n"
        "text 66892,15472 IPAexGothic 14400 \"3\"\n"
        "text 95464,15472 IPAexGothic 14400 \"4\"\n"
        "text 124035,15472 IPAexGothic 14400 \"5\"\n"
        "text 152606,15472 IPAexGothic 14400 \"6\"\n"
        "text 181178,15472 IPAexGothic 14400 \"7\"\n");
}

static void several_lines_begin_at_the_top(void **state)
{
    struct fixture *x = *state;
    struct attach_field f = field("一行目\n二行目は欄の幅より長いので、折り返されます。");
    f.multiline = true;
    f.height = MPT_PT(60);
    assert_laid(x, &f,
        "page - 0, 200000x60000\n"
        "text 2000,12560 IPAexGothic 12000 \"一行目\"\n"
        "text 2000,26960 IPAexGothic 12000 \"二行目は欄の幅より長いので、折り\"\n"
        "text 2000,41360 IPAexGothic 12000 \"返されます。\"\n");
    f.size = MPT_PT(10);
    f.quadding = 1;
    assert_laid(x, &f,
        "page - 0, 200000x60000\n"
        "text 85000,10800 IPAexGothic 10000 \"一行目\"\n"
        "text 10000,22800 IPAexGothic 10000 \"二行目は欄の幅より長いので、折り返さ\"\n"
        "text 82500,34800 IPAexGothic 10000 \"れます。\"\n");
}

static void several_lines_shrink_together(void **state)
{
    struct fixture *x = *state;
    struct attach_field f = field("一行目\n二行目\n三行目\n四行目");
    f.multiline = true;
    f.height = MPT_PT(30);
    f.size = MPT_PT(12);
    assert_laid(x, &f,
        "page - 0, 200000x30000\n"
        "text 2000,7146 IPAexGothic 5848 \"一行目\"\n"
        "text 2000,14163 IPAexGothic 5848 \"二行目\"\n"
        "text 2000,21180 IPAexGothic 5848 \"三行目\"\n"
        "text 2000,28197 IPAexGothic 5848 \"四行目\"\n");
    f.height = MPT_PT(12);
    laid(x, &f, true);
    assert_warned(x, "field-cut");
}

static void what_is_chosen_stands_on_a_plate(void **state)
{
    struct fixture *x = *state;
    struct attach_field f = field("-東京\n+大阪\n-福岡\n-札幌");
    f.list = true;
    f.height = MPT_PT(32);
    f.size = MPT_PT(10);
    assert_laid(x, &f,
        "page - 0, 200000x32000\n"
        "text 2000,10800 IPAexGothic 10000 \"東京\"\n"
        "rect 1000,13000 198000x12000 fill 99c1da\n"
        "text 2000,22800 IPAexGothic 10000 \"大阪\"\n"
        "text 2000,34800 IPAexGothic 10000 \"福岡\"\n");
    f.text = "-東京\n-大阪\n-福岡\n+札幌";
    assert_laid(x, &f,
        "page - 0, 200000x32000\n"
        "text 2000,6864 IPAexGothic 5984 \"東京\"\n"
        "text 2000,14044 IPAexGothic 5984 \"大阪\"\n"
        "text 2000,21224 IPAexGothic 5984 \"福岡\"\n"
        "rect 1000,22540 198000x7180 fill 99c1da\n"
        "text 2000,28404 IPAexGothic 5984 \"札幌\"\n");
}

static void an_empty_line_of_a_list_is_nothing(void **state)
{
    struct fixture *x = *state;
    struct attach_field f = field("-\n+");
    f.list = true;
    f.height = MPT_PT(30);
    assert_laid(x, &f,
        "page - 0, 200000x30000\n"
        "rect 1000,14680 198000x13680 fill 99c1da\n");
}

static void a_character_without_a_font_names_the_field(void **state)
{
    struct fixture *x = *state;
    struct attach_field f = field("甲\xF0\x92\x80\x80乙");
    laid(x, &f, false);
    assert_warned(x, "no-glyph");
    f.multiline = true;
    laid(x, &f, false);
    assert_warned(x, "no-glyph");
    f.multiline = false;
    f.comb = 4;
    laid(x, &f, false);
    assert_warned(x, "no-glyph");
}

static void what_is_no_text_is_refused(void **state)
{
    struct fixture *x = *state;
    struct attach_field f = field("\xFF");
    struct pages pages = {0};
    assert_false(appearance_page(x->arena, &x->err, x->fonts, "a.pdf", &f, &pages));
    assert_warned(x, "bad-field");
    assert_int_equal(pages.count, 0);
}

static void absurd_boxes_end(void **state)
{
    struct fixture *x = *state;
    static const struct {
        mpt width, height, border, size;
    } boxes[] = {{1, 1, 0, 0}, {1, 100000, 99000, 0}, {100000000, 100000000, 1000, 0},
        {100000000, 1, 0, 100000000}, {200000, 20000, 0, 1}, {0, 0, 0, 0}};
    for (size_t i = 0; i < sizeof boxes / sizeof *boxes; i++)
        for (int kind = 0; kind < 4; kind++) {
            struct attach_field f = field(kind == 3 ? "+あ\n-い" : "あいうえお");
            f.width = boxes[i].width;
            f.height = boxes[i].height;
            f.border = boxes[i].border;
            f.size = boxes[i].size;
            f.multiline = kind == 1;
            f.comb = kind == 2 ? 999 : 0;
            f.list = kind == 3;
            laid(x, &f, true);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_page_is_as_large_as_the_box),
        TEST(the_side_of_a_line_is_the_quadding),
        TEST(a_line_shrinks_to_the_width),
        TEST(no_line_is_smaller_than_4_pt_and_what_is_cut_begins_at_the_left),
        TEST(a_comb_sets_graphemes_in_cells),
        TEST(several_lines_begin_at_the_top),
        TEST(several_lines_shrink_together),
        TEST(what_is_chosen_stands_on_a_plate),
        TEST(an_empty_line_of_a_list_is_nothing),
        TEST(a_character_without_a_font_names_the_field),
        TEST(what_is_no_text_is_refused),
        TEST(absurd_boxes_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
