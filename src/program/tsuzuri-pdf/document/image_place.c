/* The page for an image: its own size where that is a sheet's, else A4 with margins; and the pages
   for a strip. */
#include "program/tsuzuri-pdf/document/image_place.h"

#include <math.h>

#define POINTS 72.0
#define MM (POINTS / 25.4)
#define A4_SHORT (210 * MM)
#define A4_LONG (297 * MM)
#define MARGIN (10 * MM)
#define CORNER_WIDTH (40 * MM) /* what a label takes of the upper right corner */
#define CORNER_HEIGHT (15 * MM)
#define LEAST_SIDE (25 * MM)
#define SLACK 1.02 /* a scanner's A3 is seldom A3 */

/* The unit square of the stored image to a displayed rectangle at x, y. */
static struct matrix orient(int orientation, double x, double y, double w, double h)
{
    switch (orientation) {
    case 2:
        return (struct matrix){-w, 0, 0, h, x + w, y};
    case 3:
        return (struct matrix){-w, 0, 0, -h, x + w, y + h};
    case 4:
        return (struct matrix){w, 0, 0, -h, x, y + h};
    case 5:
        return (struct matrix){0, -h, -w, 0, x + w, y + h};
    case 6:
        return (struct matrix){0, -h, w, 0, x, y + h};
    case 7:
        return (struct matrix){0, h, w, 0, x, y};
    case 8:
        return (struct matrix){0, h, -w, 0, x + w, y};
    default:
        return (struct matrix){w, 0, 0, h, x, y};
    }
}

static bool is_sheet(double w, double h)
{
    double small = w < h ? w : h;
    double large = w < h ? h : w;
    return small >= LEAST_SIDE && small <= A4_LONG * SLACK && large <= 2 * A4_SHORT * SLACK;
}

struct place {
    double x, y, w, h;
};

/* As large as the margins allow, in the middle between them; top is the upper margin. */
static struct place place_within(double w, double h, double page_w, double page_h, double top)
{
    double across = (page_w - 2 * MARGIN) / w;
    double up = (page_h - MARGIN - top) / h;
    double s = across < up ? across : up;
    return (struct place){
        (page_w - s * w) / 2, MARGIN + (page_h - MARGIN - top - s * h) / 2, s * w, s * h};
}

/* --- its own size --- */

static bool is_near(double x, double y, double slack)
{
    return x > y / slack && x < y * slack;
}

/* The sides of a sheet of the A or B series (ISO 216, JIS P 0138), either way round. */
static bool is_standard(double w, double h)
{
    static const double shorts[] = {105, 128, 148, 182, 210, 257, 297};
    static const double longs[] = {148, 182, 210, 257, 297, 364, 420};
    double small = (w < h ? w : h) / MM;
    double large = (w < h ? h : w) / MM;
    for (size_t i = 0; i < sizeof shorts / sizeof *shorts; i++)
        if (is_near(small, shorts[i], 1.01) && is_near(large, longs[i], 1.01))
            return true;
    return false;
}

/* 72 and 96 are written by programs that know of no size. */
static bool is_default(double dpi)
{
    return is_near(dpi, 72, 1.002) || is_near(dpi, 96, 1.002);
}

struct size {
    double w, h;  /* as displayed */
    bool is_page; /* the page may have it */
};

static struct size size_of(const struct image_file *p)
{
    bool known = p->x_dpi > 0 && p->y_dpi > 0;
    double w = p->width * POINTS / (known ? p->x_dpi : POINTS);
    double h = p->height * POINTS / (known ? p->y_dpi : POINTS);
    bool turned = p->orientation >= 5;
    bool told = known && is_sheet(w, h) &&
                (!is_default(p->x_dpi) || !is_default(p->y_dpi) || is_standard(w, h));
    return turned ? (struct size){h, w, told} : (struct size){w, h, told};
}

/* --- strips --- */

/* An A4 page within its margins would show it narrower than some 70 mm. */
#define LONGEST 4.0
#define STRIP_DPI 200 /* as large as can be read well */
#define STRIP_LEAST (90 * MM)
#define STRIP_MOST (A4_SHORT - 2 * MARGIN)
#define STRIP_ROOM (A4_LONG - MARGIN - CORNER_HEIGHT)
#define REPEATED (5 * MM) /* a line of text that is cut is whole on one of two pages */

struct strip {
    double w, h; /* of the whole */
    int parts;
    double part; /* height of each */
};

static struct strip strip_of(const struct image_file *p, struct size size)
{
    int across = p->orientation >= 5 ? p->height : p->width;
    double w = across * POINTS / STRIP_DPI;
    w = w < STRIP_LEAST ? STRIP_LEAST : w > STRIP_MOST ? STRIP_MOST : w;
    struct strip s = {.w = w, .h = size.h / size.w * w};
    double parts = ceil((s.h - REPEATED) / (STRIP_ROOM - REPEATED));
    s.parts = parts > IMAGE_MOST_STRIPS ? IMAGE_MOST_STRIPS + 1 : (int)parts;
    s.part = (s.h - REPEATED) / parts + REPEATED;
    return s;
}

int image_page_count(const struct image_file *p)
{
    struct size size = size_of(p);
    return size.is_page || size.h / size.w <= LONGEST ? 1 : strip_of(p, size).parts;
}

static struct image_place place_part(const struct image_file *p, struct strip s, int n)
{
    double top = A4_LONG - CORNER_HEIGHT;
    double x = (A4_SHORT - s.w) / 2;
    double above = n * (s.part - REPEATED);
    return (struct image_place){A4_SHORT, A4_LONG,
        orient(p->orientation, x, top + above - s.h, s.w, s.h),
        {true, x, top - s.part, x + s.w, top}};
}

/* --- one page --- */

static struct image_place place_whole(const struct image_file *p, struct size size)
{
    if (size.is_page)
        return (struct image_place){
            size.w, size.h, orient(p->orientation, 0, 0, size.w, size.h), {0}};
    bool lies = size.w > size.h;
    double width = lies ? A4_LONG : A4_SHORT;
    double height = lies ? A4_SHORT : A4_LONG;
    struct place at = place_within(size.w, size.h, width, height, MARGIN);
    if (at.x + at.w > width - CORNER_WIDTH && at.y + at.h > height - CORNER_HEIGHT)
        at = place_within(size.w, size.h, width, height, CORNER_HEIGHT);
    return (struct image_place){width, height, orient(p->orientation, at.x, at.y, at.w, at.h), {0}};
}

struct image_place image_place(const struct image_file *p, int n)
{
    struct size size = size_of(p);
    return image_page_count(p) == 1 ? place_whole(p, size) : place_part(p, strip_of(p, size), n);
}
