/* Reads one field of a form, with all that is asked below it (form.h). */
#include "base/arena.h"
#include "model/question/condition.h"
#include "model/question/form.h"

#include <string.h>

#define DEEPEST 24
#define MOST_FIELDS 100000

static const char *const type_names[] = {"text", "lines", "date", "yes-no", "choice", "list",
    "group", "section", "files", "attachments", "tally", NULL};
static const enum field_type types[] = {FIELD_TEXT, FIELD_LINES, FIELD_DATE, FIELD_YES_NO,
    FIELD_CHOICE, FIELD_LIST, FIELD_GROUP, FIELD_SECTION, FIELD_LIST, FIELD_LIST, FIELD_GROUP};

static bool is_word(const char *s)
{
    return *s &&
           s[strspn(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-")] == 0;
}

static bool read_type(
    struct form_reader *r, const struct node *n, struct field *f, enum form_attachments *kind)
{
    const char *name = "text";
    if (!known_text(r->err, n, "type", &name))
        return false;
    for (size_t i = 0; type_names[i]; i++)
        if (!strcmp(type_names[i], name)) {
            f->type = types[i];
            *kind = !strcmp(name, "files")         ? FORM_FILES
                    : !strcmp(name, "attachments") ? FORM_GATHERED
                    : !strcmp(name, "tally")       ? FORM_TALLY
                                                   : FORM_OTHER;
            return true;
        }
    struct names names = {{type_names}};
    known_blame(
        r->err, node_lookup(n, "type")->at, name, &names, "the types of fields", "項目の型");
    return false;
}

static bool read_condition(
    struct form_reader *r, const struct node *n, const char *name, const struct condition **out)
{
    const char *text = NULL;
    if (!known_text(r->err, n, name, &text) || !text)
        return !node_lookup(n, name);
    *out = condition_parse(r->arena, r->err, node_lookup(n, name)->at, text);
    return *out;
}

static bool read_required(struct form_reader *r, const struct node *n, struct field *f)
{
    const struct node *value = node_lookup(n, "required");
    f->governs = value;
    if (!value)
        return true;
    const char *text = node_text(value);
    if (text && (!strcmp(text, "yes") || !strcmp(text, "no"))) {
        f->always = *text == 'y';
        return true;
    }
    return read_condition(r, n, "required", &f->required);
}

/* same-as: {of: .common.signer, if: check} */
static bool read_same(struct form_reader *r, const struct node *n, struct field *f)
{
    static const char *const same_names[] = {"of", "if", NULL};
    const struct names names = {{same_names}};
    const struct node *same;
    if (!known_kind(r->err, n, "same-as", NODE_MAP, &same))
        return false;
    if (!same)
        return true;
    bool good = known_keys(r->err, same, &names, "what an answer is the same as", "「same-as」");
    good = good && known_text(r->err, same, "of", &f->same_as) &&
           read_condition(r, same, "if", &f->same_if);
    if (good && !f->same_as)
        messages_error(r->err, ERR_INPUT, "no-path", same->at,
            "'same-as' says which answer counts: 'of: .common.signer'",
            "「same-as」には、どの回答を使うかの「of: .common.signer」が要ります");
    return good && f->same_as;
}

static bool read_option(struct form_reader *r, const struct node *n, struct option *o)
{
    static const char *const option_names[] = {"key", "label", "points", NULL};
    struct names names = {{option_names, r->form->properties.lists[0], r->form->remarks.lists[0]}};
    *o = (struct option){.node = n};
    if (!known_keys(r->err, n, &names, "an option", "選択肢") ||
        !known_text(r->err, n, "key", &o->key) || !known_text(r->err, n, "label", &o->label))
        return false;
    if (!o->key || !is_word(o->key)) {
        messages_error(r->err, ERR_INPUT, "no-key", n->at,
            "an option needs a 'key' of letters, digits, hyphens",
            "選択肢には英数字とハイフンの「key」が要ります");
        return false;
    }
    if (!o->label)
        o->label = o->key;
    return true;
}

static bool read_options(struct form_reader *r, const struct node *n, struct field *f)
{
    const struct node *list;
    if (!known_kind(r->err, n, "options", NODE_LIST, &list))
        return false;
    if (f->type == FIELD_CHOICE && (!list || !list->count)) {
        messages_error(r->err, ERR_INPUT, "no-options", n->at, "a choice needs 'options'",
            "選択項目には「options」が要ります");
        return false;
    }
    f->option_count = list ? list->count : 0;
    f->options = arena_array(r->arena, f->option_count + 1, sizeof *f->options);
    bool good = true;
    for (size_t i = 0; i < f->option_count; i++)
        good &= read_option(r, list->items[i], &f->options[i]);
    return good;
}

static bool read_of(
    struct form_reader *r, const struct node *n, struct field *f, enum form_attachments kind)
{
    if (f->type != FIELD_LIST)
        return true;
    const struct node *of = form_entry_of(r, n, kind);
    if (!of && kind != FORM_OTHER)
        return false;
    if (!of) {
        messages_error(r->err, ERR_INPUT, "no-of", n->at, "a list says what its entries are: 'of:'",
            "一覧には要素の型「of:」が要ります");
        return false;
    }
    struct field *entry = form_read_field(r, of, f, true);
    if (entry)
        entry->is_file = kind == FORM_FILES;

    f->of = entry;
    return entry;
}

static bool read_also(struct form_reader *r, const struct node *n, struct field *f)
{
    const struct node *list;
    if (!known_kind(r->err, n, "also", NODE_LIST, &list) || !list)
        return !node_lookup(n, "also");
    f->also = arena_array(r->arena, list->count + 1, sizeof *f->also);
    for (size_t i = 0; i < list->count; i++)
        if (!(f->also[i] = node_text(list->items[i])))
            f->also[i] = "";
    return true;
}

static bool read_calendar(struct form_reader *r, const struct node *n, struct field *f)
{
    const char *name = "era";
    if (!known_text(r->err, n, "calendar", &name))
        return false;
    f->era = !strcmp(name, "era");
    if (f->era || !strcmp(name, "western"))
        return true;
    static const char *const calendars[] = {"era", "western", NULL};
    struct names names = {{calendars}};
    known_blame(r->err, node_lookup(n, "calendar")->at, name, &names, "the calendars", "暦");
    return false;
}

static bool read_width(struct form_reader *r, const struct node *n, struct field *f)
{
    const char *name = "typed";
    if (!known_text(r->err, n, "width", &name))
        return false;
    f->half = !strcmp(name, "half");
    if (f->half || !strcmp(name, "typed"))
        return true;
    static const char *const widths[] = {"typed", "half", NULL};
    struct names names = {{widths}};
    known_blame(r->err, node_lookup(n, "width")->at, name, &names, "the widths", "文字の幅");
    return false;
}

static bool read_texts(struct form_reader *r, const struct node *n, struct field *f)
{
    bool good = known_text(r->err, n, "key", &f->key);
    good &= known_text(r->err, n, "label", &f->label);
    good &= known_text(r->err, n, "default", &f->fallback);
    good &= known_text(r->err, n, "blank", &f->blank);
    good &= known_text(r->err, n, "short", &f->short_key);
    good &= known_text(r->err, n, "decides", &f->decides);
    good &= known_int(r->err, n, "min", &f->min);
    good &= known_int(r->err, n, "max", &f->max);
    if (f->type == FIELD_LIST)
        f->short_key = NULL; /* of attachments: that of each entry */
    if (!f->blank)
        f->blank = "";
    if (!f->label)
        f->label = f->key ? f->key : "";
    return good;
}

static bool check_key(
    struct form_reader *r, const struct node *n, const struct field *f, bool keyless)
{
    if (keyless ? !f->key : f->key ? is_word(f->key) : f->type == FIELD_SECTION)
        return true;
    messages_error(r->err, ERR_INPUT, "no-key", n->at,
        "a field needs a 'key' of letters, digits, hyphens (the entry of a list has none)",
        "項目には英数字とハイフンの「key」が要ります（一覧の要素には付けません）");
    return false;
}

static bool check_short(struct form_reader *r, const struct node *n, const struct field *f)
{
    if (!f->short_key || field_child(f, f->short_key))
        return true;
    messages_error(r->err, ERR_INPUT, "unknown-field", node_lookup(n, "short")->at,
        "'short' names '%s', which is no field of this group",
        "「short」の「%s」はこのグループの項目ではありません", f->short_key);
    return false;
}

static bool has_room(struct form_reader *r, const struct node *n)
{
    if (r->depth <= DEEPEST && ++r->count <= MOST_FIELDS)
        return true;
    messages_error(r->err, ERR_INPUT, "too-deep", n->at,
        "the form's parts nest too deeply: does one hold itself?",
        "部品の入れ子が深すぎます。自分自身を含む部品がないか確かめてください");
    r->stopped = true;
    return false;
}

struct field *form_read_field(
    struct form_reader *r, const struct node *n, struct field *parent, bool keyless)
{
    if (r->stopped || !has_room(r, n))
        return NULL;
    if (!known_keys(r->err, n, &r->names, "a field", "項目"))
        return NULL;
    n = form_changed(r, n, parent);
    struct field *f = arena_alloc(r->arena, sizeof *f);
    f->node = n;
    f->parent = parent;
    enum form_attachments kind = FORM_OTHER;
    if (!read_type(r, n, f, &kind) || !read_texts(r, n, f) || !check_key(r, n, f, keyless))
        return NULL;
    r->depth++;
    bool good = read_required(r, n, f);
    good &= read_condition(r, n, "when", &f->when);
    good &= read_same(r, n, f);
    good &= known_kind(r->err, n, "rules", NODE_LIST, &f->rules);
    good &= known_kind(r->err, n, "unasked", NODE_MAP, &f->unasked);
    f->renew = node_lookup(n, "renew");
    good &= read_options(r, n, f);
    good &= read_also(r, n, f);
    good &= read_calendar(r, n, f);
    good &= read_width(r, n, f);
    good &= read_of(r, n, f, kind);
    f->gathered = kind == FORM_GATHERED || kind == FORM_TALLY;
    n = kind == FORM_TALLY ? form_entry_of(r, n, kind) : n;
    good &= n && (kind == FORM_FILES || form_read_children(r, n, f));
    r->depth--;
    return good && check_short(r, n, f) ? f : NULL;
}

static size_t part_size(const struct node *part)
{
    return part && part->kind == NODE_LIST ? part->count : 0;
}

static bool add_child(struct form_reader *r, struct field *f, const struct node *n)
{
    struct field *c = form_read_field(r, n, f, false);
    if (!c)
        return false;
    f->children[f->child_count++] = c;
    return true;
}

static bool add_part(struct form_reader *r, struct field *f, const struct node *name)
{
    const struct node *part = form_part(r, name);
    bool good = part;
    for (size_t i = 0; part && i < part->count; i++)
        good &= add_child(r, f, part->items[i]);
    return good;
}

bool form_read_children(struct form_reader *r, const struct node *n, struct field *f)
{
    const struct node *parts;
    const struct node *fields;
    if (!known_kind(r->err, n, "parts", NODE_LIST, &parts) ||
        !known_kind(r->err, n, "fields", NODE_LIST, &fields))
        return false;
    size_t most = fields ? fields->count : 0;
    for (size_t i = 0; parts && i < parts->count; i++)
        if (parts->items[i]->kind == NODE_SCALAR)
            most += part_size(node_lookup(r->parts, parts->items[i]->text));
    f->children = arena_array(r->arena, most + 1, sizeof(struct field *));
    bool good = true;
    for (size_t i = 0; parts && i < parts->count; i++)
        good &= add_part(r, f, parts->items[i]);
    for (size_t i = 0; fields && i < fields->count; i++)
        good &= add_child(r, f, fields->items[i]);
    return good;
}
