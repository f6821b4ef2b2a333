/* document_index: what one attached document is. Two entries of lists of attachments mean one
   document where they name the same pages of the same file, or where one of them names no file but
   a name that the other goes by. Names are compared folded (unicode_fold): blanks, case and width
   do not count. A document goes by every title that an entry gives it; one that has a file and no
   title there, by the file's name too, with or without its ending. Prefixes: document_index_. */
#ifndef MODEL_ATTACHMENT_DOCUMENT_INDEX_H
#define MODEL_ATTACHMENT_DOCUMENT_INDEX_H

#include "model/answer/answer.h"

/* One document, with all that its entries say together. */
struct attached_document {
    struct inst *entry;  /* whose file is bound: the first that names it; else the first at all */
    const char *title;   /* the first that is given; the file's name without its ending where none
                            is; "" */
    struct inst *titled; /* the answer that says it, or that names the file; NULL: neither */
    const char *file;    /* as given; NULL: put in by hand */
    const char *pages;   /* NULL: all */
    const char *url;     /* of a page of the web, or NULL */
    struct inst *addressed; /* the answer that says it */
    struct inst *dated;     /* a date with a value, or NULL */
    const char *foot;       /* what its pages carry in the footer: address and date, or NULL */
    struct inst **cited;    /* the entries that mean it, in the form's order */
    size_t count;
};

struct document_index {
    struct attached_document *list; /* in the order of the form's items */
    size_t count;
    struct inst **entries; /* all that name a document, in the form's order */
    size_t *numbers;       /* of each, its document's place in the list */
    size_t entry_count;
};

/* Gathers the documents that the answers name as attachments, each once. What could not be bound
   ('bad'), and entries with neither file nor title, are none. In the arena. */
struct document_index document_index_of(struct arena *a, struct inst *root);

/* Gives the text of an entry's field ("title", "pages"); NULL where it has none that could be read.
 */
const char *document_index_text(const struct inst *entry, const char *key);

#endif
