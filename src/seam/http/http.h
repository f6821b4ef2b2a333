/* http: a server of HTTP/1.1 for this computer alone (libmicrohttpd). The only room that sees it.
   Prefixes: http_.

   It listens on 127.0.0.1 and nowhere else, and runs in the thread that calls http_run. A request
   is judged when its head is there (admit), before any of its body is read, and answered when it
   is whole (answer). What is wrong with the protocol itself is refused here, before either: more
   than 16 KB of head, control characters in it (libmicrohttpd ends a value at a NUL), a body of
   unsaid length, an Upgrade. */
#ifndef SEAM_HTTP_HTTP_H
#define SEAM_HTTP_HTTP_H

#include <stdbool.h>
#include <stddef.h>

#define HTTP_MOST_CONNECTIONS 16
#define HTTP_MOST_HEAD 16384 /* bytes of a request's line and headers */
#define HTTP_MOST_IDLE 30    /* seconds that a connection may be silent */

/* A header, or a word of the query; both parts are texts without control characters. */
struct http_pair {
    const char *name;
    const char *value;
};

/* A request. It lives until it is answered. */
struct http_request {
    const char *method;
    const char *path; /* decoded, without the query */
    const struct http_pair *headers;
    size_t header_count;
    const struct http_pair *query; /* decoded */
    size_t query_count;
    const char *body; /* ended by a NUL that size does not count; "" before it is read */
    size_t body_size;
};

#define HTTP_MOST_HEADERS 4 /* of an answer, beside those of the service */

/* What is answered. The body is copied. */
struct http_answer {
    int status;       /* 200 ... */
    const char *type; /* of the body; NULL: there is none */
    const void *body;
    size_t size;
    struct http_pair headers[HTTP_MOST_HEADERS];
    size_t header_count;
};

/* Who answers. */
struct http_service {
    void *context;
    /* Judges a request by its head. False: 'out' says why not, and the body is never read. */
    bool (*admit)(void *context, const struct http_request *r, struct http_answer *out);
    /* Answers a request that was admitted and is whole. */
    void (*answer)(void *context, const struct http_request *r, struct http_answer *out);
    const struct http_pair *headers; /* of every answer, ended by one without a name */
    size_t most_body;                /* bytes of a body; more are refused with 413 */
};

struct http_server;

/* Begins to listen on 127.0.0.1: on 'port', or on any free one where that is taken or 0. The
   service is copied; what it points to outlives the server. NULL where it cannot; errno says why.
 */
struct http_server *http_open(int port, const struct http_service *service);
int http_port(const struct http_server *server);
/* Waits for requests and answers them, for at most so many milliseconds, and until the descriptor
   'stop' can be read. */
void http_run(struct http_server *server, int milliseconds, int stop);
/* Closes all connections. NULL is allowed. */
void http_close(struct http_server *server);

/* Finds a header by its name, in any case; NULL where it is not there. */
const char *http_header(const struct http_request *r, const char *name);
/* Counts how often a header was sent. */
size_t http_header_times(const struct http_request *r, const char *name);
/* Finds a word of the query; NULL where it is not there. */
const char *http_query(const struct http_request *r, const char *name);

/* "libmicrohttpd 0.9.75" for --version. */
const char *http_library_version(void);

#endif
