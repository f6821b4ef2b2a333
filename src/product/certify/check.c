/* Holds records against the form, its rules and those of its numbering. */
#include "model/check/check.h"
#include "base/arena.h"
#include "base/file.h"
#include "base/string_index.h"
#include "product/certify/certify_internal.h"

#include <string.h>

/* --- names of files: the same whichever records are printed --- */

static void name_files(struct certify *c)
{
    struct arena *a = c->call->arena;
    struct string_index set = {.arena = a};
    for (size_t i = 0; i < c->count; i++) {
        struct issue *own = &c->issues[i];
        if (!own->inst)
            continue;
        const char *name = numbering_file_name(a, c->numbering, own->inst);
        if (c->options->reissue)
            name = arena_printf(a, "%s_再交付_%s", name, c->options->reissue_date);
        own->name = name;
        for (size_t k = 2; string_index_add(&set, unicode_fold(a, own->name), i) != i; k++)
            own->name = arena_printf(a, "%s-%zu", name, k);
        if (c->options->folder)
            own->output = file_join(a, c->options->folder, arena_printf(a, "%s.pdf", own->name));
    }
}

static void blame_missing_number(struct issue *i)
{
    messages_error(&i->entry->faults, ERR_ANSWERS, "no-number", i->entry->at,
        "this record has no number; write it, or give it the next free one with " OPTION("assign"),
        "この記録に番号がありません。番号を書くか、" OPTION(
            "assign") " で次の番号を付けてください");
}

/* Where another record has the number and is printed, this one only stands beside it. */
static bool is_asked_for(const struct certify *c, const struct issue *i)
{
    bool other = false;
    for (size_t k = 0; i->asked_for && k < c->count; k++)
        other |= c->issues[k].asked_for == i->asked_for && !c->issues[k].unmet;
    return i->asked_for && !other;
}

static void check_record(struct certify *c, struct issue *i)
{
    struct messages *e = &i->entry->faults;
    if (i->unmet)
        eligibility_tell(c->call->arena, i->unmet, i->entry, i->inst, is_asked_for(c, i));
    if (i->unmet || !i->inst)
        return;
    const struct inst *number = inst_child(i->inst, c->numbering->number);
    bool assignable = number && !i->number && c->numbering->token_count;
    if (assignable)
        blame_missing_number(i);
    answer_complete_record(c->call->arena, e, i->inst, assignable ? number : NULL);
    numbering_check(c->call->arena, e, c->numbering, i->inst);
    check_rules(c->call->arena, e, i->inst);
}

static enum tsuzuri_outcome outcome_of(const struct issue *i)
{
    return i->faulty ? TSUZURI_FAULTY : i->unmet ? TSUZURI_INELIGIBLE : TSUZURI_HELD;
}

bool certify_check(struct certify *c)
{
    if (!certify_check_settings(c))
        return false;
    for (size_t i = 0; i < c->count; i++)
        certify_bind_record(c, &c->issues[i]);
    if (c->options->assign && !certify_assign_numbers(c))
        return false;
    certify_check_twins(c);
    if (!certify_choose(c))
        return false;
    name_files(c);
    for (size_t i = 0; i < c->count; i++) {
        struct issue *own = &c->issues[i];
        if (own->chosen)
            check_record(c, own);
        own->faulty = own->entry->faults.errors > 0;
        own->outcome = outcome_of(own);
    }
    certify_sort(c);
    return true;
}

size_t certify_count_faulty(const struct certify *c)
{
    size_t n = 0;
    for (size_t i = 0; i < c->count; i++)
        n += c->issues[i].chosen && c->issues[i].faulty;
    return n;
}
