/* What a form must keep beyond the grammar of its files: names that cannot be confused,
   keys that mean something for their field's type. */
#include "base/arena.h"
#include "model/question/form.h"
#include "seam/unicode/unicode.h"

#include <string.h>

#define TYPE(t) (1u << (t))
#define SINGLE                                                                                     \
    (TYPE(FIELD_TEXT) | TYPE(FIELD_LINES) | TYPE(FIELD_DATE) | TYPE(FIELD_YES_NO) |                \
        TYPE(FIELD_CHOICE))

static bool is_files(const struct field *f)
{
    return f->of && f->of->is_file;
}

static bool goes_with_files(const char *name)
{
    return !strcmp(name, "parts") || !strcmp(name, "fields") || !strcmp(name, "short");
}

static bool check_places(struct form_reader *r, const struct field *f)
{
    static const struct {
        const char *name;
        unsigned types;
    } places[] = {{"options", TYPE(FIELD_CHOICE)}, {"of", TYPE(FIELD_LIST)},
        {"min", TYPE(FIELD_LIST)}, {"max", TYPE(FIELD_LIST)}, {"calendar", TYPE(FIELD_DATE)},
        {"width", TYPE(FIELD_TEXT) | TYPE(FIELD_LINES)}, {"default", SINGLE}, {"decides", SINGLE},
        {"short", TYPE(FIELD_GROUP)}, {"worth", TYPE(FIELD_GROUP) | TYPE(FIELD_YES_NO)},
        {"parts", TYPE(FIELD_GROUP) | TYPE(FIELD_SECTION)},
        {"fields", TYPE(FIELD_GROUP) | TYPE(FIELD_SECTION)}};
    bool good = true;
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        const struct pair *pair = node_lookup_pair(f->node, places[i].name);
        if (!pair || places[i].types & TYPE(f->type) ||
            (is_files(f) && goes_with_files(places[i].name)))
            continue;
        messages_error(r->err, ERR_INPUT, "misplaced-key", pair->key->at,
            "'%s' means nothing for a field of this type", "この型の項目に「%s」は書けません",
            places[i].name);
        good = false;
    }
    return good;
}

static bool check_counts(struct form_reader *r, const struct field *f)
{
    if (f->min >= 0 && f->max >= 0 && (!f->max || f->max >= f->min))
        return true;
    messages_error(r->err, ERR_INPUT, "bad-count", f->node->at,
        "'min' and 'max' count entries: not below 0, and 'max' not below 'min'",
        "「min」「max」は件数です。0以上で、「max」は「min」以上にします");
    return false;
}

static bool check_decides(struct form_reader *r, const struct field *f)
{
    static const char *const yes_no[] = {"yes", "no", NULL};
    if (!f->decides || (f->type != FIELD_CHOICE && f->type != FIELD_YES_NO))
        return true;
    const char **keys = arena_array(r->arena, f->option_count + 1, sizeof *keys);
    for (size_t i = 0; i < f->option_count; i++)
        keys[i] = f->options[i].key;
    struct names names = {{f->type == FIELD_CHOICE ? keys : yes_no}};
    if (names_have(&names, f->decides))
        return true;
    known_blame(
        r->err, node_lookup(f->node, "decides")->at, f->decides, &names, "the options", "選択肢");
    return false;
}

/* --- names --- */

struct spelling {
    const char *folded;
    const char *text;
    size_t owner; /* the field's or option's number */
    bool is_key;
    struct position at;
};

struct spellings {
    struct form_reader *reader;
    struct spelling *list;
    size_t count, room;
    size_t owners;
};

static void add_spelling(struct spellings *s, const char *text, bool is_key, struct position at)
{
    struct arena *a = s->reader->arena;
    if (!text || !*text)
        return;
    if (s->count == s->room) {
        size_t room = s->room ? s->room * 2 : 32;
        s->list = arena_grow(a, s->list, s->count, room, sizeof *s->list);
        s->room = room;
    }
    s->list[s->count++] = (struct spelling){unicode_fold(a, text), text, s->owners, is_key, at};
}

static int compare_spellings(const void *a, const void *b)
{
    const struct spelling *x = a, *y = b;
    int order = strcmp(x->folded, y->folded);
    return order ? order : x->owner < y->owner ? -1 : x->owner > y->owner;
}

static bool check_spellings(struct spellings *s)
{
    bool good = true;
    if (s->count)
        qsort(s->list, s->count, sizeof *s->list, compare_spellings);
    for (size_t i = 1; i < s->count; i++) {
        const struct spelling *x = &s->list[i - 1], *y = &s->list[i];
        if (x->owner == y->owner || strcmp(x->folded, y->folded))
            continue;
        if (x->is_key && y->is_key)
            messages_error(s->reader->err, ERR_INPUT, "duplicate-key", y->at,
                "the key '%s' stands twice in its group", "「%s」が同じグループに二度あります",
                y->text);
        else
            messages_error(s->reader->err, ERR_INPUT, "ambiguous-label", y->at,
                "'%s' is the name of another field or option of its group, too; give it a label "
                "of its own",
                "「%s」は同じグループの別の項目の名前でもあります。別の「label」を付けてください",
                y->text);
        good = false;
    }
    return good;
}

static void add_field(struct spellings *s, const struct field *f)
{
    struct position at = f->node->at;
    s->owners++;
    add_spelling(s, f->key, true, at);
    if (f->type != FIELD_SECTION && (!f->key || strcmp(f->label, f->key)))
        add_spelling(s, f->label, false, at);
    for (const char **o = f->also; o && *o; o++)
        add_spelling(s, *o, false, at);
}

static void add_fields(struct spellings *s, const struct field *group)
{
    for (size_t i = 0; i < group->child_count; i++) {
        add_field(s, group->children[i]);
        if (group->children[i]->type == FIELD_SECTION)
            add_fields(s, group->children[i]);
    }
}

/* The answer file's own keys stand beside the top-level fields. */
static void add_reserved(struct spellings *s)
{
    s->owners++;
    add_spelling(s, "tsuzuri", true, position_none());
    add_spelling(s, "form", true, position_none());
}

static bool check_names(struct form_reader *r, const struct field *f)
{
    struct spellings fields = {.reader = r};
    struct spellings options = {.reader = r};
    if (!f->parent)
        add_reserved(&fields);
    if (f->type != FIELD_SECTION)
        add_fields(&fields, f);
    for (size_t i = 0; i < f->option_count; i++) {
        const struct option *o = &f->options[i];
        options.owners++;
        add_spelling(&options, o->key, true, o->node->at);
        if (strcmp(o->key, o->label))
            add_spelling(&options, o->label, false, o->node->at);
    }
    return check_spellings(&fields) & check_spellings(&options);
}

bool form_check(struct form_reader *r, const struct field *f)
{
    bool good = check_names(r, f);
    if (f->parent) {
        good &= check_places(r, f);
        good &= check_counts(r, f);
        good &= check_decides(r, f);
    }
    for (size_t i = 0; i < f->child_count; i++)
        good &= form_check(r, f->children[i]);
    return f->of ? form_check(r, f->of) && good : good;
}
