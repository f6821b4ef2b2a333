/* flatten: form fields and annotations that print become page content.
   Prefix: flatten_. */
#ifndef PROGRAM_TSUZURI_PDF_FLATTEN_FLATTEN_H
#define PROGRAM_TSUZURI_PDF_FLATTEN_FLATTEN_H

#include "program/tsuzuri-pdf/document/document.h"

/* A text that has to be drawn: the value of a field without an appearance, or the caption of a
   button. Its box stands upright; lengths in units of user space. */
struct field_text {
    int page;
    const char *name; /* fully qualified; UTF-8, as the text */
    const char *text; /* lines are divided by newlines */
    double width;
    double height;
    double border; /* its width, where there is one or could be one */
    double size;   /* of the font; 0: automatic */
    int quadding;  /* 0 left, 1 centred, 2 right */
    int comb;      /* cells, or 0 */
    bool multiline;
    bool list;    /* a list box: each line begins with '+' where it is chosen, else '-' */
    bool serif;   /* the font that it names is a mincho */
    unsigned ink; /* 0xRRGGBB */
};

/* Calls 'each' for every such text, always in the same order; its strings last until it returns.
   False where a document is full of them beyond all reason (DOCUMENT_TOO_LARGE). */
bool flatten_list_texts(
    struct pdf_document *d, void (*each)(void *context, const struct field_text *f), void *context);

/* Makes every annotation that prints content of its page, in order, as its appearance says
   (ISO 32000-1, 12.5.5), at the state it has; what does not print and is no link goes. A field's
   value that has no appearance is drawn by a page of 'own', from 'first' on, as flatten_list_texts
   told of them (count of them; another number is a fault of the document). Marks, backgrounds and
   borders are drawn here. Links stay (an appearance that they have becomes content, too), and so
   do annotations that a viewer draws without an appearance. There is no form any more. 'own' (NULL
   where count is 0) must live until d is written or copied. unprinted: counts annotations that are
   seen, and do not print. False: the state says why. */
bool flatten_document(
    struct pdf_document *d, struct pdf_document *own, int first, int count, int *unprinted);

#endif
