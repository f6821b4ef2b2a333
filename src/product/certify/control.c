/* Compares a print with what the control file says of the last one, and keeps what was issued. */
#include "base/arena.h"
#include "base/file.h"
#include "base/string_index.h"
#include "product/certify/certify_internal.h"
#include "seam/codec/sha256.h"

#include <string.h>

/* Beside the output: 合格証.pdf.issued.csv for a PDF, 合格証.issued.csv for the folder 合格証. */
static const char *control_path(struct arena *a, const struct tsuzuri_certify *o)
{
    const char *output = o->folder ? o->folder : o->output;
    size_t n = strlen(output);
    while (n > 1 && output[n - 1] == '/')
        n--;
    return arena_printf(a, "%.*s.issued.csv", (int)n, output);
}

/* A list has no file of a record's own, and parts of a register would write over one another. */
static bool is_kept(const struct certify *c)
{
    const struct tsuzuri_certify *o = c->options;
    return (o->folder || o->output) && !c->numbering->list && !o->shards;
}

/* --- what a record says now --- */

static void add_values(struct sha256 *d, const struct inst *i)
{
    if (i->text && i->field->key) {
        sha256_adds(d, i->field->key);
        sha256_adds(d, i->text);
    }
    for (size_t k = 0; k < i->count; k++)
        add_values(d, i->children[k]);
}

static const char *fingerprint_of(struct arena *a, const struct inst *record)
{
    char digest[SHA256_TEXT + 1];
    struct sha256 *d = sha256_new();
    add_values(d, record);
    sha256_end(d, digest);
    return arena_strdup(a, digest);
}

static struct inst *named(const struct certify *c, const struct issue *i)
{
    return inst_child(i->inst, c->numbering->name);
}

static const char *name_of(const struct certify *c, const struct issue *i)
{
    const struct inst *name = named(c, i);
    return name && name->text ? name->text : "";
}

static const char *file_of(const struct certify *c, const struct issue *i)
{
    return file_base(i->output ? i->output : c->options->output);
}

static const char *day_of(struct arena *a, const struct issue *i, const char *key)
{
    const struct inst *day = key ? inst_child(i->inst, key) : NULL;
    return day && day->text
               ? arena_printf(a, "%04d-%02d-%02d", day->date.year, day->date.month, day->date.day)
               : "";
}

/* --- what differs from the last issue --- */

/* The file of a line, where it still lies in the folder. */
static const char *remaining_file(const struct certify *c, const struct issued_line *l)
{
    const char *folder = c->options->folder;
    bool plain = *l->file && !strchr(l->file, '/');
    return folder && plain && file_exists(file_join(c->call->arena, folder, l->file)) ? l->file
                                                                                      : NULL;
}

static void warn_of_name(struct certify *c, struct issue *i, const struct issued_line *l)
{
    const char *name = name_of(c, i);
    if (strcmp(l->name, name))
        messages_warn(&i->entry->faults, "name-changed",
            named(c, i) ? named(c, i)->at : i->entry->at,
            "it was issued to '%s', and is printed for '%s' now; see that this is meant",
            "前回の発行から名称が変わっています（「%s」→「%s」）。確かめてください", l->name, name);
}

static void warn_of_file(struct certify *c, struct issue *i, const struct issued_line *l)
{
    const char *file = remaining_file(c, l);
    if (file && i->unmet)
        messages_warn(&i->entry->faults, "file-left", i->entry->at,
            "it is not printed any more, but '%s' of an earlier print is still in the folder; "
            "remove it",
            "今回は印刷しませんが、前に印刷した「%s」がフォルダーに残っています。"
            "削除してください",
            file);
    else if (file && i->output && strcmp(file, file_of(c, i)))
        messages_warn(&i->entry->faults, "file-left", i->entry->at,
            "its former file '%s' is still in the folder; remove it",
            "前のファイル「%s」がフォルダーに残っています。削除してください", file);
}

/* Numbers for a sentence: the first few, and that there are more. */
struct mention {
    const char *text;
    size_t count;
};

enum { MOST_MENTIONED = 10 };

static void mention(struct arena *a, struct mention *m, const char *number)
{
    if (m->count < MOST_MENTIONED)
        m->text = m->count ? arena_printf(a, "%s, %s", m->text, number) : number;
    else if (m->count == MOST_MENTIONED)
        m->text = arena_printf(a, "%s …", m->text);
    m->count++;
}

static void note_differences(
    struct certify *c, const struct mention *fresh, const struct mention *changed)
{
    const char *path = position_file(control_path(c->call->arena, c->options)).file;
    if (fresh->count)
        messages_note(&c->call->err, "new-numbers", position_file(path),
            "%zu new since the last print: %s", "前回の印刷にない新しい番号は%zu件です（%s）",
            fresh->count, fresh->text);
    if (changed->count)
        messages_note(&c->call->err, "changed-numbers", position_file(path),
            "%zu changed since the last print: %s",
            "前回の印刷から内容が変わった番号は%zu件です（%s）", changed->count, changed->text);
}

static void compare_records(struct certify *c)
{
    struct arena *a = c->call->arena;
    struct mention fresh = {0}, changed = {0};
    for (size_t k = 0; k < c->count; k++) {
        struct issue *i = &c->issues[k];
        if (!i->number || !i->chosen)
            continue;
        const struct issued_line *l = issued_find(&c->issued, c->form->id, i->number);
        if (l->there)
            warn_of_file(c, i, l);
        if (i->faulty || i->unmet)
            continue;
        if (l->there)
            warn_of_name(c, i, l);
        if (!l->there)
            mention(a, &fresh, i->number);
        else if (strcmp(l->fingerprint, fingerprint_of(a, i->inst)))
            mention(a, &changed, i->number);
    }
    note_differences(c, &fresh, &changed);
}

/* Files of an earlier print that no record has any more are named, never removed. */
static void name_orphans(struct certify *c)
{
    struct string_index numbers = {.arena = c->call->arena};
    for (size_t k = 0; k < c->count; k++)
        if (c->issues[k].number)
            string_index_add(&numbers, c->issues[k].number, k);
    for (size_t k = 0; k < c->issued.count; k++) {
        const struct issued_line *l = c->issued.lines[k];
        const char *file = remaining_file(c, l);
        bool known = string_index_add(&numbers, l->number, SIZE_MAX) != SIZE_MAX;
        if (file && !known && !strcmp(l->form, c->form->id))
            messages_warn(&c->call->err, "file-left", position_file(c->registry->file),
                "no record has the number '%s' any more, but its file '%s' is still in the folder",
                "番号「%s」の記録は台帳にありませんが、ファイル「%s」がフォルダーに残っています",
                l->number, file);
    }
}

bool certify_compare(struct certify *c)
{
    if (!is_kept(c))
        return true;
    const char *path = control_path(c->call->arena, c->options);
    if (!issued_load(c->call->arena, &c->call->err, path, &c->issued))
        return false;
    if (c->issued.count && !c->options->reissue) {
        compare_records(c);
        name_orphans(c);
    }
    return true;
}

/* --- keeping --- */

static void keep(struct certify *c, const struct issue *i)
{
    struct arena *a = c->call->arena;
    struct issued_line *l = issued_find(&c->issued, c->form->id, i->number);
    bool fresh = !l->there;
    l->there = true;
    const char *reissue = c->options->reissue ? day_of(a, i, c->numbering->reissued) : "";
    if (*reissue && !strstr(l->reissued, reissue))
        l->reissued = *l->reissued ? arena_printf(a, "%s; %s", l->reissued, reissue) : reissue;
    if (!fresh && c->options->reissue)
        return;
    l->name = name_of(c, i);
    l->file = file_of(c, i);
    l->date = day_of(a, i, c->numbering->issued);
    l->fingerprint = fingerprint_of(a, i->inst);
}

bool certify_keep(struct certify *c)
{
    size_t kept = 0;
    for (size_t k = 0; is_kept(c) && k < c->count; k++) {
        const struct issue *i = &c->issues[k];
        bool there = i->outcome == TSUZURI_PRINTED || i->outcome == TSUZURI_UNCHANGED;
        if (!there || !i->number)
            continue;
        keep(c, i);
        kept++;
    }
    return !kept ||
           issued_write(&c->call->err, control_path(c->call->arena, c->options), &c->issued);
}
