/* The secrets of a server: drawn, compared, exchanged. */
#include "program/tsuzuri/serve/key.h"

#include <sys/random.h>

static bool draw(char out[KEY_TEXT + 1])
{
    unsigned char bytes[KEY_TEXT / 2];
    if (getrandom(bytes, sizeof bytes, 0) != (ssize_t)sizeof bytes)
        return false;
    for (size_t i = 0; i < sizeof bytes; i++)
        snprintf(out + 2 * i, 3, "%02x", bytes[i]);
    return true;
}

bool key_draw(struct key *k, int port)
{
    snprintf(k->name, sizeof k->name, "tsuzuri-%d", port);
    return draw(k->start) && draw(k->cookie);
}

/* How long it takes does not tell how much of it is right. */
static bool equal(const char *secret, const char *said, size_t size)
{
    unsigned char different = size != KEY_TEXT || !*secret;
    for (size_t i = 0; i < KEY_TEXT; i++)
        different |= (unsigned char)(secret[i] ^ (i < size ? said[i] : 0));
    return !different;
}

/* The cookies of one header are "name=value; name=value" (RFC 6265 4.2.1). */
static bool shown_in(const struct key *k, const char *cookies)
{
    size_t name = strlen(k->name);
    bool found = false;
    while (*cookies) {
        cookies += strspn(cookies, " ;");
        size_t size = strcspn(cookies, ";");
        if (size > name && !strncmp(cookies, k->name, name) && cookies[name] == '=')
            found |= equal(k->cookie, cookies + name + 1, size - name - 1);
        cookies += size;
    }
    return found;
}

bool key_shown(const struct key *k, const struct http_request *r)
{
    const char *cookies = http_header(r, "Cookie");
    return cookies && http_header_times(r, "Cookie") == 1 && shown_in(k, cookies);
}

bool key_starts(const struct key *k, const struct http_request *r)
{
    const char *said = http_query(r, "key");
    return said && !strcmp(r->path, "/") && !strcmp(r->method, "GET") &&
           equal(k->start, said, strlen(said));
}

void key_exchange(struct key *k, char *out, size_t size)
{
    memset(k->start, 0, sizeof k->start);
    snprintf(out, size, "%s=%s; Path=/; HttpOnly; SameSite=Strict", k->name, k->cookie);
}
