/* What is printed of changed answers, and which values stand where. */
#include "base/arena.h"
#include "typeset/layout/block.h"

#include <string.h>

static bool is_seen(const struct lay_spans *out, const struct inst *i)
{
    for (size_t k = 0; k < out->seen_count; k++)
        if (out->seen[k] == i)
            return true;
    return false;
}

void lay_see(struct lay *l, struct value v, struct lay_spans *out)
{
    if (v.kind != VALUE_INST && v.kind != VALUE_OPTION)
        return;
    if (v.inst->source)
        v.inst = v.inst->source;
    if (!v.inst->parent || inst_is_gathered(v.inst) || is_seen(out, v.inst))
        return;
    out->seen = arena_more(l->arena, out->seen, out->seen_count, sizeof *out->seen);
    out->seen[out->seen_count++] = v.inst;
}

/* The nearest answer that a path goes through: 'option.chosen' is about the choice. */
static struct value answered(const char *path, const struct scope *s)
{
    for (size_t n = strlen(path); n;) {
        struct value v = path_value(path, n, s);
        if (v.kind == VALUE_INST || v.kind == VALUE_OPTION)
            return v;
        while (n && path[n - 1] != '.')
            n--;
        n -= n > 0;
    }
    return (struct value){VALUE_NONE};
}

void lay_see_condition(
    struct lay *l, const struct condition *x, const struct scope *s, struct lay_spans *out)
{
    if (!x)
        return;
    if (x->path)
        lay_see(l, answered(x->path, s), out);
    lay_see_condition(l, x->a, s, out);
    lay_see_condition(l, x->b, s, out);
}

/* As text, a date in the calendar that is asked for. */
static const char *shown(struct lay *l, const struct inl *i, struct value v)
{
    const char *text = value_text(v);
    bool date = v.kind == VALUE_INST && v.inst->field->type == FIELD_DATE;
    if (text && date && (i->calendar == 'e' || i->calendar == 'w'))
        text = unicode_format_date(l->arena, v.inst->date, i->calendar == 'e');
    return text ? text : "";
}

static struct inst *former_source(const struct inst *now)
{
    return now->source ? former_counterpart(now->source) : NULL;
}

static struct value value_before(
    struct lay *l, const char *path, const struct inst *now, const struct scope *s)
{
    struct inst *source = former_source(now);
    if (source)
        return (struct value){VALUE_INST, .inst = source};
    return path_value(path, strlen(path), former_scope(l->arena, s));
}

/* Whether what stood there tells anything: not the place in a list that was gathered, nor, of
   another application, what each one answers afresh. */
static bool is_comparable(struct lay *l, const struct inst *i)
{
    if (i->source)
        i = i->source;
    else if (inst_is_gathered(i))
        return false;
    return !l->changes->renewal || !inst_is_renewed(i);
}

const char *lay_former(struct lay *l, const struct inl *i, const struct scope *s, bool *changed)
{
    struct value now = path_value(i->path, strlen(i->path), s);
    *changed = false;
    if (!l->changes || now.kind != VALUE_INST || !is_comparable(l, now.inst))
        return "";
    const char *former = shown(l, i, value_before(l, i->path, now.inst, s));
    *changed = strcmp(former, shown(l, i, now)) != 0;
    return former;
}

static bool asks_afresh(struct lay *l, const struct condition *x, const struct scope *s)
{
    if (!x)
        return false;
    struct value v = {VALUE_NONE};
    if (x->path)
        v = answered(x->path, s);
    return (v.inst && inst_is_renewed(v.inst)) || asks_afresh(l, x->a, s) ||
           asks_afresh(l, x->b, s);
}

bool lay_turned(struct lay *l, const struct condition *x, const struct scope *s)
{
    if (!l->changes || (l->changes->renewal && asks_afresh(l, x, s)))
        return false;
    return condition_true(x, former_scope(l->arena, s)) != condition_true(x, s);
}

void lay_note_values(
    struct lay *l, const struct lay_spans *spans, mpt width, struct fragment *first)
{
    for (struct fragment *part = first; part; part = part->next) {
        for (size_t k = 0; k < spans->seen_count; k++)
            fragment_note(l->arena, part,
                (struct note){.kind = FRAME_VALUE,
                    .name = inst_path(l->arena, spans->seen[k]),
                    .w = width,
                    .h = part->height});
        if (spans->changed)
            fragment_note(l->arena, part,
                (struct note){
                    .kind = FRAME_CHANGED, .name = "changed", .w = width, .h = part->height});
    }
}
