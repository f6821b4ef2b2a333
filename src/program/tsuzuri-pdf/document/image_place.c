/* The page for an image: its own size where that is a sheet's, else A4 with margins. */
#include "program/tsuzuri-pdf/document/image_place.h"

#define POINTS 72.0
#define A4_SHORT (210 * POINTS / 25.4)
#define A4_LONG (297 * POINTS / 25.4)
#define MARGIN (10 * POINTS / 25.4)
#define CORNER_WIDTH (40 * POINTS / 25.4) /* what a label takes of the upper right corner */
#define CORNER_HEIGHT (15 * POINTS / 25.4)
#define LEAST_SIDE (25 * POINTS / 25.4)
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

struct matrix image_place(const struct image_file *p, double *page_width, double *page_height)
{
    bool turned = p->orientation >= 5;
    bool known = p->x_dpi > 0 && p->y_dpi > 0;
    double w = p->width * POINTS / (known ? p->x_dpi : POINTS);
    double h = p->height * POINTS / (known ? p->y_dpi : POINTS);
    if (turned) {
        double side = w;
        w = h;
        h = side;
    }
    *page_width = w;
    *page_height = h;
    if (known && is_sheet(w, h))
        return orient(p->orientation, 0, 0, w, h);
    *page_width = w > h ? A4_LONG : A4_SHORT;
    *page_height = w > h ? A4_SHORT : A4_LONG;
    struct place at = place_within(w, h, *page_width, *page_height, MARGIN);
    if (at.x + at.w > *page_width - CORNER_WIDTH && at.y + at.h > *page_height - CORNER_HEIGHT)
        at = place_within(w, h, *page_width, *page_height, CORNER_HEIGHT);
    return orient(p->orientation, at.x, at.y, at.w, at.h);
}
