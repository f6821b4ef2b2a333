/* page_list: the page list: operations added, moved and joined; frames and outlines. */
#include "typeset/page/page_list.h"

#include "base/arena.h"

struct op *op_add(struct arena *a, struct ops *ops, enum op_kind kind)
{
    struct op *op = arena_alloc(a, sizeof *op);
    op->kind = kind;
    if (ops->last)
        ops->last->next = op;
    else
        ops->first = op;
    ops->last = op;
    return op;
}

void ops_append(struct ops *to, struct ops *from)
{
    if (!from->first)
        return;
    if (to->last)
        to->last->next = from->first;
    else
        to->first = from->first;
    to->last = from->last;
    *from = (struct ops){0};
}

static void move_line(struct line_shape *l, mpt dx, mpt dy)
{
    l->x0 += dx;
    l->x1 += dx;
    l->y0 += dy;
    l->y1 += dy;
}

static void move_polyline(struct polyline *p, mpt dx, mpt dy)
{
    for (size_t i = 0; i < p->count; i++) {
        p->points[i].x += dx;
        p->points[i].y += dy;
    }
}

static void move(struct op *op, mpt dx, mpt dy)
{
    switch (op->kind) {
    case OP_RUN:
        op->u.run.x += dx;
        op->u.run.y += dy;
        break;
    case OP_LINE:
        move_line(&op->u.line, dx, dy);
        break;
    case OP_RECT:
    case OP_ELLIPSE:
        op->u.box.x += dx;
        op->u.box.y += dy;
        break;
    case OP_POLYLINE:
        move_polyline(&op->u.poly, dx, dy);
        break;
    case OP_IMAGE:
        op->u.image.box.x += dx;
        op->u.image.box.y += dy;
        break;
    }
}

void ops_move(struct ops *ops, mpt dx, mpt dy)
{
    for (struct op *op = ops->first; op; op = op->next)
        move(op, dx, dy);
}

struct op *op_line(struct arena *a, struct ops *ops, struct line_shape line, mpt width)
{
    struct op *op = op_add(a, ops, OP_LINE);
    op->width = width;
    op->u.line = line;
    return op;
}

static struct op *add_box(
    struct arena *a, struct ops *ops, enum op_kind kind, struct box_shape box, mpt width)
{
    struct op *op = op_add(a, ops, kind);
    op->width = width;
    op->u.box = box;
    return op;
}

struct op *op_rect(struct arena *a, struct ops *ops, struct box_shape box, mpt width)
{
    return add_box(a, ops, OP_RECT, box, width);
}

struct op *op_ellipse(struct arena *a, struct ops *ops, struct box_shape box, mpt width)
{
    return add_box(a, ops, OP_ELLIPSE, box, width);
}

struct op *op_image(struct arena *a, struct ops *ops, const struct image *i, struct box_shape box)
{
    struct op *op = op_add(a, ops, OP_IMAGE);
    op->u.image = (struct image_shape){box, i};
    return op;
}

void image_size(const struct image *i, int *width, int *height)
{
    bool turned = i->orientation >= 5;
    *width = turned ? i->height : i->width;
    *height = turned ? i->width : i->height;
}

struct page *page_add(struct arena *a, struct pages *pages, mpt width, mpt height)
{
    struct page *p = arena_alloc(a, sizeof *p);
    p->width = width;
    p->height = height;
    if (pages->last)
        pages->last->next = p;
    else
        pages->first = p;
    pages->last = p;
    pages->count++;
    return p;
}

void page_frame(struct arena *a, struct page *p, struct frame frame)
{
    struct frame *f = arena_alloc(a, sizeof *f);
    *f = frame;
    f->next = NULL;
    f->name = arena_strdup(a, frame.name);
    if (p->last_frame)
        p->last_frame->next = f;
    else
        p->frames = f;
    p->last_frame = f;
}

void page_outline(struct arena *a, struct page *p, int level, const char *title, mpt y)
{
    struct outline *o = arena_alloc(a, sizeof *o);
    *o = (struct outline){.level = level, .title = arena_strdup(a, title), .y = y};
    if (p->last_outline)
        p->last_outline->next = o;
    else
        p->outline = o;
    p->last_outline = o;
}
