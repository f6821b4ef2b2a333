/* The difference in words. */
#include "product/reprint/diff.h"

#include "base/arena.h"

#include <string.h>

struct teller {
    const struct diff *diff;
    struct arena *arena;
    struct buf *out;
    bool japanese;
};

static const char *value(const struct teller *t, const char *text)
{
    return text && *text ? text : t->japanese ? "（なし）" : "(none)";
}

/* On one line, however many it has. */
static const char *one_line(struct arena *a, const char *text)
{
    char *copy = arena_strdup(a, text);
    for (char *p = copy; *p; p++)
        if (*p == '\n')
            *p = p[1] ? '/' : '\0';
    return copy;
}

static void tell_change(const struct teller *t, const struct diff_change *c)
{
    buf_addf(t->out, "    %s: %s → %s\n", c->title, one_line(t->arena, value(t, c->brief_former)),
        one_line(t->arena, value(t, c->brief_now)));
}

static void tell_waits(const struct teller *t, const struct diff_sheet *s)
{
    const struct lock_page *pages[] = {s->now.front, s->now.back};
    struct lock_texts all = {0};
    for (size_t i = 0; i < 2; i++)
        for (size_t k = 0; pages[i] && k < pages[i]->waits.count; k++)
            lock_texts_add(t->arena, &all, pages[i]->waits.list[k]);
    for (size_t k = 0; k < all.count; k++)
        buf_addf(
            t->out, t->japanese ? "    あらためて: %s\n" : "    again by hand: %s\n", all.list[k]);
}

static void tell_sheet(const struct teller *t, const struct diff_sheet *s)
{
    static const char *const en[] = {"", "replaced", "added", "removed"};
    static const char *const ja[] = {"", "差し替える", "加える", "抜く"};
    const struct paper *p = s->now.front ? &s->now : &s->old;
    bool told = false;
    buf_addf(t->out, "%s: %s\n", diff_name(t->arena, p, t->japanese),
        t->japanese ? ja[s->action] : en[s->action]);
    for (size_t i = 0; i < t->diff->change_count; i++)
        if (diff_stands_on(&t->diff->changes[i], s)) {
            tell_change(t, &t->diff->changes[i]);
            told = true;
        }
    if (!told && s->action != DIFF_REMOVE)
        buf_adds(t->out, t->japanese ? "    回答のほかの変更による（下の理由か、ほかの頁の増減）\n"
                                     : "    not by an answer on it: see the reasons below, or the "
                                       "sheets that came or went\n");
    tell_waits(t, s);
}

static void tell_unprinted(const struct teller *t)
{
    bool any = false;
    for (size_t i = 0; i < t->diff->change_count; i++) {
        const struct diff_change *c = &t->diff->changes[i];
        if (c->printed)
            continue;
        if (!any)
            buf_adds(
                t->out, t->japanese ? "印刷に現れない変更:\n" : "changes that print nothing:\n");
        any = true;
        tell_change(t, c);
    }
}

static void tell_causes(const struct teller *t)
{
    if (t->diff->cause_count)
        buf_adds(
            t->out, t->japanese ? "回答のほかに違うもの:\n" : "what differs beside the answers:\n");
    for (size_t i = 0; i < t->diff->cause_count; i++)
        buf_addf(t->out, "    %s\n", diff_cause_text(t->arena, &t->diff->causes[i], t->japanese));
}

void diff_text(const struct diff *d, struct arena *a, bool japanese, struct buf *out)
{
    struct teller t = {d, a, out, japanese};
    size_t changed = diff_changed(d);
    if (changed)
        buf_addf(out,
            japanese ? "%s から: %zu枚が変わり、%zu枚はそのまま使えます\n"
                     : "since %s: %zu sheets change, %zu stay valid\n",
            d->old->file, changed, d->count - changed);
    else
        buf_addf(out,
            japanese ? "%s から: 差し替える頁はありません\n" : "since %s: no sheet changes\n",
            d->old->file);
    for (size_t i = 0; i < d->count; i++)
        if (d->sheets[i].action != DIFF_KEEP)
            tell_sheet(&t, &d->sheets[i]);
    tell_unprinted(&t);
    tell_causes(&t);
}
