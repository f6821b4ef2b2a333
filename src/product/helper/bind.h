/* bind: our own pages and the documents of others become one packet, written by one helper under
   limits and read again by a second one. Prefix: bind_. */
#ifndef PRODUCT_HELPER_BIND_H
#define PRODUCT_HELPER_BIND_H

#include "product/helper/document.h"

/* A document of others. They follow our own pages in this order. */
struct bind_document {
    struct attach at;
    const char *pages;       /* "1-3,5", in this order; NULL: all */
    const char *title;       /* its entry in the outline; the original's own stand beneath */
    const char *page_label;  /* its pages in the PDF's page labels: this, a hyphen, their number,
                                the blank one as the last */
    const char *destination; /* the name by which our own pages link to it; NULL: none */
    int label;               /* the page of 'own' with its first label, from 0; -1: none */
    bool every;              /* a label on every page: that page and those behind it */
    int foot;         /* the page of 'own', behind our own pages, that stands in the footer of
                         each page; 0: none */
    bool shrink;      /* the labelled pages become smaller, towards the lower left */
    bool blank_after; /* a blank page of its last page's size and rotation ends it */
    const struct attach_field *texts; /* of its fields without a look; NULL: none */
    size_t text_count;
    int appearance; /* the page of 'own' with the first field's value, see field_appearance.h */
    int appearance_count; /* 0: none */
};

struct bind {
    const struct helper_programs *programs;
    const struct buf *own; /* a PDF: our own pages, behind them those of labels and appearances */
    int own_pages;
    const char *group; /* title of the outline's entry above the documents, which leads to the
                          first; NULL: none */
    const struct bind_document *documents;
    size_t count;
    bool fit_a4; /* the pages of others are scaled onto A4, upright or landscape as they are */
    bool linearize;
    struct position place; /* of the packet, for what cannot be written; without a file: none */
};

/* What was found of each document and left behind. launch: actions that open other files or
   programs, or send data; files: also in annotations, and media. */
struct bind_facts {
    int pages;                                        /* in the packet, without the blank one */
    bool javascript, launch, files, xfa, open_action; /* they did not travel */
    int unprinted; /* annotations that are seen in the original, and do not print */
};

/* Writes the packet into 'out', which exists. facts: room for 'count'. False with an error that
   names the document and the reason (ERR_INPUT), or of class ERR_OUTPUT. */
bool bind_write(struct arena *a, struct messages *e, const struct bind *b, const char *out,
    struct bind_facts *facts);

#endif
