/* tsuzuri_reprint: prints corrections of a packet that was signed. */
#include "base/arena.h"
#include "base/file.h"
#include "product/reprint/replacement_slip.h"
#include "product/reprint/reprint_internal.h"

#include <string.h>

bool reprint_misused(struct tsuzuri_call *t, const char *en, const char *ja)
{
    messages_text(&t->err, ERR_ERROR, ERR_USAGE, "usage", position_none(), en, ja);
    return false;
}

static bool is_file(const char *path, const struct tsuzuri_source *source)
{
    return source->name && !source->bytes && file_same(path, source->name);
}

/* Neither the corrections nor their lock take the place of what they are made from. */
static bool spares(
    struct tsuzuri_call *t, const struct tsuzuri_reprint *o, const struct tsuzuri_source *since)
{
    const char *lock = lock_name(t->arena, o->output);
    if (!is_file(o->output, &o->answers) && !is_file(lock, &o->answers) &&
        !is_file(o->output, since) && !is_file(lock, since))
        return true;
    return reprint_misused(t,
        "the corrections would replace what they are made from; give them another name",
        "もとのファイルを上書きしてしまいます。別の名前にしてください");
}

static bool take_reprint(struct tsuzuri_call *t, struct reprint *r)
{
    const struct tsuzuri_reprint *o = r->options;
    if (!o->answers.name || !o->output || !*o->output)
        return reprint_misused(t, "answers and an output (" OPTION("output") ") are needed",
            "回答ファイルと書き出し先（" OPTION("output") "）を指定してください");
    if (!spares(t, o, &o->since))
        return false;
    if (!o->date || !unicode_parse_date(o->date, &r->date))
        return reprint_misused(t,
            "the date of the correction is written as 2026-12-01 (" OPTION("date") ")",
            "訂正の日は 2026-12-01 のように書きます（" OPTION("date") "）");
    r->iso = arena_printf(t->arena, "%04d-%02d-%02d", r->date.year, r->date.month, r->date.day);
    return build_may_name(&t->err, o->output) &&
           (o->force || lock_allows(t->arena, &t->err, o->output));
}

/* The new lock tells of the whole packet once the corrections are put in, and of the locks that
   it supersedes. */
static void chain(struct tsuzuri_call *t, struct reprint *r)
{
    struct lock *now = r->diff.now;
    const struct lock *old = r->diff.old;
    now->packet = file_base(r->options->output);
    now->corrected = r->iso;
    now->earlier = arena_array(t->arena, old->earlier_count + 1, sizeof *now->earlier);
    now->earlier[now->earlier_count++] =
        (struct lock_earlier){file_base(old->file), old->seal, r->iso};
    for (size_t i = 0; i < old->earlier_count; i++)
        now->earlier[now->earlier_count++] = old->earlier[i];
}

static bool write_out(struct tsuzuri_call *t, struct reprint *r)
{
    struct build *b = &r->diff.build;
    b->info.title = arena_printf(t->arena, "差替え　%s", b->info.title);
    chain(t, r);
    r->diff.options.output = r->options->output;
    return build_write(
        b, &(struct build_output){r->options->output, &r->packet, &r->out, r->diff.now});
}

static void note_nothing(struct tsuzuri_call *t, const struct reprint *r)
{
    messages_note(&t->err, "nothing-changed", position_file(r->diff.old->file),
        "no sheet changes: there is nothing to replace, and nothing was written",
        "差し替える頁はありません。何も書き出していません");
}

static bool print(struct tsuzuri_call *t, struct reprint *r)
{
    const struct tsuzuri_reprint *o = r->options;
    r->diff.options.has_epoch = o->has_epoch;
    r->diff.options.epoch = o->epoch;
    if (!build_spares(&r->diff.build, o->output))
        return false;
    build_info(&r->diff.build);
    struct slip slip = {&r->diff, unicode_format_date(t->arena, r->date, true)};
    if (!slip_print(&slip, &r->slip) || !reprint_show(t, r) || !reprint_gather(t, r))
        return false;
    t->page_count = r->count;
    return write_out(t, r);
}

static void warn_not_issued(struct tsuzuri_call *t, const struct reprint *r)
{
    if (!r->diff.old->issued)
        messages_warn(&t->err, "not-issued", position_file(r->diff.old->file),
            "this lock was not issued; where it was signed and sent, say so: tsuzuri issue %s",
            "この控えは提出済みになっていません。署名して提出したものなら tsuzuri issue %s "
            "としてください",
            r->diff.old->file);
}

enum tsuzuri_status tsuzuri_reprint(
    struct tsuzuri_call *call, const struct tsuzuri_reprint *options)
{
    struct reprint r = {.options = options};
    const struct diff_input in = {.answers = options->answers,
        .since = options->since,
        .final = true,
        .settings = options->settings,
        .setting_count = options->setting_count,
        .against = options->against,
        .allow_outside = options->allow_outside};
    call_begin(call);
    buf_clear(&call->text);
    call->changed_sheets = call->page_count = 0;
    if (!take_reprint(call, &r) || !diff_run(call, &in, &r.diff) ||
        !spares(call, options, &(struct tsuzuri_source){.name = r.diff.old->file}))
        return call_end(call);
    warn_not_issued(call, &r);
    call->changed_sheets = (int)diff_changed(&r.diff);
    if (!call->changed_sheets)
        note_nothing(call, &r);
    else if (!print(call, &r))
        return call_end(call);
    if (options->json)
        diff_json(&r.diff, "tsuzuri-reprint", r.places, &call->text);
    else
        diff_text(&r.diff, call->arena, options->japanese, &call->text);
    return call_end(call);
}
