/* handle: what is inside of a document, for the files that call libqpdf.
   Prefixes: document_. */
#ifndef PROGRAM_TSUZURI_PDF_DOCUMENT_HANDLE_H
#define PROGRAM_TSUZURI_PDF_DOCUMENT_HANDLE_H

#include "base/buf.h"
#include "program/tsuzuri-pdf/document/document.h"

#include <qpdf/qpdf-c.h>

struct pdf_document {
    qpdf_data q;
    struct buf bytes; /* the file, where it is read from memory */
    enum document_state state;
    struct buf detail;
    struct buf first_fault;
    struct buf font;
    int pages;
    int faults;
    bool rebuilt;
    bool lent;          /* objects of other documents are in it */
    bool first_lost;    /* there are pages, but not the first one */
    int cut;            /* pages onto which images were cut */
    int covered;        /* pages on which an annotation stands on the label */
    struct zlib *flate; /* NULL until something is packed */
    int opening;        /* object number of the shared stream 'q', 0: none yet */
};

/* Makes a document that nothing was read into yet; the caller frees it. */
struct pdf_document *document_new(void);
/* Keeps a state and libqpdf's last error as its detail; false. Memory that is short, and a fault of
   the input while it is written, have states of their own. */
bool document_fail(struct pdf_document *d, enum document_state state);
/* Tells whether libqpdf's words for a fault are that memory was short. */
bool document_lacks_memory(const char *text);
/* True where the last calls ended with an error, which is dropped; where it was that memory was
   short, the document is DOCUMENT_TOO_LARGE. */
bool document_take_error(struct pdf_document *d);
/* Lends the document's compressor, which is made at the first call. */
struct zlib *document_deflater(struct pdf_document *d);

#endif
