/* Chooses records: by their numbers, by what they hold, and by the part of the register. */
#include "base/arena.h"
#include "model/register/where.h"
#include "product/certify/certify_internal.h"

#include <ctype.h>
#include <string.h>

/* --- numbers: one as it is written, its digits alone, or a range of running numbers --- */

static const char *const range_signs[] = {"～", "〜", "~", "-", "－", "–", "‐"};

/* The running number that a text says: by the form's pattern, or its last digits; -1: none. */
static long serial_of(const struct certify *c, const char *folded)
{
    long serial = numbering_serial(c->numbering, folded);
    size_t end = strlen(folded);
    if (serial >= 0)
        return serial;
    while (end && !isdigit((unsigned char)folded[end - 1]))
        end--;
    size_t start = end;
    while (start && end - start < 9 && isdigit((unsigned char)folded[start - 1]))
        start--;
    return start < end ? strtol(folded + start, NULL, 10) : -1;
}

static bool is_digits(const char *s)
{
    return *s && !s[strspn(s, "0123456789")];
}

static const char *digits_of(struct arena *a, const char *s)
{
    char *digits = arena_strdup(a, s);
    char *to = digits;
    for (; *s; s++)
        if (isdigit((unsigned char)*s))
            *to++ = *s;
    *to = '\0';
    return digits;
}

/* "第0332号", or its digits ("0332"), or its running number ("332"). */
static bool is_number(const struct certify *c, const char *number, const char *wanted)
{
    struct arena *a = c->call->arena;
    const char *folded = unicode_fold(a, number);
    if (!strcmp(folded, wanted))
        return true;
    return is_digits(wanted) && (!strcmp(digits_of(a, folded), wanted) ||
                                    serial_of(c, folded) == strtol(wanted, NULL, 10));
}

static bool choose_one(struct certify *c, size_t k, const char *folded)
{
    bool found = false;
    for (size_t i = 0; i < c->count; i++) {
        struct issue *own = &c->issues[i];
        if (!own->number || !is_number(c, own->number, folded))
            continue;
        found = own->chosen = true;
        own->asked_for = k + 1;
    }
    return found;
}

/* Where a text is a range: its two ends, folded. */
static bool split_range(struct certify *c, const char *text, long *from, long *to)
{
    struct arena *a = c->call->arena;
    for (size_t i = 0; i < sizeof range_signs / sizeof *range_signs; i++) {
        const char *at = strstr(text, range_signs[i]);
        if (!at)
            continue;
        *from = serial_of(c, unicode_fold(a, arena_strndup(a, text, (size_t)(at - text))));
        *to = serial_of(c, unicode_fold(a, at + strlen(range_signs[i])));
        return *from >= 0 && *to >= *from;
    }
    return false;
}

static bool choose_range(struct certify *c, const char *text)
{
    long from, to;
    bool found = false;
    if (!split_range(c, text, &from, &to))
        return false;
    for (size_t i = 0; i < c->count; i++) {
        struct issue *own = &c->issues[i];
        long serial = own->number ? serial_of(c, unicode_fold(c->call->arena, own->number)) : -1;
        if (serial >= from && serial <= to)
            found = own->chosen = true;
    }
    return found;
}

/* A number may hold a sign of ranges itself, so the whole of it is looked for first. */
static bool choose_numbers(struct certify *c)
{
    const struct tsuzuri_certify *o = c->options;
    bool good = true;
    for (size_t k = 0; k < o->only_count; k++) {
        if (choose_one(c, k, unicode_fold(c->call->arena, o->only[k])) ||
            choose_range(c, o->only[k]))
            continue;
        messages_error(&c->call->err, ERR_USAGE, "no-record", position_none(),
            "the register '%s' has no record with the number '%s'; numbers are written as '202', "
            "'第0202号' or '202-207'",
            "台帳「%s」に番号「%s」の記録がありません。番号は「202」「第0202号」「202-207」のように"
            "書きます",
            c->registry->file, o->only[k]);
        good = false;
    }
    return good;
}

/* --- what records hold --- */

static bool choose_where(struct certify *c)
{
    const struct tsuzuri_certify *o = c->options;
    bool good = true;
    for (size_t k = 0; k < o->where_count; k++) {
        struct where w;
        if (!where_read(c->call->arena, &c->call->err, c->registry, o->where[k], &w)) {
            good = false;
            continue;
        }
        for (size_t i = 0; i < c->count; i++) {
            struct issue *own = &c->issues[i];
            own->chosen = own->chosen && own->inst && where_holds(c->scratch, &w, own->inst);
        }
        arena_clear(c->scratch);
    }
    return good;
}

/* --- part n of m: so that the parts one behind the other are the whole --- */

static void choose_shard(struct certify *c)
{
    size_t shards = (size_t)c->options->shards;
    size_t shard = (size_t)c->options->shard;
    size_t chosen = 0, at = 0;
    for (size_t i = 0; i < c->count; i++)
        chosen += c->issues[i].chosen;
    for (size_t i = 0; i < c->count; i++) {
        struct issue *own = &c->issues[i];
        if (!own->chosen)
            continue;
        own->chosen = !shards || at++ * shards / chosen == shard - 1;
        own->wanted = own->chosen && !own->unmet;
        c->chosen += own->chosen;
        c->wanted += own->wanted;
    }
}

bool certify_choose(struct certify *c)
{
    for (size_t i = 0; i < c->count; i++)
        c->issues[i].chosen = !c->options->only_count;
    if (!choose_numbers(c) || !choose_where(c) || !certify_read_order(c)) {
        for (size_t i = 0; i < c->count; i++)
            c->issues[i].chosen = false;
        return false;
    }
    choose_shard(c);
    return true;
}
