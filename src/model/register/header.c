/* The columns of a register: which field of the form each of them is. */
#include "base/arena.h"
#include "base/suggest.h"
#include "model/register/register_internal.h"
#include "seam/unicode/unicode.h"

#include <string.h>

/* The fields of a record in order, those of its sections among them. */
size_t register_list_fields(const struct field *group, const struct field **out, size_t room)
{
    size_t n = 0;
    for (size_t i = 0; i < group->child_count; i++) {
        const struct field *f = group->children[i];
        if (f->type == FIELD_SECTION)
            n += register_list_fields(f, out + n, room - n);
        else if (n < room)
            out[n++] = f;
    }
    return n;
}

void register_index_fields(struct arena *a, struct registry *r)
{
    r->spellings = (struct string_index){.arena = a};
    for (size_t i = 0; i < r->field_count; i++) {
        const struct field *f = r->fields[i];
        string_index_add(&r->spellings, unicode_fold(a, f->label), i);
        string_index_add(&r->spellings, unicode_fold(a, f->key), i);
        for (const char **o = f->also; o && *o; o++)
            string_index_add(&r->spellings, unicode_fold(a, *o), i);
    }
}

int register_find_name(struct arena *a, const struct registry *r, const char *name)
{
    const char *folded = unicode_fold(a, name);
    size_t found;
    return string_index_find(&r->spellings, folded, strlen(folded), &found) ? (int)found : -1;
}

const struct field *register_find_field(struct arena *a, const struct registry *r, const char *name)
{
    int found = register_find_name(a, r, name);
    return found < 0 ? NULL : r->fields[found];
}

/* --- what was probably meant --- */

/* Characters of the shorter text, in order within the longer one: 発行日 in 発行年月日. */
static bool is_within(const char *inner, const char *outer)
{
    size_t step, skip, inner_left = strlen(inner), outer_left = strlen(outer), count = 0;
    while (inner_left && outer_left) {
        uint32_t c = unicode_decode(inner, inner_left, &step);
        if (c == unicode_decode(outer, outer_left, &skip)) {
            inner += step;
            inner_left -= step;
            count++;
        }
        outer += skip;
        outer_left -= skip;
    }
    return !inner_left && count > 1;
}

/* A column of the same kind by another name; dates end alike. */
static const char *suggest_within(struct arena *a, const struct registry *r, const char *name)
{
    const char *folded = unicode_fold(a, name);
    for (size_t i = 0; i < r->field_count; i++) {
        const char *label = unicode_fold(a, r->fields[i]->label);
        if (is_within(label, folded) || is_within(folded, label))
            return r->fields[i]->label;
    }
    return NULL;
}

const char *register_suggest(struct arena *a, const struct registry *r, const char *name)
{
    const char *names[MOST_FIELDS * 2];
    for (size_t i = 0; i < r->field_count; i++) {
        names[i * 2] = r->fields[i]->key;
        names[i * 2 + 1] = r->fields[i]->label;
    }
    const char *near = suggest(name, names, r->field_count * 2);
    return near ? near : suggest_within(a, r, name);
}

/* --- the first row --- */

static void warn_of_column(
    struct arena *a, struct messages *e, const struct registry *r, const struct grid_cell *c)
{
    const char *near = register_suggest(a, r, c->text);
    if (near)
        messages_warn(e, "unknown-column", c->at,
            "the form has no field '%s', the column is passed over; did you mean '%s'?",
            "「%s」という項目は様式にないため、この列は使いません。「%s」の誤りではありませんか",
            c->text, near);
    else
        messages_note(e, "unknown-column", c->at,
            "the form has no field '%s', the column is passed over",
            "「%s」という項目は様式にないため、この列は使いません", c->text);
}

static void blame_twice(
    struct messages *e, const struct grid_cell *again, const struct grid_cell *first)
{
    char cell[POSITION_CELL_ROOM];
    if (again->at.sheet)
        messages_error(e, ERR_INPUT, "duplicate-column", again->at,
            "the column '%s' stands twice: '%s' (%s) is the same; remove one of them",
            "「%s」の列が二つあります（「%s」（%s）と同じです）。どちらかを削除してください",
            again->text, first->text, position_cell(first->at, cell));
    else
        messages_error(e, ERR_INPUT, "duplicate-column", again->at,
            "the column '%s' stands twice: '%s' (character %d) is the same; remove one of them",
            "「%s」の列が二つあります（「%s」（%"
            "d文字目）と同じです）。どちらかを削除してください",
            again->text, first->text, first->at.column);
}

static bool check_twice(struct messages *e, const struct registry *r, size_t column)
{
    const struct grid_row *head = &r->table.rows[0];
    for (size_t i = 0; i < column; i++)
        if (r->columns[i] == r->columns[column]) {
            blame_twice(e, &head->cells[column], &head->cells[i]);
            return false;
        }
    return true;
}

bool register_read_header(struct arena *a, struct messages *e, struct registry *r)
{
    const struct grid_row *head = &r->table.rows[0];
    bool good = true;
    bool any = false;
    r->columns = arena_array(a, head->count + 1, sizeof *r->columns);
    for (size_t i = 0; i < head->count; i++) {
        const struct grid_cell *c = &head->cells[i];
        r->columns[i] = c->size ? register_find_name(a, r, c->text) : -1;
        any |= r->columns[i] >= 0;
        if (r->columns[i] >= 0)
            good &= check_twice(e, r, i);
        else if (c->size)
            warn_of_column(a, e, r, c);
    }
    if (any)
        return good;
    messages_error(e, ERR_INPUT, "no-header", head->at,
        "the first line names no field of the form; it must name the columns, as '%s'",
        "1行目に様式の項目名がありません。1行目には「%s」のような項目名を書きます",
        r->field_count ? r->fields[0]->label : "");
    return false;
}

int register_find_column(const struct registry *r, const struct field *f)
{
    const struct grid_row *head = &r->table.rows[0];
    for (size_t i = 0; i < head->count; i++)
        if (r->columns[i] >= 0 && r->fields[r->columns[i]] == f)
            return (int)i;
    return -1;
}
