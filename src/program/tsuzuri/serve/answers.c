/* One answer file, looked at. */
#include "base/arena.h"
#include "product/json/read.h"
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
