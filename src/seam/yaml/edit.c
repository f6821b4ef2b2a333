/* edit: one change of a YAML text that leaves all else as it is.

   libyaml tells where each value stands (extent.h). From that the change becomes one or two splices
   of the text (edit_block.c, edit_flow.c), which know the usual ways to write YAML, not all of
   them. What makes that safe is the end: the new text is parsed, and its tree must be the one that
   was meant; where it is not, the text stays and the person is told the place. */
#include "seam/yaml/edit.h"

#include "base/arena.h"
#include "base/buf.h"
#include "seam/unicode/unicode.h"
#include "seam/yaml/edit_internal.h"
#include "seam/yaml/yaml.h"
#include "seam/yaml/yaml_internal.h"

#include <string.h>

static const char byte_order_mark[] = "\xEF\xBB\xBF";

/* --- what is meant --- */

/* Gives a copied node children of its own, with room for more. */
static void own_children(struct arena *a, struct node *n, size_t more)
{
    if (n->kind == NODE_LIST)
        n->items = arena_grow(a, n->items, n->count, n->count + more, sizeof *n->items);
    else
        n->pairs = arena_grow(a, n->pairs, n->count, n->count + more, sizeof *n->pairs);
}

static void insert(struct arena *a, struct node *n, const struct yaml_edit *edit)
{
    size_t after = n->count - edit->index;
    struct node *value = (struct node *)edit->value;
    own_children(a, n, 1);
    n->count++;
    if (n->kind == NODE_LIST) {
        memmove(n->items + edit->index + 1, n->items + edit->index, after * sizeof *n->items);
        n->items[edit->index] = value;
    } else {
        memmove(n->pairs + edit->index + 1, n->pairs + edit->index, after * sizeof *n->pairs);
        n->pairs[edit->index] = (struct pair){node_make_text(a, edit->key), value};
    }
}

static void remove_at(struct node *n, size_t index)
{
    size_t after = --n->count - index;
    if (n->kind == NODE_LIST && n->items)
        memmove(n->items + index, n->items + index + 1, after * sizeof *n->items);
    else if (n->pairs)
        memmove(n->pairs + index, n->pairs + index + 1, after * sizeof *n->pairs);
}

static void move(struct node *n, size_t from, size_t to)
{
    struct node *moved = n->items[from];
    remove_at(n, from);
    memmove(n->items + to + 1, n->items + to, (n->count - to) * sizeof *n->items);
    n->items[to] = moved;
    n->count++;
}

static struct node **value_slot(struct node *n, size_t index)
{
    return n->kind == NODE_LIST ? &n->items[index] : &n->pairs[index].value;
}

struct node *yaml_edit_meant(struct arena *a, const struct node *root, const struct yaml_edit *edit)
{
    struct node *n = arena_alloc(a, sizeof *n);
    *n = *root;
    own_children(a, n, 0);
    if (edit->depth) {
        struct yaml_edit within = *edit;
        within.path++;
        within.depth--;
        struct node **slot = value_slot(n, edit->path[0]);
        *slot = yaml_edit_meant(a, *slot, &within);
    } else if (edit->kind == YAML_EDIT_REPLACE) {
        *value_slot(n, edit->index) = (struct node *)edit->value;
    } else if (edit->kind == YAML_EDIT_INSERT) {
        insert(a, n, edit);
    } else if (edit->kind == YAML_EDIT_REMOVE) {
        remove_at(n, edit->index);
    } else if (n->items) {
        move(n, edit->index, edit->to);
    }
    return n;
}

/* --- the text --- */

void edit_splice(struct editor *d, size_t from, size_t to, const char *text)
{
    d->splices[d->count++] = (struct splice){from, to, text};
}

size_t edit_line(const struct editor *d, size_t at)
{
    while (at && d->text[at - 1] != '\n')
        at--;
    return at;
}

size_t edit_line_end(const struct editor *d, size_t at)
{
    size_t end = edit_next_line(d, at);
    while (end > at && (d->text[end - 1] == '\n' || d->text[end - 1] == '\r'))
        end--;
    return end;
}

size_t edit_next_line(const struct editor *d, size_t at)
{
    const char *newline = at < d->size ? memchr(d->text + at, '\n', d->size - at) : NULL;
    return newline ? (size_t)(newline - d->text) + 1 : d->size;
}

size_t edit_skip_blanks(const struct editor *d, size_t at)
{
    while (at < d->size && (d->text[at] == ' ' || d->text[at] == '\t'))
        at++;
    return at;
}

size_t edit_find(const struct editor *d, size_t from, size_t to, char c)
{
    while (from < to && d->text[from] != c)
        from = d->text[from] == '#' ? edit_next_line(d, from) : from + 1;
    return from < to ? from : to;
}

size_t edit_count(const struct editor *d)
{
    return d->within->kind == EXTENT_MAP ? d->within->count / 2 : d->within->count;
}

const struct extent *edit_value(const struct editor *d, size_t index)
{
    return d->within->children[d->within->kind == EXTENT_MAP ? 2 * index + 1 : index];
}

size_t edit_begin(const struct editor *d, size_t index)
{
    const struct extent *value = edit_value(d, index);
    if (d->within->kind == EXTENT_MAP)
        return d->within->children[2 * index]->from;
    if (d->within->flow)
        return value->from;
    size_t from = index ? extent_end(edit_value(d, index - 1)) : d->within->from;
    return edit_find(d, from, value->from, '-');
}

size_t edit_behind(const struct editor *d, size_t index)
{
    const struct extent *value = edit_value(d, index);
    if (d->within->kind != EXTENT_MAP)
        return d->within->flow ? value->from : edit_begin(d, index) + 1;
    size_t key_end = d->within->children[2 * index]->to;
    size_t colon = edit_find(d, key_end, value->from, ':');
    return colon < value->from ? colon + 1 : key_end;
}

size_t edit_end(const struct editor *d, size_t index)
{
    size_t end = extent_end(edit_value(d, index)), behind = edit_behind(d, index);
    return end > behind ? end : behind;
}

/* Which entry comes to stand at index by a move. */
static size_t source_of(const struct yaml_edit *move, size_t index)
{
    if (index == move->to)
        return move->index;
    if (move->index < move->to)
        return index >= move->index && index < move->to ? index + 1 : index;
    return index > move->to && index <= move->index ? index - 1 : index;
}

bool edit_has_lines(const struct node *n)
{
    if (n->kind == NODE_SCALAR)
        return memchr(n->text, '\n', n->size);
    for (size_t i = 0; i < n->count; i++)
        if (edit_has_lines(n->kind == NODE_LIST ? n->items[i] : n->pairs[i].value))
            return true;
    return false;
}

void edit_replace_inline(struct editor *d, size_t index, const char *text)
{
    size_t from = edit_behind(d, index), to = edit_end(d, index);
    size_t next = edit_skip_blanks(d, to);
    int blanks = (int)(next - to);
    bool comment = blanks > 1 && d->text[next] == '#';
    if (comment && to <= edit_line_end(d, from)) {
        int room = blanks + unicode_text_cells(d->text + from, to - from) -
                   unicode_text_cells(text, strlen(text));
        text = arena_printf(d->arena, "%s%*s", text, room > 1 ? room : 1, "");
        to = next;
    }
    edit_splice(d, from, to, text);
}

/* --- the result --- */

static void add_lines(struct buf *out, const char *text, bool crlf)
{
    for (const char *from = text; *text; text++) {
        if (*text == '\n' && crlf && (text == from || text[-1] != '\r'))
            buf_addc(out, '\r');
        buf_addc(out, *text);
    }
}

static void assemble(const struct editor *d, struct buf *out)
{
    const char *newline = memchr(d->text, '\n', d->size);
    bool crlf = newline && newline > d->text && newline[-1] == '\r';
    size_t at = 0;
    for (size_t i = 0; i < d->count; i++) {
        const struct splice *s = &d->splices[i];
        buf_add(out, d->text + at, s->from - at);
        add_lines(out, s->text, crlf);
        at = s->to;
    }
    buf_add(out, d->text + at, d->size - at);
}

/* Blanks and line ends behind a text are no part of a value. */
static size_t size_of(const struct node *n)
{
    size_t size = n->size;
    while (size && strchr(" \n", n->text[size - 1]))
        size--;
    return size;
}

/* Nothing, or a map of nothing: no answer. */
static bool is_empty(const struct node *n)
{
    if (n->kind == NODE_SCALAR)
        return node_is_nothing(n);
    if (n->kind == NODE_LIST)
        return !n->count;
    for (size_t i = 0; i < n->count; i++)
        if (!is_empty(n->pairs[i].value))
            return false;
    return true;
}

static bool is_same(const struct node *a, const struct node *b);

/* Keys that nothing is behind may be there or not. */
static bool are_same_pairs(const struct node *a, const struct node *b)
{
    size_t k = 0;
    for (size_t i = 0; i < a->count; i++) {
        if (is_empty(a->pairs[i].value))
            continue;
        while (k < b->count && is_empty(b->pairs[k].value))
            k++;
        if (k == b->count || !is_same(a->pairs[i].key, b->pairs[k].key) ||
            !is_same(a->pairs[i].value, b->pairs[k].value))
            return false;
        k++;
    }
    while (k < b->count && is_empty(b->pairs[k].value))
        k++;
    return k == b->count;
}

static bool is_same(const struct node *a, const struct node *b)
{
    if (a == b || (is_empty(a) && is_empty(b)))
        return true;
    if (a->kind != b->kind || is_empty(a) != is_empty(b))
        return false;
    if (a->kind == NODE_SCALAR)
        return size_of(a) == size_of(b) && !memcmp(a->text, b->text, size_of(a));
    if (a->kind == NODE_MAP)
        return are_same_pairs(a, b);
    bool same = a->count == b->count;
    for (size_t i = 0; same && a->items && b->items && i < a->count; i++)
        same = is_same(a->items[i], b->items[i]);
    return same;
}

/* Parses the new text; true where it says what was meant and nothing else. */
static bool says(
    struct arena *a, const struct yaml_text *t, const struct yaml_edit *edit, const struct buf *out)
{
    struct messages silent;
    messages_init(&silent, a);
    const struct node *now =
        yaml_parse(a, &silent, t->file, out->data, out->size, &yaml_default_limits);
    return now && is_same(now, yaml_edit_meant(a, t->root, edit));
}

/* --- where it cannot be done --- */

static bool blame(struct messages *e, const char *code, struct position at)
{
    if (!strcmp(code, "alias"))
        messages_error(e, ERR_INPUT, code, at,
            "what stands here is repeated from another place ('*'), so it cannot be changed here "
            "alone; write the values out in its place",
            "ここは「*」で他の場所の値を写しているため、ここだけを変えられません。「*"
            "」のところに値を書いてください");
    else if (!strcmp(code, "shared-anchor"))
        messages_error(e, ERR_INPUT, code, at,
            "what stands here is repeated elsewhere ('&' and '*'): changing it would change other "
            "answers; write the values out at each '*' first",
            "ここの値は他の場所でも使われています（「&」と「*"
            "」）。変えると他の回答も変わるため、先に"
            "「*」のところにそれぞれ値を書いてください");
    else
        messages_error(e, ERR_INPUT, code, at,
            "this place is written in a way that cannot be changed safely from here; change it "
            "with a text editor, or write it one 'key: value' a line",
            "ここの書き方では、ほかを変えずに書き換えることができません。エディターで直すか、「項目"
            ":"
            " 値」を一行に一つずつ書き直してください");
    return false;
}

/* Finds the list or map that changes, unless an alias or an anchor stands on the way. */
static bool find_within(
    struct messages *e, const struct yaml_text *t, struct editor *d, const struct extent *root)
{
    const struct yaml_edit *edit = d->edit;
    struct source source = {t->file, d->text, d->size};
    const struct extent *s = root;
    for (size_t i = 0;; i++) {
        if (s->kind == EXTENT_ALIAS)
            return blame(e, "alias", yaml_place(&source, s->from));
        if (extent_is_aliased(root, s))
            return blame(e, "shared-anchor", yaml_place(&source, s->from));
        if (i == edit->depth)
            break;
        s = s->children[s->kind == EXTENT_MAP ? 2 * edit->path[i] + 1 : edit->path[i]];
    }
    d->within = s;
    return true;
}

/* What goes must not be what an alias elsewhere stands for. */
static bool check_shared(struct messages *e, const struct yaml_text *t, const struct editor *d,
    const struct extent *root)
{
    enum yaml_edit_kind kind = d->edit->kind;
    if (kind == YAML_EDIT_INSERT || kind == YAML_EDIT_MOVE)
        return true;
    const struct extent *value = edit_value(d, d->edit->index);
    struct source source = {t->file, d->text, d->size};
    return !extent_is_shared(root, value) ||
           blame(e, "shared-anchor", yaml_place(&source, value->from));
}

/* --- lines between brackets --- */

/* Counts the steps to the outermost [ ] or { } on the way; the depth where there is none, or where
   a comment in it would be lost. */
static size_t steps_to_flow(const struct editor *d, const struct extent *root)
{
    const struct yaml_edit *edit = d->edit;
    const struct extent *s = root;
    for (size_t i = 0; i < edit->depth; i++) {
        s = s->children[s->kind == EXTENT_MAP ? 2 * edit->path[i] + 1 : edit->path[i]];
        if (s->flow)
            return memchr(d->text + s->from, '#', s->to - s->from) ? edit->depth : i;
    }
    return edit->depth;
}

/* A text of several lines is hard to read between brackets: what they hold is written anew, one
   entry a line. Makes the edit that does so, which means the same. */
static struct yaml_edit without_brackets(
    struct arena *a, const struct node *root, const struct yaml_edit *edit, size_t steps)
{
    const struct node *n = root;
    for (size_t i = 0; i <= steps; i++)
        n = n->kind == NODE_LIST ? n->items[edit->path[i]] : n->pairs[edit->path[i]].value;
    struct yaml_edit within = *edit;
    within.path += steps + 1;
    within.depth -= steps + 1;
    return (struct yaml_edit){.kind = YAML_EDIT_REPLACE,
        .path = edit->path,
        .depth = steps,
        .index = edit->path[steps],
        .value = yaml_edit_meant(a, n, &within)};
}

/* --- the whole --- */

/* Entries change places; what stands between them stays where it is. */
static void move_entries(struct editor *d, const struct edit_style *style)
{
    size_t first = 0, last = 0;
    struct buf out = {0};
    for (size_t i = 0; i < edit_count(d); i++) {
        size_t from, to;
        style->find_entry(d, i, &from, &to);
        if (i)
            buf_add(&out, d->text + last, from - last);
        else
            first = from;
        last = to;
        style->find_entry(d, source_of(d->edit, i), &from, &to);
        buf_add(&out, d->text + from, to - from);
    }
    edit_splice(d, first, last, arena_strndup(d->arena, out.data, out.size));
    buf_release(&out);
}

static bool find_splices(struct editor *d, const struct edit_style *style)
{
    switch (d->edit->kind) {
    case YAML_EDIT_REPLACE:
        return style->replace(d);
    case YAML_EDIT_INSERT:
        return style->insert(d);
    case YAML_EDIT_REMOVE:
        return style->remove(d);
    default:
        move_entries(d, style);
        return true;
    }
}

static bool edit_extent(struct editor *d, struct messages *e, const struct yaml_text *t,
    const struct extent *root, struct buf *out)
{
    struct buf new = {0};
    struct source source = {t->file, d->text, d->size};
    if (!find_within(e, t, d, root) || !check_shared(e, t, d, root))
        return false;
    buf_add(&new, t->text, t->size - d->size);
    bool good = find_splices(d, d->within->flow ? &edit_flow : &edit_block);
    if (good)
        assemble(d, &new);
    good = good && says(d->arena, t, d->edit, &new);
    if (good)
        buf_add(out, new.data, new.size);
    buf_release(&new);
    return good || blame(e, "not-editable", yaml_place(&source, d->within->from));
}

bool yaml_edit_text(struct arena *a, struct messages *e, const struct yaml_text *t,
    const struct yaml_edit *edit, struct buf *out)
{
    bool marked = t->size >= 3 && !memcmp(t->text, byte_order_mark, 3);
    size_t before = marked ? 3 : 0;
    struct editor d = {
        .arena = a, .text = t->text + before, .size = t->size - before, .edit = edit};
    const struct extent *root = extent_read(a, d.text, d.size);
    if (!root)
        return blame(e, "not-editable", position_file(t->file));
    size_t steps =
        edit->value && edit_has_lines(edit->value) ? steps_to_flow(&d, root) : edit->depth;
    struct yaml_edit wider;
    if (steps < edit->depth) {
        wider = without_brackets(a, t->root, edit, steps);
        d.edit = &wider;
    }
    return edit_extent(&d, e, t, root, out);
}
