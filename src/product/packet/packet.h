/* packet: the forms, the cover that lists them, and the documents that are attached to them, in one
   PDF.
   Prefixes: packet_. */
#ifndef PRODUCT_PACKET_PACKET_H
#define PRODUCT_PACKET_PACKET_H

#include "model/attachment/attachment.h"
#include "product/helper/document.h"
#include "product/session/call.h"
#include "typeset/layout/layout.h"
#include "typeset/pdf/pdf.h"

/* A document of the packet, in the order in which they are printed. */
struct packet_document {
    int number; /* on the cover, from 1 */
    const char *title;
    const char *entry;                 /* which one of several, or NULL */
    const char *label;                 /* on its right shoulder, or NULL */
    const struct attachment *attached; /* NULL: our own */
    struct page *first;                /* of our own: its first page; else NULL */
    struct attach_facts facts;         /* of an attached one */
    int pages;                         /* printed; 0: it is put in by hand */
    bool blank;                        /* an empty page ends it, so that the next begins in front */
    int page;                          /* in the packet, from 1 */
    const char *link;                  /* its destination; NULL: none */
    const char *page_label;            /* of an attached one */
    int *chosen; /* of corrections: which of its pages are printed, from 1; NULL: all */
    int chosen_count;
};

struct packet {
    struct tsuzuri_call *call;
    const struct tsuzuri_build *options;
    const struct design *design;
    struct inst *root;
    struct layout_info info;
    struct attachments attached;
    struct attach_facts *facts; /* one for each of them */
    int *page_counts;           /* of them: the pages that are bound */
    const char **contents;      /* of them: fingerprints of the files, before they were looked at */
    struct packet_document *documents;
    size_t count;
    bool printed; /* documents are bound: the texts of their fields are asked for */
    bool locked;  /* a lock tells of them: fingerprints of their pages, too */
    bool no_cover;
    int cover_pages; /* the empty one that ends it is one of them */
    int page_count;  /* of everything */
};

/* Which documents are attached, and what is wrong with them: all at once, at their places in the
   answer file. read: they are opened, too. False with errors. */
bool packet_prepare(struct packet *p, bool read);

/* Whether the attached files are still what they were when packet_prepare read them; else an
   error: what was said of them, and a lock, would tell of other pages than were bound. */
bool packet_is_steady(struct packet *p);

/* Orders the packet behind the laid out forms: the cover before them, empty pages where printing on
   both sides needs them, links, page numbers. False with errors. */
bool packet_assemble(struct packet *p, struct pages *pages);

/* Writes it into a draft; false with errors, then the draft is still to be dropped. */
struct temporary;
bool packet_write(struct packet *p, const struct pages *pages, const struct pdf_info *info,
    struct temporary *out);

/* Gives the fingerprint of an attached file (of p->attached), as packet_prepare read it: once,
   however many labels it stands under. NULL where it was not read. */
const char *packet_content(const struct packet *p, const struct attachment *t);

/* Internal: the document for the worker. */
struct attach packet_attach(const struct packet *p, const struct attachment *t);
/* Internal: what is said of a file, or of nothing, is said at its place in the answer file. */
void packet_adopt(struct messages *to, struct messages *from, const char *file, struct position at);
/* Internal (cover.c): what the cover says, and its pages. */
bool packet_print_cover(struct packet *p, const struct pages *own, struct pages *out);

#endif
