/* What is drawn over finished pages: the draft mark and the grid. */
#include "base/arena.h"
#include "typeset/layout/layout.h"

#include <string.h>

#define DRAFT_INK 0xd8d8d8u
#define DRAFT_SIZE MPT_PT(110)
#define DRAFT_ANGLE 50
#define GRID_INK 0xdbe8f1u
#define GRID_STRONG 0x9dbfd8u
#define NAME_INK 0xc0392bu
#define NAME_SIZE MPT_PT(5)

struct overlay {
    struct arena *arena;
    struct messages *err;
    struct fonts *fonts;
    int family;
};

static bool set_text(
    struct overlay *o, const char *text, mpt size, uint32_t ink, struct set_text *set)
{
    struct span span = {.text = text, .size = strlen(text), .look = {o->family, size, ink}};
    struct para p = {.spans = &span, .count = 1, .leading = size};
    return para_set(
               (struct typesetter){o->arena, o->err, o->fonts}, &p, INT32_MAX / 4, set, NULL) &&
           set->count;
}

static struct overlay overlay_new(struct typesetter t, const struct design *d)
{
    const struct style *body = design_style(d, "body");
    return (struct overlay){t.arena, t.err, t.fonts, body ? body->text.family : 0};
}

/* cos and sin of DRAFT_ANGLE, in thousandths. */
#define DRAFT_COS 643
#define DRAFT_SIN 766

static bool draft_page(struct overlay *o, const char *text, struct page *page)
{
    struct set_text set;
    if (!set_text(o, text, DRAFT_SIZE, DRAFT_INK, &set))
        return false;
    mpt half = set.lines[0].width / 2;
    for (struct op *op = set.lines[0].ops.first; op; op = op->next) {
        mpt along = op->u.run.x - half;
        op->u.run.angle = DRAFT_ANGLE;
        op->u.run.x = page->width / 2 + (mpt)((int64_t)along * DRAFT_COS / 1000);
        op->u.run.y = page->height / 2 - (mpt)((int64_t)along * DRAFT_SIN / 1000);
    }
    ops_append(&set.lines[0].ops, &page->ops);
    page->ops = set.lines[0].ops;
    return true;
}

bool overlay_draft(
    struct typesetter t, const struct design *d, const char *text, struct pages *pages)
{
    struct overlay o = overlay_new(t, d);
    for (struct page *p = pages->first; p; p = p->next)
        if (!draft_page(&o, text, p))
            return false;
    return true;
}

static void grid_line(
    struct overlay *o, const struct page *p, int mm, bool vertical, struct ops *ops)
{
    mpt at = (mpt)((int64_t)mm * 7200000 / 2540);
    struct op *op =
        vertical ? op_line(o->arena, ops, (struct line_shape){at, 0, at, p->height}, MPT_PT(0.1))
                 : op_line(o->arena, ops, (struct line_shape){0, at, p->width, at}, MPT_PT(0.1));
    op->ink = mm % 10 ? GRID_INK : GRID_STRONG;
    if (mm % 10 == 0)
        op->width = MPT_PT(0.3);
}

static bool grid_number(struct overlay *o, int mm, bool vertical, struct ops *ops)
{
    mpt at = (mpt)((int64_t)mm * 7200000 / 2540);
    struct set_text set;
    if (!set_text(o, arena_printf(o->arena, "%d", mm), NAME_SIZE, GRID_STRONG, &set))
        return false;
    ops_move(&set.lines[0].ops, vertical ? at + MPT_PT(1) : MPT_PT(1), vertical ? MPT_PT(1) : at);
    ops_append(ops, &set.lines[0].ops);
    return true;
}

static bool draw_frame(struct overlay *o, struct page *p, const struct frame *f)
{
    struct set_text set;
    struct op *box =
        op_rect(o->arena, &p->ops, (struct box_shape){f->x, f->y, f->w, f->h}, MPT_PT(0.3));
    box->ink = NAME_INK;
    if (!set_text(o, f->name, NAME_SIZE, NAME_INK, &set))
        return false;
    ops_move(&set.lines[0].ops, f->x + f->w - set.lines[0].width - MPT_PT(1), f->y + MPT_PT(0.5));
    ops_append(&p->ops, &set.lines[0].ops);
    return true;
}

/* The grid lies below what is printed, the names above. */
static bool grid_page(struct overlay *o, struct page *p)
{
    struct ops grid = {0};
    int across = (int)((int64_t)p->width * 254 / 720000);
    int down = (int)((int64_t)p->height * 254 / 720000);
    bool good = true;
    for (int mm = 1; mm <= across; mm++)
        grid_line(o, p, mm, true, &grid);
    for (int mm = 1; mm <= down; mm++)
        grid_line(o, p, mm, false, &grid);
    for (int mm = 10; mm <= across; mm += 10)
        good &= grid_number(o, mm, true, &grid);
    for (int mm = 10; mm <= down; mm += 10)
        good &= grid_number(o, mm, false, &grid);
    ops_append(&grid, &p->ops);
    p->ops = grid;
    for (const struct frame *f = p->frames; f; f = f->next)
        good &= f->kind != FRAME_NAME || draw_frame(o, p, f);
    return good;
}

bool overlay_grid(struct typesetter t, const struct design *d, struct pages *pages)
{
    struct overlay o = overlay_new(t, d);
    bool good = true;
    for (struct page *p = pages->first; p; p = p->next)
        good &= grid_page(&o, p);
    return good;
}

#define MARK_FROM_EDGE MPT_MM(11)
#define MARK_WIDTH MPT_PT(1.5)

void overlay_marks(struct arena *a, struct pages *pages)
{
    for (struct page *p = pages->first; p; p = p->next)
        for (const struct frame *f = p->frames; f; f = f->next)
            if (f->kind == FRAME_CHANGED)
                op_line(a, &p->ops,
                    (struct line_shape){MARK_FROM_EDGE, f->y, MARK_FROM_EDGE, f->y + f->h},
                    MARK_WIDTH);
}

#define CORNER_SIZE MPT_PT(7)
#define CORNER_RIGHT MPT_MM(12)
#define CORNER_BOTTOM MPT_MM(7)

bool overlay_corner(
    struct typesetter t, const struct design *d, const char *text, struct page *page)
{
    struct overlay o = overlay_new(t, d);
    struct set_text set;
    if (!set_text(&o, text, CORNER_SIZE, 0, &set))
        return false;
    const struct set_line *line = &set.lines[0];
    ops_move(&set.lines[0].ops, page->width - CORNER_RIGHT - line->width,
        page->height - CORNER_BOTTOM - line->height);
    ops_append(&page->ops, &set.lines[0].ops);
    return true;
}
