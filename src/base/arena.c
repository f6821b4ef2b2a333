/* arena: memory that is freed all at once: blocks that grow; texts copied and formatted there. */
#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>

enum { FIRST_CHUNK = 8 * 1024, LAST_CHUNK = 4 * 1024 * 1024 };

struct chunk {
    struct chunk *next;
    alignas(max_align_t) char bytes[];
};

struct arena {
    struct chunk *chunks;
    struct chunk *current; /* where small pieces come from, or NULL */
    size_t current_size;
    char *free;
    size_t left;
    size_t chunk_size;
};

static void *check(void *p)
{
    if (!p)
        abort();
    return p;
}

struct arena *arena_new(void)
{
    struct arena *a = check(calloc(1, sizeof *a));
    a->chunk_size = FIRST_CHUNK;
    return a;
}

/* All chunks but one. */
static void free_chunks(struct arena *a, const struct chunk *kept)
{
    while (a->chunks) {
        struct chunk *next = a->chunks->next;
        if (a->chunks != kept)
            free(a->chunks);
        a->chunks = next;
    }
}

void arena_free(struct arena *a)
{
    if (!a)
        return;
    free_chunks(a, NULL);
    free(a);
}

void arena_clear(struct arena *a)
{
    struct chunk *kept = a->current;
    free_chunks(a, kept);
    if (!kept)
        return;
    kept->next = NULL;
    a->chunks = kept;
    a->free = kept->bytes;
    a->left = a->current_size;
}

static char *add_chunk(struct arena *a, size_t n)
{
    if (n > SIZE_MAX - sizeof(struct chunk))
        abort();
    struct chunk *c = check(malloc(sizeof *c + n));
    c->next = a->chunks;
    a->chunks = c;
    return c->bytes;
}

static void refill(struct arena *a)
{
    a->free = add_chunk(a, a->chunk_size);
    a->current = a->chunks;
    a->current_size = a->left = a->chunk_size;
    if (a->chunk_size < LAST_CHUNK)
        a->chunk_size *= 2;
}

static char *bump(struct arena *a, size_t n, size_t align)
{
    size_t pad = -(uintptr_t)a->free & (align - 1);
    if (pad > a->left || n > a->left - pad) {
        if (n > a->chunk_size / 4)
            return add_chunk(a, n);
        refill(a);
        pad = 0;
    }
    char *p = a->free + pad;
    a->free = p + n;
    a->left -= pad + n;
    return p;
}

/* Only what is used is zeroed: a paragraph's arena is born and dies in a few microseconds. */
void *arena_alloc(struct arena *a, size_t n)
{
    return memset(bump(a, n ? n : 1, alignof(max_align_t)), 0, n ? n : 1);
}

static size_t product(size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size)
        abort();
    return count * size;
}

void *arena_array(struct arena *a, size_t count, size_t size)
{
    return arena_alloc(a, product(count, size));
}

void *arena_grow(struct arena *a, const void *old, size_t old_count, size_t new_count, size_t size)
{
    void *items = arena_array(a, new_count, size);
    size_t kept = old_count < new_count ? old_count : new_count;
    if (kept)
        memcpy(items, old, kept * size);
    return items;
}

void *arena_more(struct arena *a, void *old, size_t count, size_t size)
{
    return count & (count - 1) ? old : arena_grow(a, old, count, count ? 2 * count : 1, size);
}

char *arena_strndup(struct arena *a, const char *s, size_t n)
{
    if (n == SIZE_MAX)
        abort();
    char *copy = bump(a, n + 1, 1);
    if (n)
        memcpy(copy, s, n);
    copy[n] = '\0';
    return copy;
}

char *arena_strdup(struct arena *a, const char *s)
{
    return arena_strndup(a, s, strlen(s));
}

char *arena_vprintf(struct arena *a, const char *format, va_list args)
{
    va_list again;
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, format, args);
    if (n < 0)
        abort();
    char *s = bump(a, (size_t)n + 1, 1);
    vsnprintf(s, (size_t)n + 1, format, again);
    va_end(again);
    return s;
}

char *arena_printf(struct arena *a, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char *s = arena_vprintf(a, format, args);
    va_end(args);
    return s;
}
