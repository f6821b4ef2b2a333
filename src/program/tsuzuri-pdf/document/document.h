/* document: existing PDFs: opened, asked, stamped, written. Its files are the only ones that see
   libqpdf, and only the worker program tsuzuri-pdf has them: libqpdf crashes on some damaged files.
   Pages count from 0. Nothing is printed; what goes wrong is a state with a detail in English, as
   libqpdf says it. */
#ifndef PROGRAM_TSUZURI_PDF_DOCUMENT_DOCUMENT_H
#define PROGRAM_TSUZURI_PDF_DOCUMENT_DOCUMENT_H

#include "base/page_box.h"
#include "seam/codec/sha256.h"

#include <stddef.h>

struct pdf_document;
struct image_file;

enum document_state {
    DOCUMENT_GOOD,
    DOCUMENT_NEEDS_PASSWORD,
    DOCUMENT_WRONG_PASSWORD,
    DOCUMENT_UNSUPPORTED, /* an encryption that libqpdf does not know */
    DOCUMENT_DAMAGED,
    DOCUMENT_NO_PAGES,
    DOCUMENT_TOO_LARGE, /* memory, or a limit on what is read */
    DOCUMENT_UNKNOWN,   /* no PDF and no image */
    DOCUMENT_BAD_IMAGE,
    DOCUMENT_TOO_SMALL, /* a page, for a label that could be read */
    DOCUMENT_UNWRITABLE
};

/* Opens a file; password may be "". Where its cross-reference table, its trailer or its page tree
   is damaged, what can be found is put together again. The state, and in it a detail, are in any
   case those of the result, which is never NULL; only a good one may be asked more. */
struct pdf_document *document_open(const char *path, const char *password);
/* Opens what we wrote: nothing is repaired. */
struct pdf_document *document_open_strictly(const char *path);
struct pdf_document *document_open_bytes(const void *data, size_t size);
/* libqpdf 11.3 may crash while it takes a damaged document down: what it holds of one that is not
   good stays until the process ends. */
void document_free(struct pdf_document *d);

/* A document without pages, and a picture as its next page. */
struct pdf_document *document_new_empty(void);
bool image_page_add(struct pdf_document *d, const struct image_file *p);

/* Sets what is found out about a document elsewhere. */
void document_set_state(struct pdf_document *d, enum document_state state, const char *detail);
/* Whether what was written is there to its end; else it is unwritable, with the reason. */
bool document_check_written(struct pdf_document *d, const char *path);
enum document_state document_state(const struct pdf_document *d);
const char *document_detail(const struct pdf_document *d);

int document_page_count(const struct pdf_document *d);
struct view document_view(struct pdf_document *d, int page);

/* What is special about a document. */
struct document_facts {
    bool encrypted;
    bool is_signed;
    bool xfa;
    bool xfa_only;           /* its pages are made by the form alone: what is there is a notice */
    bool rebuilt;            /* put together again by us */
    int faults;              /* that libqpdf worked around so far */
    const char *first_fault; /* or NULL; until document_free */
    int covered;             /* stamped pages with an annotation where the label stands */
    int unembedded;          /* fonts that are not embedded; with facts_add_fonts only */
    const char *unembedded_name;
};
struct document_facts facts_read(struct pdf_document *d);
/* Looks at the fonts of every page, too. */
void facts_add_fonts(struct pdf_document *d, struct document_facts *f);

/* Draws a page of 'labels' (as large as the label) in the corner of a page. The page's own content
   streams stay as they are, between q and Q; where they would not come back from there they become
   a form XObject. 'labels' must live until d is written. */
bool stamp_label(
    struct pdf_document *d, int page, struct pdf_document *labels, int label, double margin);
/* Scales what a page shows, its annotations with it, slightly towards the lower left: the corner
   becomes free. */
bool shrink_page(struct pdf_document *d, int page);
/* Where stamp_label would put it. */
struct corner_part stamp_place(
    struct pdf_document *d, int page, struct pdf_document *labels, int label, double margin);
/* True where a page ends with such a label. */
bool stamp_is_there(struct pdf_document *d, int page);

/* --- form fields and annotations that print become page content --- */

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

/* Calls each for every such field, always in the same order. False where a document is full of
   them beyond all reason (DOCUMENT_TOO_LARGE). The strings last until each returns. */
bool flatten_list_texts(
    struct pdf_document *d, void (*each)(void *context, const struct field_text *f), void *context);

/* Every annotation that prints becomes content of its page, in order, as its appearance says
   (ISO 32000-1, 12.5.5), at the state it has; what does not print and is no link goes. A field's
   value that has no appearance is drawn by a page of 'own', from 'first' on, as flatten_list_texts
   told of them (count of them; another number is a fault of the document). Marks, backgrounds and
   borders are drawn here. Links stay (an appearance that they have becomes content, too), and so
   do annotations that a viewer draws without an appearance. There is no form any more. 'own' must
   live until d is written or copied. unprinted: annotations that are seen, and do not print. */
bool flatten_document(
    struct pdf_document *d, struct pdf_document *own, int first, int count, int *unprinted);
/* In a document that had faults: pages whose content cannot be decoded get what readers show of it.
 */
void document_mend(struct pdf_document *d);

/* Writes without encryption; streams that were there stay as they are. The same input gives the
   same bytes. */
bool document_write(struct pdf_document *d, const char *path);

/* Fingerprints of what pages print: their boxes, turn, content, resources and annotations. Neither
   object numbers nor the packing of streams count, nor what a program that saves the file anew
   usually changes. */
struct fingerprints;
struct fingerprints *fingerprints_new(struct pdf_document *d);
void fingerprint_page(struct fingerprints *p, int page, char out[SHA256_TEXT + 1]);
void fingerprints_free(struct fingerprints *p);

/* A good document from a file without a name, in the folder of a path, instead of from memory; d
   itself where that cannot be. */
struct pdf_document *document_to_temporary(struct pdf_document *d, const char *beside);

/* --- packets: pages of others behind our own --- */

struct merge;

/* What is taken of a document. */
struct merge_part {
    const char *title;
    const char *page_label;
    const char *destination; /* or NULL */
    const int *pages;
    int count;
    int label; /* page of 'own' with the first label, or -1 */
    int foot; /* page of 'own' that stands in the footer of each page; one of our own pages: none */
    bool every;
    bool shrink;
    bool blank_after;
    struct pdf_document
        *appearances; /* pages for fields without an appearance, or NULL; see flatten_document */
    int appearance;
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

/* 'own' becomes the packet: its pages behind own_pages are labels, and leave it. group: title of
   the outline's entry above the documents, or NULL. fit_a4: pages of others are scaled onto A4.
   The strings must live as long as the packet. */
struct merge *merge_new(struct pdf_document *own, int own_pages, const char *group, bool fit_a4);
/* Takes pages of a document, which may be taken from again. False: the state is in 'from'. */
bool merge_add(struct merge *p, struct pdf_document *from, const struct merge_part *part,
    double margin, struct merge_dropped *out);
/* Nothing will be taken from a document any more. */
void merge_leave(struct merge *p, struct pdf_document *from);
/* False: the state is in 'own'. */
bool merge_write(struct merge *p, const char *path, bool linearize);

/* The pages that named destinations of the name tree lead to; -1: to none. */
void verify_destinations(
    struct pdf_document *d, const char *const *names, int *pages, size_t count);
/* True where every entry of the outline, and every link, leads to a page or out of the document,
   and the outline's entries are tied together as they should be. */
bool verify_links(struct pdf_document *d);

/* "11.3.0" */
const char *document_library_version(void);

#endif
