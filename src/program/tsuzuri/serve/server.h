/* server: what the routes of the page's server share.
   Prefixes: reply_ what is answered, route_, opened_ an answer file that was read. */
#ifndef PROGRAM_TSUZURI_SERVE_SERVER_H
#define PROGRAM_TSUZURI_SERVE_SERVER_H

#include "program/tsuzuri/serve/folder.h"
#include "program/tsuzuri/serve/history.h"
#include "program/tsuzuri/serve/key.h"
#include "program/tsuzuri/serve/serve.h"

/* What is answered. */
struct reply {
    struct arena *arena; /* for as long as it is made */
    struct buf body;
    struct http_answer answer;
};

struct server {
    const struct serve_options *options;
    struct arena *arena;
    struct tsuzuri_catalogue *catalogue;
    struct http_server *http;
    struct key key;
    struct folder folder;
    const char *given;         /* name of the answer file that it was started with, or NULL */
    struct history *histories; /* of the answer files that were changed */
    struct reply reply;        /* the last one */
    bool asked;                /* something, since the clock was last looked at */
    bool ended;                /* by the page */
};

/* Answers with the body, which is of a type. */
void reply_body(struct reply *r, int status, const char *type);
/* Answers with the body, a JSON document. */
void reply_json(struct reply *r, int status);
/* Adds a header; both texts last as long as the reply. */
void reply_header(struct reply *r, const char *name, const char *value);
/* Answers that something is wrong: a stable name of it, and a sentence in each language. */
void reply_error(struct reply *r, int status, const char *code, const char *en, const char *ja);
/* Answers with the first error of a call that refused. */
void reply_refusal(struct reply *r, struct tsuzuri_call *call);

/* --- routes --- */

/* Answers a request; word: what stands in the place of * in the route's path, or NULL. */
typedef void route(
    struct server *s, const struct http_request *q, const char *word, struct reply *r);

/* Answers a request that was admitted, by the table of routes. */
void route_request(struct server *s, const struct http_request *q, struct reply *r);

/* Of the page itself (page.c). */
route page_start, page_file;
/* Of the server: what there is, and its end (start.c). */
route start_get, start_form, start_begin, start_end;
/* Of one answer file (answers.c). */
route answers_get, answers_fingerprint, answers_plan, answers_change, answers_undo, answers_redo;
/* Of its sheets (sheets.c). */
route sheets_list, sheets_one, sheets_outlines;

/* --- an answer file, read for one request --- */

struct opened {
    const struct folder_file *file;
    struct buf bytes;
    char fingerprint[SHA256_TEXT + 1];
    struct tsuzuri_source source; /* its bytes, under its path */
};

/* Reads the answer file of an id; false with an error as the reply. Ends with opened_release,
   whatever it was. */
bool opened_read(struct server *s, const char *id, struct opened *o, struct reply *r);
void opened_release(struct opened *o);
/* Takes bytes in the place of those that were read. */
void opened_take(struct opened *o, const struct buf *bytes);

#endif
