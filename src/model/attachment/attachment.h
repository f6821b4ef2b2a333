/* attachment: the documents that an answer file attaches to what is asked, in the form's order.
   Prefixes: attachments_. */
#ifndef MODEL_ATTACHMENT_ATTACHMENT_H
#define MODEL_ATTACHMENT_ATTACHMENT_H

#include "model/answer/answer.h"

struct attached_document;

struct attachment {
    struct inst *entry;                       /* of the list that names it */
    struct inst *item;                        /* what it is attached to */
    const struct attached_document *document; /* with all that its entries say (document_index.h) */
    struct position at;                       /* of the file's name */
    const char *name;          /* the file as it is given; NULL: it is put in by hand */
    const char *file;          /* the path to open */
    const char *title;         /* the entry's own, else the document's */
    struct position titled_at; /* of what says it: a title, or the file's name */
    const char *pages;         /* as given, or NULL: all */
    const char *password;      /* "": none */
    const char *label;         /* on its right shoulder; NULL: none */
    const char *provider;      /* the entry of a list that the item stands in, or NULL */
    const char *foot;        /* address and date of a page of the web, in the footer; NULL: none */
    bool every;              /* a label on every page */
    bool shrink;             /* room is made for the label */
    bool shut;               /* it cannot be read: attachments_check said why */
    struct attachment *also; /* the next entry that names the same document */
};

struct attachments {
    struct attachment *list;
    size_t count;
};

/* Finds all of them: each document (document_index.h) once under each of its labels, what is put in
   by hand once. folder: where the answer file lies; relative paths begin there. */
struct attachments attachments_find(struct arena *a, struct inst *root, const char *folder);

/* Tells what can be said without reading the documents, all at once, at their places in the answer
   file: errors of class ERR_INPUT (no such file, a folder, one that may not be read, an empty one,
   one outside of the folder unless 'outside'; a choice of pages that is none; a label that
   contradicts the form's) and warnings (one file under two labels). answers: the answer file, whose
   readers see the passwords in it. */
bool attachments_check(struct arena *a, struct messages *e, const struct attachments *all,
    const char *answers, bool outside);

#endif
