/* Reads a register written in YAML: its list of records, and what they share. */
#include "base/arena.h"
#include "model/register/register_internal.h"

#include <string.h>

bool register_read_yaml(struct arena *a, struct messages *e, struct registry *r)
{
    struct node *top = yaml_parse(a, e, r->file, r->text, r->size, &register_limits);
    const struct node *list;
    if (!top || !known_kind(e, top, "records", NODE_LIST, &list))
        return false;
    if (!list) {
        messages_error(e, ERR_INPUT, "no-records", top->at,
            "the register has no 'records:', the list of what is issued",
            "台帳に、記録の一覧「records:」がありません");
        return false;
    }
    struct entry *entries = register_add_entries(a, r, list->count);
    struct node *common = arena_alloc(a, sizeof *common);
    *common = *top;
    common->count = 0;
    common->pairs = arena_array(a, top->count + 1, sizeof *common->pairs);
    for (size_t i = 0; i < top->count; i++)
        if (strcmp(top->pairs[i].key->text, "records"))
            common->pairs[common->count++] = top->pairs[i];
    r->common = common;
    for (size_t i = 0; i < list->count; i++) {
        entries[i].at = list->items[i]->at;
        if (list->items[i]->kind == NODE_MAP)
            entries[i].node = list->items[i];
        else
            known_wrong_type(&entries[i].faults, list->items[i],
                "a record is written as 'key: value' lines", "記録は「キー: 値」の行で書きます");
    }
    return r->count || register_blame_none(r, e);
}

const struct pair *register_lookup_pair(const struct node *map, const struct field *f)
{
    const struct pair *p = node_lookup_pair(map, f->key);
    if (!p)
        p = node_lookup_pair(map, f->label);
    for (const char **also = f->also; !p && also && *also; also++)
        p = node_lookup_pair(map, *also);
    return p;
}
