/* The form is printed, blank and filled, and what does not fit is told. */
#include "base/arena.h"
#include "product/lint/lint.h"
#include "product/session/call.h"
#include "typeset/layout/block.h"
#include "typeset/layout/layout.h"

#include <string.h>

#define MOST_TURNS 8

static void blame_place(struct lint *l, const struct message *m)
{
    messages_warn(l->err, "narrow-place", m->at,
        "the place of this value has no room for a short one, even in its smallest type; enlarge "
        "it, or give its style a smaller 'min-size'",
        "この値の欄は、最小の文字にしても短い値が収まりません。欄を広げるか、スタイルの"
        "「min-size」を小さくしてください");
}

static bool same_place(struct position a, struct position b)
{
    return a.file && b.file && !strcmp(a.file, b.file) && a.line == b.line && a.column == b.column;
}

/* A fault that differs only in its figures is told once, a character without a face too. */
static bool is_told(const struct lint *l, const struct message *m)
{
    bool glyph = !strcmp(m->code, "no-glyph");
    for (const struct message *told = l->err->first; told; told = told->next)
        if (!strcmp(told->code, m->code) &&
            (same_place(told->at, m->at) || (glyph && !strcmp(told->en, m->en))))
            return true;
    return false;
}

/* A value's own fault is the place's here: the values are short. */
static void take_message(struct lint *l, const struct message *m)
{
    if (is_told(l, m))
        return;
    if (!strcmp(m->code, "continued") || (m->class == ERR_ANSWERS && !strcmp(m->code, "too-long")))
        blame_place(l, m);
    else if (m->class == ERR_INPUT || m->level == ERR_WARNING)
        messages_text(l->err, m->level, m->class, m->code, m->at, m->en, m->ja);
}

static void print_once(struct lint *l, const struct node *answers, const char *const *with)
{
    struct messages silent, found;
    struct pages pages = {0};
    struct layout_choice choice = {.with = with, .tell_words = true};
    messages_init(&silent, l->arena);
    messages_init(&found, l->arena);
    struct inst *root = call_bind(l->arena, &silent, l->form, answers);
    layout_run((struct typesetter){l->arena, &found, l->fonts}, l->design, root, &choice, &pages);
    for (const struct message *m = found.first; m; m = m->next)
        take_message(l, m);
}

/* Only what says which form it is is answered. */
static struct node *deciding(struct lint *l, const struct node *all)
{
    const struct field *root = l->form->root;
    struct node *some = arena_alloc(l->arena, sizeof *some);
    *some = *all;
    some->count = 0;
    some->pairs = arena_array(l->arena, all->count + 1, sizeof *some->pairs);
    for (size_t i = 0; i < all->count; i++) {
        const struct field *f = field_child(root, all->pairs[i].key->text);
        if (f && f->decides)
            some->pairs[some->count++] = all->pairs[i];
    }
    return some;
}

static size_t most_options(const struct field *f)
{
    size_t most = f->option_count ? f->option_count : 1;
    for (size_t i = 0; i < f->child_count; i++) {
        size_t n = most_options(f->children[i]);
        most = n > most ? n : most;
    }
    size_t entries = f->of ? most_options(f->of) : 0;
    return entries > most ? entries : most;
}

static const char *const *on_demand(struct lint *l)
{
    size_t count = 0;
    for (const struct document *d = l->design->documents; d; d = d->next)
        count++;
    const char **ids = arena_array(l->arena, count + 1, sizeof *ids);
    count = 0;
    for (const struct document *d = l->design->documents; d; d = d->next)
        if (d->on_demand)
            ids[count++] = d->id;
    return ids;
}

void lint_print(struct lint *l)
{
    const char *const *with = on_demand(l);
    size_t turns = most_options(l->form->root);
    l->design->cache = set_cache_new(l->arena);
    for (size_t i = 0; i < turns && i < MOST_TURNS; i++) {
        const struct node *all = lint_answers(l, i, true);
        print_once(l, deciding(l, all), with);
        print_once(l, all, with);
        print_once(l, lint_answers(l, i, false), with);
    }
}
