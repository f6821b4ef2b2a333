/* Inline content becomes spans for line. */
#include "base/arena.h"
#include "typeset/layout/block.h"
#include "typeset/layout/kanji_numeral.h"

#include <string.h>

#define SQUARE_STROKE MPT_PT(0.6)
#define TICK_STROKE MPT_PT(1.2)

struct span *lay_span(struct lay *l, struct lay_spans *out)
{
    if (out->count == out->room) {
        size_t room = out->room ? out->room * 2 : 8;
        out->spans = arena_grow(l->arena, out->spans, out->count, room, sizeof *out->spans);
        out->room = room;
    }
    return &out->spans[out->count++];
}

static struct span *span_new(
    struct lay *l, struct lay_spans *out, const struct style *look, int scale)
{
    struct span *s = lay_span(l, out);
    s->look = look->text;
    s->look.size = lay_shrunk(look->text.size, scale);
    s->verbatim = look->verbatim;
    s->mark = look->underline ? SPAN_UNDERLINED : SPAN_PLAIN;
    return s;
}

/* Adds text as it is; returns its span, or NULL where there is none. */
static struct span *add_text_span(struct lay *l, struct lay_spans *out, const struct style *look,
    int scale, const char *text, struct position at)
{
    if (!text || !*text)
        return NULL;
    struct span *s = span_new(l, out, look, scale);
    s->text = text;
    s->size = strlen(text);
    s->at = at;
    return s;
}

static struct inline_object *object_new(
    struct lay *l, struct lay_spans *out, const struct style *look, int scale, struct position at)
{
    struct span *s = span_new(l, out, look, scale);
    s->object = arena_alloc(l->arena, sizeof *s->object);
    s->object->ascent = lay_scaled(s->look.size, 880);
    s->object->descent = lay_scaled(s->look.size, 120);
    s->at = at;
    return s->object;
}

/* The runs of one line of text, their baseline at y 0. */
static void runs_of(struct lay *l, const struct text_style *look, const char *text, struct ops *ops)
{
    struct span span = {.text = text, .size = strlen(text), .look = *look};
    struct para p = {.spans = &span, .count = 1, .leading = look->size};
    struct set_text set;
    if (!para_set(lay_typesetter(l), &p, INT32_MAX / 4, &set, NULL) || !set.count)
        return;
    ops_move(&set.lines[0].ops, 0, -set.lines[0].baseline);
    ops_append(ops, &set.lines[0].ops);
}

/* Drawn things extract as the character that they show: an unseen run carries it. */
static void add_actual(struct lay *l, const struct text_style *look, const char *stand_in,
    const char *actual, struct ops *ops)
{
    struct ops run = {0};
    runs_of(l, look, stand_in, &run);
    for (struct op *op = run.first; op; op = op->next)
        if (op->kind == OP_RUN) {
            op->u.run.invisible = true;
            op->u.run.actual = actual;
        }
    ops_append(ops, &run);
}

static void draw_tick(struct lay *l, struct ops *ops, mpt x, mpt y, mpt side)
{
    struct op *tick = op_add(l->arena, ops, OP_POLYLINE);
    tick->width = TICK_STROKE;
    tick->u.poly.count = 3;
    tick->u.poly.points = arena_array(l->arena, 3, sizeof(struct point));
    tick->u.poly.points[0] = (struct point){x + side * 18 / 100, y + side * 50 / 100};
    tick->u.poly.points[1] = (struct point){x + side * 42 / 100, y + side * 76 / 100};
    tick->u.poly.points[2] = (struct point){x + side * 84 / 100, y + side * 20 / 100};
}

static void redden(struct ops *ops)
{
    for (struct op *op = ops->first; op; op = op->next)
        op->ink = LAY_RED;
}

static void add_check(struct lay *l, struct lay_spans *out, const struct style *look, int scale,
    const struct inl *i, bool checked)
{
    struct inline_object *o = object_new(l, out, look, scale, i->at);
    const struct text_style *text = &out->spans[out->count - 1].look;
    mpt side = lay_scaled(text->size, 820);
    mpt inset = lay_scaled(text->size, 60);
    o->width = text->size;
    o->glue_next = true;
    mpt top = -lay_scaled(text->size, 790);
    op_rect(l->arena, &o->ops, (struct box_shape){inset, top, side, side}, SQUARE_STROKE);
    if (checked)
        draw_tick(l, &o->ops, inset, top, side);
    add_actual(l, text, "□", checked ? "☑" : "☐", &o->ops);
}

/* [ ○ ] where chosen, [    ] where not. */
static void add_bracket(struct lay *l, struct lay_spans *out, const struct style *look, int scale,
    const struct inl *i, bool chosen)
{
    struct inline_object *o = object_new(l, out, look, scale, i->at);
    const struct text_style text = out->spans[out->count - 1].look;
    o->width = lay_scaled(text.size, 2600);
    o->glue_next = true;
    runs_of(l, &text, "[", &o->ops);
    if (chosen) {
        struct ops ring = {0};
        mpt side = lay_scaled(text.size, 860);
        op_ellipse(l->arena, &ring,
            (struct box_shape){lay_scaled(text.size, 1300) - side / 2,
                -lay_scaled(text.size, 380) - side / 2, side, side},
            MPT_PT(0.9));
        struct ops unseen = {0};
        add_actual(l, &text, "○", "○", &unseen);
        ops_move(&unseen, lay_scaled(text.size, 800), 0);
        ops_append(&ring, &unseen);
        ops_append(&o->ops, &ring);
    }
    struct ops close = {0};
    runs_of(l, &text, "]", &close);
    ops_move(&close, lay_scaled(text.size, 2250), 0);
    ops_append(&o->ops, &close);
}

static void add_blank(
    struct lay *l, struct lay_spans *out, const struct style *look, int scale, const struct inl *i)
{
    struct inline_object *o = object_new(l, out, look, scale, i->at);
    mpt size = out->spans[out->count - 1].look.size;
    o->width = i->width.unit == UNIT_EM ? lay_scaled(size, i->width.value) : i->width.value;
    if (i->ruled)
        op_line(l->arena, &o->ops, (struct line_shape){0, o->descent, o->width, o->descent},
            MPT_PT(0.4));
}

static void (*const add_choice[])(struct lay *l, struct lay_spans *out, const struct style *look,
    int scale, const struct inl *i,
    bool chosen) = {[INL_CHECK] = add_check, [INL_BRACKET] = add_bracket};

static void add_red_text(struct lay *l, struct lay_spans *out, const struct style *look, int scale,
    const char *text, struct position at)
{
    size_t from = out->count;
    add_text_span(l, out, look, scale, text, at);
    for (; from < out->count; from++)
        out->spans[from].look.ink = LAY_RED;
}

static void add_red_choice(struct lay *l, struct lay_spans *out, const struct style *look,
    int scale, const struct inl *i, bool chosen)
{
    add_choice[i->kind](l, out, look, scale, i, chosen);
    redden(&out->spans[out->count - 1].object->ops);
}

/* A square or a bracket, where it changed beside what it was. */
static void add_choices(struct lay *l, struct lay_spans *out, const struct style *look, int scale,
    const struct inl *i, const struct scope *s)
{
    bool now = condition_true(i->when, s);
    bool changed = lay_turned(l, i->when, s);
    lay_see_condition(l, i->when, s, out);
    out->changed |= changed;
    if (!changed || !l->changes->red) {
        add_choice[i->kind](l, out, look, scale, i, now);
        return;
    }
    if (!out->new_only) {
        add_red_choice(l, out, look, scale, i, !now);
        add_red_text(l, out, look, scale, "→", i->at);
    }
    add_red_choice(l, out, look, scale, i, now);
}

static const char *date_text(struct lay *l, const struct inst *i, int calendar)
{
    return unicode_format_date(l->arena, i->date, calendar == 'e');
}

/* Percent-encoded, all but the unreserved characters of RFC 3986. */
static const char *url_text(struct lay *l, const char *text)
{
    static const char hex[] = "0123456789ABCDEF";
    char *out = arena_array(l->arena, strlen(text) + 1, 3);
    char *to = out;
    for (; *text; text++) {
        unsigned char c = (unsigned char)*text;
        bool plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                     strchr("-._~", c);
        if (plain) {
            *to++ = (char)c;
            continue;
        }
        *to++ = '%';
        *to++ = hex[c >> 4];
        *to++ = hex[c & 15];
    }
    return out;
}

/* Where a text comes from that is no answer itself: the answer that it tells of, or the form's
   data; else the layout. */
static struct position place_of_text(struct value v, struct position layout)
{
    if (v.source)
        return v.source->at;
    return v.node && v.node->at.file ? v.node->at : layout;
}

static void plain_value(struct lay *l, struct lay_spans *out, const struct style *look, int scale,
    const struct inl *i, const struct scope *s)
{
    struct value v = path_value(i->path, strlen(i->path), s);
    const char *text = value_text(v);
    struct position at = place_of_text(v, i->at);
    bool exact = v.source && v.source->exact && text && !strcmp(text, v.source->text);
    if (v.kind == VALUE_INST) {
        const struct inst *inst = v.inst;
        size_t size = text ? strlen(text) : 0;
        if (!out->value || size > out->value_size) {
            out->value = inst;
            out->value_size = size;
        }
        if (text && (i->calendar == 'e' || i->calendar == 'w') && inst->field->type == FIELD_DATE)
            text = date_text(l, inst, i->calendar);
        if (text) {
            at = inst->at;
            exact = inst->exact && text == inst->text;
        } else {
            text = inst->field->blank;
        }
    }
    if (text && i->calendar == 'u')
        text = url_text(l, text);
    if (text && i->calendar == 'n')
        text = full_width_digits(l->arena, text);
    if (text && i->calendar == 'k')
        text = kanji_numerals(
            l->arena, text, v.kind == VALUE_INST && v.inst->field->type == FIELD_DATE);
    struct span *span = add_text_span(l, out, look, scale, text, at);
    if (span)
        span->at_exact = exact;
}

static bool value_is_lines(struct value v)
{
    return v.kind == VALUE_INST && v.inst->field->type == FIELD_LINES;
}

static void add_value(struct lay *l, struct lay_spans *out, const struct style *look, int scale,
    const struct inl *i, const struct scope *s)
{
    bool changed;
    struct value v = path_value(i->path, strlen(i->path), s);
    const char *former = lay_former(l, i, s, &changed);
    lay_see(l, v, out);
    out->changed |= changed;
    bool red = (changed && l->changes->red) || (l->red && !strcmp(i->path, "overflow.text"));
    if (changed && red && *former && !out->new_only) {
        add_red_text(l, out, look, scale, former, v.kind == VALUE_INST ? v.inst->at : i->at);
        add_red_text(l, out, look, scale, out->roomy && value_is_lines(v) ? "\n→ " : " → ", i->at);
        if (!value_text(v))
            add_red_text(l, out, look, scale, "（削除）", i->at);
    }
    size_t from = out->count;
    plain_value(l, out, look, scale, i, s);
    for (; red && from < out->count; from++)
        out->spans[from].look.ink = LAY_RED;
}

static void add_marked(struct lay *l, struct lay_spans *out, const struct style *look, int scale,
    const struct inl *i, const struct scope *s)
{
    size_t from = out->count;
    lay_inline(l, i->inner, look, s, scale, out);
    bool dots = i->kind == INL_EMPHASIS;
    bool now = dots || condition_true(i->when, s);
    bool changed = !dots && lay_turned(l, i->when, s);
    lay_see_condition(l, i->when, s, out);
    out->changed |= changed;
    for (size_t k = from; k < out->count; k++) {
        if (now)
            out->spans[k].mark = dots ? SPAN_DOTTED : SPAN_CIRCLED;
        if (changed && l->changes->red)
            out->spans[k].look.ink = LAY_RED;
    }
}

static const char *loop_number(struct lay *l, size_t i)
{
    return arena_printf(l->arena, "%zu", i + 1);
}

/* An entry of a list, or one that was there before the next one and is no more. */
struct listed {
    struct value value;
    bool removed;
};

static void list_removed(
    struct value former, size_t from, const struct inst *until, struct listed *all, size_t *count)
{
    size_t end = value_count(former);
    for (size_t k = from; k < end; k++) {
        struct value v = value_entry(former, k);
        if (v.inst == until)
            return;
        if (former_is_removed(v.inst) && inst_given(v.inst))
            all[(*count)++] = (struct listed){v, true};
    }
}

/* The place behind an entry's counterpart; where it has none, where the entry before it ended. */
static size_t place_behind(struct value former, size_t from, const struct inst *counterpart)
{
    size_t end = value_count(former);
    for (size_t k = from; k < end; k++)
        if (value_entry(former, k).inst == counterpart)
            return k + 1;
    return from;
}

/* A list that a person answers, with what was taken out of it. */
static bool is_compared(struct lay *l, struct value list)
{
    return l->changes && !l->changes->renewal &&
           (list.kind == VALUE_INST || list.kind == VALUE_MIDDLE) && !inst_is_gathered(list.inst);
}

/* The entries as they are printed; former ones among them where they are to be shown. */
static struct listed *list_entries(
    struct lay *l, const struct inl *i, const struct scope *s, size_t *count)
{
    struct value list = path_value(i->path, strlen(i->path), s), former = {VALUE_NONE};
    if (is_compared(l, list))
        former = path_value(i->path, strlen(i->path), former_scope(l->arena, s));
    size_t now = value_count(list), place = 0;
    struct listed *all = arena_array(l->arena, now + value_count(former) + 1, sizeof *all);
    *count = 0;
    for (size_t k = 0; k < now; k++) {
        struct value v = value_entry(list, k);
        const struct inst *was = former.inst ? former_counterpart(v.inst) : NULL;
        size_t behind = place_behind(former, place, was);
        if (behind > place)
            list_removed(former, place, was, all, count);
        place = behind;
        all[(*count)++] = (struct listed){v, false};
    }
    list_removed(former, place, NULL, all, count);
    return all;
}

/* As it stood, in red. */
static void add_removed(struct lay *l, struct lay_spans *out, const struct style *look, int scale,
    const struct inl *i, const struct scope *s)
{
    const struct changes *kept = l->changes;
    size_t from = out->count;
    l->changes = NULL;
    lay_inline(l, i->inner, look, s, scale, out);
    l->changes = kept;
    for (; from < out->count; from++)
        out->spans[from].look.ink = LAY_RED;
    add_red_text(l, out, look, scale, "（削除）", i->at);
}

/* Takes those out that are not shown; a list that lost one changed. */
static size_t drop_removed(struct lay *l, struct lay_spans *out, struct listed *all, size_t count)
{
    bool shown = l->changes && l->changes->red && !out->new_only;
    size_t n = 0;
    for (size_t k = 0; k < count; k++) {
        out->changed |= all[k].removed;
        if (!all[k].removed || shown)
            all[n++] = all[k];
    }
    return n;
}

static void add_each(struct lay *l, struct lay_spans *out, const struct style *look, int scale,
    const struct inl *i, const struct scope *s)
{
    size_t count;
    struct listed *all = list_entries(l, i, s, &count);
    count = drop_removed(l, out, all, count);
    for (size_t k = 0; k < count; k++) {
        const char *texts[] = {loop_number(l, k), k ? NULL : "yes", k + 1 < count ? NULL : "yes"};
        struct record loop = {.names = design_loop_record.names, .texts = texts};
        struct scope outer = {
            .outer = s, .name = "loop", .value = {.kind = VALUE_RECORD, .record = &loop}};
        struct scope inner = {.outer = &outer, .name = i->as, .value = all[k].value};
        if (k && i->between)
            lay_inline(l, i->between, look, s, scale, out);
        if (all[k].removed)
            add_removed(l, out, look, scale, i, &inner);
        else
            lay_inline(l, i->inner, look, &inner, scale, out);
    }
}

void lay_inline(struct lay *l, const struct inl *i, const struct style *look, const struct scope *s,
    int scale, struct lay_spans *out)
{
    for (; i; i = i->next) {
        const struct style *own = i->look ? i->look : look;
        lay_see_condition(l, i->only, s, out);
        if (!lay_wanted(i->only, s))
            continue;
        switch (i->kind) {
        case INL_TEXT:
            add_text_span(l, out, own, scale, i->text, i->at);
            break;
        case INL_VALUE:
            add_value(l, out, own, scale, i, s);
            break;
        case INL_CHECK:
        case INL_BRACKET:
            add_choices(l, out, own, scale, i, s);
            break;
        case INL_CIRCLE:
        case INL_EMPHASIS:
            add_marked(l, out, own, scale, i, s);
            break;
        case INL_BLANK:
            add_blank(l, out, own, scale, i);
            break;
        case INL_STYLED:
            lay_inline(l, i->inner, own, s, scale, out);
            break;
        case INL_RUBY:
            lay_ruby(l, i, own, s, scale, out);
            break;
        case INL_EACH:
            add_each(l, out, own, scale, i, s);
            break;
        }
    }
}

const char *lay_plain(struct lay *l, const struct inl *i, const struct scope *s)
{
    struct lay_spans spans = {0};
    const char *all = "";
    const struct changes *kept = l->changes;
    l->changes = NULL;
    lay_inline(l, i, lay_style(l, NULL), s, LAY_FULL, &spans);
    l->changes = kept;
    for (size_t k = 0; k < spans.count; k++)
        if (spans.spans[k].text)
            all = arena_printf(
                l->arena, "%s%.*s", all, (int)spans.spans[k].size, spans.spans[k].text);
    return all;
}

mpt lay_label(struct lay *l, const struct style *look, const char *text, mpt w, struct ops *ops)
{
    struct span span = {.text = text, .size = strlen(text), .look = look->text};
    struct para p = {.spans = &span, .count = 1, .leading = look->leading};
    struct set_text set;
    para_set(lay_typesetter(l), &p, INT32_MAX / 4, &set, NULL);
    if (!set.count)
        return 0;
    mpt width = set.lines[0].width;
    ops_move(&set.lines[0].ops, w ? (w - width) / 2 : 0, 0);
    ops_append(ops, &set.lines[0].ops);
    return width;
}
