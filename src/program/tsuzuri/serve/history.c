/* Undo and redo, as whole versions: an answer file is small. */
#include "program/tsuzuri/serve/history.h"

#include <string.h>

struct history {
    struct history *next;
    char *name;
    struct buf versions[HISTORY_MOST_VERSIONS];
    size_t count;
    size_t at; /* which of them is the file's */
    size_t bytes;
    struct buf burst; /* of the last change */
};

struct history *history_of(struct history **all, const char *name)
{
    for (struct history *h = *all; h; h = h->next)
        if (!strcmp(h->name, name))
            return h;
    struct history *h = calloc(1, sizeof *h);
    char *copy = strdup(name);
    if (!h || !copy)
        abort();
    h->name = copy;
    h->next = *all;
    *all = h;
    return h;
}

static void drop_from(struct history *h, size_t from)
{
    for (size_t i = from; i < h->count; i++) {
        h->bytes -= h->versions[i].size;
        buf_release(&h->versions[i]);
    }
    h->count = from;
}

void history_free_all(struct history *all)
{
    while (all) {
        struct history *next = all->next;
        drop_from(all, 0);
        buf_release(&all->burst);
        free(all->name);
        free(all);
        all = next;
    }
}

static bool same(const struct buf *a, const struct buf *b)
{
    return a->size == b->size && (!a->size || !memcmp(a->data, b->data, a->size));
}

static void drop_oldest(struct history *h)
{
    h->bytes -= h->versions[0].size;
    buf_release(&h->versions[0]);
    memmove(h->versions, h->versions + 1, --h->count * sizeof *h->versions);
    h->versions[h->count] = (struct buf){0};
    h->at--;
}

static void push(struct history *h, const struct buf *bytes)
{
    while (h->count == HISTORY_MOST_VERSIONS ||
           (h->count > 1 && h->bytes + bytes->size > HISTORY_MOST_BYTES))
        drop_oldest(h);
    struct buf *version = &h->versions[h->count];
    *version = (struct buf){0};
    buf_add(version, bytes->size ? bytes->data : "", bytes->size);
    h->bytes += bytes->size;
    h->at = h->count++;
}

static bool goes_on(const struct history *h, const char *burst)
{
    return burst && *burst && h->at > 0 && h->at + 1 == h->count && h->burst.size &&
           !strcmp(h->burst.data, burst);
}

void history_add(
    struct history *h, const struct buf *before, const struct buf *after, const char *burst)
{
    if (!h->count || !same(&h->versions[h->at], before)) {
        drop_from(h, 0);
        push(h, before);
    }
    if (goes_on(h, burst))
        drop_from(h, h->at);
    else
        drop_from(h, h->at + 1);
    push(h, after);
    buf_clear(&h->burst);
    buf_adds(&h->burst, burst ? burst : "");
}

const struct buf *history_peek(const struct history *h, const struct buf *now, int steps)
{
    if (!h->count || !same(&h->versions[h->at], now) || (steps < 0 && !h->at) ||
        (steps > 0 && h->at + 1 == h->count))
        return NULL;
    return &h->versions[steps < 0 ? h->at - 1 : h->at + 1];
}

void history_go(struct history *h, int steps)
{
    h->at += steps < 0 ? (size_t)-1 : 1;
    buf_clear(&h->burst);
}
