#include "product/reprint/replacement_slip.h"

#include "base/arena.h"

#include <string.h>

#define FORM "shared/replacement"

/* --- answers to the slip's form --- */

static const char *page_name(struct arena *a, const struct lock_page *p)
{
    const char *name = p->label ? p->label : arena_printf(a, "%s %d", p->document, p->number);
    return arena_printf(a, "%s（%d頁）", name, p->page);
}

static const char *paper_name(struct arena *a, const struct paper *p)
{
    if (!p->front)
        return "";
    const char *front = page_name(a, p->front);
    return p->back ? arena_printf(a, "%s\n%s", front, page_name(a, p->back)) : front;
}

static const char *join(struct arena *a, const struct lock_texts *t, const char *between)
{
    const char *all = "";
    for (size_t i = 0; i < t->count; i++)
        all = arena_printf(a, "%s%s%s", all, i ? between : "", t->list[i]);
    return all;
}

/* What waits on a sheet of paper; of two pages, on which. */
static const char *waits_of(struct arena *a, const struct paper *p)
{
    const struct lock_page *pages[] = {p->front, p->back};
    const char *all = "";
    for (size_t i = 0; i < 2; i++) {
        if (!pages[i] || !pages[i]->waits.count)
            continue;
        const char *own = join(a, &pages[i]->waits, "\n");
        if (p->back)
            own = arena_printf(a, "%d頁 %s", pages[i]->page, own);
        all = *all ? arena_printf(a, "%s\n%s", all, own) : own;
    }
    return all;
}

static const char *told(const char *text)
{
    return text && *text ? text : "（なし）";
}

static struct node *changes_of(struct arena *a, const struct diff *d, const struct diff_sheet *s)
{
    struct node *list = node_make(a, NODE_LIST);
    for (size_t i = 0; i < d->change_count; i++) {
        const struct diff_change *c = &d->changes[i];
        if (diff_stands_on(c, s))
            node_add(a, list,
                node_make_text(a, arena_printf(a, "%s: %s → %s", c->title, told(c->brief_former),
                                      told(c->brief_now))));
    }
    return list;
}

static struct node *row_of(struct arena *a, const struct diff *d, const struct diff_sheet *s)
{
    static const char *const actions[] = {"", "replace", "add", "remove"};
    struct node *row = node_make(a, NODE_MAP);
    node_put_text(a, row, "action", actions[s->action]);
    node_put_text(a, row, "out", paper_name(a, &s->old));
    node_put_text(a, row, "in", paper_name(a, &s->now));
    node_put(a, row, "changes", changes_of(a, d, s));
    node_put_text(a, row, "waits", waits_of(a, &s->now));
    return row;
}

static struct node *rows_of(struct arena *a, const struct diff *d)
{
    struct node *list = node_make(a, NODE_LIST);
    for (size_t i = 0; i < d->count; i++)
        if (d->sheets[i].action != DIFF_KEEP)
            node_add(a, list, row_of(a, d, &d->sheets[i]));
    return list;
}

static void add_valid(struct arena *a, const struct lock_page *p, struct lock_texts *out)
{
    if (p && p->waits.count)
        lock_texts_add(a, out, page_name(a, p));
}

static const char *valid_of(struct arena *a, const struct diff *d)
{
    struct lock_texts all = {0};
    for (size_t i = 0; i < d->count; i++) {
        if (d->sheets[i].action != DIFF_KEEP)
            continue;
        add_valid(a, d->sheets[i].now.front, &all);
        add_valid(a, d->sheets[i].now.back, &all);
    }
    return join(a, &all, "、");
}

static struct node *causes_of(struct arena *a, const struct diff *d)
{
    struct node *list = node_make(a, NODE_LIST);
    for (size_t i = 0; i < d->cause_count; i++)
        node_add(a, list, node_make_text(a, diff_cause_text(a, &d->causes[i], true)));
    return list;
}

static const char *since_of(struct arena *a, const struct lock *l)
{
    return arena_printf(a, "%s（控え %.8s）", l->packet, l->seal);
}

static struct node *answers_of(const struct slip *s)
{
    const struct diff *d = s->diff;
    struct arena *a = d->build.call->arena;
    struct node *top = node_make(a, NODE_MAP);
    size_t kept = d->count - diff_changed(d);
    node_put_text(a, top, "programme", d->build.form->title);
    node_put_text(a, top, "applicant", d->build.info.author);
    if (d->build.info.date.year)
        node_put_text(a, top, "dated", unicode_format_date(a, d->build.info.date, true));
    node_put_text(a, top, "corrected", s->date);
    node_put_text(a, top, "round", arena_printf(a, "第%zu回", d->old->earlier_count + 1));
    node_put_text(a, top, "since", since_of(a, d->old));
    node_put_text(a, top, "duplex", d->now->duplex ? "yes" : NULL);
    node_put_text(a, top, "kept", arena_printf(a, "%zu", kept));
    node_put_text(a, top, "valid", valid_of(a, d));
    node_put(a, top, "rows", rows_of(a, d));
    node_put(a, top, "causes", causes_of(a, d));
    return top;
}

bool slip_print(const struct slip *s, struct pages *out)
{
    struct tsuzuri_call *t = s->diff->build.call;
    int before = t->err.errors;
    const struct form *form = call_form(t, FORM, NULL);
    struct design *design = form ? call_design(t, form) : NULL;
    if (!design)
        return false;
    struct inst *root = answer_bind(t->arena, &t->err, form, answers_of(s));
    return t->err.errors == before &&
           layout_run(t->arena, &t->err, design, t->fonts, root, NULL, out);
}
