/* The table of routes: all that can be asked for. */
#include "base/arena.h"
#include "program/tsuzuri/serve/server.h"

/* One place of a path may be any word (*). No route takes a file's path. */
static const struct {
    const char *method, *path;
    route *answer;
} routes[] = {
    {"GET", "/", page_start},
    {"GET", "/page/*", page_file},
    {"GET", "/api/start", start_get},
    {"GET", "/api/forms/*", start_form},
    {"POST", "/api/answers", start_begin},
    {"POST", "/api/end", start_end},
    {"GET", "/api/outlines", sheets_outlines},
    {"GET", "/api/answers/*", answers_get},
    {"GET", "/api/answers/*/fingerprint", answers_fingerprint},
    {"GET", "/api/answers/*/plan", answers_plan},
    {"POST", "/api/answers/*/changes", answers_change},
    {"POST", "/api/answers/*/undo", answers_undo},
    {"POST", "/api/answers/*/redo", answers_redo},
    {"GET", "/api/answers/*/sheets", sheets_list},
    {"GET", "/api/answers/*/sheet", sheets_one},
};

/* Tells whether a path is a route's, and what stands in the place of *. */
static bool fits(struct arena *a, const char *pattern, const char *path, const char **word)
{
    size_t head = strcspn(pattern, "*");
    *word = NULL;
    if (!pattern[head])
        return !strcmp(pattern, path);
    if (strncmp(pattern, path, head) != 0)
        return false;
    size_t size = strcspn(path + head, "/");
    *word = arena_strndup(a, path + head, size);
    return size && !strcmp(pattern + head + 1, path + head + size);
}

void route_request(struct server *s, const struct http_request *q, struct reply *r)
{
    bool known = false;
    const char *word;
    for (size_t i = 0; i < sizeof routes / sizeof *routes; i++) {
        if (!fits(r->arena, routes[i].path, q->path, &word))
            continue;
        known = true;
        if (!strcmp(routes[i].method, q->method)) {
            routes[i].answer(s, q, word, r);
            return;
        }
    }
    if (known)
        reply_error(r, 405, "no-method", "this cannot be done here", "この操作はできません");
    else
        reply_error(r, 404, "not-found", "there is no such thing", "見つかりません");
}
