/* corner: the page as a person sees it, and where its upper right corner is. */
#include "base/page_box.h"
#include "support.h"

#include <math.h>

static struct box box(double x0, double y0, double x1, double y1)
{
    double n[4] = {x0, y0, x1, y1};
    return box_of(n);
}

static const struct box none = {0};

static void assert_box(struct box b, double x0, double y0, double x1, double y1)
{
    assert_true(b.there);
    assert_true(b.x0 == x0 && b.y0 == y0 && b.x1 == x1 && b.y1 == y1);
}

/* Where a point of the label's own space stands in user space. */
static void assert_point(struct matrix m, double x, double y, double to_x, double to_y)
{
    assert_float_equal(m.a * x + m.c * y + m.e, to_x, 1e-6);
    assert_float_equal(m.b * x + m.d * y + m.f, to_y, 1e-6);
}

static void corners_come_in_any_order(void **state)
{
    (void)state;
    assert_box(box(612, 792, 0, 0), 0, 0, 612, 792);
    assert_box(box(0, 792, 612, 0), 0, 0, 612, 792);
    assert_box(box(-10, -20, -30, -5), -30, -20, -10, -5);
}

static void a_box_without_area_or_with_absurd_numbers_is_none(void **state)
{
    (void)state;
    assert_false(box(0, 0, 0, 0).there);
    assert_false(box(5, 0, 5, 700).there);
    assert_false(box(0, 0, NAN, 1).there);
    assert_false(box(0, 0, INFINITY, 1).there);
    assert_false(box(0, 0, 1e30, 1).there);
}

static void the_cropbox_counts_within_the_mediabox(void **state)
{
    (void)state;
    struct box media = box(0, 0, 600, 800);
    assert_box(view_of(media, none, 0, 1).box, 0, 0, 600, 800);
    assert_box(view_of(media, box(50, 60, 500, 700), 0, 1).box, 50, 60, 500, 700);
    assert_box(view_of(media, box(-50, 60, 900, 700), 0, 1).box, 0, 60, 600, 700);
    assert_box(view_of(media, box(700, 900, 800, 1000), 0, 1).box, 0, 0, 600, 800);
    assert_box(view_of(media, box(600, 0, 700, 800), 0, 1).box, 0, 0, 600, 800);
}

static void without_a_mediabox_the_page_is_letter(void **state)
{
    (void)state;
    assert_box(view_of(none, none, 0, 1).box, 0, 0, 612, 792);
    assert_box(view_of(none, box(100, 100, 9000, 200), 0, 1).box, 100, 100, 612, 200);
}

static void rotate_is_any_multiple_of_90_or_nothing(void **state)
{
    static const double given[] = {0, 90, 180, 270, 360, 450, -90, -180, -270, -360, -450, 3690, 45,
        91, 0.5, NAN, INFINITY, 1e20};
    static const int turn[] = {0, 90, 180, 270, 0, 90, 270, 180, 90, 0, 270, 90, 0, 0, 0, 0, 0, 0};
    (void)state;
    for (size_t i = 0; i < sizeof given / sizeof *given; i++)
        assert_int_equal(view_of(none, none, given[i], 1).turn, turn[i]);
}

static void the_unit_counts_where_it_is_positive(void **state)
{
    double w;
    double h;
    (void)state;
    struct view v = view_of(box(0, 0, 100, 200), none, 90, 2.5);
    view_size(&v, &w, &h);
    assert_true(w == 500 && h == 250);
    assert_true(view_of(none, none, 0, 0).unit == 1);
    assert_true(view_of(none, none, 0, -3).unit == 1);
    assert_true(view_of(none, none, 0, NAN).unit == 1);
}

static void the_label_stands_upright_in_the_displayed_corner(void **state)
{
    (void)state;
    struct box b = box(100, 200, 700, 1000);
    struct view v = view_of(b, none, 0, 1);
    struct matrix m = corner_place(&v, 50, 20, 10);
    assert_point(m, 0, 0, 640, 970);
    assert_point(m, 50, 20, 690, 990);
    v = view_of(b, none, 90, 1); /* clockwise: the left edge is shown at the top */
    m = corner_place(&v, 50, 20, 10);
    assert_point(m, 50, 20, 110, 990);
    assert_point(m, 0, 0, 130, 940);
    v = view_of(b, none, 180, 1);
    m = corner_place(&v, 50, 20, 10);
    assert_point(m, 50, 20, 110, 210);
    assert_point(m, 0, 0, 160, 230);
    v = view_of(b, none, -90, 1);
    m = corner_place(&v, 50, 20, 10);
    assert_point(m, 50, 20, 690, 210);
    assert_point(m, 0, 0, 670, 260);
}

static void the_label_keeps_its_size_in_millimetres_on_large_units(void **state)
{
    (void)state;
    struct view v = view_of(box(0, 0, 300, 400), none, 0, 2);
    struct matrix m = corner_place(&v, 50, 20, 10);
    assert_point(m, 0, 0, 270, 385);
    assert_point(m, 50, 20, 295, 395);
}

static void on_a_page_that_is_too_small_it_shrinks(void **state)
{
    (void)state;
    struct view v = view_of(box(0, 0, 35, 400), none, 0, 1);
    struct matrix m = corner_place(&v, 50, 20, 10);
    assert_point(m, 0, 0, 5, 385);
    assert_point(m, 50, 20, 30, 395);
    v = view_of(box(0, 0, 400, 20), none, 0, 1);
    m = corner_place(&v, 50, 20, 10);
    assert_point(m, 50, 20, 395, 15);
    assert_point(m, 0, 0, 370, 5);
}

static void the_part_is_a_share_of_the_displayed_page(void **state)
{
    (void)state;
    struct view v = view_of(box(50, 50, 250, 450), none, 90, 2); /* shown as 800 by 400 */
    struct corner_part p = corner_part(&v, 60, 20, 10);
    assert_float_equal(p.x, 730 / 800.0, 1e-9);
    assert_float_equal(p.y, 10 / 400.0, 1e-9);
    assert_float_equal(p.width, 60 / 800.0, 1e-9);
    assert_float_equal(p.height, 20 / 400.0, 1e-9);
    v = view_of(box(0, 0, 35, 400), none, 0, 1);
    assert_float_equal(corner_scale(&v, 50, 20, 10), 0.5, 1e-9);
    p = corner_part(&v, 50, 20, 10);
    assert_float_equal(p.x, 5 / 35.0, 1e-9);
    assert_float_equal(p.y, 5 / 400.0, 1e-9);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(corners_come_in_any_order),
        cmocka_unit_test(a_box_without_area_or_with_absurd_numbers_is_none),
        cmocka_unit_test(the_cropbox_counts_within_the_mediabox),
        cmocka_unit_test(without_a_mediabox_the_page_is_letter),
        cmocka_unit_test(rotate_is_any_multiple_of_90_or_nothing),
        cmocka_unit_test(the_unit_counts_where_it_is_positive),
        cmocka_unit_test(the_label_stands_upright_in_the_displayed_corner),
        cmocka_unit_test(the_label_keeps_its_size_in_millimetres_on_large_units),
        cmocka_unit_test(on_a_page_that_is_too_small_it_shrinks),
        cmocka_unit_test(the_part_is_a_share_of_the_displayed_page),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
