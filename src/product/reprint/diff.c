#include "product/reprint/diff.h"

#include "base/arena.h"

#include <string.h>

/* --- values --- */

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
    struct arena *a = d->build.t->arena;
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

/* --- causes --- */

static bool differ(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) != 0 : a != b;
}

static void add_cause(
    struct diff *d, const char *kind, const char *name, const char *former, const char *now)
{
    if (differ(former, now))
        d->causes[d->cause_count++] = (struct diff_cause){kind, name, former, now};
}

static const char *font_text(struct arena *a, const struct lock *l, const char *name)
{
    for (size_t i = 0; i < l->font_count; i++)
        if (!strcmp(l->fonts[i].name, name))
            return arena_printf(a, "%s (%s)", l->fonts[i].version, l->fonts[i].checksum);
    return NULL;
}

static void compare_fonts(struct diff *d)
{
    struct arena *a = d->build.t->arena;
    for (size_t i = 0; i < d->old->font_count; i++) {
        const char *name = d->old->fonts[i].name;
        add_cause(d, "font", name, font_text(a, d->old, name), font_text(a, d->now, name));
    }
    for (size_t i = 0; i < d->now->font_count; i++) {
        const char *name = d->now->fonts[i].name;
        if (!font_text(a, d->old, name))
            add_cause(d, "font", name, NULL, font_text(a, d->now, name));
    }
}

static void compare_causes(struct diff *d)
{
    const struct lock *old = d->old, *now = d->now;
    d->causes =
        arena_array(d->build.t->arena, old->font_count + now->font_count + 4, sizeof *d->causes);
    add_cause(d, "edition", NULL, old->edition, now->edition);
    add_cause(d, "wording", NULL, old->wording, now->wording);
    add_cause(d, "program", NULL, old->program, now->program);
    compare_fonts(d);
}

/* --- whose lock it is --- */

static bool check_form(struct diff *d)
{
    struct tsuzuri *t = d->build.t;
    struct node *said;
    const char *id = NULL;
    if (!session_answers(t, d->options.answers, NULL, 0, &said, &id))
        return false;
    if (!strcmp(d->old->form, id))
        return true;
    messages_error(&t->err, ERR_INPUT, "other-form", d->old->form_at,
        "this lock is of another form: '%s', the answers are for '%s'",
        "この控えは別の様式のものです（「%s」、回答は「%s」）", d->old->form, id);
    return false;
}

/* Corrections may touch any of the values that tell applicants apart, but not all of them. */
static bool check_applicant(struct diff *d)
{
    const struct form *f = d->build.form;
    struct arena *a = d->build.t->arena;
    const char *first = NULL;
    for (size_t i = 0; f->applicant && f->applicant[i]; i++) {
        struct scope scope = {.here = d->build.root};
        struct value v = path_value(f->applicant[i], strlen(f->applicant[i]), &scope);
        const char *was = lock_value_of(d->old, f->applicant[i]);
        const char *is = v.kind == VALUE_INST ? v.inst->text : NULL;
        if (was && is && !strcmp(was, is))
            return true;
        if (was && is && !first)
            first = arena_printf(a, "%s → %s", was, is);
    }
    if (!first)
        return true;
    messages_error(&d->build.t->err, ERR_INPUT, "other-applicant", d->old->values_at,
        "this lock is of another applicant: nothing by which one is known is the same (%s)",
        "この控えは別の申請者のものです。申請者を見分ける項目がどれも違います（%s）", first);
    return false;
}

/* --- the whole --- */

static void take_options(struct diff *d, const struct diff_input *in)
{
    struct lock *l = d->old;
    struct tsuzuri_setting *settings =
        arena_array(d->build.t->arena, l->setting_count + 1, sizeof *settings);
    for (size_t i = 0; i < l->setting_count; i++)
        settings[i] = (struct tsuzuri_setting){l->settings[i].path, l->settings[i].text};
    d->options = (struct tsuzuri_build){.answers = in->answers,
        .settings = settings,
        .setting_count = l->setting_count,
        .only = l->only.list,
        .only_count = l->only.count,
        .with = l->with.list,
        .with_count = l->with.count,
        .forms_only = l->forms_only,
        .no_cover = l->no_cover,
        .duplex = l->duplex,
        .fit_a4 = l->fit_a4,
        .allow_outside = l->allow_outside,
        .against = l->against,
        .mark = l->mark,
        .red = l->red};
    d->build.options = &d->options;
}

bool diff_run(struct tsuzuri *t, const struct diff_input *in, struct diff *d)
{
    struct build *b = &d->build;
    *d = (struct diff){.build = {.t = t}};
    d->old = lock_read(t->arena, &t->err, in->since);
    if (!d->old)
        return false;
    take_options(d, in);
    if (!check_form(d) || !build_prepare(b, in->final) || !check_applicant(d) ||
        !build_lay_out(b, &b->changes, &b->pages))
        return false;
    d->now = build_lock(b, &b->pages, NULL);
    if (!d->now)
        return false;
    d->former = diff_former(d);
    diff_match(d);
    changes_walk(d->former, b->root, add_change, d);
    compare_causes(d);
    return true;
}

size_t diff_changed(const struct diff *d)
{
    size_t n = 0;
    for (size_t i = 0; i < d->count; i++)
        n += d->sheets[i].action != DIFF_KEEP;
    return n;
}

static const char *page_name(struct arena *a, const struct lock_page *p)
{
    return p->label ? p->label : arena_printf(a, "%s %d", p->document, p->number);
}

const char *diff_name(struct arena *a, const struct paper *p, bool japanese)
{
    const char *front = page_name(a, p->front);
    int page = p->front->page;
    if (!p->back)
        return arena_printf(a, japanese ? "%s（%d頁）" : "%s (page %d)", front, page);
    return arena_printf(a, japanese ? "%s・%s（%d・%d頁）" : "%s, %s (pages %d, %d)", front,
        page_name(a, p->back), page, p->back->page);
}

const char *diff_cause_text(struct arena *a, const struct diff_cause *c, bool japanese)
{
    const char *former = c->former ? c->former : japanese ? "なし" : "none";
    const char *now = c->now ? c->now : japanese ? "なし" : "none";
    if (!strcmp(c->kind, "wording"))
        return japanese ? "様式のデータ（文言か体裁）が変わりました"
                        : "the form's data (its wording or its layout) changed";
    if (!strcmp(c->kind, "font"))
        return arena_printf(
            a, japanese ? "書体 %s: %s → %s" : "font %s: %s → %s", c->name, former, now);
    if (!strcmp(c->kind, "edition"))
        return arena_printf(a, japanese ? "様式の版: %s → %s" : "edition: %s → %s", former, now);
    return arena_printf(a, "tsuzuri %s → %s", former, now);
}
