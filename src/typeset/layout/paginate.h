/* paginate: columns of fragments become pages.
   Prefixes: paginate_. */
#ifndef TYPESET_LAYOUT_PAGINATE_H
#define TYPESET_LAYOUT_PAGINATE_H

#include "typeset/layout/block.h"

struct paginator {
    struct lay *lay;
    struct pages *pages;
    const struct page_setup *setup;
    const char *document;
    struct page *page; /* under way, or NULL */
    mpt y;             /* where the next slab goes */
    bool fresh;        /* nothing stands on the page yet */
    mpt spare;         /* of a flow's pages: left free at the foot */
    bool trying;       /* pages are counted, and nothing is drawn */
    int tried;         /* how many there were */
};

/* A column that fills exactly one page; what does not fit is an error. spread: the most by which
   each gap between blocks may grow to fill the page. */
void paginate_sheet(struct paginator *p, const struct block *b, struct fragments *list);

/* Adds an empty page in the place of a sheet that nobody asked for. */
void paginate_skip(struct paginator *p);

/* A column that flows over as many pages as it needs, each fresh from the top. Where the block says
   so, spaces shrink when that saves a page, and all pages are filled alike (even_pages.c). */
void paginate_flow(struct paginator *p, const struct block *b, struct fragments *list);

/* How many pages the column takes in a flow; draws nothing and changes nothing of it. */
int paginate_count(const struct paginator *p, struct fragments *list);
/* Prepares a flow whose block asks for it: shrinks its spaces, or leaves room at its pages' foot
   (p->spare). */
void paginate_even(struct paginator *p, const struct block *b, struct fragments *list);

/* Draws a column that was laid out for a header or a footer at y. */
void paginate_margin(struct paginator *p, struct page *page, struct fragments *list, mpt y);

#endif
