/* One run of certify: form and register are loaded, records checked, paper printed, messages told.
 */
#include "product/certify/certify_internal.h"

#include "base/arena.h"
#include "base/file.h"
#include "typeset/layout/block.h"

static bool blame_usage(struct certify *c, const char *en, const char *ja)
{
    messages_text(&c->call->err, ERR_ERROR, ERR_USAGE, "usage", position_none(), en, ja);
    return false;
}

static bool is_register(const struct tsuzuri_certify *o, const char *path)
{
    return path && !o->registry.bytes && file_same(path, o->registry.name);
}

/* As a logo that a setting names. */
static bool is_setting(const struct tsuzuri_certify *o, const char *path)
{
    bool found = false;
    for (size_t i = 0; path && i < o->setting_count; i++)
        found |= file_same(path, o->settings[i].value);
    return found;
}

static bool check_request(struct certify *c)
{
    const struct tsuzuri_certify *o = c->options;
    if (!o->registry.name || !o->form)
        return blame_usage(c, "a register and a form are needed", "台帳と様式を指定してください");
    if (o->output && o->folder)
        return blame_usage(c, OPTION("output") " and " OPTION("folder") " do not go together",
            OPTION("output") " と " OPTION("folder") " は同時に指定できません");
    if (!o->output && !o->folder && !o->assign)
        return blame_usage(c,
            "say where the PDF goes: " OPTION("output") " FILE or " OPTION("folder") " FOLDER",
            "PDFの書き出し先を " OPTION("output") " か " OPTION("folder") " で指定してください");
    if (is_register(o, o->output))
        return blame_usage(c, "the PDF would replace the register; give it another name",
            "PDFが台帳を上書きしてしまいます。別の名前にしてください");
    if (is_setting(o, o->output))
        return blame_usage(c,
            "the PDF would replace a file that " OPTION("settings") " names; give it another name",
            "PDFが " OPTION(
                "settings") " で指定したファイルを上書きしてしまいます。別の名前にしてください");
    if (o->assign && file_exists(o->assign))
        return blame_usage(c,
            OPTION("assign") " writes a new file only, and this one is there already",
            OPTION("assign") " は新しいファイルにだけ書き出します。指定のファイルはすでにあります");
    if (o->shards && (o->shards < 1 || o->shard < 1 || o->shard > o->shards))
        return blame_usage(c, OPTION("shard") " takes I/N with I from 1 to N",
            OPTION("shard") " は「i/n」（i は1からnまで）で指定します");
    return true;
}

static bool load_form(struct certify *c)
{
    struct tsuzuri_call *t = c->call;
    const char *id = c->options->form;
    if (!call_words(t, OPTION("form"), &id, 1) ||
        !call_words(t, OPTION("only"), c->options->only, c->options->only_count) ||
        !call_settings(t, c->options->settings, c->options->setting_count))
        return false;
    c->form = call_form(t, id, NULL);
    if (!c->form || !(c->numbering = call_numbering(t, c->form)))
        return false;
    c->record_form = *c->form;
    c->record_form.root = (struct field *)numbering_record(c->numbering, c->form);
    c->design = call_design(t, c->form);
    if (c->design)
        c->design->cache = set_cache_new(t->arena);
    return c->design;
}

static bool blame_no_reissue(struct certify *c)
{
    messages_error(&c->call->err, ERR_USAGE, "no-reissue", position_none(),
        "the form '%s' has no place for the date of a reissue",
        "様式「%s」には再交付の日付を書くところがありません", c->form->id);
    return false;
}

/* The options with one more setting, which the command line's own do not replace. */
static void add_setting(
    struct certify *c, struct tsuzuri_certify *again, const char *key, const char *value)
{
    const struct tsuzuri_certify *o = c->options;
    struct tsuzuri_setting *settings =
        arena_array(c->call->arena, o->setting_count + 1, sizeof *settings);
    for (size_t i = 0; i < o->setting_count; i++)
        settings[i] = o->settings[i];
    settings[o->setting_count] = (struct tsuzuri_setting){.key = key, .value = value};
    *again = *o;
    again->settings = settings;
    again->setting_count++;
    c->options = again;
}

/* A reissue is a print of one record with the day as a setting. */
static bool ask_for_reissue(struct certify *c, struct tsuzuri_certify *again)
{
    const struct tsuzuri_certify *o = c->options;
    struct date day;
    if (!o->reissue)
        return true;
    if (!c->numbering->reissued || c->numbering->list)
        return blame_no_reissue(c);
    if (!o->reissue_date || !unicode_parse_date(o->reissue_date, &day))
        return blame_usage(c, "say on which day it is reissued, as 2026-09-01",
            "再交付の日付を「2026-09-01」のように指定してください");
    const char *date = arena_printf(c->call->arena, "%04d-%02d-%02d", day.year, day.month, day.day);
    add_setting(c, again, c->numbering->reissued, date);
    again->reissue_date = date;
    again->only = &o->reissue;
    again->only_count = 1;
    return true;
}

static bool blame_no_places(struct certify *c)
{
    messages_error(&c->call->err, ERR_USAGE, "no-places", position_none(),
        "the form '%s' is no sheet of labels: " OPTION("start") " means nothing for it",
        "様式「%s」はラベルの様式ではないため、" OPTION("start") " は指定できません", c->form->id);
    return false;
}

static bool ask_for_start(struct certify *c, struct tsuzuri_certify *again)
{
    if (!c->options->start)
        return true;
    if (!c->numbering->start)
        return blame_no_places(c);
    add_setting(
        c, again, c->numbering->start, arena_printf(c->call->arena, "%d", c->options->start));
    return true;
}

static bool load_register(struct certify *c)
{
    struct tsuzuri_call *t = c->call;
    const struct tsuzuri_certify *o = c->options;
    const struct register_source source = {.file = o->registry.name,
        .data = o->registry.bytes,
        .size = o->registry.size,
        .sheet = o->sheet,
        .hidden_rows = o->hidden_rows};
    c->registry = register_load(t->arena, &t->err, c->record_form.root, &source);
    if (!c->registry)
        return false;
    if (!c->registry->is_workbook)
        source_line_keep(t, o->registry.name, c->registry->text);
    c->count = c->registry->count;
    c->issues = arena_array(t->arena, c->count + 1, sizeof *c->issues);
    for (size_t i = 0; i < c->count; i++)
        c->issues[i].entry = &c->registry->entries[i];
    return true;
}

static bool write_register(struct certify *c)
{
    const struct tsuzuri_certify *o = c->options;
    const char **values = arena_array(c->call->arena, c->count + 1, sizeof *values);
    for (size_t i = 0; i < c->count; i++)
        values[c->issues[i].entry - c->registry->entries] = c->issues[i].number;
    return register_write(
        c->call->arena, &c->call->err, c->registry, c->numbering->number, values, o->assign);
}

static size_t count_ready(const struct certify *c)
{
    size_t n = 0;
    for (size_t i = 0; i < c->count; i++)
        n += c->issues[i].wanted && !c->issues[i].faulty;
    return n;
}

static bool print_wanted(struct certify *c)
{
    const struct tsuzuri_certify *o = c->options;
    size_t faulty = certify_count_faulty(c);
    size_t ready = count_ready(c);
    if (o->chosen)
        o->chosen(o->progress_data, ready, c->count);
    if (o->strict && faulty)
        return true;
    if (o->assign && !write_register(c))
        return false;
    if (o->folder && c->numbering->list)
        return blame_usage(c,
            "this form lists all records on one sheet; print it with " OPTION("output"),
            "この様式は全件を一つにまとめます。" OPTION("output") " で印刷してください");
    if (o->folder)
        return certify_print_split(c);
    if (!o->output || !ready)
        return true;
    return c->numbering->list ? certify_print_list(c) : certify_print_one(c);
}

/* A message at a record says which one, for a place alone is looked up by hand. What is said of a
   setting is no record's. */
static void name_record(struct arena *a, struct issue *i)
{
    for (struct message *m = i->entry->faults.first; m && i->number; m = m->next) {
        if (!m->at.line)
            continue;
        if (!strstr(m->en, i->number))
            m->en = arena_printf(a, "%s: %s", i->number, m->en);
        if (!strstr(m->ja, i->number))
            m->ja = arena_printf(a, "%s: %s", i->number, m->ja);
    }
}

/* Each record keeps its messages; the session has them all. */
static void collect_messages(struct certify *c)
{
    struct tsuzuri_call *t = c->call;
    struct issue *kept = arena_array(t->arena, c->chosen + 1, sizeof *kept);
    t->issue_count = 0;
    for (size_t i = 0; i < c->count; i++) {
        struct issue *own = &c->issues[i];
        if (!own->chosen)
            continue;
        name_record(t->arena, own);
        size_t n = 0;
        for (const struct message *m = own->entry->faults.first; m; m = m->next)
            n++;
        own->messages = arena_array(t->arena, n + 1, sizeof(const struct message *));
        for (const struct message *m = own->entry->faults.first; m; m = m->next)
            own->messages[own->message_count++] = m;
        messages_take(&t->err, &own->entry->faults);
        kept[t->issue_count++] = *own;
    }
    t->issues = kept;
}

static enum tsuzuri_status certify_end(struct certify *c)
{
    enum message_class worst = messages_worst(&c->call->err);
    bool faulty = c->issues && certify_count_faulty(c);
    bool none = c->chosen && !c->wanted && !c->options->shards;
    if (c->issues)
        collect_messages(c);
    call_end(c->call);
    if (worst != ERR_NONE)
        return (enum tsuzuri_status)worst;
    if (messages_worst(&c->call->err) == ERR_OUTPUT)
        return TSUZURI_CANNOT_WRITE;
    return faulty || none ? TSUZURI_INCOMPLETE : TSUZURI_DONE;
}

enum tsuzuri_status tsuzuri_certify(
    struct tsuzuri_call *call, const struct tsuzuri_certify *options)
{
    struct certify c = {.call = call, .options = options, .scratch = arena_new()};
    call->has_trace = false;
    call->page_count = 0;
    call->issue_count = 0;
    call_begin(call);
    struct tsuzuri_certify again, further;
    if (check_request(&c) && load_form(&c) && ask_for_reissue(&c, &again) &&
        ask_for_start(&c, &further) && load_register(&c) && certify_check(&c) &&
        certify_compare(&c) && print_wanted(&c))
        certify_keep(&c);
    arena_free(c.scratch);
    return certify_end(&c);
}

size_t tsuzuri_record_count(const struct tsuzuri_call *call)
{
    return call->issue_count;
}

bool tsuzuri_record(const struct tsuzuri_call *call, size_t i, struct tsuzuri_record *out)
{
    if (i >= call->issue_count)
        return false;
    const struct issue *own = &call->issues[i];
    bool there = own->outcome == TSUZURI_PRINTED || own->outcome == TSUZURI_UNCHANGED;
    *out = (struct tsuzuri_record){.number = own->number,
        .line = own->entry->at.line,
        .outcome = own->outcome,
        .output = there ? own->output : NULL,
        .message_count = own->message_count};
    return true;
}

bool tsuzuri_record_message(
    struct tsuzuri_call *call, size_t record, size_t i, struct tsuzuri_message *out)
{
    if (record >= call->issue_count || i >= call->issues[record].message_count)
        return false;
    call_message(call, call->issues[record].messages[i], out);
    return true;
}
