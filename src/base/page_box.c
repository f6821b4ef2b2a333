/* page_box: the page as a person sees it, and where a label stands in its upper right corner. */
#include "base/page_box.h"

#include <math.h>

#define MOST 1e9 /* beyond this a number is no length */

static double least(double a, double b)
{
    return a < b ? a : b;
}

static double most(double a, double b)
{
    return a > b ? a : b;
}

static struct box sorted_box(double x0, double y0, double x1, double y1)
{
    struct box b = {true, least(x0, x1), least(y0, y1), most(x0, x1), most(y0, y1)};
    b.there = b.x1 > b.x0 && b.y1 > b.y0;
    return b;
}

struct box box_of(const double n[4])
{
    for (int i = 0; i < 4; i++)
        if (!isfinite(n[i]) || fabs(n[i]) > MOST)
            return (struct box){0};
    return sorted_box(n[0], n[1], n[2], n[3]);
}

static struct box common(struct box a, struct box b)
{
    struct box c = {true, most(a.x0, b.x0), most(a.y0, b.y0), least(a.x1, b.x1), least(a.y1, b.y1)};
    c.there = c.x1 > c.x0 && c.y1 > c.y0;
    return c;
}

static int turn_of(double rotate)
{
    if (!isfinite(rotate) || fabs(rotate) > MOST || fmod(rotate, 90) != 0)
        return 0;
    int turn = (int)fmod(rotate, 360);
    return turn < 0 ? turn + 360 : turn;
}

struct view view_of(struct box media, struct box crop, double rotate, double unit)
{
    static const double letter[4] = {0, 0, 612, 792};
    struct view v = {media.there ? media : box_of(letter), turn_of(rotate), 1};
    struct box both = crop.there ? common(v.box, crop) : crop;
    if (both.there)
        v.box = both;
    if (isfinite(unit) && unit > 0 && unit < MOST)
        v.unit = unit;
    return v;
}

void view_size(const struct view *v, double *width, double *height)
{
    double w = (v->box.x1 - v->box.x0) * v->unit;
    double h = (v->box.y1 - v->box.y0) * v->unit;
    bool upright = v->turn % 180 == 0;
    *width = upright ? w : h;
    *height = upright ? h : w;
}

struct matrix view_matrix(const struct view *v)
{
    double s = 1 / v->unit;
    const struct box *b = &v->box;
    switch (v->turn) {
    case 90:
        return (struct matrix){0, s, -s, 0, b->x1, b->y0};
    case 180:
        return (struct matrix){-s, 0, 0, -s, b->x1, b->y1};
    case 270:
        return (struct matrix){0, -s, s, 0, b->x0, b->y1};
    default:
        return (struct matrix){s, 0, 0, s, b->x0, b->y0};
    }
}

double corner_scale(const struct view *v, double width, double height, double margin)
{
    double page[2];
    view_size(v, &page[0], &page[1]);
    double s = least(1, page[0] / (width + 2 * margin));
    return least(s, page[1] / (height + 2 * margin));
}

struct corner_part corner_part(const struct view *v, double width, double height, double margin)
{
    double page[2];
    double s = corner_scale(v, width, height, margin);
    view_size(v, &page[0], &page[1]);
    return (struct corner_part){(page[0] - s * (margin + width)) / page[0], s * margin / page[1],
        s * width / page[0], s * height / page[1]};
}

static struct matrix place_at(const struct view *v, double x, double y, double s)
{
    struct matrix m = view_matrix(v);
    m.e += m.a * x + m.c * y;
    m.f += m.b * x + m.d * y;
    m.a *= s;
    m.b *= s;
    m.c *= s;
    m.d *= s;
    return m;
}

struct matrix corner_place(const struct view *v, double width, double height, double margin)
{
    double page[2];
    double s = corner_scale(v, width, height, margin);
    view_size(v, &page[0], &page[1]);
    return place_at(v, page[0] - s * (margin + width), page[1] - s * (margin + height), s);
}

struct matrix foot_place(const struct view *v, double width, double height, double margin)
{
    double page[2];
    double s = corner_scale(v, width, height, margin);
    view_size(v, &page[0], &page[1]);
    return place_at(v, (page[0] - s * width) / 2, s * margin, s);
}
