/* How an answer is made up. */
#include "product/json/json.h"
#include "program/tsuzuri/serve/server.h"

void reply_body(struct reply *r, int status, const char *type)
{
    r->answer.status = status;
    r->answer.type = type;
    r->answer.body = r->body.size ? r->body.data : "";
    r->answer.size = r->body.size;
}

void reply_json(struct reply *r, int status)
{
    reply_body(r, status, "application/json");
}

void reply_header(struct reply *r, const char *name, const char *value)
{
    if (r->answer.header_count < HTTP_MOST_HEADERS)
        r->answer.headers[r->answer.header_count++] = (struct http_pair){name, value};
}

void reply_error(struct reply *r, int status, const char *code, const char *en, const char *ja)
{
    struct json j = {.out = &r->body, .compact = true};
    buf_clear(&r->body);
    json_open(&j, NULL, '{');
    json_text(&j, "error", code);
    json_text(&j, "en", en);
    json_text(&j, "ja", ja);
    json_close(&j, '}');
    reply_json(r, status);
}

void reply_refusal(struct reply *r, struct tsuzuri_call *call)
{
    struct tsuzuri_message m;
    for (size_t i = 0; tsuzuri_message(call, i, &m); i++)
        if (m.level == TSUZURI_ERROR) {
            reply_error(r, 400, m.code, m.en, m.ja);
            return;
        }
    reply_error(r, 400, "refused", "this is not possible", "できません");
}
