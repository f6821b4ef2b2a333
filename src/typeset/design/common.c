/* common: what blocks, columns, rows, cells and documents have in common: a condition, a
   repetition. */
#include "base/arena.h"
#include "typeset/design/design.h"

#define MOST_BLANKS 1000

bool design_expr(
    struct design_reader *r, const struct node *map, const char *key, const struct condition **out)
{
    const char *text = NULL;
    if (!known_text(r->err, map, key, &text) || !text)
        return !node_lookup(map, key);
    *out = condition_parse(r->arena, r->err, node_lookup(map, key)->at, text);
    return *out;
}

bool design_repeat(struct design_reader *r, const struct node *n, struct repeat *out)
{
    const struct node *each = node_lookup(n, "each");
    if (!each)
        return true;
    out->at = each->at;
    out->as = "entry";
    out->listed = each->kind == NODE_LIST;
    out->count = each->kind == NODE_LIST ? each->count : 1;
    const char **paths = arena_array(r->arena, out->count + 1, sizeof *paths);
    out->paths = paths;
    for (size_t i = 0; i < out->count; i++) {
        const struct node *path = each->kind == NODE_LIST ? each->items[i] : each;
        if (!(paths[i] = node_text(path))) {
            known_wrong_type(r->err, path, "'each' is a path, or a list of paths",
                "「each」はパスかパスの一覧です");
            return false;
        }
    }
    return known_text(r->err, n, "as", &out->as) &&
           known_range(r->err, n, "min", 0, MOST_BLANKS, &out->min);
}
