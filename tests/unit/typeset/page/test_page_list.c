#include "base/arena.h"
#include "typeset/page/page_list.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static int setup(void **state)
{
    *state = arena_new();
    return 0;
}

static int teardown(void **state)
{
    arena_free(*state);
    return 0;
}

static void assert_box(const struct op *op, mpt x, mpt y, mpt w, mpt h)
{
    assert_int_equal(op->u.box.x, x);
    assert_int_equal(op->u.box.y, y);
    assert_int_equal(op->u.box.w, w);
    assert_int_equal(op->u.box.h, h);
}

static void lengths_are_thousandths_of_a_point(void **state)
{
    (void)state;
    assert_int_equal(MPT_PT(12), 12000);
    assert_int_equal(MPT_PT(10.5), 10500);
    assert_int_equal(MPT_MM(210), 595276);
    assert_int_equal(MPT_MM(297), 841890);
}

static void operations_keep_their_order_and_shape(void **state)
{
    struct ops ops = {0};
    struct op *line = op_line(*state, &ops, (struct line_shape){1, 2, 3, 4}, 500);
    struct op *rect = op_rect(*state, &ops, (struct box_shape){5, 6, 7, 8}, 0);
    struct op *ellipse = op_ellipse(*state, &ops, (struct box_shape){9, 10, 11, 12}, 100);
    assert_ptr_equal(ops.first, line);
    assert_ptr_equal(line->next, rect);
    assert_ptr_equal(rect->next, ellipse);
    assert_ptr_equal(ops.last, ellipse);
    assert_null(ellipse->next);
    assert_int_equal(line->kind, OP_LINE);
    assert_int_equal(line->u.line.y1, 4);
    assert_int_equal(line->width, 500);
    assert_int_equal(rect->kind, OP_RECT);
    assert_box(rect, 5, 6, 7, 8);
    assert_int_equal(ellipse->kind, OP_ELLIPSE);
    assert_box(ellipse, 9, 10, 11, 12);
}

static void a_new_operation_is_black_solid_and_unfilled(void **state)
{
    struct ops ops = {0};
    const struct op *op = op_add(*state, &ops, OP_RECT);
    assert_int_equal(op->ink, 0);
    assert_int_equal(op->dash, 0);
    assert_int_equal(op->width, 0);
    assert_false(op->filled);
}

static void appending_moves_the_whole_list(void **state)
{
    struct ops to = {0}, from = {0}, none = {0};
    ops_append(&to, &none);
    assert_null(to.first);
    struct op *a = op_add(*state, &from, OP_LINE);
    ops_append(&to, &from);
    assert_ptr_equal(to.first, a);
    assert_null(from.first);
    assert_null(from.last);
    struct op *b = op_add(*state, &from, OP_LINE);
    ops_append(&to, &from);
    ops_append(&to, &none);
    assert_ptr_equal(a->next, b);
    assert_ptr_equal(to.last, b);
    struct op *c = op_add(*state, &to, OP_RECT);
    assert_ptr_equal(b->next, c);
}

static void moving_shifts_every_kind(void **state)
{
    struct ops ops = {0};
    struct op *line = op_line(*state, &ops, (struct line_shape){0, 0, 10, 10}, 1);
    struct op *rect = op_rect(*state, &ops, (struct box_shape){1, 1, 2, 2}, 1);
    struct op *ellipse = op_ellipse(*state, &ops, (struct box_shape){1, 1, 2, 2}, 1);
    struct op *run = op_add(*state, &ops, OP_RUN);
    struct glyph glyph = {.x = 7, .y = 7};
    run->u.run.glyphs = &glyph;
    run->u.run.count = 1;
    struct op *poly = op_add(*state, &ops, OP_POLYLINE);
    struct point points[] = {{0, 0}, {5, 6}};
    poly->u.poly = (struct polyline){points, 2};
    struct image image = {.width = 3, .height = 2, .orientation = 1};
    struct op *picture = op_image(*state, &ops, &image, (struct box_shape){1, 1, 2, 2});
    ops_move(&ops, 100, -20);
    assert_int_equal(picture->u.image.box.x, 101);
    assert_int_equal(picture->u.image.box.y, -19);
    assert_int_equal(picture->u.image.box.w, 2);
    assert_ptr_equal(picture->u.image.image, &image);
    assert_int_equal(line->u.line.x0, 100);
    assert_int_equal(line->u.line.y0, -20);
    assert_int_equal(line->u.line.x1, 110);
    assert_int_equal(line->u.line.y1, -10);
    assert_box(rect, 101, -19, 2, 2);
    assert_box(ellipse, 101, -19, 2, 2);
    assert_int_equal(run->u.run.x, 100);
    assert_int_equal(run->u.run.y, -20);
    assert_int_equal(glyph.x, 7);
    assert_int_equal(points[1].x, 105);
    assert_int_equal(points[1].y, -14);
}

static void a_turned_picture_is_as_wide_as_it_was_high(void **state)
{
    (void)state;
    for (int orientation = 1; orientation <= 8; orientation++) {
        struct image image = {.width = 3, .height = 2, .orientation = orientation};
        int width, height;
        image_size(&image, &width, &height);
        assert_int_equal(width, orientation < 5 ? 3 : 2);
        assert_int_equal(height, orientation < 5 ? 2 : 3);
    }
}

static void pages_are_counted_in_order(void **state)
{
    struct pages pages = {0};
    struct page *a = page_add(*state, &pages, MPT_MM(210), MPT_MM(297));
    struct page *b = page_add(*state, &pages, 1, 2);
    assert_int_equal(pages.count, 2);
    assert_ptr_equal(pages.first, a);
    assert_ptr_equal(a->next, b);
    assert_ptr_equal(pages.last, b);
    assert_int_equal(a->width, 595276);
    assert_int_equal(b->height, 2);
}

static void frames_and_outlines_keep_their_order_and_copy_their_names(void **state)
{
    struct pages pages = {0};
    struct page *p = page_add(*state, &pages, 1, 1);
    char name[] = "a";
    page_frame(*state, p, (struct frame){.name = name, .x = 1, .y = 2, .w = 3, .h = 4});
    page_outline(*state, p, 1, name, 50);
    name[0] = 'x';
    page_frame(*state, p, (struct frame){.name = "b", .x = 5, .y = 6, .w = 7, .h = 8});
    page_outline(*state, p, 2, "c", 60);
    assert_string_equal(p->frames->name, "a");
    assert_int_equal(p->frames->h, 4);
    assert_string_equal(p->frames->next->name, "b");
    assert_null(p->last_frame->next);
    assert_string_equal(p->outline->title, "a");
    assert_int_equal(p->outline->next->level, 2);
    assert_int_equal(p->last_outline->y, 60);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(lengths_are_thousandths_of_a_point),
        TEST(operations_keep_their_order_and_shape),
        TEST(a_new_operation_is_black_solid_and_unfilled),
        TEST(appending_moves_the_whole_list),
        TEST(moving_shifts_every_kind),
        TEST(a_turned_picture_is_as_wide_as_it_was_high),
        TEST(pages_are_counted_in_order),
        TEST(frames_and_outlines_keep_their_order_and_copy_their_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
