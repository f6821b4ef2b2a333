/* The changes of one answer file that the page asks for. */
#include "base/arena.h"
#include "product/json/read.h"
#include "program/tsuzuri/serve/change.h"

#define MOST_CHANGES 200 /* in one request */

static bool kind_of(const char *word, enum tsuzuri_change_kind *out)
{
    static const char *const words[] = {"set", "remove", "insert", "move"};
    for (size_t i = 0; word && i < sizeof words / sizeof *words; i++)
        if (!strcmp(word, words[i])) {
            *out = (enum tsuzuri_change_kind)i;
            return true;
        }
    return false;
}

/* {"changes": [{"kind", "path", "value", "to"}]}; 0: that is not what was sent. */
static size_t read_changes(
    struct arena *a, const struct json_value *asked, const struct tsuzuri_change **out)
{
    const struct json_value *list = json_get(asked, "changes");
    struct tsuzuri_change *changes = NULL;
    size_t count = 0;
    if (!list || list->kind != JSON_LIST)
        return 0;
    for (const struct json_value *v = list->first; v; v = v->next) {
        changes = arena_more(a, changes, count, sizeof *changes);
        struct tsuzuri_change *c = &changes[count++];
        c->path = json_get_text(v, "path");
        c->value = json_get_text(v, "value");
        c->to = (size_t)json_get_int(v, "to", 0);
        if (!kind_of(json_get_text(v, "kind"), &c->kind) || !c->path || count > MOST_CHANGES)
            return 0;
    }
    *out = changes;
    return count;
}

/* Writes the changed bytes, and notes them for going back. */
static void put(struct server *s, const struct http_request *q, struct opened *o,
    const struct buf *bytes, const char *burst)
{
    struct reply *r = &s->reply;
    bool same = bytes->size == o->bytes.size && !memcmp(bytes->data, o->bytes.data, bytes->size);
    if (!same && !change_write(s, o, bytes, r))
        return;
    if (!same)
        history_add(history_of(&s->histories, o->file->name), &o->bytes, bytes, burst);
    opened_take(o, bytes);
    change_state(s, q, o, r);
}

void answers_change(
    struct server *s, const struct http_request *q, const char *word, struct reply *r)
{
    const struct json_value *asked = json_read(r->arena, q->body, q->body_size);
    struct opened o;
    struct tsuzuri_edit edit = {0};
    edit.change_count = read_changes(r->arena, asked, &edit.changes);
    if (!edit.change_count) {
        reply_error(r, 400, "no-changes", "say what is to change: changes, each with kind and path",
            "変更の内容を changes（それぞれ kind と path）で示してください");
        return;
    }
    if (opened_read(s, word, &o, r) && change_matches(s, q, &o, r)) {
        struct tsuzuri_call *call = tsuzuri_call_new(s->catalogue);
        struct buf bytes = {0};
        edit.answers = o.source;
        if (tsuzuri_edit(call, &edit) == TSUZURI_DONE) {
            buf_adds(&bytes, tsuzuri_text(call));
            put(s, q, &o, &bytes, json_get_text(asked, "burst"));
        } else {
            reply_refusal(r, call);
        }
        buf_release(&bytes);
        tsuzuri_call_free(call);
    }
    opened_release(&o);
}
