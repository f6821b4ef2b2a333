#include "cover.h"

#include "arena.h"

#include <string.h>

/* Texts that say nothing are left out: then a condition does not hold, and nothing prints. */
struct map {
    struct arena *arena;
    struct node *node;
};

static struct node *node_new(struct arena *a, enum node_kind kind, size_t room)
{
    struct node *n = arena_alloc(a, sizeof *n);
    n->kind = kind;
    if (kind == NODE_LIST)
        n->items = arena_array(a, room + 1, sizeof(struct node *));
    else if (kind == NODE_MAP)
        n->pairs = arena_array(a, room + 1, sizeof *n->pairs);
    return n;
}

static struct node *scalar(struct arena *a, const char *text)
{
    struct node *n = node_new(a, NODE_SCALAR, 0);
    n->text = text;
    n->size = strlen(text);
    return n;
}

static struct map map_new(struct arena *a)
{
    enum { MOST_NAMES = 16 };
    return (struct map){a, node_new(a, NODE_MAP, MOST_NAMES)};
}

static void put(struct map *m, const char *name, struct node *value)
{
    m->node->pairs[m->node->count++] = (struct pair){scalar(m->arena, name), value};
}

static void put_text(struct map *m, const char *name, const char *text)
{
    if (text && *text)
        put(m, name, scalar(m->arena, text));
}

static void put_number(struct map *m, const char *name, int n)
{
    if (n)
        put(m, name, scalar(m->arena, arena_printf(m->arena, "%d", n)));
}

static void put_flag(struct map *m, const char *name, bool holds)
{
    put(m, name, scalar(m->arena, holds ? "yes" : "no"));
}

static struct node *row_node(struct arena *a, const struct cover_row *r)
{
    struct map m = map_new(a);
    put_number(&m, "number", r->number);
    put_text(&m, "title", r->title);
    put_text(&m, "entry", r->entry);
    put_text(&m, "label", r->label);
    put_text(&m, "file", r->file);
    put_number(&m, "pages", r->pages);
    put_number(&m, "sheets", r->sheets);
    put_number(&m, "page", r->page);
    put_number(&m, "last", r->last);
    put_text(&m, "link", r->link);
    put_flag(&m, "own", r->own);
    return m.node;
}

static struct node *wait_node(struct arena *a, const struct cover_wait *w)
{
    struct map m = map_new(a);
    put_text(&m, "who", w->who);
    put_text(&m, "items", w->items);
    put_number(&m, "number", w->number);
    put_number(&m, "page", w->page);
    put_text(&m, "link", w->link);
    return m.node;
}

static struct node *waits_node(struct arena *a, const struct cover_waits *w)
{
    struct map m = map_new(a);
    struct node *list = node_new(a, NODE_LIST, w->count);
    for (size_t i = 0; i < w->count; i++)
        list->items[list->count++] = wait_node(a, &w->list[i]);
    put_text(&m, "title", w->title);
    put_text(&m, "entry", w->entry);
    put(&m, "pages", list);
    return m.node;
}

struct node *cover_node(struct arena *a, const struct cover *c)
{
    struct map m = map_new(a);
    struct node *documents = node_new(a, NODE_LIST, c->count);
    struct node *waits = node_new(a, NODE_LIST, c->wait_count);
    for (size_t i = 0; i < c->count; i++)
        documents->items[documents->count++] = row_node(a, &c->rows[i]);
    for (size_t i = 0; i < c->wait_count; i++)
        waits->items[waits->count++] = waits_node(a, &c->waits[i]);
    put_text(&m, "title", c->title);
    put_text(&m, "author", c->author);
    put_text(&m, "date", c->date);
    put_number(&m, "count", (int)c->count);
    put_number(&m, "pages", c->pages);
    put_number(&m, "sheets", c->sheets);
    put_flag(&m, "duplex", c->duplex);
    put_flag(&m, "several", c->count > 1);
    put(&m, "documents", documents);
    put(&m, "waits", waits);
    return m.node;
}

struct node *cover_example(struct arena *a)
{
    struct cover_row row = {1, "t", "e", "l", "f", 1, 1, 1, 2, "d", true};
    struct cover_wait wait = {"w", "i", 1, 1, "d"};
    struct cover_waits waits = {"t", "e", &wait, 1};
    struct cover c = {&row, 1, &waits, 1, 1, 1, true, "t", "a", "d"};
    return cover_node(a, &c);
}
