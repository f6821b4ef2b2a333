/* What is printed of changed answers, and which values stand where. */
#include "arena.h"
#include "lay.h"

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
    if ((v.kind != VALUE_INST && v.kind != VALUE_OPTION) || !v.inst->parent || is_seen(out, v.inst))
        return;
    out->seen =
        arena_grow(l->arena, out->seen, out->seen_count, out->seen_count + 1, sizeof *out->seen);
    out->seen[out->seen_count++] = v.inst;
}

/* The nearest answer that a path goes through: 'option.chosen' is about the choice. */
static void see_path(struct lay *l, const char *path, const struct scope *s, struct lay_spans *out)
{
    for (size_t n = strlen(path); n;) {
        struct value v = path_value(path, n, s);
        if (v.kind == VALUE_INST || v.kind == VALUE_OPTION) {
            lay_see(l, v, out);
            return;
        }
        while (n && path[n - 1] != '.')
            n--;
        n -= n > 0;
    }
}

void lay_see_condition(
    struct lay *l, const struct expr *x, const struct scope *s, struct lay_spans *out)
{
    if (!x)
        return;
    if (x->path)
        see_path(l, x->path, s, out);
    lay_see_condition(l, x->a, s, out);
    lay_see_condition(l, x->b, s, out);
}

/* As text, a date in the calendar that is asked for. */
static const char *shown(struct lay *l, const struct inl *i, struct value v)
{
    const char *text = value_text(v);
    bool date = v.kind == VALUE_INST && v.inst->field->type == FIELD_DATE;
    if (text && date && (i->calendar == 'e' || i->calendar == 'w'))
        text = uni_format_date(l->arena, v.inst->date, i->calendar == 'e');
    return text ? text : "";
}

const char *lay_former(struct lay *l, const struct inl *i, const struct scope *s, bool *changed)
{
    size_t size = strlen(i->path);
    struct value now = path_value(i->path, size, s);
    *changed = false;
    if (!l->changes || now.kind != VALUE_INST)
        return "";
    const struct scope *then = changes_scope(l->arena, l->changes->former, s);
    const char *former = shown(l, i, path_value(i->path, size, then));
    *changed = strcmp(former, shown(l, i, now)) != 0;
    return former;
}

bool lay_held(struct lay *l, const struct expr *x, const struct scope *s)
{
    return expr_true(x, changes_scope(l->arena, l->changes->former, s));
}

void lay_note_values(struct lay *l, const struct lay_spans *spans, mpt width, struct slab *first)
{
    for (struct slab *slab = first; slab; slab = slab->next) {
        for (size_t k = 0; k < spans->seen_count; k++)
            slab_note(l->arena, slab,
                (struct note){.kind = FRAME_VALUE,
                    .name = inst_path(l->arena, spans->seen[k]),
                    .w = width,
                    .h = slab->height});
        if (spans->changed)
            slab_note(l->arena, slab,
                (struct note){
                    .kind = FRAME_CHANGED, .name = "changed", .w = width, .h = slab->height});
    }
}
