/* messages: the list of messages: added, counted, put in the order of their places. */
#include "base/messages.h"

#include "base/arena.h"

void messages_init(struct messages *e, struct arena *arena)
{
    *e = (struct messages){.arena = arena};
}

struct position position_none(void)
{
    return (struct position){0};
}

struct position position_file(const char *file)
{
    return (struct position){.file = file};
}

static bool same_file(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

/* Columns are A to Z, AA to ZZ and so on: digits of base 26 without a zero. */
const char *position_cell(struct position at, char out[POSITION_CELL_ROOM])
{
    char letters[8];
    size_t n = 0;
    for (int left = at.column; left > 0 && n < sizeof letters; left = (left - 1) / 26)
        letters[n++] = (char)('A' + (left - 1) % 26);
    size_t used = 0;
    while (n)
        out[used++] = letters[--n];
    snprintf(out + used, POSITION_CELL_ROOM - used, "%d", at.line);
    return out;
}

static const char *keep_file(struct messages *e, const char *file)
{
    if (!file)
        return NULL;
    if (e->last && same_file(e->last->at.file, file))
        return e->last->at.file;
    return arena_strdup(e->arena, file);
}

static struct message *keep_message(
    struct messages *e, enum message_level level, const char *code, struct position at)
{
    struct message *m = arena_alloc(e->arena, sizeof *m);
    m->level = level;
    m->code = arena_strdup(e->arena, code);
    m->at = at;
    m->at.file = keep_file(e, at.file);
    m->at.sheet = at.sheet ? arena_strdup(e->arena, at.sheet) : NULL;
    if (e->last)
        e->last->next = m;
    else
        e->first = m;
    e->last = m;
    return m;
}

static void say(struct messages *e, struct message *m, const char *en, const char *ja, va_list args)
{
    va_list again;
    va_copy(again, args);
    m->en = arena_vprintf(e->arena, en, args);
    m->ja = arena_vprintf(e->arena, ja, again);
    va_end(again);
}

void messages_error(struct messages *e, enum message_class class, const char *code,
    struct position at, const char *en, const char *ja, ...)
{
    va_list args;
    va_start(args, ja);
    struct message *m = keep_message(e, ERR_ERROR, code, at);
    m->class = class;
    e->errors++;
    say(e, m, en, ja, args);
    va_end(args);
}

void messages_warn(
    struct messages *e, const char *code, struct position at, const char *en, const char *ja, ...)
{
    va_list args;
    va_start(args, ja);
    e->warnings++;
    say(e, keep_message(e, ERR_WARNING, code, at), en, ja, args);
    va_end(args);
}

void messages_note(
    struct messages *e, const char *code, struct position at, const char *en, const char *ja, ...)
{
    va_list args;
    va_start(args, ja);
    say(e, keep_message(e, ERR_NOTE, code, at), en, ja, args);
    va_end(args);
}

void messages_text(struct messages *e, enum message_level level, enum message_class class,
    const char *code, struct position at, const char *en, const char *ja)
{
    struct message *m = keep_message(e, level, code, at);
    m->class = class;
    m->en = arena_strdup(e->arena, en);
    m->ja = arena_strdup(e->arena, ja);
    e->errors += level == ERR_ERROR;
    e->warnings += level == ERR_WARNING;
}

void messages_about(struct messages *e, const char *path)
{
    e->last->about = arena_strdup(e->arena, path);
}

void messages_take(struct messages *to, struct messages *from)
{
    if (!from->first)
        return;
    if (to->last)
        to->last->next = from->first;
    else
        to->first = from->first;
    to->last = from->last;
    to->errors += from->errors;
    to->warnings += from->warnings;
    messages_init(from, from->arena);
}

enum message_class messages_worst(const struct messages *e)
{
    enum message_class worst = ERR_NONE;
    for (const struct message *m = e->first; m; m = m->next)
        if (m->level == ERR_ERROR && m->class > worst)
            worst = m->class;
    return worst;
}

struct ranked {
    struct message *msg;
    size_t file;
    size_t position;
};

static size_t count_messages(const struct messages *e)
{
    size_t n = 0;
    for (const struct message *m = e->first; m; m = m->next)
        n++;
    return n;
}

/* The rank of a file is the position of the first message that names it. */
static size_t file_rank(const struct ranked *r, size_t i)
{
    const char *file = r[i].msg->at.file;
    if (i && same_file(r[i - 1].msg->at.file, file))
        return r[i - 1].file;
    for (size_t j = 0; j < i; j++)
        if (same_file(r[j].msg->at.file, file))
            return j;
    return i;
}

static int compare_messages(const void *a, const void *b)
{
    const struct ranked *x = a, *y = b;
    if (x->file != y->file)
        return x->file < y->file ? -1 : 1;
    if (x->msg->at.line != y->msg->at.line)
        return x->msg->at.line < y->msg->at.line ? -1 : 1;
    if (x->msg->at.column != y->msg->at.column)
        return x->msg->at.column < y->msg->at.column ? -1 : 1;
    return x->position < y->position ? -1 : 1;
}

static bool same_place(const struct message *a, const struct message *b)
{
    return a->at.line == b->at.line && a->at.column == b->at.column &&
           same_file(a->at.file, b->at.file);
}

/* Templates and parts that are used many times repeat their faults. */
static bool is_repeated(struct message *const *kept, size_t count, const struct message *m)
{
    while (count-- && same_place(kept[count], m))
        if (kept[count]->level == m->level && !strcmp(kept[count]->code, m->code) &&
            !strcmp(kept[count]->en, m->en))
            return true;
    return false;
}

static void relink(struct messages *e, const struct ranked *r, size_t n)
{
    struct message **kept = arena_array(e->arena, n, sizeof(struct message *));
    struct message **link = &e->first;
    size_t count = 0;
    for (size_t i = 0; i < n; i++) {
        struct message *m = r[i].msg;
        if (is_repeated(kept, count, m)) {
            e->errors -= m->level == ERR_ERROR;
            e->warnings -= m->level == ERR_WARNING;
            continue;
        }
        kept[count++] = m;
        *link = m;
        link = &m->next;
        e->last = m;
    }
    *link = NULL;
}

void messages_sort(struct messages *e)
{
    size_t n = count_messages(e);
    struct ranked *r = arena_array(e->arena, n, sizeof *r);
    size_t i = 0;
    for (struct message *m = e->first; m; m = m->next, i++) {
        r[i] = (struct ranked){.msg = m, .position = i};
        r[i].file = file_rank(r, i);
    }
    qsort(r, n, sizeof *r, compare_messages);
    relink(e, r, n);
}
