/* edit_flow: changes between [ ] and { }: [a, b], {k: v}. */
#include "seam/yaml/edit_internal.h"

#include "base/arena.h"
#include "base/buf.h"
#include "seam/yaml/write.h"
#include "seam/yaml/yaml.h"

#include <string.h>

/* A value as it stands behind a ':' (with a blank) or in a list (without); "" for nothing. */
static const char *written(const struct editor *d, char quote, bool in_list)
{
    struct buf out = {0};
    yaml_write_node(&out, d->edit->value, (struct yaml_style){.flow = true, .quote = quote});
    const char *text = out.size ? arena_strndup(d->arena, out.data, out.size) : "";
    buf_release(&out);
    return in_list && *text ? text + 1 : in_list ? "~" : text;
}

static bool replace(struct editor *d)
{
    size_t index = d->edit->index;
    const struct extent *old = edit_value(d, index);
    bool list = d->within->kind == EXTENT_LIST;
    char quote = old->kind == EXTENT_SCALAR ? old->style : ' ';
    const char *text = written(d, quote, list);
    size_t from = edit_behind(d, index);
    bool colon = list || d->text[from - 1] == ':';
    if (*text && !colon) /* {key} */
        text = arena_printf(d->arena, ":%s", text);
    if (!*text && colon) /* "{key:}" would be another key */
        text = " ";
    edit_splice(d, from, edit_end(d, index), text);
    return true;
}

static bool insert(struct editor *d)
{
    bool list = d->within->kind == EXTENT_LIST;
    struct buf key = {0};
    if (!list) {
        yaml_write_key(&key, d->edit->key, true);
        buf_addc(&key, ':');
    }
    const char *text =
        arena_printf(d->arena, "%s%s", key.data ? key.data : "", written(d, ' ', list));
    buf_release(&key);
    if (d->edit->index) {
        size_t end = edit_end(d, d->edit->index - 1);
        edit_splice(d, end, end, arena_printf(d->arena, ", %s", text));
        return true;
    }
    size_t open = edit_find(d, d->within->from, d->within->to, list ? '[' : '{') + 1;
    edit_splice(d, open, open, edit_count(d) ? arena_printf(d->arena, "%s, ", text) : text);
    return open <= d->within->to;
}

/* Takes a comma away with a value: the one behind it, of the last one that before it. */
static bool remove_value(struct editor *d)
{
    size_t index = d->edit->index, count = edit_count(d);
    size_t from = edit_begin(d, index), to = edit_end(d, index);
    if (index + 1 < count) {
        size_t comma = edit_find(d, to, edit_begin(d, index + 1), ',');
        edit_splice(d, from, edit_skip_blanks(d, comma + 1), "");
        return true;
    }
    if (index) {
        size_t comma = edit_find(d, edit_end(d, index - 1), from, ',');
        bool near = edit_skip_blanks(d, comma + 1) == from;
        edit_splice(d, comma, near ? to : comma + 1, "");
        if (!near)
            edit_splice(d, from, to, "");
        return true;
    }
    edit_splice(d, from, to, "");
    return true;
}

static void find_entry(const struct editor *d, size_t index, size_t *from, size_t *to)
{
    *from = d->within->children[index]->from;
    *to = d->within->children[index]->to;
}

const struct edit_style edit_flow = {replace, insert, remove_value, find_entry};
