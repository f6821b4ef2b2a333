/* string_index: texts, each with a number, found again by the text. */
#ifndef BASE_STRING_INDEX_H
#define BASE_STRING_INDEX_H

#include <stddef.h>

struct arena;

struct string_index {
    struct arena *arena;
    const char **words; /* open addressing; room is 0 or a power of two; not copied */
    size_t *numbers;
    size_t count, room;
};

/* The number that the text has already, or 'number', which it has from now on. */
size_t string_index_add(struct string_index *s, const char *word, size_t number);

#endif
