/* The cover of a packet as data of a form: maps, lists and texts, as a layout reads them. */
#include "typeset/design/packet_variables.h"

#include "base/arena.h"

/* Numbers that say nothing are left out, as texts are: then a condition does not hold, and nothing
   prints. */
static void put_number(struct arena *a, struct node *m, const char *name, int n)
{
    if (n)
        node_put_text(a, m, name, arena_printf(a, "%d", n));
}

static void put_flag(struct arena *a, struct node *m, const char *name, bool holds)
{
    node_put_text(a, m, name, holds ? "yes" : "no");
}

/* Every text without a place gets one: what is wrong with it is no fault of the layout. */
static void place_texts(struct node *n, struct position at)
{
    if (n->kind == NODE_SCALAR && !n->at.file)
        n->at = at;
    for (size_t i = 0; i < n->count; i++)
        place_texts(n->kind == NODE_LIST ? n->items[i] : n->pairs[i].value, at);
}

static struct node *row_node(struct arena *a, const struct cover_row *r)
{
    struct node *m = node_make(a, NODE_MAP);
    put_number(a, m, "number", r->number);
    node_put_text(a, m, "title", r->title);
    node_put_text(a, m, "entry", r->entry);
    node_put_text(a, m, "label", r->label);
    node_put_text(a, m, "file", r->file);
    put_number(a, m, "pages", r->pages);
    put_number(a, m, "sheets", r->sheets);
    put_number(a, m, "page", r->page);
    put_number(a, m, "last", r->last);
    node_put_text(a, m, "link", r->link);
    put_flag(a, m, "own", r->own);
    if (r->at.file)
        place_texts(m, r->at);
    return m;
}

static struct node *wait_node(struct arena *a, const struct cover_wait *w)
{
    struct node *m = node_make(a, NODE_MAP);
    node_put_text(a, m, "who", w->who);
    node_put_text(a, m, "items", w->items);
    put_number(a, m, "number", w->number);
    put_number(a, m, "page", w->page);
    node_put_text(a, m, "link", w->link);
    return m;
}

static struct node *waits_node(struct arena *a, const struct cover_waits *w)
{
    struct node *m = node_make(a, NODE_MAP);
    struct node *list = node_make(a, NODE_LIST);
    for (size_t i = 0; i < w->count; i++)
        node_add(a, list, wait_node(a, &w->list[i]));
    node_put_text(a, m, "title", w->title);
    node_put_text(a, m, "entry", w->entry);
    node_put(a, m, "pages", list);
    return m;
}

struct node *cover_node(struct arena *a, const struct cover *c)
{
    struct node *m = node_make(a, NODE_MAP);
    struct node *documents = node_make(a, NODE_LIST);
    struct node *waits = node_make(a, NODE_LIST);
    for (size_t i = 0; i < c->count; i++)
        node_add(a, documents, row_node(a, &c->rows[i]));
    for (size_t i = 0; i < c->wait_count; i++)
        node_add(a, waits, waits_node(a, &c->waits[i]));
    node_put_text(a, m, "title", c->title);
    node_put_text(a, m, "author", c->author);
    node_put_text(a, m, "date", c->date);
    put_number(a, m, "count", (int)c->count);
    put_number(a, m, "pages", c->pages);
    put_number(a, m, "sheets", c->sheets);
    put_number(a, m, "own-pages", c->own_pages);
    put_number(a, m, "own-sheets", c->own_sheets);
    put_number(a, m, "blank", c->blank);
    put_flag(a, m, "duplex", c->duplex);
    put_flag(a, m, "several", c->count > 1);
    node_put(a, m, "documents", documents);
    node_put(a, m, "waits", waits);
    if (c->at.file)
        place_texts(m, c->at);
    return m;
}

struct node *cover_example(struct arena *a)
{
    struct cover_row row = {1, "t", "e", "l", "f", 1, 1, 1, 2, "d", true, position_none()};
    struct cover_wait wait = {"w", "i", 1, 1, "d"};
    struct cover_waits waits = {"t", "e", &wait, 1};
    struct cover c = {&row, 1, &waits, 1, 1, 1, 1, 1, 1, true, "t", "a", "d", position_none()};
    return cover_node(a, &c);
}
