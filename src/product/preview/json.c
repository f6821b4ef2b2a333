/* The pages of a preview for machines (tsuzuri_pages_json). */
#include "product/json/json.h"
#include "product/session/call.h"
#include "seam/codec/sha256.h"

/* What is answered on it, each path once where its frames stand together. */
static void add_questions(struct json *j, const struct tsuzuri_call *call, size_t page)
{
    struct tsuzuri_frame f;
    const char *before = "";
    json_open(j, "questions", '[');
    for (size_t i = 0; tsuzuri_frame(call, page, i, &f); i++) {
        if (!f.question || !strcmp(f.question, before))
            continue;
        before = f.question;
        json_text(j, NULL, f.question);
    }
    json_close(j, ']');
}

/* What waits for a hand on paper: whose signature or seal, in the order of the page. */
static void add_waits(struct json *j, const struct tsuzuri_call *call, size_t page)
{
    struct tsuzuri_frame f;
    json_open(j, "waits", '[');
    for (size_t i = 0; tsuzuri_frame(call, page, i, &f); i++)
        if (f.kind == TSUZURI_FRAME_WAITS)
            json_text(j, NULL, f.waits);
    json_close(j, ']');
}

static void add_page(
    struct json *j, struct tsuzuri_call *call, size_t i, const struct tsuzuri_page *p)
{
    char fingerprint[SHA256_TEXT + 1];
    const char *trace = tsuzuri_page_trace(call, i);
    sha256_of(trace, strlen(trace), fingerprint);
    json_text(j, "document", p->document);
    json_text(j, "title", p->title);
    json_text(j, "about", p->about);
    json_int(j, "number", p->number);
    json_text(j, "label", p->label);
    json_int(j, "width", p->width);
    json_int(j, "height", p->height);
    json_text(j, "fingerprint", fingerprint);
    add_questions(j, call, i);
    add_waits(j, call, i);
}

const char *tsuzuri_pages_json(struct tsuzuri_call *call, bool drawn)
{
    struct json j = {.out = &call->text, .compact = true};
    struct tsuzuri_page p;
    buf_clear(&call->text);
    json_open(&j, NULL, '[');
    for (size_t i = 0; tsuzuri_page(call, i, &p); i++) {
        json_open(&j, NULL, '{');
        add_page(&j, call, i, &p);
        if (drawn)
            json_text(&j, "svg", tsuzuri_page_svg(call, i));
        json_close(&j, '}');
    }
    json_close(&j, ']');
    return tsuzuri_text(call);
}
