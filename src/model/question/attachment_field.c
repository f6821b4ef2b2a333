/* Attachments: what may stand for one, and the list of all that an answer file names. */
#include "base/arena.h"
#include "model/question/form.h"

#include <string.h>

static const char file_entry[] = "{type: group, short: file, fields: ["
                                 "{key: file, label: ファイル, required: yes},"
                                 "{key: title, label: 題名}, {key: pages, label: ページ},"
                                 "{key: password, label: パスワード},"
                                 "{key: dated, label: 日付, type: date},"
                                 "{key: url, label: URL},"
                                 "{key: label, label: 右肩}, {key: room, label: 余白}]}";

static const char gathered_entry[] =
    "{type: group, fields: ["
    "{key: number, label: 番号}, {key: title, label: 題名}, {key: file, label: ファイル}, {key: "
    "pages, label: ページ},"
    "{key: dated, label: 日付, type: date}, {key: url, label: URL}, {key: foot, label: 欄外},"
    "{key: cited, label: 引用, type: list, of: {type: group, fields: ["
    "{key: item, label: 項目}, {key: group, label: 区分}, {key: place, label: 記載箇所}]}}]}";

static const char tally_group[] =
    "{fields: [{key: required, label: 必須}, {key: met, label: 満たしている},"
    "{key: lacking, label: 満たしていない}]}";

static struct node *canned(struct form_reader *r, const char *text, size_t size)
{
    return yaml_parse(r->arena, r->err, "attachment", text, size, &yaml_default_limits);
}

static bool has_key(const struct node *fields, const char *key)
{
    for (size_t i = 0; fields && i < fields->count; i++) {
        const char *own = node_text(node_lookup(fields->items[i], "key"));
        if (own && !strcmp(own, key))
            return true;
    }
    return false;
}

static const struct node *field_with(const struct node *fields, const char *key)
{
    for (size_t i = 0; i < fields->count; i++)
        if (!strcmp(node_text(node_lookup(fields->items[i], "key")), key))
            return fields->items[i];
    return NULL;
}

/* The fields that every attachment has, each as the form words it where it does, then its own. */
static struct node *merged_fields(
    struct form_reader *r, const struct node *usual, const struct node *own)
{
    struct node *all = arena_alloc(r->arena, sizeof *all);
    *all = (struct node){.kind = NODE_LIST, .at = usual->at};
    all->items = arena_array(r->arena, usual->count + own->count + 1, sizeof(struct node *));
    for (size_t i = 0; i < own->count; i++)
        all->items[all->count++] = own->items[i];
    for (size_t i = 0; i < usual->count; i++)
        if (!has_key(own, node_text(node_lookup(usual->items[i], "key"))))
            all->items[all->count++] = usual->items[i];
    return all;
}

/* What a form words anew keeps its type. */
static bool check_types(struct form_reader *r, const struct node *usual, const struct node *own)
{
    bool good = true;
    for (size_t i = 0; i < own->count; i++) {
        const char *key = node_text(node_lookup(own->items[i], "key"));
        const struct node *same = key ? field_with(usual, key) : NULL;
        const char *was = same ? node_text(node_lookup(same, "type")) : NULL;
        const char *is = node_text(node_lookup(own->items[i], "type"));
        if (!same || !strcmp(was ? was : "text", is ? is : "text"))
            continue;
        messages_error(r->err, ERR_INPUT, "misplaced-key", own->items[i]->at,
            "'%s' of an attachment is a %s; give it no other type",
            "添付書類の「%s」の型は%sです。別の型にはできません", key, was ? was : "text");
        good = false;
    }
    return good;
}

static bool add_items(struct form_reader *r, struct node *all, const struct node *list)
{
    if (!list)
        return false;
    all->items = arena_grow(
        r->arena, all->items, all->count, all->count + list->count + 1, sizeof(struct node *));
    for (size_t i = 0; i < list->count; i++)
        all->items[all->count++] = list->items[i];
    return true;
}

/* The form's own fields: of its parts, then those said here. */
static const struct node *own_fields(struct form_reader *r, const struct node *n)
{
    const struct node *parts, *fields;
    struct node *all = arena_alloc(r->arena, sizeof *all);
    *all = (struct node){.kind = NODE_LIST, .at = n->at};
    if (!known_kind(r->err, n, "parts", NODE_LIST, &parts) ||
        !known_kind(r->err, n, "fields", NODE_LIST, &fields))
        return NULL;
    bool good = true;
    for (size_t i = 0; parts && i < parts->count; i++)
        good &= add_items(r, all, form_part(r, parts->items[i]));
    if (fields)
        add_items(r, all, fields);
    return good ? all : NULL;
}

static struct node *file_node(struct form_reader *r, const struct node *n)
{
    struct node *entry = canned(r, file_entry, sizeof file_entry - 1);
    const struct node *own = own_fields(r, n);
    const char *single = NULL;
    if (!entry || !own || !known_text(r->err, n, "short", &single) ||
        !check_types(r, node_lookup(entry, "fields"), own))
        return NULL;
    struct pair *usual = node_lookup_pair(entry, "fields");
    usual->value = merged_fields(r, usual->value, own);
    if (single)
        node_lookup_pair(entry, "short")->value = node_lookup(n, "short");
    return entry;
}

const struct node *form_entry_of(
    struct form_reader *r, const struct node *n, enum form_attachments kind)
{
    if (kind == FORM_FILES)
        return file_node(r, n);
    if (kind == FORM_GATHERED)
        return canned(r, gathered_entry, sizeof gathered_entry - 1);
    if (kind == FORM_TALLY)
        return canned(r, tally_group, sizeof tally_group - 1);
    return node_lookup(n, "of");
}
