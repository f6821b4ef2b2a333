/* A request's head, copied and judged by the protocol (RFC 9110, RFC 9112). */
#include "seam/http/http_internal.h"

#include <errno.h>
#include <strings.h>

/* --- the head, copied --- */

struct gathering {
    struct exchange *exchange;
    struct http_pair *pairs;
    size_t count;
};

/* Controls have no place in a head (RFC 9110 5.5): NUL, a line end in the middle, DEL. A tab has.
 */
static bool has_control(const char *text, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        unsigned char c = (unsigned char)text[i];
        if ((c < 0x20 && c != '\t') || c == 0x7F)
            return true;
    }
    return false;
}

static enum MHD_Result gather(void *context, enum MHD_ValueKind kind, const char *name,
    size_t name_size, const char *value, size_t value_size)
{
    struct gathering *g = context;
    struct exchange *x = g->exchange;
    (void)kind;
    if (has_control(name, name_size) || (value && has_control(value, value_size)))
        x->bad = true;
    g->pairs = arena_more(x->arena, g->pairs, g->count, sizeof *g->pairs);
    g->pairs[g->count++] = (struct http_pair){arena_strndup(x->arena, name, name_size),
        value ? arena_strndup(x->arena, value, value_size) : ""};
    return MHD_YES;
}

static struct gathering gather_all(
    struct exchange *x, struct MHD_Connection *connection, enum MHD_ValueKind kind)
{
    struct gathering g = {.exchange = x};
    MHD_get_connection_values_n(connection, kind, gather, &g);
    return g;
}

struct exchange *exchange_new(
    struct MHD_Connection *connection, const char *path, const char *method)
{
    struct arena *a = arena_new();
    struct exchange *x = arena_alloc(a, sizeof *x);
    x->arena = a;
    struct gathering headers = gather_all(x, connection, MHD_HEADER_KIND);
    struct gathering query = gather_all(x, connection, MHD_GET_ARGUMENT_KIND);
    x->bad |= has_control(path, strlen(path));
    x->request = (struct http_request){.method = arena_strdup(a, method),
        .path = arena_strdup(a, path),
        .headers = headers.pairs,
        .header_count = headers.count,
        .query = query.pairs,
        .query_count = query.count,
        .body = ""};
    return x;
}

void exchange_free(struct exchange *x)
{
    buf_release(&x->body);
    arena_free(x->arena);
}

/* --- looking things up --- */

const char *http_header(const struct http_request *r, const char *name)
{
    for (size_t i = 0; i < r->header_count; i++)
        if (!strcasecmp(r->headers[i].name, name))
            return r->headers[i].value;
    return NULL;
}

size_t http_header_times(const struct http_request *r, const char *name)
{
    size_t times = 0;
    for (size_t i = 0; i < r->header_count; i++)
        times += !strcasecmp(r->headers[i].name, name);
    return times;
}

const char *http_query(const struct http_request *r, const char *name)
{
    for (size_t i = 0; i < r->query_count; i++)
        if (!strcmp(r->query[i].name, name))
            return r->query[i].value;
    return NULL;
}

/* --- the protocol --- */

/* A length in decimal digits alone (RFC 9110 8.6). */
static bool read_length(const char *text, size_t *out)
{
    size_t digits = strspn(text, "0123456789");
    if (!digits || digits > 15 || text[digits])
        return false;
    *out = (size_t)strtoull(text, NULL, 10);
    return true;
}

/* How long a body is must be said, once, and by its length alone: two ways of saying it are how
   requests are smuggled (RFC 9112 11.2). */
static int judge_body(const struct http_request *r, size_t most)
{
    size_t size = 0;
    const char *length = http_header(r, "Content-Length");
    if (http_header(r, "Transfer-Encoding") || http_header_times(r, "Content-Length") > 1)
        return 400;
    if (length && !read_length(length, &size))
        return 400;
    return size > most ? 413 : 0;
}

static int judge_head(struct MHD_Connection *connection, const struct exchange *x)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);
    if (!info || info->header_size > HTTP_MOST_HEAD)
        return 431;
    return x->bad || http_header(&x->request, "Upgrade") ? 400 : 0;
}

bool exchange_sound(struct MHD_Connection *connection, const struct exchange *x,
    const struct http_service *service, struct http_answer *out)
{
    int status = judge_head(connection, x);
    if (!status)
        status = judge_body(&x->request, service->most_body);
    *out = (struct http_answer){.status = status};
    return !status;
}
