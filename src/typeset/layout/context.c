/* context: what all of the layout works with: the measures of columns, conditions, repetitions and
   scaled lengths. */
#include "typeset/layout/context.h"

#include "base/arena.h"

#include <string.h>

mpt lay_scaled(mpt length, int thousandths)
{
    return (mpt)((int64_t)length * thousandths / 1000);
}

mpt lay_shrunk(mpt length, int scale)
{
    return (mpt)(((int64_t)length * scale + LAY_FULL / 2) / LAY_FULL);
}

struct typesetter lay_typesetter(const struct lay *l)
{
    return (struct typesetter){l->arena, l->err, l->fonts};
}

const struct style *lay_style(const struct lay *l, const struct style *own)
{
    return own ? own : design_style(l->design, "body");
}

bool lay_wanted(const struct condition *when, const struct scope *s)
{
    return !when || condition_true(when, s);
}

static void check_columns(struct lay *l, const struct block *b, int64_t left)
{
    int64_t over = -left - 10 * (int64_t)b->column_count; /* lengths in mm are rounded */
    if (over > 0)
        messages_error(l->err, ERR_INPUT, "too-wide", b->at,
            "the columns are %d.%d mm wider than the room they have",
            "列の幅の合計が、使える幅より%d.%d mm広くなっています", (int)(over / 2835),
            (int)(over % 2835 * 10 / 2835));
}

mpt *lay_columns(struct lay *l, const struct block *b, mpt width, mpt gap)
{
    mpt *out = arena_array(l->arena, b->column_count, sizeof *out);
    int64_t shares = 0;
    int64_t left = width - (int64_t)gap * (int64_t)(b->column_count - 1);
    for (size_t i = 0; i < b->column_count; i++) {
        const struct length *c = &b->columns[i];
        if (c->unit == UNIT_FR || c->unit == UNIT_FILL)
            shares += c->unit == UNIT_FR ? c->value : 1000;
        else
            out[i] = c->unit == UNIT_EM ? lay_scaled(MPT_PT(10.5), c->value) : c->value;
        left -= out[i];
    }
    check_columns(l, b, left);
    for (size_t i = 0; i < b->column_count; i++) {
        const struct length *c = &b->columns[i];
        int64_t share = c->unit == UNIT_FR ? c->value : c->unit == UNIT_FILL ? 1000 : 0;
        if (share && left > 0) {
            out[i] = (mpt)(left * share / shares);
            left -= out[i];
            shares -= share;
        }
    }
    return out;
}

/* Where a repetition is: index from 0, of count turns. */
struct loop_place {
    size_t index;
    size_t count;
};

static void one_turn(struct lay *l, const struct repeat *r, const struct scope *s, struct value v,
    struct loop_place at, const struct turn *turn)
{
    const char *texts[] = {arena_printf(l->arena, "%zu", at.index + 1), at.index ? NULL : "yes",
        at.index + 1 < at.count ? NULL : "yes"};
    struct record loop = {.names = design_loop_record.names, .texts = texts};
    struct scope outer = {
        .outer = s, .name = "loop", .value = {.kind = VALUE_RECORD, .record = &loop}};
    struct scope inner = {.outer = &outer, .name = r->as, .value = v};
    turn->each(l, turn->what, &inner, turn->data);
}

/* What a path gives to a repetition: its entries, or itself. */
static size_t turns_of(const struct repeat *r, struct value v)
{
    size_t count = value_count(v);
    bool list = count || v.kind == VALUE_FIELDS || v.kind == VALUE_OPTIONS ||
                v.kind == VALUE_MIDDLE || (v.kind == VALUE_NODE && v.node->kind == NODE_LIST) ||
                (v.kind == VALUE_INST && v.inst->field->type == FIELD_LIST);
    return list || !r->listed || v.kind == VALUE_NONE ? count : 1;
}

static struct value turn_value(struct value v, size_t i)
{
    if (i < value_count(v))
        return value_entry(v, i);
    if (v.kind == VALUE_MIDDLE || (v.kind == VALUE_INST && v.inst->field->type == FIELD_LIST))
        return (struct value){.kind = VALUE_INST, .inst = v.inst->blank};
    return v;
}

void lay_repeat(struct lay *l, const struct repeat *r, const struct scope *s, struct turn turn)
{
    if (!r->paths) {
        turn.each(l, turn.what, s, turn.data);
        return;
    }
    size_t total = 0;
    for (size_t p = 0; p < r->count; p++)
        total += turns_of(r, path_value(r->paths[p], strlen(r->paths[p]), s));
    size_t done = 0;
    for (size_t p = 0; p < r->count; p++) {
        struct value v = path_value(r->paths[p], strlen(r->paths[p]), s);
        size_t own = turns_of(r, v);
        if (p + 1 == r->count && total < (size_t)r->min && v.kind != VALUE_NONE) {
            own += (size_t)r->min - total;
            total = (size_t)r->min;
        }
        for (size_t i = 0; i < own; i++, done++)
            one_turn(l, r, s, turn_value(v, i), (struct loop_place){done, total}, &turn);
    }
}
