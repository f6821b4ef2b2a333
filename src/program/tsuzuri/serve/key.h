/* key: the secret by which the server knows its page.
   Prefixes: key_.

   256 bits from the kernel make the start address (/?key=...). It is handed over once: whoever asks
   for the start page with it is given a cookie with 256 other bits, and from then on the address is
   worthless. Every request shows the cookie. */
#ifndef PROGRAM_TSUZURI_SERVE_KEY_H
#define PROGRAM_TSUZURI_SERVE_KEY_H

#include "seam/http/http.h"

#define KEY_TEXT 64 /* hexadecimal digits of 256 bits */

struct key {
    char start[KEY_TEXT + 1];  /* of the address; "" once it was used */
    char cookie[KEY_TEXT + 1]; /* of the cookie */
    char name[32];             /* of the cookie: a port each, as cookies do not know ports */
};

/* Draws the secrets; false where the kernel gives none. */
bool key_draw(struct key *k, int port);
/* Tells whether a request shows the cookie. In constant time. */
bool key_shown(const struct key *k, const struct http_request *r);
/* Tells whether a request brings the start address's key, which is still good. */
bool key_starts(const struct key *k, const struct http_request *r);
/* Uses the start address's key up; writes the Set-Cookie header's value. */
void key_exchange(struct key *k, char *out, size_t size);

#endif
