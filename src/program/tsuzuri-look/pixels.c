/* Whether pixels show ink, and whether two pictures show the same. */
#include "program/tsuzuri-look/pixels.h"

#include <string.h>

#define BINS 4096      /* colours, four bits a component */
#define APART 56       /* a component that moves by more is another colour */
#define SPECKS 400     /* one pixel of so many may be of another colour */
#define DARK 110       /* a component's sum over three is below: ink */
#define LIGHT 200      /* above: paper */
#define MOST_MISSED 25 /* percent of the ink, or of the paper, that may be something else */

static int component(uint32_t p, int shift)
{
    return (int)(p >> shift & 0xFF);
}

static int grey(uint32_t p)
{
    return (component(p, 16) + component(p, 8) + component(p, 0)) / 3;
}

static unsigned bin_of(uint32_t p)
{
    return (p >> 20 & 0xF) << 8 | (p >> 12 & 0xF) << 4 | (p >> 4 & 0xF);
}

/* A pixel of the most common colour. */
static uint32_t ground(const struct pixels *s, size_t count)
{
    uint32_t counts[BINS] = {0};
    uint32_t best = 0;
    for (size_t i = 0; i < count; i++)
        counts[bin_of(s->pixels[i])]++;
    for (size_t i = 0; i < count; i++)
        if (counts[bin_of(s->pixels[i])] > counts[bin_of(best)] || i == 0)
            best = s->pixels[i];
    return best;
}

static bool apart(uint32_t a, uint32_t b)
{
    for (int shift = 0; shift <= 16; shift += 8) {
        int d = component(a, shift) - component(b, shift);
        if (d > APART || d < -APART)
            return true;
    }
    return false;
}

bool pixels_inked(const struct pixels *s)
{
    size_t count = (size_t)s->width * (size_t)s->height;
    uint32_t paper = count ? ground(s, count) : 0;
    size_t other = 0;
    for (size_t i = 0; i < count; i++)
        other += apart(s->pixels[i], paper);
    return other > count / SPECKS;
}

/* The darkest and the lightest around a pixel. */
static void range_around(const struct pixels *s, int x, int y, int *least, int *most)
{
    *least = 255;
    *most = 0;
    for (int v = y > 0 ? y - 1 : 0; v <= y + 1 && v < s->height; v++)
        for (int u = x > 0 ? x - 1 : 0; u <= x + 1 && u < s->width; u++) {
            int g = grey(s->pixels[(size_t)v * (size_t)s->width + (size_t)u]);
            *least = g < *least ? g : *least;
            *most = g > *most ? g : *most;
        }
}

struct tally {
    size_t ink, ink_missed;
    size_t paper, paper_missed;
};

static void compare_pixel(
    const struct pixels *seen, const struct pixels *wanted, int x, int y, struct tally *t)
{
    int least;
    int most;
    int want = grey(wanted->pixels[(size_t)y * (size_t)wanted->width + (size_t)x]);
    range_around(seen, x, y, &least, &most);
    if (want < DARK) {
        t->ink++;
        t->ink_missed += least > (DARK + LIGHT) / 2;
    } else if (want > LIGHT) {
        t->paper++;
        t->paper_missed += most < (DARK + LIGHT) / 2;
    }
}

bool pixels_alike(const struct pixels *seen, const struct pixels *wanted)
{
    struct tally t = {0};
    for (int y = 0; y < wanted->height; y++)
        for (int x = 0; x < wanted->width; x++)
            compare_pixel(seen, wanted, x, y, &t);
    return t.ink_missed * 100 <= t.ink * MOST_MISSED &&
           t.paper_missed * 100 <= t.paper * MOST_MISSED;
}
