/* guard: who may ask. Each request passes here before anything of it is looked at.
   Prefixes: guard_.

   A server on 127.0.0.1 is reached by every program of this computer, and by every page of the web
   that a browser here shows: by a link, a form, a script, or a name that is made to mean 127.0.0.1
   (DNS rebinding). What protects it is that a browser tells who asks, and does not let pages say
   otherwise: Host, Origin and Sec-Fetch-Site; that a page of elsewhere cannot send a header or a
   type of body of its own unless it is allowed to (CORS), which nobody is; and the secret. */
#ifndef PROGRAM_TSUZURI_SERVE_GUARD_H
#define PROGRAM_TSUZURI_SERVE_GUARD_H

#include "program/tsuzuri/serve/key.h"

/* Of every answer, whatever its status. */
extern const struct http_pair guard_headers[];

/* The header that each write carries; only a page of the same origin can send it. */
#define GUARD_HEADER "X-Tsuzuri"

/* Judges a request by its head; returns 0, or the status that refuses it. */
int guard_judge(const struct key *k, int port, const struct http_request *r);

#endif
