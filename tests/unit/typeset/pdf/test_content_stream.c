/* The operators of a page: what is drawn, where, and that nothing is said twice. */
#include "pdf_fixture.h"

static void assert_operators(struct world *w, const char *expected)
{
    char *is = operators(w);
    tool(w, "qpdf --check", "");
    assert_string_equal(is, expected);
}

static void y_is_turned_over(void **state)
{
    struct world *w = *state;
    op_line(w->arena, &w->page->ops,
        (struct line_shape){MPT_PT(10), MPT_PT(20), MPT_PT(30), MPT_PT(20)}, MPT_PT(1));
    assert_operators(w, "10 180 m 30 180 l\nS\n");
}

static void numbers_have_three_decimals_at_most(void **state)
{
    struct world *w = *state;
    op_line(w->arena, &w->page->ops, (struct line_shape){1, -10, -1500, 200120}, 800);
    assert_operators(w, ".8 w\n.001 200.01 m -1.5 -.12 l\nS\n");
}

static void the_largest_lengths_do_not_overflow(void **state)
{
    struct world *w = *state;
    op_line(w->arena, &w->page->ops,
        (struct line_shape){INT32_MIN, INT32_MIN, INT32_MAX, INT32_MAX}, 1000);
    assert_operators(w, "-2147483.648 2147683.648 m 2147483.647 -2147283.647 l\nS\n");
}

static void lines_of_one_pen_are_stroked_together(void **state)
{
    struct world *w = *state;
    for (mpt y = MPT_PT(10); y <= MPT_PT(20); y += MPT_PT(10))
        op_line(w->arena, &w->page->ops, (struct line_shape){0, y, MPT_PT(50), y}, 500);
    op_rect(w->arena, &w->page->ops, (struct box_shape){0, 0, MPT_PT(50), MPT_PT(30)}, 500);
    op_line(w->arena, &w->page->ops, (struct line_shape){0, 0, MPT_PT(50), 0}, 1000);
    assert_operators(w, ".5 w\n0 190 m 50 190 l\n0 180 m 50 180 l\n0 170 50 30 re\nS\n"
                        "1 w\n0 200 m 50 200 l\nS\n");
}

static void dashes_begin_and_end(void **state)
{
    struct world *w = *state;
    op_line(w->arena, &w->page->ops, (struct line_shape){0, 0, 1000, 0}, 1000)->dash = 2500;
    op_line(w->arena, &w->page->ops, (struct line_shape){0, 0, 1000, 0}, 1000);
    assert_operators(w, "[2.5]0 d\n0 200 m 1 200 l\nS\n[]0 d\n0 200 m 1 200 l\nS\n");
}

static void colors_are_gray_where_they_can(void **state)
{
    struct world *w = *state;
    op_line(w->arena, &w->page->ops, (struct line_shape){0, 0, 1000, 0}, 1000)->ink = 0x808080;
    op_line(w->arena, &w->page->ops, (struct line_shape){0, 0, 1000, 0}, 1000)->ink = 0xFF0033;
    assert_operators(w, ".502 G\n0 200 m 1 200 l\nS\n1 0 .2 RG\n0 200 m 1 200 l\nS\n");
}

static void rectangles_are_filled_and_stroked(void **state)
{
    struct world *w = *state;
    struct op *op = op_rect(w->arena, &w->page->ops, (struct box_shape){0, 0, 1000, 2000}, 0);
    op->filled = true;
    op->fill = 0xFFFFFF;
    op = op_rect(w->arena, &w->page->ops, (struct box_shape){0, 0, 1000, 2000}, 1000);
    op->filled = true;
    op->fill = 0xFFFFFF;
    assert_operators(w, "1 g\n0 198 1 2 re\nf\n0 198 1 2 re\nB\n");
}

static void what_has_no_width_is_not_drawn(void **state)
{
    struct world *w = *state;
    op_line(w->arena, &w->page->ops, (struct line_shape){0, 0, 1000, 0}, 0);
    op_rect(w->arena, &w->page->ops, (struct box_shape){0, 0, 1000, 0}, 0);
    op_ellipse(w->arena, &w->page->ops, (struct box_shape){0, 0, 1000, 0}, 0);
    op_add(w->arena, &w->page->ops, OP_POLYLINE)->width = 1000;
    assert_operators(w, "");
}

static void ellipses_are_four_curves(void **state)
{
    struct world *w = *state;
    op_ellipse(w->arena, &w->page->ops, (struct box_shape){0, 0, MPT_PT(20), MPT_PT(10)}, 1000);
    assert_operators(w, "20 195 m\n20 192.239 15.522 190 10 190 c\n4.478 190 0 192.239 0 195 c\n"
                        "0 197.761 4.478 200 10 200 c\n15.522 200 20 197.761 20 195 c\nh\nS\n");
}

static void polylines_have_round_joins_and_close(void **state)
{
    struct world *w = *state;
    static struct point open[] = {{0, 0}, {1000, 1000}, {2000, 0}};
    static struct point closed[] = {{0, 0}, {1000, 1000}, {2000, 0}, {0, 0}};
    struct op *op = op_add(w->arena, &w->page->ops, OP_POLYLINE);
    op->width = 1000;
    op->u.poly = (struct polyline){open, 3};
    op = op_add(w->arena, &w->page->ops, OP_POLYLINE);
    op->width = 1000;
    op->u.poly = (struct polyline){closed, 4};
    op_rect(w->arena, &w->page->ops, (struct box_shape){0, 0, 1000, 1000}, 1000);
    assert_operators(w, "1 j\n0 200 m 1 199 l 2 200 l\n0 200 m 1 199 l 2 200 l h\nS\n"
                        "0 j\n0 199 1 1 re\nS\n");
}

static struct op *fill(struct world *w, mpt x, uint32_t ink)
{
    struct op *op = op_rect(w->arena, &w->page->ops, (struct box_shape){x, 0, 1000, 1000}, 0);
    op->filled = true;
    op->fill = ink;
    return op;
}

static void boxes_of_one_colour_are_filled_together(void **state)
{
    struct world *w = *state;
    fill(w, 0, 0);
    fill(w, 1000, 0);
    fill(w, 2000, 0xFFFFFF);
    op_line(w->arena, &w->page->ops, (struct line_shape){0, 0, 1000, 0}, 1000);
    fill(w, 3000, 0xFFFFFF);
    fill(w, 4000, 0xFFFFFF)->width = 1000;
    put(w, MINCHO, "日", MPT_PT(20), MPT_PT(40), 10500);
    fill(w, 5000, 0);
    assert_operators(w,
        "0 199 1 1 re\n1 199 1 1 re\nf\n1 g\n2 199 1 1 re\nf\n0 200 m 1 200 l\nS\n"
        "3 199 1 1 re\nf\n4 199 1 1 re\nB\nBT\n0 g\n/F0 10.5 Tf\n20 160 Td\n[<0001>]TJ\nET\n"
        "5 199 1 1 re\nf\n");
}

/* --- pictures --- */

static struct image picture = {
    .width = 1, .height = 1, .components = 3, .orientation = 1, .fingerprint = 1};

/* One red pixel. */
static void show(struct world *w, const struct image *i, mpt x)
{
    op_image(w->arena, &w->page->ops, i, (struct box_shape){x, MPT_PT(20), MPT_PT(30), MPT_PT(40)});
}

static void fill_picture(struct image *i)
{
    static const char red[] = "\x78\x9C\xFB\xCF\xC0\x00\x00\x03\x00\x01\x00";
    i->data = red;
    i->size = sizeof red - 1;
}

static void a_picture_fills_its_box(void **state)
{
    struct world *w = *state;
    struct image i = picture;
    fill_picture(&i);
    op_line(w->arena, &w->page->ops, (struct line_shape){0, 0, 1000, 0}, 1000);
    show(w, &i, MPT_PT(10));
    assert_operators(w, "0 200 m 1 200 l\nS\nq\n30 0 0 40 10 140 cm\n/I0 Do\nQ\n");
}

static void a_picture_lies_as_its_orientation_says(void **state)
{
    static const char *const matrices[] = {"30 0 0 40 10 140", "-30 0 0 40 40 140",
        "-30 0 0 -40 40 180", "30 0 0 -40 10 180", "0 -40 -30 0 40 180", "0 -40 30 0 10 180",
        "0 40 30 0 10 140", "0 40 -30 0 40 140"};
    struct world *w = *state;
    for (int k = 0; k < 8; k++) {
        struct image i = picture;
        fill_picture(&i);
        i.orientation = k + 1;
        w->page->ops = (struct ops){0};
        show(w, &i, MPT_PT(10));
        assert_operators(w, arena_printf(w->arena, "q\n%s cm\n/I0 Do\nQ\n", matrices[k]));
    }
}

static void a_picture_is_stored_once(void **state)
{
    struct world *w = *state;
    struct image i = picture, other = picture;
    fill_picture(&i);
    fill_picture(&other);
    other.fingerprint = 2;
    show(w, &i, 0);
    show(w, &i, MPT_PT(50));
    w->page = page_add(w->arena, &w->pages, MPT_PT(400), MPT_PT(200));
    show(w, &i, 0);
    show(w, &other, MPT_PT(50));
    write_pdf(w);
    tool(w, "qpdf --check", "");
    char *list = tool(w, "pdfimages -list", "| awk 'NR>2 {print $1, $11}' | sort");
    unsigned page[4], object[4];
    assert_int_equal(sscanf(list, "%u %u %u %u %u %u %u %u", &page[0], &object[0], &page[1],
                         &object[1], &page[2], &object[2], &page[3], &object[3]),
        8);
    assert_int_equal(object[0], object[1]);
    assert_int_equal(page[1], 1);
    assert_int_equal(page[2], 2);
    assert_true(object[2] == object[0] || object[3] == object[0]);
    assert_true(object[2] != object[3]);
}

static void opacity_becomes_a_soft_mask(void **state)
{
    static const char half[] = "\x78\x9C\x6B\x00\x00\x00\x81\x00\x81";
    struct world *w = *state;
    struct image i = picture;
    fill_picture(&i);
    i.alpha = half;
    i.alpha_size = sizeof half - 1;
    show(w, &i, 0);
    write_pdf(w);
    tool(w, "qpdf --check", "");
    assert_has(tool(w, "pdfimages -list", ""), "smask");
    assert_has(tool(w, "mutool show", "grep"), "/SMask");
}

static void cmyk_of_adobe_is_inverted(void **state)
{
    struct world *w = *state;
    struct image i = picture;
    fill_picture(&i);
    i.components = 4;
    i.inverted = i.is_jpeg = true;
    show(w, &i, 0);
    write_pdf(w);
    char *dict = tool(w, "mutool show", "grep");
    assert_has(dict, "/Decode[1 0 1 0 1 0 1 0]");
    assert_has(dict, "/DeviceCMYK");
    assert_has(dict, "/DCTDecode");
}

static void a_run_is_one_string(void **state)
{
    struct world *w = *state;
    put(w, MINCHO, "日本日", MPT_PT(20), MPT_PT(40), 10500);
    assert_operators(w, "BT\n/F0 10.5 Tf\n20 160 Td\n[<000100020001>]TJ\nET\n");
}

static void font_and_color_are_said_once(void **state)
{
    struct world *w = *state;
    put(w, MINCHO, "日", MPT_PT(20), MPT_PT(40), 10500);
    put(w, MINCHO, "本", MPT_PT(25), MPT_PT(60), 10500);
    put(w, MINCHO, "語", MPT_PT(25), MPT_PT(80), 9000);
    w->page->ops.last->ink = 0xFF0000;
    assert_operators(w, "BT\n/F0 10.5 Tf\n20 160 Td\n[<0001>]TJ\n5 -20 Td\n[<0002>]TJ\n"
                        "1 0 0 rg\n/F0 9 Tf\n0 -20 Td\n[<0003>]TJ\nET\n");
}

static void neighbours_on_a_line_join(void **state)
{
    struct world *w = *state;
    put(w, MINCHO, "日", MPT_PT(20), MPT_PT(40), MPT_PT(10));
    put(w, MINCHO, "本", MPT_PT(30), MPT_PT(40), MPT_PT(10));
    put(w, MINCHO, "語", MPT_PT(45), MPT_PT(40), MPT_PT(10));
    put(w, MINCHO, "語", MPT_PT(80), MPT_PT(40), MPT_PT(10));
    assert_operators(
        w, "BT\n/F0 10 Tf\n20 160 Td\n[<00010002>-500<0003>]TJ\n60 0 Td\n[<0003>]TJ\nET\n");
}

static void glyphs_are_moved_from_their_natural_place(void **state)
{
    struct world *w = *state;
    struct run *r = put(w, MINCHO, "日本語", MPT_PT(20), MPT_PT(40), MPT_PT(10));
    r->glyphs[0].x = MPT_PT(2);
    r->glyphs[1].x = MPT_PT(15);
    r->glyphs[2].x = MPT_PT(20);
    assert_operators(w, "BT\n/F0 10 Tf\n20 160 Td\n[-200<0001>-300<0002>500<0003>]TJ\nET\n");
}

static void small_differences_do_not_add_up(void **state)
{
    struct world *w = *state;
    struct run *r = put(w, MINCHO, "日本語語", MPT_PT(20), MPT_PT(40), MPT_PT(10));
    r->glyphs[1].x += 6;
    r->glyphs[2].x += 12;
    r->glyphs[3].x += 18;
    assert_operators(w, "BT\n/F0 10 Tf\n20 160 Td\n[<00010002>-1<00030003>]TJ\nET\n");
}

static void raised_glyphs_rise(void **state)
{
    struct world *w = *state;
    struct run *r = put(w, MINCHO, "日本語", MPT_PT(20), MPT_PT(40), MPT_PT(10));
    r->glyphs[1].y = 1500;
    assert_operators(w, "BT\n/F0 10 Tf\n20 160 Td\n[<0001>]TJ\n1.5 Ts\n[<0002>]TJ\n0 Ts\n"
                        "[<0003>]TJ\nET\n");
}

static void turned_runs_have_a_matrix_and_the_next_has_none(void **state)
{
    struct world *w = *state;
    put(w, MINCHO, "日", MPT_PT(20), MPT_PT(40), MPT_PT(10))->angle = 90;
    put(w, MINCHO, "本", MPT_PT(20), MPT_PT(60), MPT_PT(10))->angle = -30;
    put(w, MINCHO, "語", MPT_PT(30), MPT_PT(40), MPT_PT(10));
    put(w, MINCHO, "語", MPT_PT(30), MPT_PT(50), MPT_PT(10));
    assert_operators(w, "BT\n/F0 10 Tf\n0 1 -1 0 20 160 Tm\n[<0001>]TJ\n"
                        ".86603 -.50000 .50000 .86603 20 140 Tm\n[<0002>]TJ\n"
                        "1 0 0 1 30 160 Tm\n[<0003>]TJ\n0 -10 Td\n[<0003>]TJ\nET\n");
}

static void invisible_runs_and_actual_text_are_marked(void **state)
{
    struct world *w = *state;
    struct run *r = put(w, MINCHO, "□", MPT_PT(20), MPT_PT(40), MPT_PT(10));
    r->actual = "𠮷☑";
    r->invisible = true;
    put(w, MINCHO, "語", MPT_PT(30), MPT_PT(40), MPT_PT(10));
    assert_operators(w,
        "BT\n/Span<</ActualText<FEFFD842DFB72611>>>BDC\n/F0 10 Tf\n3 Tr\n20 160 Td\n"
        "[<00010002>]TJ\nEMC\n0 Tr\n10 0 Td\n[<0003>]TJ\nET\n");
}

static void text_and_lines_take_turns(void **state)
{
    struct world *w = *state;
    put(w, MINCHO, "日", MPT_PT(20), MPT_PT(40), MPT_PT(10));
    op_line(w->arena, &w->page->ops, (struct line_shape){0, 0, 1000, 0}, 1000);
    put(w, MINCHO, "日", MPT_PT(20), MPT_PT(40), MPT_PT(10));
    assert_operators(w, "BT\n/F0 10 Tf\n20 160 Td\n[<0001>]TJ\nET\n0 200 m 1 200 l\nS\n"
                        "BT\n20 160 Td\n[<0001>]TJ\nET\n");
}

static void content_is_deflated(void **state)
{
    struct world *w = *state;
    for (int i = 0; i < 500; i++)
        put(w, MINCHO, "日本語日本語", MPT_PT(20), MPT_PT(i), MPT_PT(10));
    write_pdf(w);
    assert_has(tool(w, "mutool show -g", "pages/1/Contents"), "FlateDecode");
    assert_in_range(w->out.size, 1000, 12000);
}

/* The gray of a pixel of the first page at 72 dpi. */
static int pixel(struct world *w, int x, int y)
{
    char *bytes = tool(w, "pdftoppm -r 72 -gray -singlefile", "| od -An -v -tu1 -w1 -j15");
    for (int i = y * 400 + x; i > 0; i--)
        bytes = strchr(bytes, '\n') + 1;
    return (int)strtol(bytes, NULL, 10);
}

static void what_is_drawn_is_seen(void **state)
{
    struct world *w = *state;
    struct op *op = op_rect(w->arena, &w->page->ops,
        (struct box_shape){MPT_PT(10), MPT_PT(20), MPT_PT(40), MPT_PT(40)}, 0);
    op->filled = true;
    put(w, MINCHO, "■", MPT_PT(100), MPT_PT(100), MPT_PT(40));
    put(w, MINCHO, "■", MPT_PT(100), MPT_PT(180), MPT_PT(40))->invisible = true;
    put(w, MINCHO, "■", MPT_PT(60), MPT_PT(180), MPT_PT(40))->angle = 90;
    write_pdf(w);
    assert_int_equal(pixel(w, 30, 40), 0);
    assert_int_equal(pixel(w, 30, 110), 255);
    assert_int_equal(pixel(w, 120, 85), 0);
    assert_int_equal(pixel(w, 120, 165), 255);
    assert_int_equal(pixel(w, 45, 160), 0);
}

#define WITH(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH(y_is_turned_over),
        WITH(numbers_have_three_decimals_at_most),
        WITH(the_largest_lengths_do_not_overflow),
        WITH(lines_of_one_pen_are_stroked_together),
        WITH(dashes_begin_and_end),
        WITH(colors_are_gray_where_they_can),
        WITH(rectangles_are_filled_and_stroked),
        WITH(what_has_no_width_is_not_drawn),
        WITH(ellipses_are_four_curves),
        WITH(polylines_have_round_joins_and_close),
        WITH(boxes_of_one_colour_are_filled_together),
        WITH(a_picture_fills_its_box),
        WITH(a_picture_lies_as_its_orientation_says),
        WITH(a_picture_is_stored_once),
        WITH(opacity_becomes_a_soft_mask),
        WITH(cmyk_of_adobe_is_inverted),
        WITH(a_run_is_one_string),
        WITH(font_and_color_are_said_once),
        WITH(neighbours_on_a_line_join),
        WITH(glyphs_are_moved_from_their_natural_place),
        WITH(small_differences_do_not_add_up),
        WITH(raised_glyphs_rise),
        WITH(turned_runs_have_a_matrix_and_the_next_has_none),
        WITH(invisible_runs_and_actual_text_are_marked),
        WITH(text_and_lines_take_turns),
        WITH(content_is_deflated),
        WITH(what_is_drawn_is_seen),
    };
    return cmocka_run_group_tests_name("pdf_content", tests, NULL, NULL);
}
