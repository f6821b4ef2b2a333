#include "seam/codec/sha256.h"

#include <nettle/sha2.h>
#include <nettle/version.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define WORD_(n) #n
#define WORD(n) WORD_(n)

struct digest {
    struct sha256_ctx context;
};

struct digest *digest_new(void)
{
    struct digest *d = malloc(sizeof *d);
    if (!d)
        abort();
    sha256_init(&d->context);
    return d;
}

void digest_add(struct digest *d, const void *data, size_t n)
{
    if (n)
        sha256_update(&d->context, n, data);
}

void digest_adds(struct digest *d, const char *text)
{
    digest_add(d, text, strlen(text) + 1);
}

void digest_end(struct digest *d, char out[DIGEST_TEXT + 1])
{
    static const char hex[] = "0123456789abcdef";
    uint8_t bytes[SHA256_DIGEST_SIZE];
    sha256_digest(&d->context, sizeof bytes, bytes);
    for (size_t i = 0; i < sizeof bytes; i++) {
        out[2 * i] = hex[bytes[i] >> 4];
        out[2 * i + 1] = hex[bytes[i] & 15];
    }
    out[DIGEST_TEXT] = '\0';
    free(d);
}

void digest_of(const void *data, size_t n, char out[DIGEST_TEXT + 1])
{
    struct digest *d = digest_new();
    digest_add(d, data, n);
    digest_end(d, out);
}

bool digest_file(const char *path, char out[DIGEST_TEXT + 1])
{
    char block[64 * 1024];
    FILE *f = fopen(path, "rb");
    if (!f)
        return false;
    struct digest *d = digest_new();
    size_t n;
    while ((n = fread(block, 1, sizeof block, f)) > 0)
        digest_add(d, block, n);
    bool good = !ferror(f);
    fclose(f);
    digest_end(d, out);
    return good;
}

bool digest_is(const char *text)
{
    return strlen(text) == DIGEST_TEXT && strspn(text, "0123456789abcdef") == DIGEST_TEXT;
}

const char *digest_library_version(void)
{
    return "libnettle " WORD(NETTLE_VERSION_MAJOR) "." WORD(NETTLE_VERSION_MINOR);
}
