/* Holds records against the form and the rules of its numbering, and chooses the wanted ones. */
#include "base/arena.h"
#include "base/file.h"
#include "base/string_index.h"
#include "product/certify/certify.h"

/* --- what a record answers: settings, its own values, what stands beside 'records:' --- */

static void add_missing(struct node *all, const struct node *from)
{
    for (size_t i = 0; from && i < from->count; i++)
        if (!node_lookup(all, from->pairs[i].key->text))
            all->pairs[all->count++] = from->pairs[i];
}

static struct node *setting_node(struct arena *a, const char *text)
{
    struct node *n = arena_alloc(a, sizeof *n);
    *n = (struct node){.text = text, .size = strlen(text), .at = position_file("--set")};
    return n;
}

static void add_settings(struct arena *a, struct node *all, const struct tsuzuri_certify *o)
{
    for (size_t i = 0; i < o->setting_count; i++)
        all->pairs[all->count++] = (struct pair){
            setting_node(a, o->settings[i].key), setting_node(a, o->settings[i].value)};
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
    size_t room = o->setting_count + (record ? record->count : 0) + (common ? common->count : 0);
    *all = (struct node){.kind = NODE_MAP};
    all->at = record ? record->at : common ? common->at : position_file(c->registry->file);
    all->pairs = arena_array(a, room + 1, sizeof *all->pairs);
    add_settings(a, all, o);
    add_missing(all, record);
    add_missing(all, common);
    return all;
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

static void bind_record(struct certify *c, struct issue *i)
{
    struct arena *a = c->call->arena;
    if (i->entry->node)
        i->inst = answer_bind(a, &i->entry->faults, &c->record_form, answers_of(c, i->entry->node));
    if (i->entry->faults.errors)
        i->inst = NULL;
    if (!i->inst)
        return;
    numbering_complete(a, c->numbering, i->inst);
    i->number = number_of(c, i->inst);
}

/* --- numbers --- */

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

/* The next numbers behind the highest: numbers once given are never given again. */
static bool assign_numbers(struct certify *c)
{
    long highest = 0;
    if (!check_pattern(c))
        return false;
    for (size_t i = 0; i < c->count; i++) {
        const char *number = c->issues[i].number;
        long serial = number ? numbering_serial(c->numbering, number) : 0;
        highest = serial > highest ? serial : highest;
    }
    for (size_t i = 0; i < c->count; i++)
        if (c->issues[i].inst && !c->issues[i].number)
            assign_number(c, &c->issues[i], ++highest);
    return true;
}

static void blame_twin(struct issue *i, const struct issue *other)
{
    messages_error(&i->entry->faults, ERR_ANSWERS, "duplicate-number", i->entry->at,
        "the number '%s' stands twice: line %d has it, too",
        "番号「%s」が二つあります（%d行目にもあります）", i->number, other->entry->at.line);
}

static void check_twins(struct certify *c)
{
    struct string_index set = {.arena = c->call->arena};
    bool *blamed = arena_array(c->call->arena, c->count + 1, sizeof *blamed);
    for (size_t i = 0; i < c->count; i++) {
        struct issue *own = &c->issues[i];
        if (!own->number)
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

/* --- which records are wanted --- */

static bool choose_numbers(struct certify *c)
{
    struct arena *a = c->call->arena;
    const struct tsuzuri_certify *o = c->options;
    bool good = true;
    for (size_t i = 0; i < c->count; i++)
        c->issues[i].wanted = !o->only_count;
    for (size_t k = 0; k < o->only_count; k++) {
        const char *folded = unicode_fold(a, o->only[k]);
        bool found = false;
        for (size_t i = 0; i < c->count; i++)
            if (c->issues[i].number && !strcmp(unicode_fold(a, c->issues[i].number), folded))
                found = c->issues[i].wanted = true;
        if (!found)
            messages_error(&c->call->err, ERR_USAGE, "no-record", position_none(),
                "the register '%s' has no record with the number '%s'",
                "台帳「%s」に番号「%s」の記録がありません", c->registry->file, o->only[k]);
        good &= found;
    }
    return good;
}

/* Part n of m: so that the parts one behind the other are the whole. */
static void choose_shard(struct certify *c)
{
    size_t shards = (size_t)c->options->shards;
    size_t shard = (size_t)c->options->shard;
    size_t wanted = 0, at = 0;
    for (size_t i = 0; i < c->count; i++)
        wanted += c->issues[i].wanted;
    for (size_t i = 0; i < c->count; i++) {
        if (!c->issues[i].wanted)
            continue;
        c->issues[i].wanted = !shards || at * shards / wanted == shard - 1;
        c->wanted += c->issues[i].wanted;
        at++;
    }
}

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
        "this record has no number; write it, or give it the next free one with --assign",
        "この記録に番号がありません。番号を書くか、--assign で次の番号を付けてください");
}

static void check_record(struct certify *c, struct issue *i)
{
    struct messages *e = &i->entry->faults;
    if (!i->inst)
        return;
    const struct inst *number = inst_child(i->inst, c->numbering->number);
    bool assignable = number && !i->number && c->numbering->token_count;
    if (assignable)
        blame_missing_number(i);
    answer_complete_record(c->call->arena, e, i->inst, assignable ? number : NULL);
    numbering_check(c->call->arena, e, c->numbering, i->inst);
}

bool certify_check(struct certify *c)
{
    for (size_t i = 0; i < c->count; i++)
        bind_record(c, &c->issues[i]);
    if (c->options->assign && !assign_numbers(c))
        return false;
    check_twins(c);
    if (!choose_numbers(c))
        return false;
    choose_shard(c);
    name_files(c);
    for (size_t i = 0; i < c->count; i++) {
        struct issue *own = &c->issues[i];
        if (own->wanted)
            check_record(c, own);
        own->faulty = own->entry->faults.errors > 0;
        own->outcome = own->faulty ? TSUZURI_FAULTY : TSUZURI_HELD;
    }
    return true;
}

size_t certify_count_faulty(const struct certify *c)
{
    size_t n = 0;
    for (size_t i = 0; i < c->count; i++)
        n += c->issues[i].wanted && c->issues[i].faulty;
    return n;
}
