/* sha256: SHA-256 as hexadecimal text (FIPS 180-4). The only room that sees Nettle. */
#include "seam/codec/sha256.h"

#include <fcntl.h>
#include <nettle/sha2.h>
#include <nettle/version.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define WORD_(n) #n
#define WORD(n) WORD_(n)

struct sha256 {
    struct sha256_ctx context;
};

struct sha256 *sha256_new(void)
{
    struct sha256 *d = malloc(sizeof *d);
    if (!d)
        abort();
    sha256_init(&d->context);
    return d;
}

void sha256_add(struct sha256 *d, const void *data, size_t n)
{
    if (n)
        sha256_update(&d->context, n, data);
}

void sha256_adds(struct sha256 *d, const char *text)
{
    sha256_add(d, text, strlen(text) + 1);
}

void sha256_end(struct sha256 *d, char out[SHA256_TEXT + 1])
{
    static const char hex[] = "0123456789abcdef";
    uint8_t bytes[SHA256_DIGEST_SIZE];
    sha256_digest(&d->context, sizeof bytes, bytes);
    for (size_t i = 0; i < sizeof bytes; i++) {
        out[2 * i] = hex[bytes[i] >> 4];
        out[2 * i + 1] = hex[bytes[i] & 15];
    }
    out[SHA256_TEXT] = '\0';
    free(d);
}

void sha256_of(const void *data, size_t n, char out[SHA256_TEXT + 1])
{
    struct sha256 *d = sha256_new();
    sha256_add(d, data, n);
    sha256_end(d, out);
}

/* NULL where it is none: a FIFO would make us wait, a device would never end. */
static FILE *open_regular(const char *path)
{
    struct stat st;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    FILE *f = fd >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode) ? fdopen(fd, "rb") : NULL;
    if (!f && fd >= 0)
        close(fd);
    return f;
}

bool sha256_file(const char *path, char out[SHA256_TEXT + 1])
{
    char block[64 * 1024];
    FILE *f = open_regular(path);
    if (!f)
        return false;
    struct sha256 *d = sha256_new();
    size_t n;
    while ((n = fread(block, 1, sizeof block, f)) > 0)
        sha256_add(d, block, n);
    bool good = !ferror(f);
    fclose(f);
    sha256_end(d, out);
    return good;
}

bool sha256_is(const char *text)
{
    return strlen(text) == SHA256_TEXT && strspn(text, "0123456789abcdef") == SHA256_TEXT;
}

const char *sha256_library_version(void)
{
    return "libnettle " WORD(NETTLE_VERSION_MAJOR) "." WORD(NETTLE_VERSION_MINOR);
}
