/* The page's own files, and how it is entered. */
#include "program/tsuzuri/serve/page.h"

#include "base/arena.h"
#include "program/tsuzuri/serve/server.h"

static const struct {
    const char *ending, *type;
} types[] = {{".html", "text/html; charset=utf-8"}, {".js", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"}, {".svg", "image/svg+xml"}};

static const char *type_of(const char *name)
{
    const char *dot = strrchr(name, '.');
    for (size_t i = 0; dot && i < sizeof types / sizeof *types; i++)
        if (!strcmp(dot, types[i].ending))
            return types[i].type;
    return "application/octet-stream";
}

void page_file(struct server *s, const struct http_request *q, const char *word, struct reply *r)
{
    (void)s, (void)q;
    for (const struct page_embedded *f = page_embedded; f->name; f++)
        if (!strcmp(f->name, word)) {
            buf_add(&r->body, f->begin, (size_t)(f->end - f->begin));
            reply_body(r, 200, type_of(word));
            return;
        }
    reply_error(r, 404, "not-found", "there is no such thing", "見つかりません");
}

/* The start address is good once: for it one gets the cookie, and goes on to the page itself. A
   redirect would not do: what leads here is another site, and the cookie is not sent there from
   one. */
static void enter(struct server *s, struct reply *r)
{
    char *cookie = arena_alloc(r->arena, 256);
    key_exchange(&s->key, cookie, 256);
    reply_header(r, "Set-Cookie", cookie);
    buf_adds(&r->body, "<!doctype html><meta charset=\"utf-8\"><title>tsuzuri</title>"
                       "<link rel=\"icon\" href=\"data:,\">"
                       "<meta http-equiv=\"refresh\" content=\"0;url=/\">\n");
    reply_body(r, 200, "text/html; charset=utf-8");
}

void page_start(struct server *s, const struct http_request *q, const char *word, struct reply *r)
{
    (void)word;
    if (key_starts(&s->key, q))
        enter(s, r);
    else
        page_file(s, q, "index.html", r);
}
