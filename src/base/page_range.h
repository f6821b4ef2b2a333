/* page_range: a choice of pages as people write it, "1-3,5".
   Prefixes: page_range_. */
#ifndef BASE_PAGE_RANGE_H
#define BASE_PAGE_RANGE_H

#include <stdbool.h>
#include <stddef.h>

enum page_range {
    PAGE_RANGE_GOOD,
    PAGE_RANGE_BAD,   /* no numbers, ranges that run backwards, or too many pages */
    PAGE_RANGE_BEYOND /* there is no such page */
};

/* The pages, from 0, in the order in which they are written, in memory to be freed; NULL in *pages
   where it is not good. text NULL: all. count: of the document's pages; 0: not known, every number
   is one. */
enum page_range page_range_read(const char *text, int count, int **pages, int *chosen);

#endif
