/* The difference in words: what is done at the pile of paper, and why. */
#include "base/arena.h"
#include "product/reprint/action.h"

/* How many characters of a value are shown on the terminal. */
enum { ROOM = 24 };

struct teller {
    const struct diff *diff;
    struct arena *arena;
    struct buf *out;
    bool japanese;
};

static void tell_change(const struct teller *t, const struct diff_change *c)
{
    buf_addf(t->out, "    %s\n", diff_change_text(t->arena, c, ROOM, t->japanese));
}

static void tell_waits(const struct teller *t, const struct action *x)
{
    for (size_t k = 0; k < x->waits.count; k++)
        buf_addf(t->out, t->japanese ? "    あらためて: %s\n" : "    again by hand: %s\n",
            x->waits.list[k]);
}

static void tell_action(const struct teller *t, const struct action *x)
{
    size_t count;
    const struct diff_change **changes = action_changes(t->arena, x, &count);
    buf_addf(t->out, "%s\n", action_text(t->arena, x, t->japanese));
    for (size_t i = 0; i < count; i++)
        tell_change(t, changes[i]);
    if (!count && x->in && !x->attached)
        buf_adds(t->out, t->japanese ? "    回答のほかの変更による（下の理由か、ほかの頁の増減）\n"
                                     : "    not by an answer on it: see the reasons below, or the "
                                       "sheets that came or went\n");
    tell_waits(t, x);
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

static void tell_count(const struct teller *t, size_t changed)
{
    const char *since = t->diff->old->file;
    size_t valid = t->diff->count - changed;
    if (!changed)
        buf_addf(t->out,
            t->japanese ? "%s から: 差し替える頁はありません\n" : "since %s: no sheet changes\n",
            since);
    else if (t->japanese)
        buf_addf(
            t->out, "%s から: %zu枚が変わり、%zu枚はそのまま使えます\n", since, changed, valid);
    else
        buf_addf(t->out, "since %s: %zu sheet%s, %zu stay%s valid\n", since, changed,
            changed == 1 ? " changes" : "s change", valid, valid == 1 ? "s" : "");
}

void diff_text(const struct diff *d, struct arena *a, bool japanese, struct buf *out)
{
    struct teller t = {d, a, out, japanese};
    size_t changed = diff_changed(d);
    struct actions all = actions_find(d);
    tell_count(&t, changed);
    for (size_t i = 0; i < all.count; i++)
        tell_action(&t, &all.list[i]);
    tell_unprinted(&t);
    tell_causes(&t);
}
