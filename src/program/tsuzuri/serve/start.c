/* What there is, how an answer file begins, and the end of the server. */
#include "base/arena.h"
#include "base/file.h"
#include "base/string_index.h"
#include "product/json/json.h"
#include "product/json/read.h"
#include "program/tsuzuri/serve/server.h"

#define MOST_NAMES 99 /* answers.yaml, answers-2.yaml, ... */

/* --- what there is --- */

static void add_files(struct server *s, struct reply *r, struct json *j)
{
    size_t count;
    const struct folder_file *files = folder_list(&s->folder, r->arena, &count);
    json_open(j, "files", '[');
    for (size_t i = 0; i < count; i++) {
        json_open(j, NULL, '{');
        json_text(j, "id", files[i].id);
        json_text(j, "name", files[i].name);
        json_text(j, "form", files[i].form);
        json_bool(j, "given", s->given && !strcmp(s->given, files[i].name));
        json_close(j, '}');
    }
    json_close(j, ']');
}

/* Those of one folder that are not listed yet. */
static void add_forms_of(
    struct arena *a, const char *folder, struct string_index *listed, struct json *j)
{
    for (const char **n = file_list(a, folder); *n; n++) {
        size_t count = listed->count;
        if (file_exists(file_join(a, folder, arena_printf(a, "%s/form.yaml", *n))) &&
            string_index_add(listed, *n, count) == count)
            json_text(j, NULL, *n);
    }
}

/* The forms that answers can be begun for, those of one's own first. */
static void add_forms(struct server *s, struct reply *r, struct json *j)
{
    const struct tsuzuri_paths *paths = s->options->paths;
    struct string_index listed = {.arena = r->arena};
    json_open(j, "forms", '[');
    for (size_t i = 0; i < paths->own_count; i++)
        add_forms_of(r->arena, paths->own[i], &listed, j);
    add_forms_of(r->arena, paths->forms, &listed, j);
    json_close(j, ']');
}

void start_get(struct server *s, const struct http_request *q, const char *word, struct reply *r)
{
    struct json j = {.out = &r->body, .compact = true};
    (void)q, (void)word;
    json_open(&j, NULL, '{');
    json_text(&j, "version", tsuzuri_version());
    json_text(&j, "language", s->options->japanese ? "ja" : "en");
    json_text(&j, "folder", file_base(s->folder.path));
    add_files(s, r, &j);
    add_forms(s, r, &j);
    json_close(&j, '}');
    reply_json(r, 200);
}

void start_form(struct server *s, const struct http_request *q, const char *word, struct reply *r)
{
    struct tsuzuri_call *call = tsuzuri_call_new(s->catalogue);
    (void)q;
    if (tsuzuri_questions(call, word) == TSUZURI_DONE) {
        buf_adds(&r->body, tsuzuri_text(call));
        reply_json(r, 200);
    } else {
        reply_refusal(r, call);
    }
    tsuzuri_call_free(call);
}

/* --- a new answer file --- */

static bool is_free(struct server *s, const char *name)
{
    struct buf bytes = {0};
    bool there = folder_read(&s->folder, name, &bytes);
    buf_release(&bytes);
    return !there && !file_exists(folder_path(&s->folder, s->reply.arena, name));
}

/* The server names it: what a browser says is no name of a file. */
static const char *free_name(struct server *s, struct arena *a)
{
    const char *name = "answers.yaml";
    for (int i = 2; i <= MOST_NAMES && !is_free(s, name); i++)
        name = arena_printf(a, "answers-%d.yaml", i);
    return name;
}

static void write_new(struct server *s, const char *text, struct reply *r)
{
    char id[FOLDER_ID + 1];
    struct buf bytes = {0};
    const char *name = free_name(s, r->arena);
    buf_adds(&bytes, text);
    enum folder_written done = folder_write(&s->folder, name, NULL, &bytes);
    buf_release(&bytes);
    if (done != FOLDER_WRITTEN) {
        reply_error(r, 500, "not-written", "the answer file cannot be written into the folder",
            "フォルダーに回答ファイルを書き込めません");
        return;
    }
    folder_id(&s->folder, name, id);
    buf_addf(&r->body, "{\"id\":\"%s\"}", id);
    reply_json(r, 201);
}

/* {"form", "application", "from"}: from is the id of last year's file here. */
void start_begin(struct server *s, const struct http_request *q, const char *word, struct reply *r)
{
    const struct json_value *asked = json_read(r->arena, q->body, q->body_size);
    const char *from = json_get_text(asked, "from");
    struct opened o = {0};
    const struct tsuzuri_setting application = {
        .key = "application", .value = json_get_text(asked, "application")};
    struct tsuzuri_starter starter = {.form = json_get_text(asked, "form"),
        .settings = &application,
        .setting_count = application.value ? 1 : 0,
        .japanese = s->options->japanese};
    (void)word;
    if (!starter.form) {
        reply_error(r, 400, "no-form", "say which form", "様式を指定してください");
        return;
    }
    if (from && !opened_read(s, from, &o, r))
        return;
    starter.from = o.source;
    struct tsuzuri_call *call = tsuzuri_call_new(s->catalogue);
    if (tsuzuri_starter(call, &starter) == TSUZURI_DONE)
        write_new(s, tsuzuri_text(call), r);
    else
        reply_refusal(r, call);
    tsuzuri_call_free(call);
    opened_release(&o);
}

void start_end(struct server *s, const struct http_request *q, const char *word, struct reply *r)
{
    (void)q, (void)word;
    s->ended = true;
    buf_adds(&r->body, "{}");
    reply_json(r, 200);
}
