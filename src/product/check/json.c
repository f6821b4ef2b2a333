/* The report of a check for machines (tsuzuri_check_json). */
#include "product/json/json.h"
#include "product/session/call.h"

static void add_item(struct json *j, const struct tsuzuri_item *x)
{
    json_text(j, "item", x->key);
    json_text(j, "title", x->title);
    json_place(j, x->file, x->line, x->column);
}

static void add_lacks(struct json *j, const struct tsuzuri_call *call)
{
    struct tsuzuri_item x;
    json_open(j, "lacks", '[');
    for (size_t i = 0; tsuzuri_lack(call, i, &x); i++) {
        json_open(j, NULL, '{');
        add_item(j, &x);
        json_text(j, "sheet", x.sheet);
        json_bool(j, "answered", !x.open);
        json_bool(j, "fatal", x.fatal);
        json_close(j, '}');
    }
    json_close(j, ']');
}

static void add_gains(struct json *j, const struct tsuzuri_call *call)
{
    struct tsuzuri_item x;
    json_open(j, "gains", '[');
    for (size_t i = 0; tsuzuri_gain(call, i, &x); i++) {
        json_open(j, NULL, '{');
        add_item(j, &x);
        json_int(j, "certain", x.certain);
        json_int(j, "possible", x.possible);
        json_bool(j, "choice", x.choice);
        json_close(j, '}');
    }
    json_close(j, ']');
}

static void add_sheets(struct json *j, const struct tsuzuri_call *call)
{
    struct tsuzuri_item x;
    json_open(j, "sheets", '[');
    for (size_t i = 0; tsuzuri_sheet(call, i, &x); i++) {
        json_open(j, NULL, '{');
        json_text(j, "sheet", x.sheet);
        json_int(j, "required", x.required);
        json_int(j, "met", x.met);
        json_close(j, '}');
    }
    json_close(j, ']');
}

/* The form's own words for the outcome, where it has any. */
static void add_says(struct json *j, const struct tsuzuri_verdict *v)
{
    if (!v->says_en && !v->says_ja)
        return;
    json_open(j, "says", '{');
    json_text(j, "en", v->says_en);
    json_text(j, "ja", v->says_ja);
    json_close(j, '}');
}

static void add_verdict(struct json *j, const struct tsuzuri_call *call)
{
    static const char *const outcomes[] = {"passes", "open", "fails"};
    struct tsuzuri_verdict v;
    if (!tsuzuri_verdict(call, &v)) {
        json_text(j, "verdict", NULL);
        return;
    }
    json_open(j, "verdict", '{');
    json_text(j, "form", v.form);
    json_text(j, "application", v.application);
    json_text(j, "outcome", outcomes[v.outcome]);
    add_says(j, &v);
    json_bool(j, "final", !v.unread);
    json_int(j, "required", v.required);
    json_int(j, "met", v.required_met);
    json_int(j, "points", v.points);
    json_int(j, "certain", v.certain);
    json_int(j, "possible", v.possible);
    json_int(j, "pass", v.pass);
    json_int(j, "gains-needed", (int)v.gains_needed);
    add_lacks(j, call);
    add_gains(j, call);
    add_sheets(j, call);
    json_close(j, '}');
}

const char *tsuzuri_check_json(struct tsuzuri_call *call)
{
    struct json j = {.out = &call->text};
    buf_clear(&call->text);
    json_open(&j, NULL, '{');
    json_int(&j, "tsuzuri-check", 1);
    json_int(&j, "status", (int)messages_worst(&call->err));
    json_messages(&j, call);
    add_verdict(&j, call);
    json_close(&j, '}');
    return tsuzuri_text(call);
}
