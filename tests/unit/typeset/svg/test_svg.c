/* typeset/svg: the same page list that the PDF draws, as SVG. Pages are made by hand. */
#include "pdf_fixture.h"
#include "seam/codec/image.h"
#include "seam/codec/zlib.h"
#include "typeset/svg/svg.h"

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

static const char *page_text(struct world *w)
{
    buf_clear(&w->out);
    assert_true(svg_page(&w->err, w->page, svg_glyphs_new(w->arena, w->fonts), &w->out));
    return w->out.data;
}

static const char *document_text(struct world *w)
{
    buf_clear(&w->out);
    assert_true(svg_document(w->arena, &w->err, w->fonts, w->page, &w->out));
    return w->out.data;
}

/* How often a part stands in a text. */
static size_t count(const char *text, const char *part)
{
    size_t n = 0;
    for (; (text = strstr(text, part)); text += strlen(part))
        n++;
    return n;
}

static void a_page_is_as_large_as_its_paper(void **state)
{
    const char *text = page_text(*state);
    assert_has(text, "viewBox=\"0 0 400000 200000\" width=\"400pt\" height=\"200pt\"");
    assert_has(text, "<rect x=\"0\" y=\"0\" width=\"400000\" height=\"200000\" fill=\"#ffffff\"/>");
}

static void a_run_stands_at_its_baseline_and_its_glyphs_at_their_places(void **state)
{
    struct world *w = *state;
    struct run *r = put(w, MINCHO, "漢字", 10000, 20000, 10500);
    r->glyphs[1].x += 21;
    r->glyphs[1].y = 105;
    const char *text = page_text(w);
    assert_has(text, "<g transform=\"translate(10000 20000)scale(10.5)\">");
    assert_has(text, "x=\"1002\" y=\"-10\"/></g>");
}

static void the_first_glyph_needs_no_place(void **state)
{
    struct world *w = *state;
    struct run *r = put(w, MINCHO, "漢", 0, 0, 9000);
    const char *use = arena_printf(w->arena, "<use href=\"#g0-%u\"/>", (unsigned)r->glyphs[0].id);
    assert_has(page_text(w), use);
}

static void a_turned_run_turns_the_other_way_round_where_y_points_down(void **state)
{
    struct world *w = *state;
    put(w, MINCHO, "A", 0, 0, 9000)->angle = -90;
    assert_has(page_text(w), "translate(0 0)rotate(90)scale(9)");
}

static void ink_is_told_where_it_is_not_black(void **state)
{
    struct world *w = *state;
    put(w, MINCHO, "A", 0, 0, 9000);
    w->page->ops.last->ink = 0xcc0000;
    assert_has(page_text(w), "scale(9)\" fill=\"#cc0000\">");
}

static void what_is_unseen_is_not_drawn(void **state)
{
    struct world *w = *state;
    put(w, MINCHO, "A", 0, 0, 9000)->invisible = true;
    assert_lacks(page_text(w), "<use");
}

static void each_outline_stands_once_for_all_its_places(void **state)
{
    struct world *w = *state;
    put(w, MINCHO, "東京東京", 0, 20000, 9000);
    put(w, GOTHIC, "東", 0, 50000, 18000);
    const char *text = document_text(w);
    assert_int_equal(count(text, "<use"), 5);
    assert_int_equal(count(text, "<path id=\"g0-"), 2);
    assert_int_equal(count(text, "<path id=\"g1-"), 1);
}

static void pages_share_their_outlines(void **state)
{
    struct world *w = *state;
    struct svg_glyphs *used = svg_glyphs_new(w->arena, w->fonts);
    put(w, MINCHO, "東京", 0, 20000, 9000);
    for (int i = 0; i < 2; i++)
        assert_true(svg_page(&w->err, w->page, used, &w->out));
    buf_clear(&w->out);
    assert_true(svg_outlines(&w->err, w->fonts, used, &w->out));
    assert_int_equal(count(w->out.data, "<path"), 2);
}

static void outlines_of_truetype_and_of_cff_have_curves_of_their_kind(void **state)
{
    struct world *w = *state;
    struct messages none;
    messages_init(&none, w->arena);
    put(w, MINCHO, "の", 0, 20000, 9000);
    assert_has(document_text(w), "Q");
    if (!fonts_metrics(w->fonts, &none, NOTO_SERIF))
        skip();
    w->page->ops = (struct ops){0};
    put(w, NOTO_SERIF, "の", 0, 20000, 9000);
    assert_has(document_text(w), "C");
}

static void shapes_have_pen_dash_and_fill(void **state)
{
    struct world *w = *state;
    struct ops *ops = &w->page->ops;
    op_line(w->arena, ops, (struct line_shape){1, 2, 3, 4}, 500)->dash = 900;
    struct op *rect = op_rect(w->arena, ops, (struct box_shape){5, 6, 7, 8}, 300);
    rect->filled = true;
    rect->fill = 0xffeedd;
    op_ellipse(w->arena, ops, (struct box_shape){10, 20, 30, 40}, 100)->ink = 0x0000ff;
    const char *text = page_text(w);
    assert_has(text, "<line x1=\"1\" y1=\"2\" x2=\"3\" y2=\"4\" fill=\"none\" stroke=\"#000000\" "
                     "stroke-width=\"500\" stroke-dasharray=\"900\"/>");
    assert_has(text, "<rect x=\"5\" y=\"6\" width=\"7\" height=\"8\" fill=\"#ffeedd\" "
                     "stroke=\"#000000\" stroke-width=\"300\"/>");
    assert_has(text, "<ellipse cx=\"25\" cy=\"40\" rx=\"15\" ry=\"20\" fill=\"none\" "
                     "stroke=\"#0000ff\" stroke-width=\"100\"/>");
}

static void a_shape_without_ink_is_not_there(void **state)
{
    struct world *w = *state;
    op_line(w->arena, &w->page->ops, (struct line_shape){1, 2, 3, 4}, 0);
    op_rect(w->arena, &w->page->ops, (struct box_shape){1, 2, 3, 4}, 0);
    op_ellipse(w->arena, &w->page->ops, (struct box_shape){1, 2, 3, 4}, 0);
    const char *text = page_text(w);
    assert_int_equal(count(text, "<rect"), 1);
    assert_lacks(text, "<line");
    assert_lacks(text, "<ellipse");
}

static struct op *add_polyline(struct world *w, size_t n, const struct point *points)
{
    struct op *op = op_add(w->arena, &w->page->ops, OP_POLYLINE);
    op->width = 10;
    op->u.poly.count = n;
    op->u.poly.points = arena_array(w->arena, n, sizeof *points);
    memcpy(op->u.poly.points, points, n * sizeof *points);
    return op;
}

static void a_polyline_that_ends_where_it_began_is_closed(void **state)
{
    struct world *w = *state;
    add_polyline(w, 3, (struct point[]){{0, 0}, {7, -8}, {9, 9}});
    add_polyline(w, 4, (struct point[]){{0, 0}, {7, 0}, {7, 7}, {0, 0}});
    const char *text = page_text(w);
    assert_has(text, "<polyline points=\"0,0 7,-8 9,9\"");
    assert_has(text, "<polygon points=\"0,0 7,0 7,7\"");
    assert_has(text, "stroke-linejoin=\"round\"");
}

static void frames_lead_from_the_sheet_to_the_answer(void **state)
{
    struct world *w = *state;
    page_frame(w->arena, w->page,
        (struct frame){.kind = FRAME_VALUE, .name = "a.<\"&>\n1", .x = 1, .y = 2, .w = 3, .h = 4});
    page_frame(w->arena, w->page, (struct frame){.kind = FRAME_NAME, .name = "unseen"});
    const char *text = page_text(w);
    assert_has(text, "<rect x=\"1\" y=\"2\" width=\"3\" height=\"4\" class=\"value\" fill=\"none\" "
                     "data-path=\"a.&lt;&quot;&amp;&gt;&#10;1\"/>");
    assert_lacks(text, "unseen");
}

/* --- pictures --- */

static void pack(struct buf *out, const void *data, size_t size)
{
    struct zlib *z = zlib_new();
    zlib_pack(z, data, size, out);
    zlib_free(z);
}

static void pixels_become_a_png_with_their_opacity(void **state)
{
    struct world *w = *state;
    const unsigned char rows[] = {255, 0, 0, 0, 255, 0}, alpha[] = {255, 0};
    struct buf colours = {0}, opacity = {0};
    struct image_file back = {.keeps_alpha = true, .orientation = 1};
    pack(&colours, rows, sizeof rows);
    pack(&opacity, alpha, sizeof alpha);
    struct image_rows all = {colours.data, colours.size, opacity.data, opacity.size};
    assert_true(image_write_png(2, 1, 3, &all, &w->out));
    assert_int_equal(image_read_memory(&w->out, &back), IMAGE_GOOD);
    assert_int_equal(back.width, 2);
    assert_int_equal(back.components, 3);
    assert_true(back.alpha.size > 0);
    image_release(&back);
    buf_release(&colours);
    buf_release(&opacity);
}

static void rows_that_are_too_few_are_no_picture(void **state)
{
    struct world *w = *state;
    struct buf colours = {0};
    pack(&colours, "abc", 3);
    struct image image = {.width = 2,
        .height = 2,
        .components = 3,
        .orientation = 1,
        .data = colours.data,
        .size = colours.size};
    op_image(w->arena, &w->page->ops, &image, (struct box_shape){0, 0, 10, 10});
    assert_false(svg_page(&w->err, w->page, svg_glyphs_new(w->arena, w->fonts), &w->out));
    assert_string_equal(w->err.first->code, "unshown-picture");
    buf_release(&colours);
}

static void a_jpeg_stays_as_it_is_but_is_turned_once(void **state)
{
    struct world *w = *state;
    static const unsigned char jpeg[] = {
        0xFF, 0xD8, 0xFF, 0xE1, 0, 4, 'E', 'x', 0xFF, 0xDB, 0, 3, 1, 0xFF, 0xDA, 0, 2, 0xFF, 0xD9};
    struct image image = {.width = 2,
        .height = 1,
        .components = 3,
        .orientation = 6,
        .is_jpeg = true,
        .data = jpeg,
        .size = sizeof jpeg};
    op_image(w->arena, &w->page->ops, &image, (struct box_shape){5, 6, 70, 80});
    const char *text = page_text(w);
    assert_has(text, "transform=\"matrix(0 80 -70 0 75 6)\"");
    assert_has(text, "href=\"data:image/jpeg;base64,/9j/2wADAf/aAAL/2Q==\"");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_page_is_as_large_as_its_paper),
        TEST(a_run_stands_at_its_baseline_and_its_glyphs_at_their_places),
        TEST(the_first_glyph_needs_no_place),
        TEST(a_turned_run_turns_the_other_way_round_where_y_points_down),
        TEST(ink_is_told_where_it_is_not_black),
        TEST(what_is_unseen_is_not_drawn),
        TEST(each_outline_stands_once_for_all_its_places),
        TEST(pages_share_their_outlines),
        TEST(outlines_of_truetype_and_of_cff_have_curves_of_their_kind),
        TEST(shapes_have_pen_dash_and_fill),
        TEST(a_shape_without_ink_is_not_there),
        TEST(a_polyline_that_ends_where_it_began_is_closed),
        TEST(frames_lead_from_the_sheet_to_the_answer),
        TEST(pixels_become_a_png_with_their_opacity),
        TEST(rows_that_are_too_few_are_no_picture),
        TEST(a_jpeg_stays_as_it_is_but_is_turned_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
