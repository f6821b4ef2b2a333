/* The checks of every request, and the headers of every answer. */
#include "program/tsuzuri/serve/guard.h"

const struct http_pair guard_headers[] = {
    {"X-Content-Type-Options", "nosniff"},
    {"X-Frame-Options", "DENY"},
    {"Referrer-Policy", "no-referrer"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cache-Control", "no-store"},
    {"Content-Security-Policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; "
        "connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"},
    {0},
};

static bool is_write(const struct http_request *r)
{
    return strcmp(r->method, "GET") != 0;
}

/* GET reads, and PUT, POST and DELETE write; there is nothing else, OPTIONS (which would ask for
   CORS) included. */
static int judge_method(const struct http_request *r)
{
    static const char *const known[] = {"GET", "PUT", "POST", "DELETE"};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (!strcmp(r->method, known[i]))
            return 0;
    return 405;
}

/* A name that was made to lead to this computer is not ours (DNS rebinding). */
static int judge_host(int port, const struct http_request *r)
{
    char numeric[32], local[32];
    const char *host = http_header(r, "Host");
    if (!host || http_header_times(r, "Host") != 1)
        return 400;
    snprintf(numeric, sizeof numeric, "127.0.0.1:%d", port);
    snprintf(local, sizeof local, "localhost:%d", port);
    return strcmp(host, numeric) != 0 && strcmp(host, local) != 0 ? 403 : 0;
}

/* Where the asking page is from must be where the page is asked for. */
static int judge_origin(const struct http_request *r)
{
    char own[64];
    const char *origin = http_header(r, "Origin");
    if (!origin)
        return is_write(r) ? 403 : 0;
    snprintf(own, sizeof own, "http://%s", http_header(r, "Host"));
    return http_header_times(r, "Origin") != 1 || strcmp(origin, own) != 0 ? 403 : 0;
}

/* 'none': a person typed the address, or chose a bookmark. The file by which the browser is opened
   is another site: from there one comes with the start address alone. */
static int judge_site(const struct key *k, const struct http_request *r)
{
    const char *site = http_header(r, "Sec-Fetch-Site");
    if (!site || !strcmp(site, "same-origin"))
        return 0;
    if (is_write(r) || strcmp(r->path, "/") != 0 || http_header_times(r, "Sec-Fetch-Site") != 1)
        return 403;
    return !strcmp(site, "none") || key_starts(k, r) ? 0 : 403;
}

/* A page of elsewhere may send these types only after it asked for leave. */
static int judge_write(const struct http_request *r)
{
    const char *type = http_header(r, "Content-Type");
    if (!is_write(r))
        return 0;
    if (!http_header(r, GUARD_HEADER))
        return 403;
    return type && (!strcmp(type, "application/json") || !strcmp(type, "application/octet-stream"))
               ? 0
               : 415;
}

int guard_judge(const struct key *k, int port, const struct http_request *r)
{
    int status = judge_host(port, r);
    if (!status)
        status = judge_method(r);
    if (!status)
        status = judge_origin(r);
    if (!status)
        status = judge_site(k, r);
    if (!status)
        status = judge_write(r);
    if (!status && !key_shown(k, r) && !key_starts(k, r))
        status = 403;
    return status;
}
