/* sight: what a picture of a page's corner shows. */
#include "program/tsuzuri-look/pixels.h"
#include "support.h"

enum { WIDE = 60, HIGH = 30, COUNT = WIDE * HIGH };

#define WHITE 0xffffffu
#define BLACK 0x000000u

struct canvas {
    uint32_t pixels[COUNT];
    struct pixels sight;
};

static struct canvas *fill(struct canvas *c, uint32_t colour)
{
    for (int i = 0; i < COUNT; i++)
        c->pixels[i] = colour;
    c->sight = (struct pixels){WIDE, HIGH, c->pixels};
    return c;
}

static void rect(struct canvas *c, int x, int y, int width, int height, uint32_t colour)
{
    for (int v = y; v < y + height; v++)
        for (int u = x; u < x + width; u++)
            c->pixels[v * WIDE + u] = colour;
}

/* A frame with two strokes in it. */
static void label(struct canvas *c, int shift)
{
    rect(fill(c, WHITE), 4 + shift, 4, 50, 22, BLACK);
    rect(c, 6 + shift, 6, 46, 18, WHITE);
    rect(c, 14 + shift, 8, 3, 14, BLACK);
    rect(c, 30 + shift, 8, 3, 14, BLACK);
}

static void one_colour_is_no_print(void **state)
{
    (void)state;
    struct canvas c;
    assert_false(pixels_inked(&fill(&c, WHITE)->sight));
    assert_false(pixels_inked(&fill(&c, BLACK)->sight));
    assert_false(pixels_inked(&fill(&c, 0x3366cc)->sight));
    fill(&c, WHITE);
    rect(&c, 3, 3, 2, 2, BLACK);
    assert_false(pixels_inked(&c.sight)); /* a speck */
    rect(&c, 0, 0, WIDE, HIGH, 0xfafafa);
    rect(&c, 0, 0, WIDE, 10, 0xf0f4f0); /* the shade of a scan */
    assert_false(pixels_inked(&c.sight));
}

static void anything_else_is_print(void **state)
{
    (void)state;
    struct canvas c;
    fill(&c, WHITE);
    rect(&c, 10, 10, 20, 1, 0x808080);
    assert_true(pixels_inked(&c.sight));
    fill(&c, BLACK);
    rect(&c, 10, 10, 10, 5, WHITE);
    assert_true(pixels_inked(&c.sight));
    fill(&c, 0xff0000);
    rect(&c, 0, 0, 30, HIGH, 0x00ff00);
    assert_true(pixels_inked(&c.sight));
}

static void a_label_is_known_again(void **state)
{
    (void)state;
    struct canvas wanted;
    struct canvas seen;
    label(&wanted, 0);
    label(&seen, 0);
    assert_true(pixels_alike(&seen.sight, &wanted.sight));
    label(&seen, 1);
    assert_true(pixels_alike(&seen.sight, &wanted.sight)); /* a drift of a pixel */
}

static void what_hides_a_label_is_seen(void **state)
{
    (void)state;
    struct canvas wanted;
    struct canvas seen;
    label(&wanted, 0);
    assert_false(pixels_alike(&fill(&seen, WHITE)->sight, &wanted.sight));
    assert_false(pixels_alike(&fill(&seen, BLACK)->sight, &wanted.sight));
    label(&seen, 5);
    assert_false(pixels_alike(&seen.sight, &wanted.sight)); /* elsewhere */
    label(&seen, 0);
    rect(&seen, 0, 0, 30, HIGH, 0x0000ff);
    assert_false(pixels_alike(&seen.sight, &wanted.sight)); /* half of it covered */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_colour_is_no_print),
        cmocka_unit_test(anything_else_is_print),
        cmocka_unit_test(a_label_is_known_again),
        cmocka_unit_test(what_hides_a_label_is_seen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
