/* tsuzuri_diff: holds answers against a lock. */
#include "product/reprint/diff.h"

#include "base/arena.h"

#include <string.h>

/* --- whose lock it is --- */

static bool check_form(struct diff *d)
{
    struct tsuzuri_call *t = d->build.call;
    struct node *said;
    const char *id = NULL;
    if (!call_answers(t, &d->options.answers, NULL, 0, &said, &id))
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
    struct arena *a = d->build.call->arena;
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
    messages_error(&d->build.call->err, ERR_INPUT, "other-applicant", d->old->values_at,
        "this lock is of another applicant: nothing by which one is known is the same (%s)",
        "この控えは別の申請者のものです。申請者を見分ける項目がどれも違います（%s）", first);
    return false;
}

/* --- the whole --- */

static void take_options(struct diff *d, const struct diff_input *in)
{
    struct lock *l = d->old;
    struct tsuzuri_setting *settings =
        arena_array(d->build.call->arena, l->setting_count + 1, sizeof *settings);
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
        .against = {.name = l->against},
        .mark = l->mark,
        .red = l->red};
    d->build.options = &d->options;
}

static struct lock *read_lock(struct tsuzuri_call *t, const struct tsuzuri_source *source)
{
    return source->bytes ? lock_parse(t->arena, &t->err, source->name, source->bytes, source->size)
                         : lock_read(t->arena, &t->err, source->name);
}

bool diff_run(struct tsuzuri_call *t, const struct diff_input *in, struct diff *d)
{
    struct build *b = &d->build;
    *d = (struct diff){.build = {.call = t}};
    d->old = read_lock(t, &in->since);
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
    diff_changes(d);
    diff_causes(d);
    return true;
}

size_t diff_changed(const struct diff *d)
{
    size_t n = 0;
    for (size_t i = 0; i < d->count; i++)
        n += d->sheets[i].action != DIFF_KEEP;
    return n;
}

enum tsuzuri_status tsuzuri_diff(struct tsuzuri_call *t, const struct tsuzuri_diff *options)
{
    struct diff d;
    struct diff_input in = {options->answers, options->since, false};
    call_begin(t);
    buf_clear(&t->text);
    t->changed_sheets = 0;
    if (diff_run(t, &in, &d)) {
        t->changed_sheets = (int)diff_changed(&d);
        if (options->json)
            diff_json(&d, "tsuzuri-diff", NULL, &t->text);
        else
            diff_text(&d, t->arena, options->japanese, &t->text);
    }
    enum tsuzuri_status status = call_end(t);
    return status == TSUZURI_INCOMPLETE ? TSUZURI_BAD_INPUT : status;
}

int tsuzuri_changed_sheets(const struct tsuzuri_call *t)
{
    return t->changed_sheets;
}
