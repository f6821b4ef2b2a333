/* One answer file, looked at. */
#include "product/json/json.h"
#include "program/tsuzuri/serve/change.h"

void answers_get(struct server *s, const struct http_request *q, const char *word, struct reply *r)
{
    struct opened o;
    if (opened_read(s, word, &o, r))
        change_state(s, q, &o, r);
    opened_release(&o);
}

void answers_fingerprint(
    struct server *s, const struct http_request *q, const char *word, struct reply *r)
{
    struct opened o;
    (void)q;
    if (opened_read(s, word, &o, r)) {
        buf_addf(&r->body, "{\"fingerprint\":\"%s\"}", o.fingerprint);
        reply_json(r, 200);
    }
    opened_release(&o);
}

/* The dates and fees that follow, a line each; ?lang=en. */
void answers_plan(struct server *s, const struct http_request *q, const char *word, struct reply *r)
{
    struct opened o;
    const char *lang = http_query(q, "lang");
    if (opened_read(s, word, &o, r)) {
        struct tsuzuri_call *call = tsuzuri_call_new(s->catalogue);
        struct json j = {.out = &r->body, .compact = true};
        bool good = tsuzuri_plan(call, &o.source, !lang || strcmp(lang, "en") != 0) == TSUZURI_DONE;
        json_open(&j, NULL, '{');
        json_text(&j, "text", good ? tsuzuri_text(call) : "");
        json_close(&j, '}');
        reply_json(r, 200);
        tsuzuri_call_free(call);
    }
    opened_release(&o);
}
