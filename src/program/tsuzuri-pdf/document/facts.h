/* facts: what is special about a document.
   Prefixes: facts_. */
#ifndef PROGRAM_TSUZURI_PDF_DOCUMENT_FACTS_H
#define PROGRAM_TSUZURI_PDF_DOCUMENT_FACTS_H

#include "program/tsuzuri-pdf/document/document.h"

struct document_facts {
    bool encrypted;
    bool is_signed;
    bool xfa;
    bool xfa_only;           /* its pages are made by the form alone: what is there is a notice */
    bool portfolio;          /* its documents are files inside; its page asks for another viewer */
    bool rebuilt;            /* put together again by us */
    int faults;              /* that libqpdf worked around so far */
    const char *first_fault; /* or NULL; until document_free */
    int cut;                 /* pages onto which long images were cut */
    int covered;             /* stamped pages with an annotation where the label stands */
    int unembedded;          /* fonts that are not embedded; with facts_add_fonts only */
    const char *unembedded_name; /* the first of them, or NULL; until document_free */
};

/* Tells what is known of a good document up to now: faults may come to light later. */
struct document_facts facts_read(struct pdf_document *d);
/* Looks at the fonts of every page, too; faults that this finds are counted. */
void facts_add_fonts(struct pdf_document *d, struct document_facts *f);
/* Counts the faults that have come to light since; where one was that memory was short, the
   document is DOCUMENT_TOO_LARGE. */
void facts_settle(struct pdf_document *d);

#endif
