/* Says what is done at the pile of paper, by what is printed on the sheets. */
#include "base/arena.h"
#include "product/reprint/action.h"

#include <string.h>

/* --- names of sheets --- */

/* The label's length without the page's number at its end; 0 where it does not end with it. */
static size_t stem_of(struct arena *a, const struct lock_page *p)
{
    const char *number = arena_printf(a, "%d", p->number);
    size_t n = p->label ? strlen(p->label) : 0, m = strlen(number);
    return n > m && !strcmp(p->label + n - m, number) ? n - m : 0;
}

/* Pages in the order of the pile, "回答書 2・5–8／18": runs of one label are drawn together. */
struct namer {
    struct arena *arena;
    bool japanese;
    const char *text;              /* so far */
    const struct lock_page *first; /* of the run of numbers; NULL: none is open */
    const struct lock_page *last;
    bool follows; /* the label's stem stands there already */
};

static void append(struct namer *n, const char *text)
{
    n->text = arena_printf(n->arena, "%s%s", n->text, text);
}

static const char *label_text(struct arena *a, const struct lock_page *p)
{
    return p->label ? p->label : arena_printf(a, "%s %d", p->document, p->number);
}

/* As the foot of a sheet counts, "5／18", where its label numbers the pages of a document. */
static void end_label(struct namer *n)
{
    const struct lock_page *p = n->last;
    size_t stem = stem_of(n->arena, p);
    if (stem && p->label[stem - 1] == ' ' && p->document_pages > 1)
        append(n, arena_printf(n->arena, n->japanese ? "／%d" : "/%d", p->document_pages));
}

static void end_run(struct namer *n)
{
    if (!n->first)
        return;
    if (!n->follows)
        append(n, label_text(n->arena, n->first));
    else
        append(n, arena_printf(n->arena, "%s%d", n->japanese ? "・" : ", ", n->first->number));
    if (n->last != n->first)
        append(n, arena_printf(n->arena, "–%d", n->last->number));
}

static bool has_same_stem(struct arena *a, const struct lock_page *x, const struct lock_page *y)
{
    size_t n = stem_of(a, x);
    return n && n == stem_of(a, y) && !strncmp(x->label, y->label, n) && lock_page_is_beside(x, y);
}

static void name_page(struct namer *n, const struct lock_page *p)
{
    bool same = n->first && has_same_stem(n->arena, n->last, p);
    if (same && p->number == n->last->number + 1) {
        n->last = p;
        return;
    }
    end_run(n);
    if (n->first && !same) {
        end_label(n);
        append(n, n->japanese ? "、" : ", ");
    }
    n->first = n->last = p;
    n->follows = same;
}

static const char *end_names(struct namer *n)
{
    end_run(n);
    if (n->first)
        end_label(n);
    return n->text;
}

static void name_paper(struct namer *n, const struct paper *p)
{
    name_page(n, p->front);
    if (p->back)
        name_page(n, p->back);
}

static const char *paper_name(struct arena *a, const struct paper *p, bool japanese)
{
    struct namer n = {.arena = a, .japanese = japanese, .text = ""};
    if (lock_page_is_attached(p->front))
        return lock_page_name(a, p->front);
    name_paper(&n, p);
    return end_names(&n);
}

const char *actions_valid(struct arena *a, const struct diff *d)
{
    struct namer n = {.arena = a, .japanese = true, .text = ""};
    for (size_t i = 0; i < d->count; i++) {
        const struct paper *p = &d->sheets[i].now;
        if (d->sheets[i].action != DIFF_KEEP)
            continue;
        if (p->front->waits.count)
            name_page(&n, p->front);
        if (p->back && p->back->waits.count)
            name_page(&n, p->back);
    }
    return end_names(&n);
}

/* --- the parts of a sentence --- */

struct phrase {
    struct arena *arena;
    const struct action *action;
    bool japanese;
    const struct paper *out_first, *out_last; /* without a front: nothing goes out */
    const struct paper *in_first;             /* without a front: nothing comes in */
    bool whole;                               /* all sheets that the document had go out */
};

static struct phrase phrase_of(struct arena *a, const struct action *x, bool japanese)
{
    static const struct paper none;
    struct phrase p = {a, x, japanese, &none, &none, &none, false};
    for (size_t i = 0; i < x->count; i++) {
        const struct diff_sheet *s = &x->diff->sheets[x->first + i];
        if (s->old.front) {
            p.out_first = p.out_first->front ? p.out_first : &s->old;
            p.out_last = &s->old;
        }
        if (s->now.front && !p.in_first->front)
            p.in_first = &s->now;
    }
    p.whole = p.out_first->sheet == 1 && p.out_last->sheet == p.out_last->of;
    return p;
}

static const char *count_text(const struct phrase *p, int count)
{
    if (p->japanese)
        return arena_printf(p->arena, "%d枚", count);
    return arena_printf(p->arena, count == 1 ? "%d sheet" : "%d sheets", count);
}

/* Which of a document's sheets go out: "全4枚", "2–3枚目", of one of one "1枚"; our own are called
   by their names, and counted. */
static const char *out_text(const struct phrase *p)
{
    int out = p->action->out, first = p->out_first->sheet;
    if (!p->action->attached || (p->whole && out == 1))
        return count_text(p, out);
    if (p->whole)
        return arena_printf(p->arena, p->japanese ? "全%d枚" : "all %d sheets", out);
    if (out == 1)
        return arena_printf(p->arena, p->japanese ? "%d枚目" : "sheet %d", first);
    return arena_printf(
        p->arena, p->japanese ? "%d–%d枚目" : "sheets %d–%d", first, p->out_last->sheet);
}

/* The sheet before the first one of the action, in the pile as it will be; NULL: there is none. */
static const struct diff_sheet *sheet_before(const struct action *x)
{
    for (size_t i = x->first; i-- > 0;)
        if (x->diff->sheets[i].now.front)
            return &x->diff->sheets[i];
    return NULL;
}

/* The next one that was there and is of the same document; NULL: there is none. */
static const struct paper *rest_of_document(const struct action *x, const struct paper *first)
{
    size_t next = x->first + x->count;
    if (next >= x->diff->count || !x->diff->sheets[next].old.front)
        return NULL;
    const struct paper *p = &x->diff->sheets[next].old;
    return lock_page_is_beside(first->front, p->front) ? p : NULL;
}

/* Where sheets go that take no other ones' place. */
static const char *place_text(const struct phrase *p)
{
    const struct diff_sheet *before = sheet_before(p->action);
    bool inside = before && p->action->attached && before->old.front &&
                  lock_page_is_beside(before->now.front, p->in_first->front);
    const struct paper *rest = rest_of_document(p->action, p->in_first);
    if (inside)
        return arena_printf(
            p->arena, p->japanese ? "%d枚目の後ろに" : " behind sheet %d", before->old.sheet);
    if (p->action->attached && rest)
        return arena_printf(
            p->arena, p->japanese ? "%d枚目の前に" : " before sheet %d", rest->sheet);
    if (!before)
        return p->japanese ? "一式の先頭に" : " in front of everything";
    return arena_printf(p->arena, p->japanese ? "「%s」の後ろに" : " behind '%s'",
        paper_name(p->arena, &before->now, p->japanese));
}

/* A document that takes another one's place is named. */
static const char *new_name(const struct phrase *p)
{
    const char *was = lock_page_name(p->arena, p->out_first->front);
    const char *is = lock_page_name(p->arena, p->in_first->front);
    if (!p->action->attached || !strcmp(was, is))
        return "";
    return arena_printf(p->arena, p->japanese ? "「%s」" : " of '%s'", is);
}

static const char *what_text(const struct phrase *p)
{
    struct arena *a = p->arena;
    const struct action *x = p->action;
    const char *in = count_text(p, x->in);
    if (!x->in)
        return arena_printf(a, p->japanese ? "%sを抜く" : "take out %s", out_text(p));
    if (!x->out && p->japanese)
        return arena_printf(a, "%s%sを入れる", place_text(p), in);
    if (!x->out)
        return arena_printf(a, "put in %s%s", in, place_text(p));
    const char *name = new_name(p);
    if (x->out == x->in && !*name)
        return arena_printf(a, p->japanese ? "%sを差し替える" : "replace %s", out_text(p));
    if (p->japanese)
        return arena_printf(a, "%sを抜き、%s%sを入れる", out_text(p), name, in);
    return arena_printf(a, "take out %s, put in %s%s", out_text(p), in, name);
}

/* The sheets as they lie in the pile; those that were not there as they are now. */
static const char *subject_text(const struct phrase *p)
{
    const struct action *x = p->action;
    struct namer n = {.arena = p->arena, .japanese = p->japanese, .text = ""};
    const struct paper *first = p->out_first->front ? p->out_first : p->in_first;
    if (x->attached)
        return lock_page_name(p->arena, first->front);
    for (size_t i = 0; i < x->count; i++) {
        const struct diff_sheet *s = &x->diff->sheets[x->first + i];
        const struct paper *paper = x->out ? &s->old : &s->now;
        if (paper->front)
            name_paper(&n, paper);
    }
    return end_names(&n);
}

const char *action_text(struct arena *a, const struct action *x, bool japanese)
{
    struct phrase p = phrase_of(a, x, japanese);
    return arena_printf(a, japanese ? "%s：%s" : "%s: %s", subject_text(&p), what_text(&p));
}
