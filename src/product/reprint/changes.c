/* Which answers are others now, and on which sheets they stand. */
#include "base/arena.h"
#include "model/question/secret.h"
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

static bool is_file_path(const struct inst *i)
{
    return i->parent && i->parent->field->is_file && !strcmp(i->field->key, "file");
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

/* --- on one line --- */

/* How many characters of context stand before the place where two values begin to differ. */
enum { CONTEXT = 4 };

/* A value as characters on one line. */
struct line {
    char *text;
    uint8_t *flags; /* where a character begins */
    size_t size, count;
};

static struct line line_of(struct arena *a, const char *text)
{
    struct line l = {.text = arena_strdup(a, text)};
    while ((l.size = strlen(l.text)) && strchr("\n\r\t ", l.text[l.size - 1]))
        l.text[l.size - 1] = '\0';
    for (char *p = l.text; *p; p++)
        if (*p == '\n' || *p == '\t')
            *p = *p == '\n' ? '/' : ' ';
    l.flags = arena_array(a, l.size + 1, sizeof *l.flags);
    unicode_breaks(l.text, l.size, UNI_STRICT, l.flags);
    for (size_t i = 0; i < l.size; i++)
        l.count += i == 0 || (l.flags[i] & UNI_GRAPHEME);
    return l;
}

/* The byte at which a character begins, counted from 0; the end where there are fewer. */
static size_t byte_at(const struct line *l, size_t character)
{
    size_t i = 0;
    for (; i < l->size; i++)
        if ((i == 0 || (l->flags[i] & UNI_GRAPHEME)) && !character--)
            break;
    return i;
}

/* How many characters two lines both begin with. */
static size_t same_start(const struct line *x, const struct line *y)
{
    size_t bytes = 0, count = 0;
    while (bytes < x->size && x->text[bytes] == y->text[bytes])
        bytes++;
    for (size_t i = 1; i <= bytes && i < x->size; i++)
        count += (x->flags[i] & UNI_GRAPHEME) != 0;
    return count;
}

static const char *cut(struct arena *a, const struct line *l, size_t from, size_t room)
{
    if (!l->size)
        return NULL;
    if (l->count <= room + 2)
        return l->text;
    if (from + room > l->count)
        from = l->count - room;
    size_t start = byte_at(l, from), end = byte_at(l, from + room);
    return arena_printf(a, "%s%.*s%s", start ? "…" : "", (int)(end - start), l->text + start,
        end < l->size ? "…" : "");
}

const char *diff_change_text(
    struct arena *a, const struct diff_change *c, size_t room, bool japanese)
{
    const char *none = japanese ? "（なし）" : "(none)";
    struct line former = line_of(a, c->former ? c->former : "");
    struct line now = line_of(a, c->now ? c->now : "");
    size_t same = same_start(&former, &now);
    size_t from = same > room / 2 ? same - CONTEXT : 0;
    const char *was = cut(a, &former, from, room), *is = cut(a, &now, from, room);
    return arena_printf(a, "%s: %s → %s", c->title, was ? was : none, is ? is : none);
}

/* --- the list of them --- */

static void add_change(const struct inst *former, const struct inst *now, void *data)
{
    struct diff *d = data;
    struct arena *a = d->build.call->arena;
    const struct inst *some = now ? now : former;
    struct diff_change c = {.path = inst_path(a, some),
        .title = title_of(a, some),
        .former = print_of(former),
        .now = print_of(now),
        .file_path = is_file_path(some)};
    if (secret_field(some->field))
        return;
    for (size_t i = 0; i < d->count && !c.printed; i++)
        c.printed = d->sheets[i].action != DIFF_KEEP && diff_stands_on(&c, &d->sheets[i]);
    d->changes = arena_more(a, d->changes, d->change_count, sizeof c);
    d->changes[d->change_count++] = c;
}

void diff_changes(struct diff *d)
{
    former_walk(d->build.call->arena, d->former, d->build.root, add_change, d);
}
