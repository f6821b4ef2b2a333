/* content_balance: what a page's content leaves open, so that something can be drawn behind it in
   the state that it began with. Reads operators only; PDF 32000-1, 7.8.2 and 8.2.
   Prefixes: content_balance_. */
#ifndef PROGRAM_TSUZURI_PDF_DOCUMENT_CONTENT_BALANCE_H
#define PROGRAM_TSUZURI_PDF_DOCUMENT_CONTENT_BALANCE_H

#include <stdbool.h>
#include <stddef.h>

/* {0} before the first stream. */
struct content_balance {
    int saves;        /* q without Q */
    int marks;        /* BMC, BDC without EMC */
    int arrays;       /* [ without ]: what follows would be swallowed */
    int dictionaries; /* << without >>: likewise */
    bool text;        /* BT without ET */
    bool path;        /* a path is under way */
    bool shows;       /* text, images, shadings, form XObjects, or curves: more than a box */
    bool underflow;   /* a Q without q: drawn between q and Q the page would change */
    bool doubtful; /* an operator that does not exist, or lacks operands: readers may stop there */
    int operands;  /* that wait for their operator */
    bool unfinished; /* a stream ends within a string, an inline image, or could be read in two
                        ways: nothing can follow it safely */
};

/* Reads one decoded stream of the page's content; several in their order. */
void content_balance_read(struct content_balance *b, const unsigned char *data, size_t size);

#endif
