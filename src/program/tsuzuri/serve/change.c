/* Changing an answer file: nothing is overwritten that was not seen. */
#include "program/tsuzuri/serve/change.h"

#include "base/arena.h"
#include "base/file.h"
#include "product/json/read.h"

/* --- the state --- */

/* Which sheet is looked at: {"sheet": {"document", "about", "number"}} in the body. */
static struct tsuzuri_preview sheet_of(
    const struct http_request *q, const struct opened *o, struct arena *a)
{
    const struct json_value *asked = json_get(json_read(a, q->body, q->body_size), "sheet");
    return (struct tsuzuri_preview){.answers = o->source,
        .document = json_get_text(asked, "document"),
        .about = json_get_text(asked, "about"),
        .number = json_get_int(asked, "number", 1)};
}

/* Faults and verdict, and the sheet where one is asked for. */
static void add_check(struct server *s, const struct tsuzuri_preview *p, struct buf *out)
{
    const struct tsuzuri_check check = {.answers = p->answers};
    struct tsuzuri_call *call = tsuzuri_call_new(s->catalogue);
    if (p->document)
        tsuzuri_preview(call, p);
    else
        tsuzuri_check(call, &check);
    buf_addf(out, ",\"check\":%s", tsuzuri_check_json(call));
    if (p->document)
        buf_addf(out, ",\"sheets\":%s", tsuzuri_pages_json(call, true));
    tsuzuri_call_free(call);
}

/* What is answered. */
static void add_answers(struct server *s, const struct opened *o, struct buf *out)
{
    struct tsuzuri_call *call = tsuzuri_call_new(s->catalogue);
    tsuzuri_answers(call, &o->source);
    buf_addf(out, ",\"answers\":%s", tsuzuri_text(call));
    tsuzuri_call_free(call);
}

/* Whether there is something to go back to, and on to. */
static void add_steps(struct server *s, const struct opened *o, struct buf *out)
{
    const struct history *h = history_of(&s->histories, o->file->name);
    buf_addf(out, ",\"undo\":%s,\"redo\":%s", history_peek(h, &o->bytes, -1) ? "true" : "false",
        history_peek(h, &o->bytes, 1) ? "true" : "false");
}

static void add_state(
    struct server *s, const struct http_request *q, const struct opened *o, struct reply *r)
{
    const struct tsuzuri_preview p = sheet_of(q, o, r->arena);
    buf_addf(&r->body, "{\"fingerprint\":\"%s\"", o->fingerprint);
    add_answers(s, o, &r->body);
    add_check(s, &p, &r->body);
    add_steps(s, o, &r->body);
    buf_addc(&r->body, '}');
}

void change_state(
    struct server *s, const struct http_request *q, const struct opened *o, struct reply *r)
{
    add_state(s, q, o, r);
    reply_json(r, 200);
}

/* --- over what was seen --- */

bool change_matches(
    struct server *s, const struct http_request *q, const struct opened *o, struct reply *r)
{
    const char *seen = http_header(q, "If-Match");
    if (!seen) {
        reply_error(r, 428, "no-fingerprint", "say over which version (If-Match)",
            "どの版への変更かを If-Match で示してください");
        return false;
    }
    if (strlen(seen) == SHA256_TEXT + 2 && seen[0] == '"' && seen[SHA256_TEXT + 1] == '"' &&
        !strncmp(seen + 1, o->fingerprint, SHA256_TEXT))
        return true;
    add_state(s, q, o, r);
    reply_json(r, 412);
    return false;
}

/* --- writing --- */

/* Keeps the file as it is before the first change of a day, beside it ("answers.yaml~2026-11-21").
   Where it cannot be kept nothing is lost: the change itself is still to come. */
static void keep_copy(struct server *s, const struct opened *o, struct arena *a)
{
    time_t now = time(NULL);
    struct tm tm;
    char day[16];
    if (!localtime_r(&now, &tm) || !strftime(day, sizeof day, "%Y-%m-%d", &tm))
        return;
    const char *name = arena_printf(a, "%s~%s", o->file->name, day);
    if (!file_exists(folder_path(&s->folder, a, name)))
        folder_write(&s->folder, name, NULL, &o->bytes);
}

bool change_write(
    struct server *s, const struct opened *o, const struct buf *bytes, struct reply *r)
{
    keep_copy(s, o, r->arena);
    switch (folder_write(&s->folder, o->file->name, o->fingerprint, bytes)) {
    case FOLDER_WRITTEN:
        return true;
    case FOLDER_DIFFERS:
        reply_error(r, 409, "changed-meanwhile",
            "the answer file was changed by something else at this moment; nothing was written",
            "ちょうど今、ほかで回答ファイルが変更されました。何も書き込んでいません");
        return false;
    case FOLDER_FAILED:
        break;
    }
    reply_error(r, 500, "not-written",
        "the answer file cannot be written: is it, or its folder, "
        "write-protected, or is the disk full?",
        "回答ファイルに書き込めません。書き込み禁止になっていないか、空き容量があるかを確かめてくだ"
        "さい");
    return false;
}
