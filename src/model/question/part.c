/* Finds a part: a list of fields that a form names and uses in several places. */
#include "base/arena.h"
#include "model/question/form.h"

const struct node *form_part(struct form_reader *r, const struct node *name)
{
    const struct node *part = node_text(name) ? node_lookup(r->parts, name->text) : NULL;
    if (part && part->kind == NODE_LIST)
        return part;
    const char **all = arena_array(r->arena, r->parts->count + 1, sizeof *all);
    for (size_t i = 0; i < r->parts->count; i++)
        all[i] = r->parts->pairs[i].key->text;
    struct names names = {{all}};
    known_blame(
        r->err, name->at, node_text(name) ? name->text : "", &names, "the form's parts", "部品");
    return NULL;
}
