/* The server: its socket, its loop, and the way of a request through it. */
#include "seam/http/http_internal.h"

#include <arpa/inet.h>
#include <ctype.h>
#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

/* What a connection may hold: a head of the most, and room for the answer's own. */
#define CONNECTION_MEMORY (4 * HTTP_MOST_HEAD)

struct http_server {
    struct http_service service;
    struct MHD_Daemon *daemon;
    int port;
    int wait; /* the daemon's epoll descriptor */
};

/* --- answers --- */

static enum MHD_Result send_answer(struct MHD_Connection *connection,
    const struct http_service *service, const struct http_answer *a)
{
    struct MHD_Response *response = MHD_create_response_from_buffer(
        a->size, a->size ? (void *)(uintptr_t)a->body : "", MHD_RESPMEM_MUST_COPY);
    if (!response)
        return MHD_NO;
    for (const struct http_pair *h = service->headers; h && h->name; h++)
        MHD_add_response_header(response, h->name, h->value);
    for (size_t i = 0; i < a->header_count; i++)
        MHD_add_response_header(response, a->headers[i].name, a->headers[i].value);
    if (a->type)
        MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_TYPE, a->type);
    enum MHD_Result sent = MHD_queue_response(connection, (unsigned)a->status, response);
    MHD_destroy_response(response);
    return sent;
}

/* --- requests --- */

static enum MHD_Result answer_whole(
    const struct http_server *s, struct MHD_Connection *connection, struct exchange *x)
{
    struct http_answer a = {.status = 500};
    if (x->body.size) {
        x->request.body = x->body.data;
        x->request.body_size = x->body.size;
    }
    s->service.answer(s->service.context, &x->request, &a);
    return send_answer(connection, &s->service, &a);
}

/* libmicrohttpd's access handler: called with the head, with each piece of the body, at the end. */
static enum MHD_Result take(void *context, struct MHD_Connection *connection, const char *path,
    const char *method, const char *version, const char *piece, size_t *size, void **state)
{
    const struct http_server *s = context;
    struct exchange *x = *state;
    struct http_answer refusal = {.status = 500};
    (void)version;
    if (!x) {
        *state = x = exchange_new(connection, path, method);
        if (exchange_sound(connection, x, &s->service, &refusal) &&
            s->service.admit(s->service.context, &x->request, &refusal))
            return MHD_YES;
        return send_answer(connection, &s->service, &refusal);
    }
    if (!*size)
        return answer_whole(s, connection, x);
    if (x->body.size + *size > s->service.most_body)
        return MHD_NO;
    buf_add(&x->body, piece, *size);
    *size = 0;
    return MHD_YES;
}

static void finish(void *context, struct MHD_Connection *connection, void **state,
    enum MHD_RequestTerminationCode why)
{
    (void)context, (void)connection, (void)why;
    if (*state)
        exchange_free(*state);
    *state = NULL;
}

/* The character of two hexadecimal digits; -1 where they are none. */
static int read_pair(const char *digits)
{
    char text[3] = {0};
    if (!isxdigit((unsigned char)digits[0]) || !isxdigit((unsigned char)digits[1]))
        return -1;
    memcpy(text, digits, 2);
    return (int)strtol(text, NULL, 16);
}

/* Decodes %XX in place; returns the new size. What is no pair of digits stays, and so does a
   control character: no path or word of a query has one, and a NUL would hide what follows it. */
static size_t decode(void *context, struct MHD_Connection *connection, char *text)
{
    char *to = text;
    const char *from = text;
    (void)context, (void)connection;
    while (*from) {
        int c = *from == '%' ? read_pair(from + 1) : -1;
        bool is_code = c >= 0x20 && c != 0x7F;
        *to++ = is_code ? (char)c : *from;
        from += is_code ? 3 : 1;
    }
    *to = '\0';
    return (size_t)(to - text);
}

/* --- the socket --- */

static int bind_to(int port)
{
    int on = 1, s = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (s < 0)
        return -1;
    /* so that the fixed port is ours again at once; two listeners it does not allow (socket(7)) */
    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(s, (struct sockaddr *)&at, sizeof at) == 0 && listen(s, HTTP_MOST_CONNECTIONS) == 0)
        return s;
    int why = errno;
    close(s);
    errno = why;
    return -1;
}

static int port_of(int s)
{
    struct sockaddr_in at = {0};
    socklen_t size = sizeof at;
    return getsockname(s, (struct sockaddr *)&at, &size) == 0 ? ntohs(at.sin_port) : 0;
}

static struct MHD_Daemon *start(int s, struct http_server *server)
{
    return MHD_start_daemon(MHD_USE_EPOLL | MHD_USE_SUPPRESS_DATE_NO_CLOCK, 0, NULL, NULL, take,
        server, MHD_OPTION_LISTEN_SOCKET, s, MHD_OPTION_NOTIFY_COMPLETED, finish, NULL,
        MHD_OPTION_CONNECTION_LIMIT, (unsigned)HTTP_MOST_CONNECTIONS,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)CONNECTION_MEMORY,
        MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)HTTP_MOST_IDLE, MHD_OPTION_STRICT_FOR_CLIENT, 1,
        MHD_OPTION_UNESCAPE_CALLBACK, decode, NULL, MHD_OPTION_END);
}

struct http_server *http_open(int port, const struct http_service *service)
{
    int s = bind_to(port);
    if (s < 0 && port && (errno == EADDRINUSE || errno == EACCES))
        s = bind_to(0);
    if (s < 0)
        return NULL;
    struct http_server *server = calloc(1, sizeof *server);
    if (!server)
        abort();
    *server = (struct http_server){.service = *service, .port = port_of(s)};
    server->daemon = start(s, server);
    if (!server->daemon) {
        int why = errno;
        close(s);
        free(server);
        errno = why;
        return NULL;
    }
    server->wait = MHD_get_daemon_info(server->daemon, MHD_DAEMON_INFO_EPOLL_FD)->epoll_fd;
    return server;
}

int http_port(const struct http_server *server)
{
    return server->port;
}

/* --- the loop --- */

void http_run(struct http_server *server, int milliseconds, int stop)
{
    MHD_UNSIGNED_LONG_LONG most;
    struct pollfd wait[] = {{.fd = server->wait, .events = POLLIN}, {.fd = stop, .events = POLLIN}};
    if (MHD_get_timeout(server->daemon, &most) == MHD_YES && most < (unsigned)milliseconds)
        milliseconds = (int)most;
    poll(wait, 2, milliseconds);
    MHD_run(server->daemon);
}

void http_close(struct http_server *server)
{
    if (!server)
        return;
    MHD_stop_daemon(server->daemon);
    free(server);
}

const char *http_library_version(void)
{
    static char text[40];
    snprintf(text, sizeof text, "libmicrohttpd %s", MHD_get_version());
    return text;
}
