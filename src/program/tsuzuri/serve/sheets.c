/* The sheets of an answer file: which there are, one as SVG, the outlines of their glyphs. */
#include "base/arena.h"
#include "program/tsuzuri/serve/server.h"

#define MOST_OUTLINES 400 /* that are asked for at once: a head holds no more */

static void add_pages(
    struct server *s, const struct tsuzuri_preview *p, bool drawn, struct buf *out)
{
    struct tsuzuri_call *call = tsuzuri_call_new(s->catalogue);
    tsuzuri_preview(call, p);
    buf_adds(out, tsuzuri_pages_json(call, drawn));
    tsuzuri_call_free(call);
}

void sheets_list(struct server *s, const struct http_request *q, const char *word, struct reply *r)
{
    struct opened o;
    (void)q;
    if (opened_read(s, word, &o, r)) {
        buf_addf(&r->body, "{\"fingerprint\":\"%s\",\"sheets\":", o.fingerprint);
        add_pages(s, &(struct tsuzuri_preview){.answers = o.source}, false, &r->body);
        buf_addc(&r->body, '}');
        reply_json(r, 200);
    }
    opened_release(&o);
}

/* A whole number from 1 on, of at most four digits; 0: it is none. */
static int read_number(const char *text)
{
    size_t digits = text ? strspn(text, "0123456789") : 0;
    return digits && digits <= 4 && !text[digits] ? (int)strtol(text, NULL, 10) : 0;
}

void sheets_one(struct server *s, const struct http_request *q, const char *word, struct reply *r)
{
    struct opened o;
    struct tsuzuri_preview p = {.document = http_query(q, "document"),
        .about = http_query(q, "about"),
        .number = read_number(http_query(q, "number"))};
    if (!p.document || !p.number) {
        reply_error(r, 400, "no-sheet", "say which sheet: document, number",
            "どの用紙かを document と number で指定してください");
        return;
    }
    if (opened_read(s, word, &o, r)) {
        p.answers = o.source;
        buf_addf(&r->body, "{\"fingerprint\":\"%s\",\"sheets\":", o.fingerprint);
        add_pages(s, &p, true, &r->body);
        buf_addc(&r->body, '}');
        reply_json(r, 200);
    }
    opened_release(&o);
}

/* Cuts "g0-1,g0-2" at its commas; returns how many there are, at most MOST_OUTLINES + 1. */
static size_t cut_names(struct arena *a, const char *text, const char **names)
{
    size_t count = 0;
    while (*text && count <= MOST_OUTLINES) {
        size_t size = strcspn(text, ",");
        names[count++] = arena_strndup(a, text, size);
        text += size + (text[size] == ',');
    }
    return count;
}

void sheets_outlines(
    struct server *s, const struct http_request *q, const char *word, struct reply *r)
{
    const char *names[MOST_OUTLINES + 1];
    const char *said = http_query(q, "glyphs");
    size_t count = cut_names(r->arena, said ? said : "", names);
    (void)word;
    struct tsuzuri_call *call = tsuzuri_call_new(s->catalogue);
    if (count && count <= MOST_OUTLINES && tsuzuri_outlines(call, names, count) == TSUZURI_DONE) {
        buf_addf(&r->body, "<svg xmlns=\"http://www.w3.org/2000/svg\"><defs>\n%s</defs></svg>\n",
            tsuzuri_text(call));
        reply_body(r, 200, "image/svg+xml");
    } else {
        reply_error(r, 400, "no-glyph", "these are no glyphs of the fonts",
            "書体にない字形が指定されました");
    }
    tsuzuri_call_free(call);
}
