/* What every product begins with: an answer file and the form that it answers. */
#include "base/arena.h"
#include "base/file.h"
#include "model/attachment/citation.h"
#include "model/check/rule.h"
#include "model/check/score.h"
#include "product/session/session.h"
#include "seam/unicode/unicode.h"

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

bool session_words(struct tsuzuri *t, const char *option, const char *const *words, size_t count)
{
    bool good = true;
    for (size_t i = 0; i < count; i++) {
        if (is_clean(words[i]))
            continue;
        messages_error(&t->err, ERR_USAGE, "not-text", position_none(),
            "what is said for %s must be UTF-8 without control characters (number %zu)",
            "%s は UTF-8 の文字だけで書きます。制御文字は使えません（%zu番目）", option, i + 1);
        good = false;
    }
    return good;
}

bool session_settings(struct tsuzuri *t, const struct tsuzuri_setting *settings, size_t count)
{
    bool good = true;
    for (size_t i = 0; i < count; i++) {
        const char *both = arena_printf(t->arena, "%s%s", settings[i].key, settings[i].value);
        if (is_clean(both))
            continue;
        messages_error(&t->err, ERR_USAGE, "not-text", position_none(),
            "--set '%s' must be UTF-8 without control characters",
            "--set「%s」は UTF-8 の文字だけで書きます。制御文字は使えません",
            is_clean(settings[i].key) ? settings[i].key : "?");
        good = false;
    }
    return good;
}

static struct node *text_node(struct arena *a, const char *text)
{
    struct node *n = arena_alloc(a, sizeof *n);
    *n = (struct node){.text = text, .size = strlen(text), .plain = true};
    n->at = position_file("--set");
    return n;
}

/* Settings stand before the file's answers; a key that the file has too is replaced. */
static struct node *with_settings(
    struct arena *a, const struct node *old, const struct tsuzuri_setting *settings, size_t count)
{
    struct node *all = arena_alloc(a, sizeof *all);
    size_t old_count = old ? old->count : 0;
    if (old)
        *all = *old;
    all->kind = NODE_MAP;
    all->count = 0;
    all->pairs = arena_array(a, old_count + count + 1, sizeof *all->pairs);
    for (size_t i = 0; i < count; i++)
        all->pairs[all->count++] =
            (struct pair){text_node(a, settings[i].key), text_node(a, settings[i].value)};
    for (size_t i = 0; i < old_count; i++)
        if (!node_lookup(all, old->pairs[i].key->text))
            all->pairs[all->count++] = old->pairs[i];
    return all;
}

bool session_answers(struct tsuzuri *t, const char *path, const struct tsuzuri_setting *settings,
    size_t count, struct node **out, const char **id)
{
    *out = NULL;
    if (!session_settings(t, settings, count))
        return false;
    if (path) {
        *out = yaml_load(t->arena, &t->err, path, &yaml_default_limits);
        if (!*out || !(*id = answer_form_id(t->arena, &t->err, *out)))
            return false;
    }
    if (count)
        *out = with_settings(t->arena, *out, settings, count);
    return true;
}

struct form *session_form(struct tsuzuri *t, const char *id, const struct node *answers)
{
    if (!session_words(t, "FORM", &id, 1))
        return NULL;
    const char *folder = file_join(t->arena, t->forms, id);
    if (!file_exists(file_join(t->arena, folder, "form.yaml"))) {
        const struct node *n = answers ? node_lookup(answers, "form") : NULL;
        messages_error(&t->err, n ? ERR_INPUT : ERR_USAGE, "no-form", n ? n->at : position_none(),
            "there is no form '%s' in '%s'; 'tsuzuri forms' lists them",
            "様式「%s」が「%s」にありません。「tsuzuri forms」で一覧が見られます", id, t->forms);
        return NULL;
    }
    struct form *form = form_load(t->arena, &t->err, folder);
    bool good = form && condition_check_form(t->arena, &t->err, form) &&
                rule_check_form(t->arena, &t->err, form) &&
                score_check_form(t->arena, &t->err, form);
    return good ? form : NULL;
}

struct inst *session_bind(
    struct arena *a, struct messages *e, const struct form *form, const struct node *answers)
{
    struct inst *root = answer_bind(a, e, form, answers);
    citation_fill(a, e, root);
    score_fill(a, form, root);
    return root;
}
