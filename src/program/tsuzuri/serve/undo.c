/* Going back to what an answer file was, and on again. */
#include "base/arena.h"
#include "program/tsuzuri/serve/change.h"

static void go(struct server *s, const struct http_request *q, const char *id, int steps)
{
    struct reply *r = &s->reply;
    struct opened o;
    if (opened_read(s, id, &o, r) && change_matches(s, q, &o, r)) {
        struct history *h = history_of(&s->histories, o.file->name);
        const struct buf *version = history_peek(h, &o.bytes, steps);
        if (!version) {
            reply_error(r, 409, "no-version", "there is nothing to go to",
                "これ以上、元に戻す・やり直すことはできません");
        } else if (change_write(s, &o, version, r)) {
            opened_take(&o, version);
            history_go(h, steps);
            change_state(s, q, &o, r);
        }
    }
    opened_release(&o);
}

void answers_undo(struct server *s, const struct http_request *q, const char *word, struct reply *r)
{
    (void)r;
    go(s, q, word, -1);
}

void answers_redo(struct server *s, const struct http_request *q, const char *word, struct reply *r)
{
    (void)r;
    go(s, q, word, 1);
}
