/* Blocks become fragments of a column. */
#include "typeset/layout/block.h"

#include "base/arena.h"

#include <string.h>

#define DEEPEST 60

/* --- repetition --- */

/* --- elements --- */

static const int share_of[] = {0, 1, 2}; /* of the space left, in halves above */

static void draw_column(
    struct fragments *list, mpt height, enum vertical valign, struct fragment *into, mpt x, mpt y)
{
    fragments_stretch(list, height, share_of[valign]);
    fragments_merge(list, into, x, y, true);
}

static bool check_room(struct lay *l, const struct block *b, mpt natural, mpt height)
{
    if (natural <= height)
        return true;
    messages_error(l->err, ERR_INPUT, "too-tall", b->at,
        "the content is %d.%d mm taller than the height given to it",
        "内容が指定の高さより%d.%d mm高くなっています", (int)((natural - height) / 2835),
        (int)((natural - height) % 2835 * 10 / 2835));
    return false;
}

static void lay_row(
    struct lay *l, const struct block *b, const struct scope *s, mpt width, struct fragments *out)
{
    mpt *widths = lay_columns(l, b, width, b->gap);
    struct fragments *cells = arena_array(l->arena, b->column_count, sizeof *cells);
    mpt height = b->height;
    size_t i = 0;
    for (const struct block *c = b->children; c; c = c->next, i++) {
        struct block single = *c;
        single.next = NULL;
        lay_inside(l, &single, s, widths[i], 0, &cells[i]);
        mpt natural = fragments_height(&cells[i]);
        if (b->height)
            check_room(l, b, natural, b->height);
        else if (natural > height)
            height = natural;
    }
    struct fragment *slab = fragment_add(l->arena, out, b->at);
    slab->height = height;
    mpt x = 0;
    for (i = 0; i < b->column_count; i++) {
        draw_column(&cells[i], height, b->valign, slab, x, 0);
        x += widths[i] + b->gap;
    }
}

static void draw_side(
    struct lay *l, const struct block *b, struct ops *ops, mpt width, const mpt at[4])
{
    if (!width)
        return;
    struct op *op = op_line(l->arena, ops, (struct line_shape){at[0], at[1], at[2], at[3]}, width);
    op->dash = b->dash;
    op->ink = b->ink;
}

static void draw_border(struct lay *l, const struct block *b, mpt w, mpt h, struct ops *ops)
{
    const struct sides *s = &b->border;
    bool even = s->top == s->right && s->top == s->bottom && s->top == s->left;
    if (b->has_fill || (even && s->top)) {
        struct op *op = op_rect(l->arena, ops, (struct box_shape){0, 0, w, h}, even ? s->top : 0);
        op->ink = b->ink;
        op->dash = b->dash;
        op->filled = b->has_fill;
        op->fill = b->fill;
    }
    if (even)
        return;
    draw_side(l, b, ops, s->top, (const mpt[]){0, 0, w, 0});
    draw_side(l, b, ops, s->right, (const mpt[]){w, 0, w, h});
    draw_side(l, b, ops, s->bottom, (const mpt[]){0, h, w, h});
    draw_side(l, b, ops, s->left, (const mpt[]){0, 0, 0, h});
}

static void lay_box(
    struct lay *l, const struct block *b, const struct scope *s, mpt width, struct fragments *out)
{
    struct fragments inner = {0};
    const struct sides *p = &b->padding;
    lay_inside(l, b->children, s, width - p->left - p->right, b->gap, &inner);
    mpt natural = fragments_height(&inner) + p->top + p->bottom;
    mpt height = b->height ? b->height : natural > b->min_height ? natural : b->min_height;
    if (b->height)
        check_room(l, b, natural, height);
    struct fragment *slab = fragment_add(l->arena, out, b->at);
    slab->height = height;
    draw_border(l, b, width, height, &slab->ops);
    draw_column(&inner, height - p->top - p->bottom, b->valign, slab, p->left, p->top);
}

static void lay_stack(
    struct lay *l, const struct block *b, const struct scope *s, mpt width, struct fragments *out)
{
    struct fragments own = {0};
    lay_blocks(l, b->children, s, width, b->gap, &own);
    for (struct fragment *slab = own.first; b->keep && slab && slab != own.last; slab = slab->next)
        slab->stick = true;
    fragments_append(out, &own);
}

static void lay_rule(struct lay *l, const struct block *b, mpt width, struct fragments *out)
{
    struct fragment *slab = fragment_add(l->arena, out, b->at);
    slab->height = b->height;
    struct op *op = op_line(l->arena, &slab->ops,
        (struct line_shape){0, b->height / 2, width, b->height / 2}, b->height);
    op->dash = b->dash;
    op->ink = b->ink;
}

#define SEAL_INK 0x9a9a9au

/* A ring to stamp into, its mark in the middle. */
static void lay_seal(struct lay *l, const struct block *b, mpt width, struct fragments *out)
{
    struct fragment *slab = fragment_add(l->arena, out, b->at);
    const struct style *look = lay_style(l, b->look);
    slab->height = b->height;
    mpt x = (width - b->height) / 2;
    if (b->ring) {
        struct op *ring = op_ellipse(
            l->arena, &slab->ops, (struct box_shape){x, 0, b->height, b->height}, MPT_PT(0.4));
        ring->ink = SEAL_INK;
        ring->dash = MPT_PT(1.6);
    }
    struct ops mark = {0};
    lay_label(l, look, b->seal_mark, b->height, &mark);
    ops_move(&mark, x, (b->height - look->leading) / 2);
    for (struct op *op = mark.first; op; op = op->next)
        op->ink = SEAL_INK;
    ops_append(&slab->ops, &mark);
}

static void lay_place(
    struct lay *l, const struct block *b, const struct scope *s, mpt width, struct fragments *out)
{
    struct fragments inner = {0};
    mpt own = b->width ? b->width : width - b->x;
    lay_inside(l, b->children, s, own, b->gap, &inner);
    struct fragment *slab = fragment_add(l->arena, out, b->at);
    slab->fixed = true;
    slab->from_page = b->from_page;
    mpt natural = fragments_height(&inner);
    if (b->height)
        check_room(l, b, natural, b->height);
    draw_column(&inner, b->height ? b->height : natural, b->valign, slab, b->x, b->y);
}

static void lay_space(struct lay *l, const struct block *b, struct fragments *out)
{
    struct fragment *slab = fragment_add(l->arena, out, b->at);
    slab->height = b->height;
    slab->fills = b->fills;
}

static void lay_break(struct lay *l, const struct block *b, struct fragments *out)
{
    if (!l->inside) {
        fragment_add(l->arena, out, b->at)->breaks = true;
        return;
    }
    messages_error(l->err, ERR_INPUT, "no-break", b->at,
        "a page break stands only in a 'flow', not in a sheet, a row, a box or a cell",
        "改ページは「flow」の中にだけ書けます。sheet・row・box・セルの中には書けません");
}

static void lay_use(
    struct lay *l, const struct block *b, const struct scope *s, mpt width, struct fragments *out)
{
    struct scope *scopes = arena_array(l->arena, b->param_count + 1, sizeof *scopes);
    const struct scope *inner = s;
    for (size_t i = 0; i < b->param_count; i++) {
        const struct param *p = &b->params[i];
        struct value v = {.kind = VALUE_TEXT, .text = p->literal};
        if (p->path)
            v = path_value(p->path, strlen(p->path), s);
        scopes[i] = (struct scope){.outer = inner, .name = p->name, .value = v};
        inner = &scopes[i];
    }
    lay_blocks(l, b->template->body, inner, width, 0, out);
}

/* One of several ways to print the same; true where nothing in it complained. */
static bool try_alternative(
    struct lay *l, const struct block *b, const struct scope *s, mpt width, struct fragments *out)
{
    struct messages *kept = l->err;
    struct messages found;
    bool outer = l->trying;
    messages_init(&found, l->arena);
    l->err = &found;
    l->trying = true;
    lay_blocks(l, b, s, width, 0, out);
    l->trying = outer;
    l->err = kept;
    if (found.errors || found.warnings || (l->room && fragments_height(out) > l->room))
        return false;
    messages_take(l->err, &found);
    return true;
}

/* The first alternative in which everything fits; where none does, the last one, whose complaints
   are told. Values continue on a sheet of their own in the last one only. */
static void lay_alternatives(
    struct lay *l, const struct block *b, const struct scope *s, mpt width, struct fragments *out)
{
    for (const struct block *c = b->children; c; c = c->next) {
        struct block single = *c;
        struct fragments own = {0};
        single.next = NULL;
        bool last = !c->next;
        if (last)
            lay_blocks(l, &single, s, width, 0, &own);
        if (last || try_alternative(l, &single, s, width, &own)) {
            fragments_append(out, &own);
            return;
        }
    }
}

static void lay_element(
    struct lay *l, const struct block *b, const struct scope *s, mpt width, struct fragments *out)
{
    switch (b->kind) {
    case BLOCK_TEXT:
        lay_text(l, b, s, width, out);
        break;
    case BLOCK_STACK:
        lay_stack(l, b, s, width, out);
        break;
    case BLOCK_ROW:
        lay_row(l, b, s, width, out);
        break;
    case BLOCK_BOX:
        lay_box(l, b, s, width, out);
        break;
    case BLOCK_TABLE:
        lay_table(l, b, s, width, out);
        break;
    case BLOCK_SPACE:
        lay_space(l, b, out);
        break;
    case BLOCK_RULE:
        lay_rule(l, b, width, out);
        break;
    case BLOCK_SEAL:
        lay_seal(l, b, width, out);
        break;
    case BLOCK_QR:
        lay_qr(l, b, s, out);
        break;
    case BLOCK_IMAGE:
        lay_image(l, b, s, width, out);
        break;
    case BLOCK_PLACE:
        lay_place(l, b, s, width, out);
        break;
    case BLOCK_TILES:
        lay_tiles(l, b, s, out);
        break;
    case BLOCK_USE:
        lay_use(l, b, s, width, out);
        break;
    case BLOCK_BREAK:
        lay_break(l, b, out);
        break;
    case BLOCK_ALTERNATIVES:
        lay_alternatives(l, b, s, width, out);
        break;
    case BLOCK_SHEET:
    case BLOCK_FLOW:
        break;
    }
}

struct column {
    mpt width;
    mpt gap;
    struct fragments *out;
};

static void frame_slabs(
    struct lay *l, struct fragment *first, enum frame_kind kind, const char *name, mpt width)
{
    for (struct fragment *s = first; name && *name && s; s = s->next)
        fragment_note(
            l->arena, s, (struct note){.kind = kind, .name = name, .w = width, .h = s->height});
}

static const char *item_name(struct lay *l, const char *path, const struct scope *s)
{
    struct value v = path_value(path, strlen(path), s);
    return v.kind == VALUE_INST ? inst_path(l->arena, v.inst) : NULL;
}

static void add_notes(
    struct lay *l, const struct block *b, const struct scope *s, mpt width, struct fragments *own)
{
    if (b->outline && own->first)
        fragment_note(l->arena, own->first,
            (struct note){
                .is_outline = true, .name = lay_plain(l, b->outline, s), .level = b->level});
    if (b->name)
        frame_slabs(l, own->first, FRAME_NAME, lay_plain(l, b->name, s), width);
    if (b->waits)
        frame_slabs(l, own->first, FRAME_WAITS, lay_plain(l, b->waits, s), width);
    if (b->item)
        frame_slabs(l, own->first, FRAME_ITEM, item_name(l, b->item, s), width);
    if (b->attached)
        frame_slabs(l, own->first, FRAME_ATTACHED, item_name(l, b->attached, s), width);
    if (b->link)
        frame_slabs(l, own->first, FRAME_LINK, lay_plain(l, b->link, s), width);
}

static void lay_one(struct lay *l, const void *what, const struct scope *s, void *data)
{
    const struct block *b = what;
    struct column *column = data;
    struct fragments own = {0};
    if (!lay_wanted(b->when, s))
        return;
    lay_element(l, b, s, column->width, &own);
    if (!own.first)
        return;
    add_notes(l, b, s, column->width, &own);
    own.first->before += b->before + (column->out->first ? column->gap : 0);
    own.pending += b->after;
    if (b->stick)
        own.last->stick = true;
    fragments_append(column->out, &own);
}

void lay_inside(struct lay *l, const struct block *b, const struct scope *s, mpt width, mpt gap,
    struct fragments *out)
{
    l->inside++;
    lay_blocks(l, b, s, width, gap, out);
    l->inside--;
}

void lay_blocks(struct lay *l, const struct block *b, const struct scope *s, mpt width, mpt gap,
    struct fragments *out)
{
    struct column column = {width, gap, out};
    if (++l->depth > DEEPEST) {
        messages_error(l->err, ERR_INPUT, "too-deep", b ? b->at : position_none(),
            "blocks nest too deeply", "ブロックの入れ子が深すぎます");
        l->depth--;
        return;
    }
    for (; b; b = b->next)
        lay_repeat(l, &b->each, s, (struct turn){lay_one, b, &column});
    l->depth--;
}
