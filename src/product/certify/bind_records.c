/* Binds records to the form: settings, their own values, and what stands beside 'records:'. */
#include "base/arena.h"
#include "product/certify/certify_internal.h"

#include <string.h>

static void add_missing(struct node *all, const struct node *from)
{
    for (size_t i = 0; from && i < from->count; i++)
        if (!node_lookup(all, from->pairs[i].key->text))
            all->pairs[all->count++] = from->pairs[i];
}

/* record NULL: what all records of a list share. */
static struct node *answers_of(const struct certify *c, const struct node *record)
{
    struct arena *a = c->call->arena;
    const struct tsuzuri_certify *o = c->options;
    const struct node *common = c->registry->common;
    bool shared = !c->numbering->list || !record;
    if (record && (!shared || (!o->setting_count && !common)))
        return (struct node *)record;
    struct node *all = arena_alloc(a, sizeof *all);
    size_t room = (record ? record->count : 0) + (common ? common->count : 0);
    *all = (struct node){.kind = NODE_MAP};
    all->at = record ? record->at : common ? common->at : position_file(c->registry->file);
    all->pairs = arena_array(a, room + 1, sizeof *all->pairs);
    add_missing(all, record);
    add_missing(all, common);
    return call_settings_over(a, all, o->settings, o->setting_count);
}

struct inst *certify_bind_common(struct certify *c)
{
    struct inst *root = answer_bind(c->call->arena, &c->call->err, c->form, answers_of(c, NULL));
    return c->call->err.errors ? NULL : root;
}

static const char *number_of(const struct certify *c, const struct inst *record)
{
    const struct inst *number = inst_child(record, c->numbering->number);
    return number ? number->text : NULL;
}

/* A record that the form is not printed for has no other faults: nobody asks for what it lacks. */
static void hold_eligible(struct certify *c, struct issue *i)
{
    i->unmet = eligibility_unmet(&c->numbering->eligible, c->registry, i->inst);
    if (i->unmet)
        messages_init(&i->entry->faults, c->call->arena);
}

void certify_bind_record(struct certify *c, struct issue *i)
{
    struct arena *a = c->call->arena;
    if (!i->entry->node)
        return;
    i->inst = answer_bind(a, &i->entry->faults, &c->record_form, answers_of(c, i->entry->node));
    register_check_text(a, &i->entry->faults, c->registry, i->inst);
    numbering_complete(a, c->numbering, i->inst);
    i->number = number_of(c, i->inst);
    hold_eligible(c, i);
}

/* What is said for all records is told once, before any record is blamed for it. */
bool certify_check_settings(struct certify *c)
{
    const struct tsuzuri_certify *o = c->options;
    if (!o->setting_count)
        return true;
    struct node *all = call_settings_over(c->call->arena, NULL, o->settings, o->setting_count);
    answer_bind(c->call->arena, &c->call->err, c->numbering->list ? c->form : &c->record_form, all);
    return !c->call->err.errors;
}
