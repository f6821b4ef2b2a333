/* http_internal: what the files behind http.h share.
   Prefixes: exchange_ one request with its answer. */
#ifndef SEAM_HTTP_HTTP_INTERNAL_H
#define SEAM_HTTP_HTTP_INTERNAL_H

#include "base/arena.h"
#include "base/buf.h"
#include "seam/http/http.h"

#include <microhttpd.h>

/* A request under way. */
struct exchange {
    struct arena *arena;
    struct http_request request;
    struct buf body;
    bool bad; /* its head holds what no head may hold */
};

/* Copies the head of a request. */
struct exchange *exchange_new(
    struct MHD_Connection *connection, const char *path, const char *method);
void exchange_free(struct exchange *x);
/* Judges a request by the protocol; false with the answer that refuses it. */
bool exchange_sound(struct MHD_Connection *connection, const struct exchange *x,
    const struct http_service *service, struct http_answer *out);

#endif
