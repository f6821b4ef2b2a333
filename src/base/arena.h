/* arena: memory that lives as long as a document and goes in one call.
   Prefixes: arena_. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

struct arena;

/* A new, empty arena. Memory that cannot be had ends the process (abort): there is no half
   a document to go on with. */
struct arena *arena_new(void);
void arena_free(struct arena *a);
/* Empties it for the next document; keeps some memory, so that a thousand small documents do not
   ask for it a thousand times. */
void arena_clear(struct arena *a);

/* n zeroed bytes, aligned for any type; never NULL. */
void *arena_alloc(struct arena *a, size_t n);
/* count * size zeroed bytes; a product that overflows aborts. */
void *arena_array(struct arena *a, size_t count, size_t size);
/* A larger copy of an array: old items are copied, the rest is zeroed. */
void *arena_grow(struct arena *a, const void *old, size_t old_count, size_t new_count, size_t size);
/* An array with a place for one more item behind 'count' of them: the same, or a larger copy, twice
   as large each time. For arrays that begin as NULL and grow by this alone. */
void *arena_more(struct arena *a, void *old, size_t count, size_t size);

char *arena_strdup(struct arena *a, const char *s);
char *arena_strndup(struct arena *a, const char *s, size_t n);
char *arena_printf(struct arena *a, const char *format, ...) __attribute__((format(printf, 2, 3)));
char *arena_vprintf(struct arena *a, const char *format, va_list args)
    __attribute__((format(printf, 2, 0)));

#endif
