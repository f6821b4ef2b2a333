/* citation: the documents that an answer file names as attachments, each once, with everything that
   cites it. Two entries mean one document where they name the same pages of the same file, or
   where one names no file but the other's title.
   Prefixes: paper_ one document, gather_. */
#ifndef MODEL_ATTACHMENT_CITATION_H
#define MODEL_ATTACHMENT_CITATION_H

#include "model/answer/answer.h"

struct paper {
    struct inst *entry;  /* whose file is bound: the first that names it; else the first at all */
    const char *title;   /* as given; the file's name where none is; "" */
    struct inst *titled; /* the answer that says the title, or NULL */
    const char *file;    /* NULL: put in by hand */
    const char *pages;   /* NULL: all */
    const char *url;     /* of a page of the web, or NULL */
    struct inst *addressed; /* the answer that says it */
    struct inst *dated;     /* a date with a value, or NULL */
    const char *foot;       /* what its pages carry in the footer: address and date, or NULL */
    struct inst **cited;    /* the entries that mean it, in the form's order */
    size_t count;
};

struct papers {
    struct paper *list;
    size_t count;
};

/* In the order of the form's items. A title that goes with two files is an error (ERR_INPUT) at
   the second; e NULL: nobody is told. */
struct papers citation_papers(struct arena *a, struct messages *e, struct inst *root);

/* Fills the form's lists of type 'attachments', after binding. */
void citation_fill(struct arena *a, struct messages *e, struct inst *root);

/* What an attachment proves: the label of the item that it stands at, and of the group of that. */
const char *paper_item(const struct inst *entry);
const char *paper_group(const struct inst *entry);

#endif
