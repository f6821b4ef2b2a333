/* string_index: keys of bytes (texts, most of them), each with a number, found again by the key.
   The one hash table of the library.
   Prefixes: string_index_. */
#ifndef BASE_STRING_INDEX_H
#define BASE_STRING_INDEX_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

struct string_index {
    struct arena *arena;
    struct string_index_slot *slots; /* open addressing; room is 0 or a power of two */
    size_t count, room;
};

/* Gives the number that a text has already, or 'number', which it has from now on. The text is not
   copied. */
size_t string_index_add(struct string_index *s, const char *text, size_t number);
/* Does the same for a key of any bytes. */
size_t string_index_add_bytes(struct string_index *s, const void *key, size_t size, size_t number);
/* Finds a key's number; false where it has none, and *number stays. */
bool string_index_find(const struct string_index *s, const void *key, size_t size, size_t *number);

#endif
