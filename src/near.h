/* near: did you mean? */
#ifndef NEAR_H
#define NEAR_H

#include <stddef.h>

/* The candidate (UTF-8) that is nearest to word by edit distance in code points, or NULL
   where none is near enough: at most a third of the longer word's length, at least 1.
   On a tie the first one. */
const char *near_match(const char *word, const char *const *candidates, size_t count);

#endif
