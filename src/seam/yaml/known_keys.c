/* known_keys: reading maps whose keys are known: kinds, ranges, and what was probably meant. */
#include "seam/yaml/known_keys.h"

#include "base/arena.h"
#include "base/suggest.h"

#include <errno.h>
#include <limits.h>

#define MOST_NAMES 512

bool names_have(const struct names *n, const char *name)
{
    for (size_t l = 0; l < 3; l++)
        for (const char *const *p = n->lists[l]; p && *p; p++)
            if (!strcmp(*p, name))
                return true;
    return false;
}

static size_t names_all(const struct names *n, const char **out, size_t room)
{
    size_t count = 0;
    for (size_t l = 0; l < 3; l++)
        for (const char *const *p = n->lists[l]; p && *p && count < room; p++)
            out[count++] = *p;
    return count;
}

void known_blame(struct messages *e, struct position at, const char *word,
    const struct names *names, const char *en, const char *ja)
{
    const char *all[MOST_NAMES];
    const char *near = suggest(word, all, names_all(names, all, MOST_NAMES));
    struct arena *a = e->arena;
    const char *hint_en = near ? arena_printf(a, "; did you mean '%s'?", near) : "";
    const char *hint_ja = near ? arena_printf(a, "。「%s」の誤りではありませんか", near) : "";
    messages_text(e, ERR_ERROR, ERR_INPUT, "unknown-key", at,
        arena_printf(a, "'%s' is not known in %s%s", word, en, hint_en),
        arena_printf(a, "「%s」は%sにはありません%s", word, ja, hint_ja));
}

bool known_keys(struct messages *e, const struct node *map, const struct names *names,
    const char *en, const char *ja)
{
    if (map->kind != NODE_MAP) {
        known_wrong_type(e, map, arena_printf(e->arena, "%s is a map: 'key: value'", en),
            arena_printf(e->arena, "%sは「キー: 値」の形で書きます", ja));
        return false;
    }
    bool good = true;
    for (size_t i = 0; i < map->count; i++) {
        const struct node *key = map->pairs[i].key;
        if (names_have(names, key->text))
            continue;
        known_blame(e, key->at, key->text, names, en, ja);
        good = false;
    }
    return good;
}

void known_wrong_type(struct messages *e, const struct node *n, const char *en, const char *ja)
{
    messages_text(e, ERR_ERROR, ERR_INPUT, "wrong-type", n->at, en, ja);
}

static bool scalar_of(
    struct messages *e, const struct node *map, const char *key, const struct node **out)
{
    *out = node_lookup(map, key);
    if (!*out)
        return true;
    if ((*out)->kind == NODE_SCALAR)
        return true;
    known_wrong_type(e, *out,
        arena_printf(e->arena, "'%s' is one value, as in '%s: text'", key, key),
        arena_printf(e->arena, "「%s」は「%s: 文字列」のように一つの値で書きます", key, key));
    return false;
}

bool known_text(struct messages *e, const struct node *map, const char *key, const char **out)
{
    const struct node *n;
    if (!scalar_of(e, map, key, &n))
        return false;
    if (n)
        *out = n->text;
    return true;
}

bool known_flag(struct messages *e, const struct node *map, const char *key, bool *out)
{
    const struct node *n;
    if (!scalar_of(e, map, key, &n))
        return false;
    if (!n)
        return true;
    bool yes = !strcmp(n->text, "yes") || !strcmp(n->text, "true");
    if (!yes && strcmp(n->text, "no") && strcmp(n->text, "false")) {
        known_wrong_type(e, n, arena_printf(e->arena, "'%s' is yes or no", key),
            arena_printf(e->arena, "「%s」は yes か no で書きます", key));
        return false;
    }
    *out = yes;
    return true;
}

bool known_int(struct messages *e, const struct node *map, const char *key, int *out)
{
    const struct node *n;
    if (!scalar_of(e, map, key, &n))
        return false;
    if (!n)
        return true;
    char *end;
    errno = 0;
    long value = strtol(n->text, &end, 10);
    if (errno || *end || end == n->text || value < INT_MIN || value > INT_MAX) {
        known_wrong_type(e, n, arena_printf(e->arena, "'%s' is a whole number, as 3", key),
            arena_printf(e->arena, "「%s」は 3 のような整数で書きます", key));
        return false;
    }
    *out = (int)value;
    return true;
}

bool known_range(
    struct messages *e, const struct node *map, const char *key, int least, int most, int *out)
{
    int value = *out;
    if (!known_int(e, map, key, &value))
        return false;
    if (node_lookup(map, key) && (value < least || value > most)) {
        known_wrong_type(e, node_lookup(map, key),
            arena_printf(e->arena, "'%s' is a whole number from %d to %d", key, least, most),
            arena_printf(e->arena, "「%s」は%dから%dまでの整数で書きます", key, least, most));
        return false;
    }
    *out = value;
    return true;
}

bool known_kind(struct messages *e, const struct node *map, const char *key, enum node_kind kind,
    const struct node **out)
{
    const struct node *n = node_lookup(map, key);
    *out = NULL;
    if (!n)
        return true;
    if (n->kind == kind) {
        *out = n;
        return true;
    }
    static const char *const en[] = {"one value", "a list ('- …' lines)", "a map ('key: value')"};
    static const char *const ja[] = {"一つの値", "一覧（行頭に「- 」）", "「キー: 値」の組"};
    known_wrong_type(e, n, arena_printf(e->arena, "'%s' is %s", key, en[kind]),
        arena_printf(e->arena, "「%s」は%sで書きます", key, ja[kind]));
    return false;
}
