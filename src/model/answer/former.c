/* Finds what stood in former answers where something else stands now. */
#include "model/answer/former.h"

#include "base/arena.h"

#include <string.h>

static struct inst *child_like(
    const struct inst *former, const struct inst *parent, const struct inst *now)
{
    if (parent->blank == now)
        return former->blank;
    for (size_t i = 0; i < parent->count; i++)
        if (parent->children[i] == now)
            return i < former->count ? former->children[i] : former->blank;
    return former->blank;
}

struct inst *former_counterpart(struct inst *former, const struct inst *now)
{
    if (!now->parent)
        return former;
    const struct inst *around = former_counterpart(former, now->parent);
    return around ? child_like(around, now->parent, now) : NULL;
}

static struct value value_like(struct inst *former, struct value v)
{
    if (v.inst)
        v.inst = former_counterpart(former, v.inst);
    return v.inst || v.kind == VALUE_TEXT || v.kind == VALUE_NODE || v.kind == VALUE_RECORD
               ? v
               : (struct value){VALUE_NONE};
}

const struct scope *former_scope(struct arena *a, struct inst *former, const struct scope *now)
{
    struct scope *s = arena_alloc(a, sizeof *s);
    *s = *now;
    s->value = value_like(former, now->value);
    if (now->here)
        s->here = former_counterpart(former, now->here);
    if (now->outer)
        s->outer = former_scope(a, former, now->outer);
    return s;
}

static bool is_single(const struct field *f)
{
    return f->type != FIELD_LIST && f->type != FIELD_GROUP && f->type != FIELD_SECTION;
}

static const char *single_text(const struct inst *i)
{
    return i && i->text ? i->text : "";
}

static struct inst *entry(struct inst *i, size_t k)
{
    return i && k < i->count ? i->children[k] : NULL;
}

void former_walk(struct inst *former, struct inst *now, former_each *each, void *data)
{
    const struct inst *some = now ? now : former;
    if (!some || some->field->gathered)
        return;
    if (is_single(some->field)) {
        if (strcmp(single_text(former), single_text(now)) != 0)
            each(former, now, data);
        return;
    }
    size_t count = former ? former->count : 0;
    if (now && now->count > count)
        count = now->count;
    for (size_t k = 0; k < count; k++)
        former_walk(entry(former, k), entry(now, k), each, data);
}
