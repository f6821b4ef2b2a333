/* tsuzuri_diff: holds answers against a lock. */
#include "product/reprint/diff.h"

#include "base/arena.h"
#include "base/file.h"
#include "product/reprint/since.h"

#include <string.h>

/* --- whose lock it is --- */

static bool read_form_id(struct diff *d, const struct tsuzuri_source *answers, const char **id)
{
    struct node *said;
    return call_answers(d->build.call, answers, NULL, 0, &said, id);
}

static bool check_form(struct diff *d, const char *id)
{
    struct tsuzuri_call *t = d->build.call;
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

static bool is_given(const struct diff_input *in, const char *key)
{
    for (size_t i = 0; i < in->setting_count; i++)
        if (!strcmp(in->settings[i].key, key))
            return true;
    return false;
}

/* Those of the lock, as if they stood in that file, but for those that are given anew. */
static const struct tsuzuri_setting *take_settings(
    struct diff *d, const struct diff_input *in, size_t *count)
{
    const struct lock *l = d->old;
    size_t room = l->setting_count + in->setting_count + 1;
    struct tsuzuri_setting *all = arena_array(d->build.call->arena, room, sizeof *all);
    for (size_t i = 0; i < l->setting_count; i++)
        if (!is_given(in, l->settings[i].path))
            all[(*count)++] = (struct tsuzuri_setting){
                l->settings[i].path, l->settings[i].text, l->file, l->settings_at.line};
    for (size_t i = 0; i < in->setting_count; i++)
        all[(*count)++] = in->settings[i];
    return all;
}

/* A lock is data: it cannot allow what the command must. */
static void take_options(struct diff *d, const struct diff_input *in)
{
    const struct lock *l = d->old;
    size_t count = 0;
    const struct tsuzuri_setting *settings = take_settings(d, in, &count);
    d->options = (struct tsuzuri_build){.answers = in->answers,
        .settings = settings,
        .setting_count = count,
        .only = l->only.list,
        .only_count = l->only.count,
        .with = l->with.list,
        .with_count = l->with.count,
        .binding = l->binding,
        .against = in->against.name ? in->against : (struct tsuzuri_source){.name = l->against},
        .mark = l->mark,
        .red = l->red};
    d->options.binding.allow_outside = in->allow_outside; /* a lock cannot allow it */
    d->build.options = &d->options;
}

/* Former answers that only the lock names must lie where the lock does, or below. */
static bool check_against(struct diff *d, const struct diff_input *in)
{
    const struct lock *l = d->old;
    struct tsuzuri_call *t = d->build.call;
    if (in->against.name || !l->against ||
        (file_within(file_folder(t->arena, l->file), l->against) && file_exists(l->against)))
        return true;
    messages_error(&t->err, ERR_INPUT, "outside", position_file(l->file),
        "the former answers '%s' that this lock names do not lie in its folder; name them again "
        "(against)",
        "この控えが記す前の回答「%s」は、控えのフォルダーの中にありません。against "
        "としてあらためて指定してください",
        l->against);
    return false;
}

static bool choose_lock(struct diff *d, const struct diff_input *in)
{
    struct tsuzuri_call *t = d->build.call;
    const char *id;
    if (in->since.name)
        d->old = since_read(t, &in->since, in->final);
    if ((in->since.name && !d->old) || !read_form_id(d, &in->answers, &id))
        return false;
    if (!in->since.name)
        d->old = since_find(t, in->answers.name, id);
    return d->old && check_form(d, id) && check_against(d, in);
}

bool diff_run(struct tsuzuri_call *t, const struct diff_input *in, struct diff *d)
{
    struct build *b = &d->build;
    *d = (struct diff){.build = {.call = t, .locked = true}};
    if (!choose_lock(d, in))
        return false;
    take_options(d, in);
    if (!build_prepare(b, in->final) || !check_applicant(d) ||
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

enum tsuzuri_status tsuzuri_diff(struct tsuzuri_call *call, const struct tsuzuri_diff *options)
{
    struct diff d;
    const struct diff_input in = {.answers = options->answers,
        .since = options->since,
        .settings = options->settings,
        .setting_count = options->setting_count,
        .against = options->against,
        .allow_outside = options->allow_outside};
    call_begin(call);
    buf_clear(&call->text);
    call->changed_sheets = 0;
    if (diff_run(call, &in, &d)) {
        call->changed_sheets = (int)diff_changed(&d);
        if (options->json)
            diff_json(&d, "tsuzuri-diff", NULL, &call->text);
        else
            diff_text(&d, call->arena, options->japanese, &call->text);
    }
    enum tsuzuri_status status = call_end(call);
    return status == TSUZURI_INCOMPLETE ? TSUZURI_BAD_INPUT : status;
}

int tsuzuri_changed_sheets(const struct tsuzuri_call *call)
{
    return call->changed_sheets;
}
