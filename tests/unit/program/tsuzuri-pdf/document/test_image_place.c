/* image_place: the page for an image, and where it stands there. */
#include "program/tsuzuri-pdf/document/image_place.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define MM (72 / 25.4)

struct placed {
    struct matrix m;
    double width, height;
};

static struct placed place(int width, int height, double dpi, int orientation)
{
    struct image_file p = {.width = width, .height = height, .x_dpi = dpi, .y_dpi = dpi};
    p.orientation = orientation;
    struct image_place at = image_place(&p, 0);
    return (struct placed){at.m, at.page_width, at.page_height};
}

static void assert_page(struct placed p, double width, double height)
{
    assert_true(fabs(p.width - width * MM) < 0.5);
    assert_true(fabs(p.height - height * MM) < 0.5);
}

/* Where the matrix takes the unit square: as wide and high as this, and within the page. */
static void assert_covers(struct placed p, double width, double height)
{
    double x0 = p.m.e + fmin(0, p.m.a) + fmin(0, p.m.c);
    double y0 = p.m.f + fmin(0, p.m.b) + fmin(0, p.m.d);
    assert_true(x0 > -0.01 && y0 > -0.01);
    assert_true(fabs(fabs(p.m.a) + fabs(p.m.c) - width * MM) < 0.5);
    assert_true(fabs(fabs(p.m.b) + fabs(p.m.d) - height * MM) < 0.5);
    assert_true(x0 + width * MM < p.width + 0.6 && y0 + height * MM < p.height + 0.6);
}

static void a_scan_keeps_its_size(void **state)
{
    (void)state;
    assert_page(place(2480, 3508, 300, 1), 210, 297);
    assert_covers(place(2480, 3508, 300, 1), 210, 297);
    assert_page(place(4960, 3508, 300, 1), 420, 297);
    assert_page(place(1000, 600, 254, 1), 100, 60);
}

static void sides_may_have_resolutions_of_their_own(void **state)
{
    struct image_file fax = {.width = 1728, .height = 1145, .x_dpi = 204, .y_dpi = 98};
    (void)state;
    fax.orientation = 1;
    struct image_place at = image_place(&fax, 0);
    assert_true(fabs(at.page_width / MM - 215) < 1 && fabs(at.page_height / MM - 297) < 1);
}

static void a_photo_of_no_known_size_fills_a4(void **state)
{
    (void)state;
    assert_page(place(4000, 3000, 0, 1), 297, 210);
    assert_covers(place(4000, 3000, 0, 1), 246.7, 185); /* below the corner of a label */
    assert_page(place(3000, 4000, 0, 1), 210, 297);
    assert_covers(place(3000, 4000, 0, 1), 190, 253.3);
    assert_page(place(1000, 1000, 0, 1), 210, 297);
}

static void a_size_that_is_no_sheet_does_not_count(void **state)
{
    (void)state;
    assert_page(place(4000, 3000, 72, 1), 297, 210);   /* 1.4 m wide */
    assert_page(place(100, 100, 600, 1), 210, 297);    /* a stamp of 4 mm */
    assert_page(place(3000, 100, 72, 1), 297, 210);    /* a ribbon */
    assert_page(place(2480, 3508, -300, 1), 210, 297); /* no resolution at all */
}

static void an_a3_that_is_a_little_too_large_is_a_sheet(void **state)
{
    (void)state;
    assert_page(place(4300, 3030, 257, 1), 425, 299.5);
    assert_page(place(4300, 3030, 250, 1), 297, 210);
}

/* The eight orientations of EXIF: those from 5 on change the sides. */
static void every_orientation_covers_its_page(void **state)
{
    (void)state;
    for (int i = 1; i <= 8; i++) {
        struct placed p = place(1000, 2000, 254, i);
        assert_page(p, i < 5 ? 100 : 200, i < 5 ? 200 : 100);
        assert_covers(p, i < 5 ? 100 : 200, i < 5 ? 200 : 100);
    }
}

/* The corner of the stored image that is shown at the upper left (EXIF 2.3, 4.6.4). */
static void each_orientation_shows_its_corner(void **state)
{
    static const int corners[9][2] = {
        {0, 0}, {0, 1}, {1, 1}, {1, 0}, {0, 0}, {0, 1}, {0, 0}, {1, 0}, {1, 1}};
    (void)state;
    for (int i = 1; i <= 8; i++) {
        struct placed p = place(1000, 2000, 254, i);
        double x = p.m.a * corners[i][0] + p.m.c * corners[i][1] + p.m.e;
        double y = p.m.b * corners[i][0] + p.m.d * corners[i][1] + p.m.f;
        assert_true(fabs(x) < 0.01 && fabs(y - p.height) < 0.01);
    }
}

static void an_orientation_that_is_none_is_upright(void **state)
{
    (void)state;
    struct matrix m = place(1000, 2000, 254, 99).m;
    assert_page(place(1000, 2000, 254, 0), 100, 200);
    assert_true(m.b == 0 && m.c == 0 && m.a != 0);
}

static void what_programs_write_by_default_is_no_size(void **state)
{
    (void)state;
    assert_page(place(800, 600, 72, 1), 297, 210); /* else 282 x 212 mm */
    assert_page(place(800, 600, 96, 1), 297, 210);
    assert_page(place(800, 600, 100, 1), 203.2, 152.4);
    assert_page(place(595, 842, 72, 1), 210, 297); /* a sheet drawn at 72 dpi */
    assert_covers(place(595, 842, 72, 1), 210, 297);
    assert_page(place(1123, 794, 96.012, 1), 297, 210);
}

/* --- strips --- */

static struct image_file strip(int width, int height, int orientation)
{
    return (struct image_file){.width = width, .height = height, .orientation = orientation};
}

static void a_strip_is_cut_and_nothing_of_it_is_lost(void **state)
{
    struct image_file p = strip(1080, 24000, 1);
    int count = image_page_count(&p);
    (void)state;
    assert_int_equal(count, 12);
    double shown = 0; /* down to here, in 1/72 inch of the strip */
    for (int i = 0; i < count; i++) {
        struct image_place at = image_place(&p, i);
        double top = at.m.f + at.m.d - at.clip.y1;
        assert_page((struct placed){at.m, at.page_width, at.page_height}, 210, 297);
        assert_true(at.clip.y1 < (297 - 14.9) * MM && at.clip.y0 > 9.9 * MM);
        assert_true(fabs(at.m.a - 1080 * 72.0 / 200) < 0.01); /* 200 dpi */
        assert_true(fabs(i ? shown - top - 5 * MM : top) < 0.01);
        shown = top + at.clip.y1 - at.clip.y0;
    }
    assert_true(fabs(shown - 24000 * 72.0 / 200) < 0.01);
}

static void only_a_strip_is_cut(void **state)
{
    struct image_file phone = strip(1080, 2400, 1), wide = strip(24000, 1080, 1),
                      turned = strip(24000, 1080, 6), hair = strip(1, 60000, 1);
    struct image_file receipt = {
        .width = 640, .height = 3200, .orientation = 1, .x_dpi = 300, .y_dpi = 300};
    (void)state;
    assert_int_equal(image_page_count(&phone), 1);
    assert_int_equal(image_page_count(&wide), 1);
    assert_int_equal(image_page_count(&receipt), 1); /* 54 x 271 mm, as it is */
    assert_int_equal(image_page_count(&turned), 12);
    assert_true(image_page_count(&hair) > IMAGE_MOST_STRIPS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_scan_keeps_its_size),
        cmocka_unit_test(sides_may_have_resolutions_of_their_own),
        cmocka_unit_test(a_photo_of_no_known_size_fills_a4),
        cmocka_unit_test(a_size_that_is_no_sheet_does_not_count),
        cmocka_unit_test(an_a3_that_is_a_little_too_large_is_a_sheet),
        cmocka_unit_test(every_orientation_covers_its_page),
        cmocka_unit_test(each_orientation_shows_its_corner),
        cmocka_unit_test(an_orientation_that_is_none_is_upright),
        cmocka_unit_test(what_programs_write_by_default_is_no_size),
        cmocka_unit_test(a_strip_is_cut_and_nothing_of_it_is_lost),
        cmocka_unit_test(only_a_strip_is_cut),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
