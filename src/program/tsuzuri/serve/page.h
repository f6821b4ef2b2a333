/* page: the files of the page, which are part of the program: nothing else can be served.
   Prefixes: page_. */
#ifndef PROGRAM_TSUZURI_SERVE_PAGE_H
#define PROGRAM_TSUZURI_SERVE_PAGE_H

#include <stddef.h>

struct page_embedded {
    const char *name; /* "index.html" */
    const unsigned char *begin, *end;
};

/* All files of program/tsuzuri/page, written by the Makefile; ended by one without a name. */
extern const struct page_embedded page_embedded[];

#endif
