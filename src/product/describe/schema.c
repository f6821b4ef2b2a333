/* A form as JSON Schema (draft 2020-12), for editors that complete and validate. */
#include "base/arena.h"
#include "model/check/verdict.h"
#include "product/json/json.h"
#include "product/session/call.h"

/* Keys of other scripts and widths are other spellings of labels; editors let them pass. */
#define OTHER_SPELLING "[^ -~]"
#define OTHER_WIDTH "[！-～　]"

struct schema {
    struct arena *arena;
    const struct form *form;
    struct json json;
    const struct field *files; /* a list of attachments, or NULL */
};

static void add_field(struct schema *s, const char *key, const struct field *f, const char *at);

static void add_names(struct schema *s, const char *const *names)
{
    for (; *names; names++)
        json_text(&s->json, NULL, *names);
}

static void add_types(struct schema *s, const char *const *types)
{
    json_open(&s->json, "type", '[');
    add_names(s, types);
    json_close(&s->json, ']');
}

/* --- single values: scalars stay as typed, so numbers and words are as good as texts --- */

static void add_yes_no(struct schema *s)
{
    static const char *const words[] = {"yes", "no", "Yes", "No", "YES", "NO", "true", "false",
        "True", "False", "on", "off", "はい", "いいえ", "○", "×", "あり", "なし", "有", "無", NULL};
    json_open(&s->json, "enum", '[');
    add_names(s, words);
    for (int value = 0; value < 2; value++)
        json_bool(&s->json, NULL, value);
    json_text(&s->json, NULL, NULL);
    json_close(&s->json, ']');
}

static void add_choice(struct schema *s, const struct field *f)
{
    json_open(&s->json, "anyOf", '[');
    json_open(&s->json, NULL, '{');
    json_open(&s->json, "enum", '[');
    for (size_t i = 0; i < f->option_count; i++) {
        json_text(&s->json, NULL, f->options[i].key);
        if (strcmp(f->options[i].key, f->options[i].label))
            json_text(&s->json, NULL, f->options[i].label);
    }
    json_text(&s->json, NULL, NULL);
    json_close(&s->json, ']');
    json_close(&s->json, '}');
    json_open(&s->json, NULL, '{');
    json_text(&s->json, "pattern", OTHER_WIDTH);
    json_text(&s->json, "type", "string");
    json_close(&s->json, '}');
    json_close(&s->json, ']');
}

static void add_single(struct schema *s, const struct field *f)
{
    static const char *const texts[] = {"string", "number", "null", NULL};
    static const char *const dates[] = {"string", "null", NULL};
    if (f->type == FIELD_YES_NO)
        add_yes_no(s);
    else if (f->type == FIELD_CHOICE)
        add_choice(s, f);
    else
        add_types(s, f->type == FIELD_DATE ? dates : texts);
    if (f->type == FIELD_DATE) {
        json_open(&s->json, "examples", '[');
        json_text(&s->json, NULL, "2026-11-21");
        json_text(&s->json, NULL, "令和8年11月21日");
        json_close(&s->json, ']');
    }
    if (f->fallback)
        json_text(&s->json, "default", f->fallback);
}

/* --- groups --- */

static void add_alias(struct schema *s, const char *name, const struct field *f, const char *at)
{
    json_open(&s->json, name, '{');
    json_text(&s->json, "$ref", arena_printf(s->arena, "%s/%s", at, f->key));
    json_close(&s->json, '}');
}

static bool is_taken(const struct field *group, const struct field *f, const char *name)
{
    const struct field *other = field_child(group, name);
    return !*name || (other && other->type != FIELD_SECTION) || !strcmp(name, f->key);
}

/* Labels name the field as well as its key; one that two fields share goes by the first. */
static void add_spellings(struct schema *s, const struct field *group, const struct field *f,
    const struct names *seen, const char *at)
{
    if (!is_taken(group, f, f->label) && !names_have(seen, f->label))
        add_alias(s, f->label, f, at);
    for (const char **also = f->also; also && *also; also++)
        if (!is_taken(group, f, *also) && !names_have(seen, *also) && strcmp(*also, f->label))
            add_alias(s, *also, f, at);
}

static void add_children(
    struct schema *s, const struct field *group, const struct field *part, const char *at)
{
    for (size_t i = 0; i < part->child_count; i++) {
        const struct field *f = part->children[i];
        if (f->gathered)
            continue;
        if (f->type == FIELD_SECTION) {
            add_children(s, group, f, at);
            continue;
        }
        const char **before = arena_array(s->arena, 2 * i + 1, sizeof *before);
        size_t n = 0;
        for (size_t k = 0; k < i; k++) {
            before[n++] = part->children[k]->label;
            if (part->children[k]->also && part->children[k]->also[0])
                before[n++] = part->children[k]->also[0];
        }
        add_field(s, f->key, f, arena_printf(s->arena, "%s/%s", at, f->key));
        struct names seen = {{before}};
        add_spellings(s, group, f, &seen, at);
    }
}

static void close_object(struct schema *s)
{
    json_open(&s->json, "patternProperties", '{');
    json_bool(&s->json, OTHER_SPELLING, true);
    json_close(&s->json, '}');
    json_bool(&s->json, "additionalProperties", false);
}

static void add_object(struct schema *s, const struct field *f, const char *at)
{
    static const char *const types[] = {"object", "null", NULL};
    add_types(s, types);
    json_open(&s->json, "properties", '{');
    add_children(s, f, f, arena_printf(s->arena, "%s/properties", at));
    json_close(&s->json, '}');
    close_object(s);
}

static const struct field *short_of(const struct field *f)
{
    return f->short_key ? field_child(f, f->short_key) : NULL;
}

/* The whole, or the one value that stands for it. */
static void add_group(struct schema *s, const struct field *f, const char *at)
{
    const struct field *single = short_of(f);
    if (!single) {
        add_object(s, f, at);
        return;
    }
    json_open(&s->json, "anyOf", '[');
    json_open(&s->json, NULL, '{');
    add_object(s, f, arena_printf(s->arena, "%s/anyOf/0", at));
    json_close(&s->json, '}');
    json_open(&s->json, NULL, '{');
    add_single(s, single);
    json_close(&s->json, '}');
    json_close(&s->json, ']');
}

/* Lists of attachments without fields of the form's own are all alike: the first is the
   definition. */
static bool add_files(struct schema *s, const struct field *f)
{
    static const char *const own[] = {"fields", "parts", "short", NULL};
    bool alike = f->of->is_file;
    for (size_t i = 0; own[i]; i++)
        alike = alike && !field_property(f, own[i]);
    if (!alike)
        return false;
    if (!s->files)
        s->files = f;
    json_text(&s->json, "$ref", "#/$defs/files");
    return true;
}

static void add_list(struct schema *s, const struct field *f, const char *at)
{
    json_open(&s->json, "anyOf", '[');
    json_open(&s->json, NULL, '{');
    json_text(&s->json, "type", "array");
    if (f->min)
        json_int(&s->json, "minItems", f->min);
    if (f->max)
        json_int(&s->json, "maxItems", f->max);
    add_field(s, "items", f->of, arena_printf(s->arena, "%s/anyOf/0/items", at));
    json_close(&s->json, '}');
    json_open(&s->json, NULL, '{');
    json_text(&s->json, "$ref", arena_printf(s->arena, "%s/anyOf/0/items", at));
    json_close(&s->json, '}');
    json_close(&s->json, ']');
}

static void add_words(struct schema *s, const struct field *f)
{
    struct inst as_item = {.field = f};
    if (*f->label)
        json_text(&s->json, "title", f->label);
    if (field_property(f, "worth"))
        json_text(&s->json, "description", verdict_title(s->form, &as_item));
}

static void add_field(struct schema *s, const char *key, const struct field *f, const char *at)
{
    json_open(&s->json, key, '{');
    add_words(s, f);
    if (f->type == FIELD_GROUP)
        add_group(s, f, at);
    else if (f->type != FIELD_LIST)
        add_single(s, f);
    else if (!add_files(s, f))
        add_list(s, f, at);
    json_close(&s->json, '}');
}

static void add_head(struct schema *s)
{
    struct json *j = &s->json;
    json_open(j, "tsuzuri", '{');
    json_text(j, "title", "回答ファイルの版");
    json_open(j, "enum", '[');
    json_int(j, NULL, 1);
    json_text(j, NULL, "1");
    json_close(j, ']');
    json_close(j, '}');
    json_open(j, "form", '{');
    json_text(j, "title", "様式");
    json_text(j, "const", s->form->id);
    json_close(j, '}');
}

static void add_required(struct schema *s)
{
    static const char *const required[] = {"tsuzuri", "form", NULL};
    json_open(&s->json, "required", '[');
    add_names(s, required);
    json_close(&s->json, ']');
}

static void add_definitions(struct schema *s)
{
    if (!s->files)
        return;
    json_open(&s->json, "$defs", '{');
    json_open(&s->json, "files", '{');
    add_list(s, s->files, "#/$defs/files");
    json_close(&s->json, '}');
    json_close(&s->json, '}');
}

enum tsuzuri_status tsuzuri_schema(struct tsuzuri_call *call, const char *form)
{
    struct schema s = {.arena = call->arena, .json = {.out = &call->text}};
    call_begin(call);
    s.form = call_form(call, form, NULL);
    if (s.form) {
        json_open(&s.json, NULL, '{');
        json_text(&s.json, "$schema", "https://json-schema.org/draft/2020-12/schema");
        json_text(&s.json, "title", s.form->title);
        json_text(&s.json, "type", "object");
        json_open(&s.json, "properties", '{');
        add_head(&s);
        add_children(&s, s.form->root, s.form->root, "#/properties");
        json_close(&s.json, '}');
        add_required(&s);
        close_object(&s);
        add_definitions(&s);
        json_close(&s.json, '}');
    }
    return call_end(call);
}
