/* tsuzuri_check: answers against their form, without printing. */
#include "product/check/check.h"

#include "base/arena.h"
#include "model/check/check.h"
#include "product/packet/packet.h"

#include <string.h>

/* Which application it is: the option of the field that decides. */
static const struct inst *application_of(const struct inst *root)
{
    for (size_t i = 0; i < root->count; i++)
        if (root->children[i]->field->decides && root->children[i]->option >= 0)
            return root->children[i];
    return NULL;
}

/* faulty: something in the file could not be understood, so the verdict is not final. */
static void judge(struct tsuzuri_call *call, struct inst *root, bool faulty)
{
    struct verdict *v = &call->verdict;
    call->has_verdict = verdict_reach(call->arena, call->checked_form, root, v);
    v->unread = v->unread || faulty;
    if (call->checked_form->incomplete) {
        v->unread = true;
        messages_warn(&call->err, "incomplete-edition", position_none(),
            "the edition '%s' is known in excerpts only: what is said here is not final",
            "「%s」の版は一部しかわかっていません。この結果は確定ではありません",
            call->checked_form->id);
    }
    if (!call->has_verdict || v->state == VERDICT_PASSES)
        return;
    const struct tally *y = &v->tally;
    const struct position whole = position_file(root->at.file);
    if (!y->points)
        messages_error(&call->err, ERR_ANSWERS, "verdict", whole, "%zu required items are not met",
            "満たしていない必須項目が%zu件あります", v->lack_count);
    else if (y->undecided)
        messages_warn(&call->err, "verdict", whole,
            "which pass mark holds is not known yet: the answer that decides it is missing",
            "合格点が決まりません。それを決める回答（申請の区分など）がありません");
    else if (v->state == VERDICT_OPEN)
        messages_warn(&call->err, "verdict", whole,
            "may fail: %d points are certain, %d possible; %d are needed",
            "合格が確実ではありません。確実な点は%d、最高%d、合格は%d点です", y->certain,
            y->possible, y->pass);
    else
        messages_error(&call->err, ERR_ANSWERS, "verdict", whole,
            "would fail: %d of %d required items are met, at most %d points, %d are needed",
            "このままでは不合格です。必須項目は%d／%d、得点は最高%d点（合格は%d点）です",
            y->required_met, y->required, y->possible, y->pass);
}

static void check_attachments(struct tsuzuri_call *call, const struct tsuzuri_check *c)
{
    struct tsuzuri_build options = {
        .answers = c->answers, .binding.allow_outside = c->allow_outside};
    struct packet p = {.call = call, .options = &options, .root = call->checked};
    packet_prepare(&p, c->attachments);
}

bool check_run(struct tsuzuri_call *call, const struct tsuzuri_check *c)
{
    struct node *answers;
    const char *id = NULL;
    if (call_answers(call, &c->answers, c->settings, c->setting_count, &answers, &id))
        call->checked_form = call_form(call, id, answers);
    if (!call->checked_form)
        return false;
    call->checked = call_bind(call->arena, &call->err, call->checked_form, answers);
    bool faulty = messages_worst(&call->err) == ERR_INPUT;
    check_answers(call->arena, &call->err, call->checked);
    judge(call, call->checked, faulty);
    check_gaps(call);
    check_attachments(call, c);
    return true;
}

enum tsuzuri_status tsuzuri_check(struct tsuzuri_call *call, const struct tsuzuri_check *c)
{
    call_begin(call);
    check_run(call, c);
    return call_end(call);
}

bool tsuzuri_verdict(const struct tsuzuri_call *call, struct tsuzuri_verdict *out)
{
    const struct verdict *v = &call->verdict;
    if (!call->has_verdict)
        return false;
    const struct inst *application = application_of(call->checked);
    *out = (struct tsuzuri_verdict){
        .form = call->checked_form->id,
        .form_title = call->checked_form->title,
        .application = application ? application->text : NULL,
        .application_label = application ? inst_print(application) : NULL,
        .outcome = (enum tsuzuri_judgement)v->state,
        .says_en = verdict_says(call->checked_form, v->state, false),
        .says_ja = verdict_says(call->checked_form, v->state, true),
        .unread = v->unread,
        .required = v->tally.required,
        .required_met = v->tally.required_met,
        .points = v->tally.points,
        .certain = v->tally.certain,
        .possible = v->tally.possible,
        .pass = v->tally.pass,
        .lack_count = v->lack_count,
        .gain_count = v->gain_count,
        .gains_needed = v->gains_needed,
        .sheet_count = v->sheet_count,
        .fatal_count = v->fatal_count,
    };
    return true;
}

/* An entry of a list is called by its number and the first value that it has. */
static const char *sheet_name(const struct tsuzuri_call *call, const struct inst *entry)
{
    const struct inst *list = entry->parent;
    size_t n = 0;
    while (n < list->count && list->children[n] != entry)
        n++;
    for (size_t i = 0; i < entry->count; i++)
        if (entry->children[i]->field->type == FIELD_TEXT && entry->children[i]->text)
            return arena_printf(
                call->arena, "%s %zu %s", list->field->label, n + 1, entry->children[i]->text);
    return arena_printf(call->arena, "%s %zu", list->field->label, n + 1);
}

/* A party's check within an item says whose it is. */
static const char *title_of(const struct tsuzuri_call *call, const struct inst *i)
{
    const char *title = verdict_title(call->checked_form, i);
    if (i->field->type != FIELD_YES_NO || !strcmp(title, i->field->label))
        return title;
    return arena_printf(call->arena, "%s: %s", i->field->label, title);
}

static struct tsuzuri_item item_of(const struct tsuzuri_call *call, const struct inst *i)
{
    return (struct tsuzuri_item){
        .key = verdict_key(call->arena, i),
        .title = title_of(call, i),
        .file = i->at.line ? i->at.file : NULL,
        .line = i->at.line,
        .column = i->at.column,
    };
}

bool tsuzuri_lack(const struct tsuzuri_call *call, size_t i, struct tsuzuri_item *out)
{
    if (!call->has_verdict || i >= call->verdict.lack_count)
        return false;
    const struct lack *l = &call->verdict.lacks[i];
    *out = item_of(call, l->item);
    out->open = l->open;
    out->fatal = l->fatal;
    out->sheet = l->sheet ? sheet_name(call, l->sheet) : NULL;
    return true;
}

bool tsuzuri_gain(const struct tsuzuri_call *call, size_t i, struct tsuzuri_item *out)
{
    if (!call->has_verdict || i >= call->verdict.gain_count)
        return false;
    const struct gain *g = &call->verdict.gains[i];
    *out = item_of(call, g->item);
    out->certain = g->certain;
    out->possible = g->possible;
    out->choice = g->choice;
    return true;
}

bool tsuzuri_sheet(const struct tsuzuri_call *call, size_t i, struct tsuzuri_item *out)
{
    if (!call->has_verdict || i >= call->verdict.sheet_count)
        return false;
    const struct sheet *s = &call->verdict.sheets[i];
    *out = item_of(call, s->entry);
    out->sheet = sheet_name(call, s->entry);
    out->required = s->required;
    out->met = s->met;
    return true;
}

bool tsuzuri_fatal(const struct tsuzuri_call *call, size_t i, struct tsuzuri_item *out)
{
    if (!call->has_verdict || i >= call->verdict.fatal_count)
        return false;
    *out = item_of(call, call->verdict.fatals[i]);
    out->fatal = true;
    return true;
}
