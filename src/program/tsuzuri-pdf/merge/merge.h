/* merge: pages of other documents behind our own, in one PDF.
   Prefix: merge_. */
#ifndef PROGRAM_TSUZURI_PDF_MERGE_MERGE_H
#define PROGRAM_TSUZURI_PDF_MERGE_MERGE_H

#include "program/tsuzuri-pdf/document/document.h"

struct merge;

/* What is taken of a document. The strings must live as long as the merge. */
struct merge_part {
    const char *title;       /* of its entry in the outline; UTF-8 */
    const char *page_label;  /* prefix of its page labels */
    const char *destination; /* the name that leads to its first page, or NULL */
    const int *pages;        /* from 0, in this order; one may be taken again */
    int count;
    int label; /* page of 'own' with the first label, or -1 */
    int foot; /* page of 'own' that stands in the footer of each page; one of our own pages: none */
    bool every;       /* page has a label, one page of 'own' each; else the first alone */
    bool shrink;      /* labelled pages become smaller, towards the lower left */
    bool blank_after; /* an empty page of the last one's size ends it */
    struct pdf_document *appearances; /* pages for fields without one, or NULL: flatten_document */
    int appearance;                   /* the first of them */
    int appearance_count;
};

/* What was there and is not taken. */
struct merge_dropped {
    bool javascript;
    bool launch; /* actions that open other files or programs, or send data */
    bool files;  /* embedded, also as media */
    bool xfa;
    bool open_action;
    int unprinted; /* annotations that are seen, and do not print */
};

/* Makes 'own' the PDF that grows: its pages behind own_pages are labels, and leave it. group: title
   of the outline's entry above the documents, or NULL. fit_a4: pages of others are scaled onto A4.
   Never NULL; the state of 'own' tells whether it began well. It lives until the process ends. */
struct merge *merge_new(struct pdf_document *own, int own_pages, const char *group, bool fit_a4);
/* Takes pages of a document, which may be taken from again. False: the state is in 'from'. */
bool merge_add(struct merge *p, struct pdf_document *from, const struct merge_part *part,
    double margin, struct merge_dropped *out);
/* Frees what is known of a document, and itself where libqpdf does not read it any more: nothing
   will be taken from it. */
void merge_leave(struct merge *p, struct pdf_document *from);
/* Writes all, linearized for the web or not. False: the state is in 'own'. */
bool merge_write(struct merge *p, const char *path, bool linearize);

#endif
