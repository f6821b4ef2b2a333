/* What every product begins with: an answer file and the form that it answers. */
#include "base/arena.h"
#include "base/file.h"
#include "model/attachment/citation.h"
#include "model/check/rule.h"
#include "model/check/score.h"
#include "product/session/call.h"
#include "seam/unicode/unicode.h"
#include "seam/yaml/edit.h"

static bool is_clean(const char *text)
{
    size_t size = strlen(text);
    if (unicode_invalid(text, size) < size)
        return false;
    for (size_t i = 0, length; i < size; i += length)
        if (yaml_forbids(unicode_decode(text + i, size - i, &length)))
            return false;
    return true;
}

bool call_words(
    struct tsuzuri_call *call, const char *option, const char *const *words, size_t count)
{
    bool good = true;
    for (size_t i = 0; i < count; i++) {
        if (is_clean(words[i]))
            continue;
        messages_error(&call->err, ERR_USAGE, "not-text", position_none(),
            "what is said for %s must be UTF-8 without control characters (number %zu)",
            "%s は UTF-8 の文字だけで書きます。制御文字は使えません（%zu番目）", option, i + 1);
        good = false;
    }
    return good;
}

bool call_settings(struct tsuzuri_call *call, const struct tsuzuri_setting *settings, size_t count)
{
    bool good = true;
    for (size_t i = 0; i < count; i++) {
        const char *both = arena_printf(call->arena, "%s%s", settings[i].key, settings[i].value);
        if (is_clean(both))
            continue;
        messages_error(&call->err, ERR_USAGE, "not-text", position_none(),
            OPTION("settings") " '%s' must be UTF-8 without control characters",
            OPTION("settings") "「%s」は UTF-8 の文字だけで書きます。制御文字は使えません",
            is_clean(settings[i].key) ? settings[i].key : "?");
        good = false;
    }
    return good;
}

/* Where a setting was typed, or stands in a lock. */
static struct position place_of(const struct tsuzuri_setting *s)
{
    struct position at = position_file(s->file ? s->file : OPTION("settings"));
    at.line = s->file ? s->line : 0;
    at.column = s->file != NULL;
    return at;
}

static struct node *text_node(struct arena *a, const struct tsuzuri_setting *s, const char *text)
{
    struct node *n = arena_alloc(a, sizeof *n);
    *n = (struct node){.text = text, .size = strlen(text), .plain = true, .at = place_of(s)};
    return n;
}

struct node *call_settings_over(struct arena *a, const struct node *answers,
    const struct tsuzuri_setting *settings, size_t count)
{
    struct node *all = arena_alloc(a, sizeof *all);
    size_t old_count = answers ? answers->count : 0;
    all->at = position_file(OPTION("settings"));
    if (answers)
        *all = *answers;
    all->kind = NODE_MAP;
    all->count = 0;
    all->pairs = arena_array(a, old_count + count + 1, sizeof *all->pairs);
    for (size_t i = 0; i < count; i++)
        all->pairs[all->count++] = (struct pair){text_node(a, &settings[i], settings[i].key),
            text_node(a, &settings[i], settings[i].value)};
    for (size_t i = 0; i < old_count; i++)
        if (!node_lookup(all, answers->pairs[i].key->text))
            all->pairs[all->count++] = answers->pairs[i];
    return all;
}

/* The bytes of a source, ended by NUL, in the call's arena; NULL with errors. */
static const char *read_source(
    struct tsuzuri_call *call, const struct tsuzuri_source *source, size_t *size)
{
    struct buf file = {0};
    const char *text = NULL;
    *size = source->size;
    if (source->bytes)
        return arena_strndup(call->arena, source->bytes, source->size);
    if (file_read(&call->err, position_none(), source->name, yaml_default_limits.bytes, &file))
        text = arena_strndup(call->arena, file.data, *size = file.size);
    buf_release(&file);
    return text;
}

bool call_text(
    struct tsuzuri_call *call, const struct tsuzuri_source *source, struct yaml_text *out)
{
    *out = (struct yaml_text){.file = source->name};
    if (!(out->text = read_source(call, source, &out->size)))
        return false;
    bool shown = unicode_invalid(out->text, out->size) == out->size;
    source_line_keep(call, source->name, shown ? out->text : "");
    out->root = yaml_parse(
        call->arena, &call->err, source->name, out->text, out->size, &yaml_default_limits);
    return out->root;
}

struct node *call_yaml(struct tsuzuri_call *call, const struct tsuzuri_source *source)
{
    struct yaml_text text;
    return call_text(call, source, &text) ? text.root : NULL;
}

bool call_answers(struct tsuzuri_call *call, const struct tsuzuri_source *source,
    const struct tsuzuri_setting *settings, size_t count, struct node **out, const char **id)
{
    *out = NULL;
    if (!call_settings(call, settings, count))
        return false;
    if (source->name) {
        *out = call_yaml(call, source);
        if (!*out || !(*id = answer_form_id(call->arena, &call->err, *out)))
            return false;
    }
    if (count)
        *out = call_settings_over(call->arena, *out, settings, count);
    return true;
}

struct inst *call_bind(
    struct arena *a, struct messages *e, const struct form *form, const struct node *answers)
{
    struct inst *root = answer_bind(a, e, form, answers);
    citation_fill(a, e, root);
    score_fill(a, form, root);
    return root;
}
