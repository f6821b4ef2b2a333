/* Puts records into the order that was asked for. */
#include "base/arena.h"
#include "product/certify/certify_internal.h"
#include "seam/unicode/calendar.h"

#include <string.h>

/* --- reading: "発行日,-使用許諾番号" --- */

static bool read_key(struct certify *c, const char *text, size_t size)
{
    struct arena *a = c->call->arena;
    struct sort_key *key = &c->order[c->order_count];
    key->down = size && *text == '-';
    const char *name = arena_strndup(a, text + key->down, size - key->down);
    key->field = register_find_field(a, c->registry, name);
    if (key->field) {
        c->order_count++;
        return true;
    }
    const char *near = register_suggest(a, c->registry, name);
    messages_text(&c->call->err, ERR_ERROR, ERR_USAGE, "bad-sort", position_none(),
        near ? arena_printf(a,
                   "records cannot be sorted by '%s': there is no such field; did you mean '%s'?",
                   name, near)
             : arena_printf(a, "records cannot be sorted by '%s': there is no such field", name),
        near ? arena_printf(a,
                   "「%s」の順に並べられません。その項目はありません。「%s」の誤りではありませんか",
                   name, near)
             : arena_printf(a, "「%s」の順に並べられません。その項目はありません", name));
    return false;
}

bool certify_read_order(struct certify *c)
{
    const char *s = c->options->sort;
    bool good = true;
    while (s && good) {
        size_t n = strcspn(s, ",");
        good = c->order_count < MOST_SORT_KEYS && read_key(c, s, n);
        s = s[n] ? s + n + 1 : NULL;
    }
    return good;
}

/* --- sorting: records without a value come last, equal ones stay as they are --- */

static int compare_value(
    const struct certify *c, const struct inst *a, const struct inst *b, const struct field *f)
{
    struct arena *scratch = c->scratch;
    if (f->type == FIELD_DATE)
        return calendar_compare(a->date, b->date);
    if (f->type == FIELD_CHOICE)
        return a->option - b->option;
    return strcmp(unicode_fold(scratch, a->text), unicode_fold(scratch, b->text));
}

static int compare(const struct certify *c, const struct issue *a, const struct issue *b)
{
    for (size_t i = 0; i < c->order_count; i++) {
        const struct sort_key *key = &c->order[i];
        const struct inst *x = a->inst ? inst_child(a->inst, key->field->key) : NULL;
        const struct inst *y = b->inst ? inst_child(b->inst, key->field->key) : NULL;
        bool has_x = x && x->text, has_y = y && y->text;
        if (has_x != has_y)
            return has_x ? -1 : 1;
        int order = has_x ? compare_value(c, x, y, key->field) : 0;
        if (order)
            return key->down ? -order : order;
    }
    return 0;
}

/* Merges two runs that are sorted, from[0..middle) and from[middle..n), into 'to'. */
static void merge_runs(
    const struct certify *c, const struct issue *from, size_t middle, size_t n, struct issue *to)
{
    size_t a = 0, b = middle;
    while (a < middle || b < n) {
        bool left = a < middle && (b == n || compare(c, &from[a], &from[b]) <= 0);
        *to++ = left ? from[a++] : from[b++];
    }
}

/* Merge sort from short runs to long ones, for it is stable. */
void certify_sort(struct certify *c)
{
    struct issue *from = c->issues;
    struct issue *to = arena_array(c->call->arena, c->count + 1, sizeof *to);
    for (size_t run = 1; c->order_count && run < c->count; run *= 2) {
        for (size_t at = 0; at < c->count; at += run * 2) {
            size_t left = c->count - at;
            merge_runs(
                c, from + at, run < left ? run : left, run * 2 < left ? run * 2 : left, to + at);
        }
        struct issue *sorted = to;
        to = from;
        from = sorted;
        arena_clear(c->scratch);
    }
    c->issues = from;
}
