/* The report of a certify for machines (tsuzuri_certify_json). */
#include "product/json/json.h"
#include "product/session/call.h"

static void add_messages(struct json *j, struct tsuzuri_call *call, size_t record, bool japanese)
{
    struct tsuzuri_message m;
    json_open(j, "messages", '[');
    for (size_t i = 0; tsuzuri_record_message(call, record, i, &m); i++) {
        json_open(j, NULL, '{');
        json_message(j, &m);
        json_text(j, "text", japanese ? m.ja : m.en);
        json_close(j, '}');
    }
    json_close(j, ']');
}

const char *tsuzuri_certify_json(struct tsuzuri_call *call, bool japanese)
{
    static const char *const outcomes[] = {"printed", "unchanged", "faulty", "held", "ineligible"};
    struct tsuzuri_record r;
    buf_clear(&call->text);
    for (size_t i = 0; tsuzuri_record(call, i, &r); i++) {
        struct json j = {.out = &call->text, .compact = true};
        json_open(&j, NULL, '{');
        json_int(&j, "line", r.line);
        json_text(&j, "number", r.number);
        json_text(&j, "outcome", outcomes[r.outcome]);
        json_text(&j, "output", r.output);
        add_messages(&j, call, i, japanese);
        json_close(&j, '}');
    }
    return tsuzuri_text(call);
}
