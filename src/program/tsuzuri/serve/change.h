/* change: how an answer file is changed: looked at, replaced, told.
   Prefixes: change_. */
#ifndef PROGRAM_TSUZURI_SERVE_CHANGE_H
#define PROGRAM_TSUZURI_SERVE_CHANGE_H

#include "program/tsuzuri/serve/server.h"

/* Tells whether a request is made over the file as it is now (If-Match is its fingerprint); else
   the reply says so (412), with the state of the file as it is now. */
bool change_matches(
    struct server *s, const struct http_request *q, const struct opened *o, struct reply *r);
/* Replaces the file by other bytes, keeping it first as it was before today's first change; false
   with the reply. */
bool change_write(
    struct server *s, const struct opened *o, const struct buf *bytes, struct reply *r);
/* Answers with the file's state, and with the sheet that the request's body asks for. */
void change_state(
    struct server *s, const struct http_request *q, const struct opened *o, struct reply *r);

#endif
