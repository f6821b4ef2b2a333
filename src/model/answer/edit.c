/* edit: one answer of an answer file is set, taken away, added or moved.

   The path is followed through the form and the file together: to the value that stands there, to a
   value that is written short ("1-1-1: no" for its check, one document for a list of one) and has
   to grow, or to the last thing on the way that is there. What is missing from there on is built.
 */
#include "model/answer/edit.h"

#include "base/arena.h"
#include "base/buf.h"
#include "seam/unicode/unicode.h"

#include <stdlib.h>
#include <string.h>

#define DEEPEST 64

/* How far a path leads. */
struct place {
    const struct field *field; /* the last one that stands in the file */
    const struct node *node;   /* its value */
    size_t steps[DEEPEST];     /* to it */
    size_t depth;
    const char *rest; /* of the path, for what is missing; "": nothing is */
};

struct answer_editor {
    struct arena *arena;
    struct messages *err;
    const struct form *form;
    struct yaml_text *text;
    const struct answer_change *change;
    bool japanese;
};

/* --- names --- */

const char *answer_key(struct arena *a, const struct field *f, bool japanese)
{
    const struct field *group = f->parent;
    while (group->type == FIELD_SECTION)
        group = group->parent;
    bool usable = japanese && *f->label && !strchr(f->label, '\n');
    return usable && answer_field_named(a, group, f->label) == f ? f->label : f->key;
}

/* Counts the keys that are labels, less those that are not. */
static int count_labels(struct arena *a, const struct field *f, const struct node *n)
{
    int labels = 0;
    if (f->type == FIELD_LIST)
        f = f->of;
    if (n->kind == NODE_LIST)
        for (size_t i = 0; i < n->count; i++)
            labels += count_labels(a, f, n->items[i]);
    for (size_t i = 0; n->kind == NODE_MAP && i < n->count; i++) {
        const char *key = n->pairs[i].key->text;
        const struct field *c = answer_field_named(a, f, key);
        if (!c)
            continue;
        if (strcmp(c->key, c->label))
            labels += strcmp(key, c->key) ? 1 : -1;
        labels += count_labels(a, c, n->pairs[i].value);
    }
    return labels;
}

bool answer_is_japanese(struct arena *a, const struct form *form, const struct node *answers)
{
    return count_labels(a, form->root, answers) > 0;
}

/* --- the way to an answer --- */

static bool blame_path(struct answer_editor *d)
{
    messages_error(d->err, ERR_INPUT, "unknown-path", position_file(d->text->file),
        "the form '%s' asks for nothing at '%s'", "様式「%s」に「%s」という項目はありません",
        d->form->id, d->change->path);
    return false;
}

static bool blame_node(struct answer_editor *d, const struct place *p)
{
    const char *label = field_title(d->arena, p->field);
    known_wrong_type(d->err, p->node,
        arena_printf(d->arena, "'%s' cannot be read as it stands; correct this first", label),
        arena_printf(d->arena, "「%s」はこのままでは読めません。先にここを直してください", label));
    return false;
}

/* Takes the next part of a path; returns what is behind it. */
static const char *next_part(const char *path, char part[128])
{
    size_t n = strcspn(path, ".");
    snprintf(part, 128, "%.*s", (int)n, path);
    return path + n + (path[n] == '.');
}

/* The number of an entry, from 1; 0 of what is none. */
static size_t number_of(const char *part)
{
    char *end;
    unsigned long n = strtoul(part, &end, 10);
    return *part >= '0' && *part <= '9' && !*end ? n : 0;
}

/* Finds the field below one that a part of a path names; NULL where there is none. */
static const struct field *field_below(const struct field *f, const char *part)
{
    const struct field *c =
        f->type == FIELD_LIST ? (number_of(part) ? f->of : NULL) : field_child(f, part);
    return c && !c->gathered && c->type != FIELD_SECTION ? c : NULL;
}

static bool is_known(const struct field *f, const char *path)
{
    char part[128];
    while (f && *path) {
        path = next_part(path, part);
        f = field_below(f, part);
    }
    return f;
}

static void step(struct place *p, const struct field *f, size_t index)
{
    p->node = p->node->kind == NODE_LIST ? p->node->items[index] : p->node->pairs[index].value;
    p->steps[p->depth++] = index;
    p->field = f;
}

/* Finds the pair of a field: one with a value, where its key is there twice. */
static size_t find_pair(
    struct arena *a, const struct field *group, const struct node *map, const struct field *f)
{
    size_t found = map->count;
    for (size_t i = 0; i < map->count; i++)
        if (answer_field_named(a, group, map->pairs[i].key->text) == f &&
            (found == map->count || node_is_nothing(map->pairs[found].value)))
            found = i;
    return found;
}

/* Goes one part further; false where the file has nothing there. */
static bool follow(struct answer_editor *d, struct place *p, const char *part)
{
    const struct field *below = field_below(p->field, part);
    if (p->field->type == FIELD_LIST) {
        size_t n = number_of(part);
        if (p->node->kind == NODE_LIST ? n > p->node->count : n > 1)
            return false;
        if (p->node->kind == NODE_LIST)
            step(p, below, n - 1);
        p->field = below;
        return true;
    }
    if (p->node->kind == NODE_MAP) {
        size_t pair = find_pair(d->arena, p->field, p->node, below);
        if (pair < p->node->count)
            step(p, below, pair);
        return p->field == below;
    }
    if (!p->field->short_key || field_child(p->field, p->field->short_key) != below)
        return false;
    p->field = below;
    return true;
}

/* Follows a path as far as the file goes; false with an error. */
static bool find(struct answer_editor *d, const char *path, struct place *p)
{
    char part[128];
    *p = (struct place){.field = d->form->root, .node = d->text->root, .rest = path};
    if (!*path || !is_known(p->field, path))
        return blame_path(d);
    while (*p->rest && !node_is_nothing(p->node) && p->depth + 1 < DEEPEST) {
        const char *behind = next_part(p->rest, part);
        if (!follow(d, p, part))
            break;
        p->rest = behind;
    }
    return true;
}

/* --- values --- */

/* A text without the line ends of Windows and without blanks at its end. */
static const char *as_typed(struct arena *a, const char *value)
{
    char *text = arena_strdup(a, value);
    size_t kept = 0;
    for (size_t i = 0; text[i]; i++)
        if (text[i] != '\r' || text[i + 1] != '\n')
            text[kept++] = text[i];
    while (kept && strchr(" \n", text[kept - 1]))
        kept--;
    text[kept] = '\0';
    return text;
}

static bool check_text(struct answer_editor *d, const char *text)
{
    size_t size = strlen(text), length;
    bool good = unicode_invalid(text, size) == size;
    for (size_t i = 0; good && i < size; i += length)
        good = !yaml_forbids(unicode_decode(text + i, size - i, &length));
    if (!good)
        messages_error(d->err, ERR_INPUT, "not-text", position_file(d->text->file),
            "the value of '%s' holds control characters, or is no UTF-8; type it again without "
            "them",
            "「%s」の値に、目に見えない制御文字か、UTF-8 "
            "ではない文字が入っています。取り除いて入力し直してください",
            d->change->path);
    return good;
}

/* What stands for 'yes' or for an option in the language of the file. */
static const char *in_language(const struct answer_editor *d, const struct field *f, const char *t)
{
    if (!d->japanese)
        return t;
    if (f->type == FIELD_YES_NO)
        return !strcmp(t, "yes") ? "はい" : !strcmp(t, "no") ? "いいえ" : t;
    for (size_t i = 0; i < f->option_count; i++)
        if (!strcmp(t, f->options[i].key))
            return f->options[i].label;
    return t;
}

static struct node *single_node(const struct answer_editor *d, const struct field *f, const char *t)
{
    struct node *n = node_make_text(d->arena, in_language(d, f, t));
    n->plain = !*t || (f->type != FIELD_TEXT && f->type != FIELD_LINES);
    if (*t && node_is_nothing(n))
        n->plain = false;
    return n;
}

/* The value of a change as a node; NULL with an error. */
static struct node *value_node(struct answer_editor *d, const struct field *f)
{
    const char *text = as_typed(d->arena, d->change->value ? d->change->value : "");
    bool many = (f->type == FIELD_LIST || f->type == FIELD_GROUP) && *text && strchr("[{", *text);
    if (!check_text(d, text))
        return NULL;
    if (many)
        return yaml_parse(
            d->arena, d->err, d->change->path, text, strlen(text), &yaml_default_limits);
    return single_node(d, field_single(f), text);
}

/* Builds what is missing below a field: the rest of a path, with the value at its end; NULL with an
   error. */
static struct node *build(struct answer_editor *d, const struct field *f, const char *rest)
{
    char part[128];
    if (!*rest)
        return value_node(d, f);
    rest = next_part(rest, part);
    const struct field *below = field_below(f, part);
    if (f->type == FIELD_LIST && number_of(part) != 1) {
        blame_path(d);
        return NULL;
    }
    struct node *value = build(d, below, rest);
    if (!value || (f->is_file && f->short_key && !strcmp(part, f->short_key)))
        return value;
    struct node *n = node_make(d->arena, f->type == FIELD_LIST ? NODE_LIST : NODE_MAP);
    if (f->type == FIELD_LIST)
        node_add(d->arena, n, value);
    else
        node_put(d->arena, n, answer_key(d->arena, below, d->japanese), value);
    return n;
}

/* --- where a new key goes --- */

/* The place of a field among all that its group asks, sections gone through; adds to *n. */
static bool find_order(const struct field *group, const struct field *f, size_t *n)
{
    for (size_t i = 0; i < group->child_count; i++) {
        const struct field *c = group->children[i];
        ++*n;
        if (c == f || (c->type == FIELD_SECTION && find_order(c, f, n)))
            return true;
    }
    return false;
}

static size_t order_of(const struct field *group, const struct field *f)
{
    size_t n = 0;
    return f && find_order(group, f, &n) ? n : 0;
}

/* Behind the one that the form asks last before it; what begins the file ('form:') stays there. */
static size_t place_of(struct answer_editor *d, const struct place *p, const struct field *f)
{
    size_t own = order_of(p->field, f), best = 0, index = 0;
    for (size_t i = 0; i < p->node->count; i++) {
        size_t order =
            order_of(p->field, answer_field_named(d->arena, p->field, p->node->pairs[i].key->text));
        if (order < own && order >= best && (order || !p->depth)) {
            best = order;
            index = i + 1;
        }
    }
    return index;
}

/* --- changes --- */

static bool apply(struct answer_editor *d, const struct yaml_edit *edit)
{
    struct buf out = {0};
    bool good = yaml_edit_text(d->arena, d->err, d->text, edit, &out);
    if (good) {
        d->text->text = arena_strndup(d->arena, out.data, out.size);
        d->text->size = out.size;
        d->text->root = yaml_parse(
            d->arena, d->err, d->text->file, d->text->text, d->text->size, &yaml_default_limits);
    }
    buf_release(&out);
    return good && d->text->root;
}

/* The value of a place becomes another one. */
static bool replace(struct answer_editor *d, const struct place *p, const struct node *value)
{
    struct yaml_edit edit = {.kind = YAML_EDIT_REPLACE,
        .path = p->steps,
        .depth = p->depth - 1,
        .index = p->steps[p->depth - 1],
        .value = value};
    return value && apply(d, &edit);
}

static bool insert(struct answer_editor *d, const struct place *p, size_t index, const char *key,
    const struct node *value)
{
    struct yaml_edit edit = {.kind = YAML_EDIT_INSERT,
        .path = p->steps,
        .depth = p->depth,
        .index = index,
        .key = key,
        .value = value};
    return value && apply(d, &edit);
}

/* What is written short grows: "1-1-1: no" becomes a map, one document a list. */
static struct node *grown(struct answer_editor *d, const struct place *p, const struct field *below,
    struct node *value, size_t index)
{
    struct node *old = (struct node *)p->node;
    bool list = p->field->type == FIELD_LIST;
    struct node *n = node_make(d->arena, list ? NODE_LIST : NODE_MAP);
    if (list) {
        node_add(d->arena, n, index ? old : value);
        node_add(d->arena, n, index ? value : old);
        return n;
    }
    const struct field *single = field_child(p->field, p->field->short_key);
    bool first = order_of(p->field, below) < order_of(p->field, single);
    const char *own = answer_key(d->arena, below, d->japanese);
    const char *other = answer_key(d->arena, single, d->japanese);
    node_put(d->arena, n, first ? own : other, first ? value : old);
    node_put(d->arena, n, first ? other : own, first ? old : value);
    return n;
}

/* Adds the entry of a list or the key of a group that a path goes on with. index: of an entry. */
static bool add(struct answer_editor *d, const struct place *p, size_t index)
{
    char part[128];
    const char *rest = next_part(p->rest, part);
    const struct field *below = field_below(p->field, part);
    struct node *value = build(d, below, rest);
    if (!value)
        return false;
    if (p->field->type == FIELD_LIST && p->node->kind == NODE_LIST)
        return insert(d, p, index, NULL, value);
    if (p->field->type == FIELD_LIST)
        return replace(d, p, grown(d, p, below, value, index));
    if (p->node->kind == NODE_MAP) {
        const char *key = answer_key(d->arena, below, d->japanese);
        return insert(d, p, place_of(d, p, below), key, value);
    }
    return p->field->short_key ? replace(d, p, grown(d, p, below, value, 0)) : blame_node(d, p);
}

static size_t entry_count(const struct place *p)
{
    return node_is_nothing(p->node) ? 0 : p->node->kind == NODE_LIST ? p->node->count : 1;
}

/* Tells whether a path goes on with the number behind the last entry; false with an error. */
static bool is_next_entry(struct answer_editor *d, const struct place *p)
{
    char part[128];
    next_part(p->rest, part);
    return p->field->type != FIELD_LIST || number_of(part) <= entry_count(p) + 1 || blame_path(d);
}

static bool is_said_already(const struct place *p, const struct node *value)
{
    return p->node->kind == NODE_SCALAR && value->kind == NODE_SCALAR &&
           p->node->size == value->size && !strcmp(p->node->text, value->text) &&
           !node_is_nothing(p->node);
}

static bool set(struct answer_editor *d)
{
    struct place p;
    if (!find(d, d->change->path, &p))
        return false;
    if (*p.rest && !is_next_entry(d, &p))
        return false;
    if (*p.rest && !node_is_nothing(p.node))
        return add(d, &p, entry_count(&p));
    struct node *value = build(d, p.field, p.rest);
    return value && (is_said_already(&p, value) || replace(d, &p, value));
}

static const struct node *node_at(const struct node *n, const size_t *steps, size_t depth)
{
    for (size_t i = 0; i < depth; i++)
        n = n->kind == NODE_LIST ? n->items[steps[i]] : n->pairs[steps[i]].value;
    return n;
}

/* Goes up from what is taken away to the key of the map or list that would be left empty. */
static void climb(const struct answer_editor *d, struct place *p)
{
    while (p->depth > 1 && node_at(d->text->root, p->steps, p->depth - 1)->count == 1 &&
           node_at(d->text->root, p->steps, p->depth - 2)->kind == NODE_MAP)
        p->depth--;
}

/* Tells whether a path ends in the number of an entry. */
static bool is_entry(const char *path)
{
    const char *dot = strrchr(path, '.');
    return number_of(dot ? dot + 1 : path);
}

static bool is_listed(const struct answer_editor *d, const struct place *p)
{
    return node_at(d->text->root, p->steps, p->depth - 1)->kind == NODE_LIST;
}

/* An entry goes although nothing is written in it. One that is written as the one value that is
   taken from it stays, so that those behind it keep their numbers. */
static bool remove_answer(struct answer_editor *d)
{
    struct place p;
    if (!find(d, d->change->path, &p))
        return false;
    if (*p.rest)
        return true;
    bool entry = is_entry(d->change->path), listed = is_listed(d, &p);
    if (node_is_nothing(p.node) && !(entry && listed))
        return true;
    if (listed && !entry)
        return replace(d, &p, single_node(d, p.field, ""));
    climb(d, &p);
    struct yaml_edit edit = {.kind = YAML_EDIT_REMOVE,
        .path = p.steps,
        .depth = p.depth - 1,
        .index = p.steps[p.depth - 1]};
    return apply(d, &edit);
}

static bool empty_answer(struct answer_editor *d)
{
    struct place p;
    if (!find(d, d->change->path, &p))
        return false;
    if (*p.rest || node_is_nothing(p.node))
        return true;
    return replace(d, &p, single_node(d, p.field, ""));
}

/* --- entries of lists --- */

/* Finds the list of the entry that a path names, and its number; false with an error. */
static bool find_list(struct answer_editor *d, struct place *p, size_t *number)
{
    const char *path = d->change->path;
    const char *dot = strrchr(path, '.');
    const char *own = dot ? dot + 1 : path;
    *number = number_of(own);
    if (!dot || !*number)
        return blame_path(d);
    if (!find(d, arena_strndup(d->arena, path, (size_t)(dot - path)), p))
        return false;
    if (!*p->rest)
        p->rest = own;
    else
        p->rest = path + strlen(path) - strlen(p->rest) - strlen(own) - 1;
    return is_known(d->form->root, path) || blame_path(d);
}

static bool insert_entry(struct answer_editor *d)
{
    struct place p;
    size_t number;
    if (!find_list(d, &p, &number))
        return false;
    bool there = p.field->type == FIELD_LIST && !strchr(p.rest, '.');
    if (number > (there ? entry_count(&p) : 0) + 1)
        return blame_path(d);
    if (!node_is_nothing(p.node))
        return add(d, &p, number - 1);
    return replace(d, &p, build(d, p.field, p.rest));
}

static bool move_entry(struct answer_editor *d)
{
    struct place p;
    size_t number, to = d->change->to;
    if (!find_list(d, &p, &number))
        return false;
    bool there = p.field->type == FIELD_LIST && !strchr(p.rest, '.');
    size_t count = there ? entry_count(&p) : 0;
    if (!to || to > count || number > count)
        return blame_path(d);
    struct yaml_edit edit = {.kind = YAML_EDIT_MOVE,
        .path = p.steps,
        .depth = p.depth,
        .index = number - 1,
        .to = to - 1};
    return number == to || apply(d, &edit);
}

bool answer_edit(struct arena *a, struct messages *e, const struct form *form,
    struct yaml_text *text, const struct answer_change *change)
{
    struct answer_editor d = {.arena = a,
        .err = e,
        .form = form,
        .text = text,
        .change = change,
        .japanese = answer_is_japanese(a, form, text->root)};
    bool empty = !change->value || !*as_typed(a, change->value);
    switch (change->kind) {
    case ANSWER_SET:
        return empty ? remove_answer(&d) : set(&d);
    case ANSWER_REMOVE:
        return remove_answer(&d);
    case ANSWER_EMPTY:
        return empty_answer(&d);
    case ANSWER_INSERT:
        return insert_entry(&d);
    default:
        return move_entry(&d);
    }
}
