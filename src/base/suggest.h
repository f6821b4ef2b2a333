/* suggest: did you mean? */
#ifndef BASE_SUGGEST_H
#define BASE_SUGGEST_H

#include <stddef.h>

/* The candidate (UTF-8) that is nearest to word by edit distance in code points, or NULL
   where none is near enough: at most a third of the longer word's length, at least 1, and
   less than the whole of it. On a tie the first one. Words over 128 characters are not compared. */
const char *suggest(const char *word, const char *const *candidates, size_t count);

#endif
