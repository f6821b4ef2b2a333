#include "support.h"

/* --- pages by hand --- */

static struct page *one_page(struct world *w, struct pages *pages)
{
    *pages = (struct pages){0};
    struct page *p = page_add(w->arena, pages, 100000, 200000);
    p->number = 1;
    return p;
}

static void no_pages_are_a_heading_alone(void **state)
{
    struct world *w = *state;
    struct pages pages = {0};
    assert_string_equal(trace_text_of(w, &pages), "tsuzuri-trace 1, 0 pages\n");
}

static void a_page_says_its_document_number_size_and_label(void **state)
{
    struct world *w = *state;
    struct pages pages;
    struct page *p = one_page(w, &pages);
    assert_string_equal(
        trace_text_of(w, &pages), "tsuzuri-trace 1, 1 pages\n\npage - 1, 100000x200000\n");
    p->document = "d";
    p->label = "申請書 1";
    assert_holds(trace_text_of(w, &pages), "\npage d 1, 100000x200000, label 申請書 1\n");
}

static void shapes_say_where_they_are_and_only_what_they_have(void **state)
{
    struct world *w = *state;
    struct pages pages;
    struct ops *ops = &one_page(w, &pages)->ops;
    op_line(w->arena, ops, (struct line_shape){1, 2, 3, 4}, 500);
    struct op *rect = op_rect(w->arena, ops, (struct box_shape){1, 2, 3, 4}, 0);
    rect->filled = true;
    rect->fill = 0xffeedd;
    op_ellipse(w->arena, ops, (struct box_shape){-1, -2, 3, 4}, 100)->ink = 0x0000ff;
    op_line(w->arena, ops, (struct line_shape){5, 6, 7, 8}, 500)->dash = 90;
    assert_holds(trace_text_of(w, &pages), "\nline 1,2 3,4 width 500\n"
                                           "rect 1,2 3x4 fill ffeedd\n"
                                           "ellipse -1,-2 3x4 width 100 ink 0000ff\n"
                                           "line 5,6 7,8 width 500 dash 90\n");
}

static void a_polyline_says_its_points(void **state)
{
    struct world *w = *state;
    struct pages pages;
    struct op *op = op_add(w->arena, &one_page(w, &pages)->ops, OP_POLYLINE);
    op->width = 10;
    op->u.poly.count = 2;
    op->u.poly.points = arena_array(w->arena, 2, sizeof(struct point));
    op->u.poly.points[1] = (struct point){7, -8};
    assert_holds(trace_text_of(w, &pages), "\npolyline 0,0 7,-8 width 10\n");
}

static struct run *run_of(struct world *w, struct pages *pages, const char *text)
{
    fonts_of(w);
    struct run *r = &op_add(w->arena, &one_page(w, pages)->ops, OP_RUN)->u.run;
    r->size = 10000;
    r->text = text;
    r->text_size = strlen(text);
    return r;
}

static void a_picture_says_what_it_is_and_of_which_file(void **state)
{
    struct world *w = *state;
    struct pages pages;
    struct ops *ops = &one_page(w, &pages)->ops;
    struct image png = {.width = 40, .height = 20, .components = 3, .orientation = 1};
    struct image jpeg = {.width = 4,
        .height = 2,
        .components = 4,
        .orientation = 6,
        .is_jpeg = true,
        .fingerprint = 0xAB};
    png.alpha = "x";
    op_image(w->arena, ops, &png, (struct box_shape){1, 2, 3, 4});
    op_image(w->arena, ops, &jpeg, (struct box_shape){5, 6, 7, 8});
    assert_holds(trace_text_of(w, &pages),
        "\nimage 1,2 3x4 40x20 png rgb alpha 0000000000000000\n"
        "image 5,6 7x8 4x2 jpeg cmyk orientation 6 00000000000000ab\n");
}

static void text_is_quoted(void **state)
{
    struct world *w = *state;
    struct pages pages;
    run_of(w, &pages, "a\"b\\c\nd");
    assert_holds(trace_text_of(w, &pages), "\ntext 0,0 IPAexMincho 10000 \"a\\\"b\\\\c\\nd\"\n");
}

static void text_says_what_it_stands_for_and_how_it_lies(void **state)
{
    struct world *w = *state;
    struct pages pages;
    struct run *r = run_of(w, &pages, "□");
    r->x = 5;
    r->y = -6;
    r->actual = "☑";
    r->invisible = true;
    r->angle = 50;
    assert_holds(
        trace_text_of(w, &pages), "\ntext 5,-6 IPAexMincho 10000 \"□\" as ☑ unseen turned 50\n");
}

static void only_glyphs_that_were_shifted_are_told(void **state)
{
    struct world *w = *state;
    struct pages pages;
    struct run *r = run_of(w, &pages, "abc");
    r->count = 3;
    r->glyphs = arena_array(w->arena, 3, sizeof *r->glyphs);
    for (int i = 0; i < 3; i++)
        r->glyphs[i] = (struct glyph){.id = 1, .x = i * 100, .advance = 100};
    assert_holds(trace_text_of(w, &pages), "\"abc\"\n");
    r->glyphs[1].x += 25;
    assert_holds(trace_text_of(w, &pages), "\"abc\" 1:25 2:-25\n");
}

static void the_outline_stands_above_what_is_drawn(void **state)
{
    struct world *w = *state;
    struct pages pages;
    struct page *p = one_page(w, &pages);
    op_line(w->arena, &p->ops, (struct line_shape){1, 2, 3, 4}, 500);
    page_outline(w->arena, p, 1, "第一章", 777);
    assert_holds(trace_text_of(w, &pages), "\noutline 1 777 第一章\nline");
}

static void frames_are_not_printed_so_not_traced(void **state)
{
    struct world *w = *state;
    struct pages pages;
    page_frame(w->arena, one_page(w, &pages), (struct frame){.name = "name", .w = 3, .h = 4});
    assert_lacks(trace_text_of(w, &pages), "name");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(no_pages_are_a_heading_alone),
        TEST(a_page_says_its_document_number_size_and_label),
        TEST(shapes_say_where_they_are_and_only_what_they_have),
        TEST(a_polyline_says_its_points),
        TEST(a_picture_says_what_it_is_and_of_which_file),
        TEST(text_is_quoted),
        TEST(text_says_what_it_stands_for_and_how_it_lies),
        TEST(only_glyphs_that_were_shifted_are_told),
        TEST(the_outline_stands_above_what_is_drawn),
        TEST(frames_are_not_printed_so_not_traced),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
