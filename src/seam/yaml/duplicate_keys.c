/* duplicate_keys: the keys of a finished map: duplicates, merge keys, wide blanks beside them. */
#include "base/arena.h"
#include "seam/yaml/yaml.h"
#include "seam/yaml/yaml_internal.h"

#include <stdint.h>

struct entry {
    const struct node *key;
    size_t position;
};

static int compare_texts(const struct node *a, const struct node *b)
{
    if (a->size != b->size)
        return a->size < b->size ? -1 : 1;
    return memcmp(a->text, b->text, a->size);
}

static int compare_keys(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;
    int order = compare_texts(x->key, y->key);
    if (order)
        return order;
    return x->position < y->position ? -1 : 1;
}

static void report_duplicate(struct messages *e, const struct node *key, const struct node *first)
{
    messages_error(e, ERR_INPUT, "duplicate-key", key->at,
        "the key '%s' is given twice: first in line %d; remove one of them",
        "項目「%s」が重複しています(最初は %d 行目)。どちらかを削除してください", key->text,
        first->at.line);
}

static bool few_keys_differ(const struct node *map)
{
    for (size_t i = 1; i < map->count; i++)
        for (size_t j = 0; j < i; j++)
            if (compare_texts(map->pairs[i].key, map->pairs[j].key) == 0)
                return false;
    return true;
}

static struct entry *sorted_entries(const struct node *map)
{
    struct entry *entries = malloc(map->count * sizeof *entries);
    if (!entries)
        abort();
    for (size_t i = 0; i < map->count; i++)
        entries[i] = (struct entry){map->pairs[i].key, i};
    qsort(entries, map->count, sizeof *entries, compare_keys);
    return entries;
}

/* firsts[i] becomes the key that pair i repeats. */
static void find_firsts(const struct entry *entries, size_t count, const struct node **firsts)
{
    const struct node *first = NULL;
    for (size_t i = 0; i < count; i++) {
        if (i && compare_texts(entries[i - 1].key, entries[i].key) == 0)
            firsts[entries[i].position] = first;
        else
            first = entries[i].key;
    }
}

static void check_duplicates(struct messages *e, struct arena *a, const struct node *map)
{
    enum { FEW = 16 };
    if (map->count <= FEW && few_keys_differ(map))
        return;
    struct entry *entries = sorted_entries(map);
    const struct node **firsts = arena_array(a, map->count, sizeof *firsts);
    find_firsts(entries, map->count, firsts);
    for (size_t i = 0; i < map->count; i++)
        if (firsts[i])
            report_duplicate(e, map->pairs[i].key, firsts[i]);
    free(entries);
}

static bool is_wide_blank(const char *s, size_t n)
{
    return n >= 3 && memcmp(s, "\xE3\x80\x80", 3) == 0;
}

static void check_key(struct messages *e, const struct node *key)
{
    if (!key->plain)
        return;
    if (strcmp(key->text, "<<") == 0)
        messages_error(e, ERR_INPUT, "merge-key", key->at,
            "merge keys ('<<') are not known here; write the keys out, or once where the form has "
            "a "
            "place for what repeats ('tsuzuri new' shows it)",
            "マージキー「<<」は使えません。項目をそのまま書くか、様式に「共通」の欄があればそこに"
            "一度だけ書いてください（「tsuzuri new」で作るファイルに示されます）");
    else if (key->size >= 3 && is_wide_blank(key->text, 3))
        messages_error(e, ERR_INPUT, "wide-blank", key->at,
            "a full-width blank stands in front of the key '%s'; indent with ordinary blanks",
            "項目名「%s」の前に全角の空白があります。字下げには半角の空白を使ってください",
            key->text + 3);
    else if (is_wide_blank(key->text, key->size) ||
             (key->size >= 3 && is_wide_blank(key->text + key->size - 3, 3)))
        messages_error(e, ERR_INPUT, "wide-blank", key->at,
            "a full-width blank stands beside the key '%s'; use ordinary blanks",
            "項目名「%s」の前後に全角の空白があります。半角の空白を使ってください", key->text);
}

void yaml_check_keys(struct messages *e, struct arena *a, const struct node *map)
{
    for (size_t i = 0; i < map->count; i++)
        check_key(e, map->pairs[i].key);
    check_duplicates(e, a, map);
}
