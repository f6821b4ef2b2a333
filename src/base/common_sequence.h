/* common_sequence: what two sequences have in common, in order.
   Prefixes: common_. */
#ifndef BASE_COMMON_SEQUENCE_H
#define BASE_COMMON_SEQUENCE_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

/* Two sequences, known by their lengths alone. */
struct common_sequence {
    size_t rows, columns;
    bool (*same)(size_t row, size_t column, void *data);
    void (*pair)(size_t row, size_t column, void *data);
    void *data;
};

/* Finds a longest common subsequence: calls pair for each row and column of it, in order. Where the
   table would have more than 16 million cells, only what both begin and end with is paired. */
void common_sequence_find(struct arena *a, const struct common_sequence *s);

#endif
