/* gap: what is still to be written, an item at a time. Where an item has twelve empty fields, a
   person who fills in a form wants to see one line of twelve words. */
#include "base/arena.h"
#include "product/check/check.h"

#include <string.h>

/* An item: a group that is worth something, or holds what is. */
static bool is_item(const struct inst *i)
{
    if (i->field->type != FIELD_GROUP)
        return false;
    if (field_property(i->field, "worth"))
        return true;
    for (size_t k = 0; k < i->count; k++)
        if (field_property(i->children[k]->field, "worth"))
            return true;
    return false;
}

/* An entry of a list with fields of its own, or what stands at the top. */
static bool is_topmost(const struct inst *i)
{
    bool entry = i->parent->field->type == FIELD_LIST && !i->parent->parent->parent;
    return !i->parent->parent || entry;
}

/* What the missing value is told with: its item, else the outermost thing around it. */
static const struct inst *item_of(const struct inst *value)
{
    const struct inst *i = value;
    while (i->parent && !is_item(i) && !is_topmost(i))
        i = i->parent;
    return i;
}

static bool is_entry(const struct inst *i)
{
    return i->parent && i->parent->field->type == FIELD_LIST && i->field->child_count;
}

/* The outermost section around an item, and the entry of a list that it is asked in; else the whole
   form. */
static const char *section_of(struct tsuzuri_call *call, const struct inst *item)
{
    const char *title = NULL;
    const struct inst *entry = NULL;
    for (const struct inst *i = item; i->parent && !entry; i = i->parent) {
        const char *own = node_text(field_property(i->field, "title"));
        if (i->field->type == FIELD_SECTION && own)
            title = own;
        entry = is_entry(i) ? i : NULL;
    }
    const char *of = entry ? inst_title(call->arena, entry) : NULL;
    if (of && title)
        return arena_printf(call->arena, "%s %s", of, title);
    return of ? of : title ? title : call->checked_form->title;
}

/* The names from an item down to a value: "電気通信事業者 番号"; "" of the item itself. */
static const char *name_below(
    struct arena *a, const struct inst *item, const struct inst *value, bool japanese)
{
    if (value == item)
        return "";
    const char *before = name_below(a, item, value->parent, japanese);
    const char *own = japanese ? value->field->label : value->field->key;
    if (value->field->type == FIELD_SECTION || !own || !*own)
        return before;
    return *before ? arena_printf(a, japanese ? "%s %s" : "%s.%s", before, own) : own;
}

static const char *name_lack(
    struct arena *a, const struct inst *item, const struct lack_of *lack, bool japanese)
{
    const char *name = name_below(a, item, lack->value, japanese);
    if (!lack->other)
        return name;
    const char *other = japanese ? lack->other->field->label : lack->other->field->key;
    return arena_printf(a, japanese ? "%sか%sのどちらか" : "either %s or %s", name, other);
}

static void add_lack(struct tsuzuri_call *call, struct tsuzuri_gap *gap, const struct inst *item,
    const struct lack_of *lack)
{
    struct arena *a = call->arena;
    const char *en = name_lack(a, item, lack, false), *ja = name_lack(a, item, lack, true);
    gap->lacks_en = gap->lacks_en ? arena_printf(a, "%s, %s", gap->lacks_en, en) : en;
    gap->lacks_ja = gap->lacks_ja ? arena_printf(a, "%s・%s", gap->lacks_ja, ja) : ja;
}

static void begin_gap(struct tsuzuri_call *call, struct tsuzuri_gap *gap, const struct inst *item)
{
    const char *title = is_entry(item) ? inst_title(call->arena, item) : item->field->label;
    *gap = (struct tsuzuri_gap){
        .section = section_of(call, item),
        .key = is_item(item) ? item->field->key : inst_keys(call->arena, item),
        .title = title,
        .file = item->at.line ? item->at.file : NULL,
        .line = item->at.line,
    };
}

void check_gaps(struct tsuzuri_call *call)
{
    const struct lack_list lacks = answer_lacks(call->arena, call->checked);
    const struct inst *last = NULL;
    call->gaps = arena_array(call->arena, lacks.count + 1, sizeof *call->gaps);
    for (size_t i = 0; i < lacks.count; i++) {
        const struct inst *item = item_of(lacks.list[i].value);
        if (item != last)
            begin_gap(call, &call->gaps[call->gap_count++], item);
        last = item;
        add_lack(call, &call->gaps[call->gap_count - 1], item, &lacks.list[i]);
    }
}

bool tsuzuri_gap(const struct tsuzuri_call *call, size_t i, struct tsuzuri_gap *out)
{
    if (i >= call->gap_count)
        return false;
    *out = call->gaps[i];
    return true;
}
