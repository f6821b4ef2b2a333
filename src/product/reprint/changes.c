/* Which answers are others now, and on which sheets they stand. */
#include "base/arena.h"
#include "product/reprint/diff.h"

#include <string.h>

static const char *print_of(const struct inst *i)
{
    return i ? inst_print(i) : NULL;
}

/* Of an entry of a list, with its number. */
static const char *title_of(struct arena *a, const struct inst *i)
{
    const char *title = field_title(a, i->field);
    const struct inst *entry = i;
    while (entry->parent && entry->parent->field->type != FIELD_LIST)
        entry = entry->parent;
    return entry->parent ? arena_printf(a, "%s（%zu）", title, inst_number(entry)) : title;
}

static bool carries(const struct lock_page *p, const char *path)
{
    return p && lock_texts_cover(&p->items, path);
}

static bool paper_carries(const struct paper *p, const char *path)
{
    return carries(p->front, path) || carries(p->back, path);
}

bool diff_stands_on(const struct diff_change *c, const struct diff_sheet *s)
{
    return paper_carries(&s->old, c->path) || paper_carries(&s->now, c->path);
}

/* How many lines both begin with, in bytes. */
static size_t same_head(const char *a, const char *b)
{
    size_t n = 0;
    for (size_t i = 0; a[i] && a[i] == b[i]; i++)
        if (a[i] == '\n')
            n = i + 1;
    return n;
}

static size_t same_tail(const char *a, const char *b)
{
    size_t m = strlen(a), k = strlen(b), n = 0;
    for (size_t i = 1; i < m && i < k && a[m - i] == b[k - i]; i++)
        if (a[m - i] == '\n')
            n = i - 1;
    return n;
}

static const char *middle(struct arena *a, const char *text, size_t head, size_t tail)
{
    size_t size = strlen(text);
    return arena_printf(
        a, "%s%.*s%s", head ? "… " : "", (int)(size - head - tail), text + head, tail ? " …" : "");
}

static void shorten(struct arena *a, struct diff_change *c)
{
    c->brief_former = c->former;
    c->brief_now = c->now;
    if (!c->former || !c->now)
        return;
    size_t head = same_head(c->former, c->now);
    size_t tail = same_tail(c->former + head, c->now + head);
    c->brief_former = middle(a, c->former, head, tail);
    c->brief_now = middle(a, c->now, head, tail);
}

static void add_change(const struct inst *former, const struct inst *now, void *data)
{
    struct diff *d = data;
    struct arena *a = d->build.call->arena;
    const struct inst *some = now ? now : former;
    struct diff_change c = {.path = inst_path(a, some),
        .title = title_of(a, some),
        .former = print_of(former),
        .now = print_of(now)};
    if (some->field->key && strstr(some->field->key, "password"))
        return;
    for (size_t i = 0; i < d->count && !c.printed; i++)
        c.printed = d->sheets[i].action != DIFF_KEEP && diff_stands_on(&c, &d->sheets[i]);
    shorten(a, &c);
    d->changes = arena_more(a, d->changes, d->change_count, sizeof c);
    d->changes[d->change_count++] = c;
}

void diff_changes(struct diff *d)
{
    former_walk(d->former, d->build.root, add_change, d);
}
