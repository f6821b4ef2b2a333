/* The replacement slip: actions at the pile of paper as answers to a form of our own. */
#include "product/reprint/replacement_slip.h"

#include "base/arena.h"
#include "product/reprint/action.h"

#define FORM "shared/replacement"

/* So that some thirty rows go onto one page, values are cut the shorter the more rows there are. */
enum { MANY_ROWS = 12, ROOM = 20, LITTLE_ROOM = 10, MOST_CHANGES = 3 };

/* --- answers to the slip's form --- */

static const char *join(struct arena *a, const struct lock_texts *t, const char *between)
{
    const char *all = "";
    for (size_t i = 0; i < t->count; i++)
        all = arena_printf(a, "%s%s%s", all, i ? between : "", t->list[i]);
    return all;
}

/* The first few, and how many more. */
static struct node *changes_of(struct arena *a, const struct action *x, bool many)
{
    struct node *list = node_make(a, NODE_LIST);
    size_t count, shown = many ? 1 : MOST_CHANGES;
    const struct diff_change **changes = action_changes(a, x, &count);
    if (count == shown + 1 && !many)
        shown = count;
    for (size_t i = 0; i < count && i < shown; i++) {
        const char *text = diff_change_text(a, changes[i], many ? LITTLE_ROOM : ROOM, true);
        bool last = i + 1 == shown && count > shown;
        if (last)
            text = arena_printf(a, "%s、ほか%zuか所", text, count - shown);
        node_add(a, list, node_make_text(a, text));
    }
    return list;
}

static struct node *row_of(struct arena *a, const struct action *x, bool many)
{
    struct node *row = node_make(a, NODE_MAP);
    node_put_text(a, row, "what", action_text(a, x, true));
    node_put_text(a, row, "own", x->attached || !x->in ? NULL : "yes");
    node_put(a, row, "changes", changes_of(a, x, many));
    node_put_text(a, row, "waits", join(a, &x->waits, "\n"));
    return row;
}

static struct node *rows_of(struct arena *a, const struct diff *d)
{
    struct node *list = node_make(a, NODE_LIST);
    struct actions all = actions_find(d);
    for (size_t i = 0; i < all.count; i++)
        node_add(a, list, row_of(a, &all.list[i], all.count > MANY_ROWS));
    return list;
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
    node_put_text(a, top, "duplex", d->now->binding.duplex ? "yes" : NULL);
    node_put_text(a, top, "kept", arena_printf(a, "%zu", kept));
    node_put_text(a, top, "valid", actions_valid(a, d));
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
           layout_run((struct typesetter){t->arena, &t->err, t->fonts}, design, root, NULL, out);
}
