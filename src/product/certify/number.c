/* Gives numbers to records that have none, and blames those that stand twice. */
#include "base/arena.h"
#include "base/string_index.h"
#include "product/certify/certify_internal.h"

#include <string.h>

static void blame_number(struct issue *i)
{
    messages_error(&i->entry->faults, ERR_ANSWERS, "no-number", i->entry->at,
        "no number can be given to this record; write its first day or the number itself",
        "この記録に番号を付けられません。開始日か番号を書いてください");
}

static void assign_number(struct certify *c, struct issue *i, long serial)
{
    struct inst *number = inst_child(i->inst, c->numbering->number);
    const char *text = numbering_format(c->call->arena, c->numbering, i->inst, serial);
    if (!number || !text) {
        blame_number(i);
        return;
    }
    number->text = i->number = text;
    number->at = i->entry->at;
}

static bool check_pattern(struct certify *c)
{
    if (c->numbering->token_count)
        return true;
    messages_error(&c->call->err, ERR_USAGE, "no-pattern", position_none(),
        "the form '%s' has no pattern of numbers, so none can be assigned",
        "様式「%s」には番号の書式がないため、番号を付けられません", c->options->form);
    return false;
}

/* The next numbers behind the highest: numbers once given are never given again. Records that the
   form is not printed for get none. */
bool certify_assign_numbers(struct certify *c)
{
    long highest = 0;
    if (!check_pattern(c))
        return false;
    for (size_t i = 0; i < c->count; i++) {
        const char *number = c->issues[i].number;
        long serial = number ? numbering_serial(c->numbering, number) : 0;
        highest = serial > highest ? serial : highest;
    }
    for (size_t i = 0; i < c->count; i++) {
        struct issue *own = &c->issues[i];
        if (own->inst && !own->number && !own->unmet && !own->entry->faults.errors)
            assign_number(c, own, ++highest);
    }
    return true;
}

static void blame_twin(struct issue *i, const struct issue *other)
{
    messages_error(&i->entry->faults, ERR_ANSWERS, "duplicate-number", i->entry->at,
        "the number '%s' stands twice: line %d has it, too",
        "番号「%s」が二つあります（%d行目にもあります）", i->number, other->entry->at.line);
}

void certify_check_twins(struct certify *c)
{
    struct string_index set = {.arena = c->call->arena};
    bool *blamed = arena_array(c->call->arena, c->count + 1, sizeof *blamed);
    for (size_t i = 0; i < c->count; i++) {
        struct issue *own = &c->issues[i];
        if (!own->number || own->unmet)
            continue;
        size_t first = string_index_add(&set, unicode_fold(c->call->arena, own->number), i);
        if (first == i)
            continue;
        blame_twin(own, &c->issues[first]);
        if (!blamed[first])
            blame_twin(&c->issues[first], own);
        blamed[first] = true;
    }
}
