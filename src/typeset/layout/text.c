/* Texts: paragraphs that flow, and values that must fit their place. */
#include "base/arena.h"
#include "typeset/layout/text_cache.h"

#include <string.h>

#define LONGEST_COLUMN (INT32_MAX / 4)
#define SHRINK_STEP MPT_PT(0.25)

/* Where a text must go: how long its lines are, and how far they reach across. */
struct room {
    mpt width, height; /* of the block; height 0: free */
    mpt measure, across;
};

static struct room room_of(const struct block *b, const struct style *look, mpt width)
{
    if (!look->vertical)
        return (struct room){width, b->height, width, b->height};
    mpt measure = b->height ? b->height : LONGEST_COLUMN;
    return (struct room){width, b->height, measure, width};
}

/* Sets spans into a measure; true where one of them is wider than that. */
static bool set_spans(struct lay *l, const struct style *look, int scale, mpt width,
    const struct lay_spans *spans, struct set_text *set)
{
    struct para p = {
        .spans = spans->spans,
        .count = spans->count,
        .align = look->align,
        .strictness = look->strictness,
        .phrases = look->phrases,
        .vertical = look->vertical,
        .leading = lay_shrunk(look->leading, scale),
        .indent_first = lay_shrunk(look->first, scale),
        .indent_rest = lay_shrunk(look->rest, scale),
    };
    bool overwide = false;
    para_set(lay_typesetter(l), &p, width, set, &overwide);
    return overwide;
}

/* As set_spans; what complains of nothing is kept for the next document. */
static bool set_block(struct lay *l, const struct block *b, int scale, mpt width,
    const struct lay_spans *spans, struct set_text *set)
{
    const struct message *last = l->err->last;
    struct cache_key key = cache_key(l, b, scale, width, spans);
    if (cache_find(l, &key, set))
        return false;
    bool overwide = set_spans(l, lay_style(l, b->look), scale, width, spans, set);
    if (!overwide && l->err->last == last)
        cache_keep(l, &key, set);
    return overwide;
}

/* Lines as one slab of the given height. */
static void add_fixed(
    struct lay *l, const struct block *b, struct set_text *set, mpt height, struct fragments *out)
{
    struct fragment *s = fragment_add(l->arena, out, b->at);
    static const int share[] = {0, 1, 2};
    mpt y = set->height < height ? (height - set->height) * share[b->valign] / 2 : 0;
    for (size_t i = 0; i < set->count; i++) {
        ops_move(&set->lines[i].ops, 0, y);
        ops_append(&s->ops, &set->lines[i].ops);
        y += set->lines[i].height;
    }
    s->height = height;
}

/* Columns from right to left as one slab; valign says where they stand across its width. */
static void add_columns(struct lay *l, const struct block *b, struct set_text *set,
    struct room room, struct fragments *out)
{
    struct fragment *s = fragment_add(l->arena, out, b->at);
    static const int share[] = {0, 1, 2};
    mpt x = room.width;
    if (set->height < room.width)
        x -= (room.width - set->height) * share[b->valign] / 2;
    for (size_t i = 0; i < set->count; i++) {
        ops_move(&set->lines[i].ops, x, 0);
        ops_append(&s->ops, &set->lines[i].ops);
        x -= set->lines[i].height;
    }
    s->height = room.height ? room.height : set->width;
}

static void add_set(struct lay *l, const struct block *b, const struct style *look,
    struct set_text *set, struct room room, struct fragments *out)
{
    if (look->vertical)
        add_columns(l, b, set, room, out);
    else
        add_fixed(l, b, set, room.height, out);
}

/* A slab a line; neither the first nor the last line of a text stands alone. */
static void add_flowing(
    struct lay *l, const struct block *b, struct set_text *set, struct fragments *out)
{
    for (size_t i = 0; i < set->count; i++) {
        struct fragment *s = fragment_add(l->arena, out, b->at);
        ops_append(&s->ops, &set->lines[i].ops);
        s->height = set->lines[i].height;
        s->stick = i + 1 < set->count && (i == 0 || i + 2 == set->count);
    }
}

static bool fits(const struct set_text *set, bool overwide, mpt across)
{
    return !overwide && set->height <= across;
}

/* One try at a value that must fit: what it is set in, and what came of it. */
struct trial {
    const struct block *block;
    const struct style *look;
    const struct scope *scope;
    struct room room;
    struct set_text set;
    struct lay_spans spans; /* of the last try */
    bool new_only;          /* former values are left out */
    struct messages silent; /* what smaller sizes complain of */
};

/* Sets the text in a smaller type, by so many steps; true where it fits. Only the first try may
   complain of characters. */
static bool try_size(struct lay *l, struct trial *t, int steps)
{
    struct messages *kept = l->err;
    mpt size = t->look->text.size - steps * SHRINK_STEP;
    int scale = (int)((int64_t)size * LAY_FULL / t->look->text.size);
    messages_init(&t->silent, l->arena);
    if (steps)
        l->err = &t->silent;
    t->spans = (struct lay_spans){.new_only = t->new_only};
    lay_inline(l, t->block->text, t->look, t->scope, scale, &t->spans);
    bool overwide = set_block(l, t->block, scale, t->room.measure, &t->spans, &t->set);
    l->err = kept;
    bool good = fits(&t->set, overwide, t->room.across);
    if (good)
        lay_words(l, &t->spans, t->room.measure);
    return good;
}

/* The largest type, from the style's size down to its minimum, in which the text fits. */
static bool shrink(struct lay *l, struct trial *t)
{
    const struct style *look = t->look;
    int least = look->min_size && look->min_size < look->text.size
                    ? (look->text.size - look->min_size) / SHRINK_STEP
                    : 0;
    if (try_size(l, t, 0))
        return true;
    if (!least || !try_size(l, t, least))
        return false;
    int too_large = 0;
    while (least - too_large > 1) {
        int middle = (least + too_large) / 2;
        if (try_size(l, t, middle))
            least = middle;
        else
            too_large = middle;
    }
    return try_size(l, t, least);
}

/* What the sheet prints: a changed value behind the former one. */
static const char *continued_text(struct lay *l, const struct trial *t)
{
    const char *text = lay_plain(l, t->block->text, t->scope);
    if (!t->spans.changed || !l->changes->red || l->changes->steady)
        return text;
    const char *former = lay_plain(l, t->block->text, former_scope(l->arena, t->scope));
    return *former ? arena_printf(l->arena, "%s\n → \n%s", former, text) : text;
}

static const char *item_key(const struct inst *i)
{
    while (i && !(i->field->key && i->field->node && field_property(i->field, "worth")))
        i = i->parent;
    return i ? i->field->key : NULL;
}

/* The item's own key, so that no other value that overflows changes it; behind it a count, where
   several of one item do. A value outside of items has its number. */
static const char *name_sheet(struct lay *l, const struct overflow_sheet *o)
{
    const char *key = item_key(o->inst);
    int count = 1;
    for (const struct overflow_sheet *s = l->sheets; key && s != o; s = s->next)
        count += item_key(s->inst) && !strcmp(item_key(s->inst), key);
    if (!key)
        return arena_printf(l->arena, "%d", o->number);
    return count > 1 ? arena_printf(l->arena, "%sの%d", key, count) : key;
}

static struct overflow_sheet *continue_on_sheet(struct lay *l, const struct trial *t)
{
    const struct block *b = t->block;
    const struct inst *value = t->spans.value;
    struct overflow_sheet *o = arena_alloc(l->arena, sizeof *o);
    struct overflow_sheet **end = &l->sheets;
    while (*end)
        end = &(*end)->next;
    *end = o;
    o->number = ++l->sheet_count;
    o->inst = value;
    o->item = name_sheet(l, o);
    o->text = continued_text(l, t);
    o->changed = t->spans.changed;
    o->title = b->title ? lay_plain(l, b->title, t->scope) : field_title(l->arena, value->field);
    return o;
}

static bool prints_overflow(const struct inl *i)
{
    for (; i; i = i->next)
        if ((i->kind == INL_VALUE && !strncmp(i->path, "overflow.", 9)) ||
            prints_overflow(i->inner))
            return true;
    return false;
}

static void blame_length(struct lay *l, const struct block *b, const struct inst *value)
{
    if (!value && prints_overflow(b->text))
        value = l->continued;
    if (value && inst_given(value))
        messages_error(l->err, ERR_ANSWERS, "too-long", value->at,
            "'%s' does not fit its place on the form even in the smallest type; shorten it",
            "「%s」は最小の文字にしても欄に収まりません。短くしてください",
            inst_title(l->arena, value));
    else
        messages_error(l->err, ERR_INPUT, "too-long", b->at,
            "the form's own text does not fit the place given to it",
            "様式の文言が、与えられた欄に収まりません");
}

static void add_reference(
    struct lay *l, const struct trial *t, const struct overflow_sheet *o, struct fragments *out)
{
    const char *texts[] = {
        arena_printf(l->arena, "%d", o->number), o->title, NULL, l->document->title, o->item};
    struct record record = {design_overflow_record.names, texts, o->inst};
    struct scope scope = {
        .outer = t->scope, .name = "overflow", .value = {.kind = VALUE_RECORD, .record = &record}};
    const char *text = lay_plain(l, l->document->continuation->reference, &scope);
    struct lay_spans spans = {0};
    struct inl inl = {.kind = INL_TEXT, .text = text, .at = t->block->at};
    lay_inline(l, &inl, t->look, &scope, LAY_FULL, &spans);
    struct set_text set;
    bool overwide = set_spans(l, t->look, LAY_FULL, t->room.measure, &spans, &set);
    if (!fits(&set, overwide, t->room.across))
        blame_length(l, t->block, NULL);
    add_set(l, t->block, t->look, &set, t->room, out);
    messages_note(l->err, "continued", o->inst->at,
        "'%s' does not fit its place; it is printed on: %s",
        "「%s」は欄に収まらないため、続きを印刷しました（%s）", inst_title(l->arena, o->inst),
        text);
}

static bool may_continue(const struct lay *l, const struct trial *t)
{
    return !l->trying && t->block->overflow == OVERFLOW_CONTINUE && t->spans.value &&
           inst_given(t->spans.value) && l->document->continuation;
}

static void warn_left_out(struct lay *l, const struct inst *value)
{
    if (!l->changes->renewal || !value)
        return;
    messages_warn(l->err, "former-left-out", value->at,
        "'%s' does not fit beside what stood there before: only the new value is printed, in red; "
        "write the former one in by hand, or shorten it",
        "「%s」は、以前の内容を並べると欄に収まりません。新しい内容だけを朱書きで印刷しました。"
        "以前の内容は手で書き添えるか、短くしてください",
        inst_title(l->arena, value));
}

/* Beside its former value, if need be in a smaller type; where that needs another sheet, and it
   may not, the new one alone. */
static bool fit(struct lay *l, struct trial *t)
{
    if (shrink(l, t))
        return true;
    bool red = l->changes && l->changes->red && t->spans.changed;
    if (!red || (may_continue(l, t) && !l->changes->steady))
        return false;
    t->new_only = true;
    bool alone = shrink(l, t);
    if (alone)
        warn_left_out(l, t->spans.value);
    return alone;
}

static void lay_fitted(struct lay *l, const struct block *b, const struct style *look,
    const struct scope *s, struct room room, struct fragments *out)
{
    struct trial t = {.block = b, .look = look, .scope = s, .room = room};
    if (fit(l, &t))
        add_set(l, b, look, &t.set, room, out);
    else if (may_continue(l, &t))
        add_reference(l, &t, continue_on_sheet(l, &t), out);
    else
        blame_length(l, b, t.spans.value);
    lay_note_values(l, &t.spans, room.width, out->first);
}

static const char *value_name(struct lay *l, const struct inl *i, const struct scope *s)
{
    for (; i; i = i->next) {
        struct value v = {0};
        if (i->kind == INL_VALUE)
            v = path_value(i->path, strlen(i->path), s);
        if (v.kind == VALUE_INST)
            return field_path(l->arena, v.inst->field);
    }
    return NULL;
}

static void name_field(
    struct lay *l, const struct block *b, const struct scope *s, mpt width, struct fragment *first)
{
    const char *name = b->name ? NULL : value_name(l, b->text, s);
    for (struct fragment *slab = first; name && slab; slab = slab->next)
        fragment_note(l->arena, slab, (struct note){.name = name, .w = width, .h = slab->height});
}

void lay_text(
    struct lay *l, const struct block *b, const struct scope *s, mpt width, struct fragments *out)
{
    const struct style *look = lay_style(l, b->look);
    const struct room room = room_of(b, look, width);
    struct fragments own = {0};
    if (b->height || look->vertical) {
        lay_fitted(l, b, look, s, room, &own);
    } else {
        struct lay_spans spans = {.roomy = true};
        struct set_text set = {0};
        lay_inline(l, b->text, look, s, LAY_FULL, &spans);
        if (set_block(l, b, LAY_FULL, width, &spans, &set))
            blame_length(l, b, spans.value);
        lay_words(l, &spans, width);
        add_flowing(l, b, &set, &own);
        lay_note_values(l, &spans, width, own.first);
    }
    name_field(l, b, s, width, own.first);
    fragments_append(out, &own);
}
