/* document: an existing PDF, as it was opened (open.h) and until it is written (write.h). This room
   and its neighbours flatten/ and merge/ are the only ones that see libqpdf, and only the program
   tsuzuri-pdf has them: libqpdf crashes on some damaged files. Pages count from 0. Nothing is
   printed; what goes wrong is a state with a detail in English, as libqpdf says it.
   Prefix: document_. */
#ifndef PROGRAM_TSUZURI_PDF_DOCUMENT_DOCUMENT_H
#define PROGRAM_TSUZURI_PDF_DOCUMENT_DOCUMENT_H

#include "base/page_box.h"

struct pdf_document;

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

/* Makes a good document without pages; the caller frees it. */
struct pdf_document *document_new_empty(void);
/* Frees a document; NULL: nothing. libqpdf 11.3 may crash while it takes a damaged document down:
   what it holds of one that is not good stays until the process ends. */
void document_free(struct pdf_document *d);

/* Sets the state, and what is said of it (copied); for what is found out about a document
 * elsewhere. */
void document_set_state(struct pdf_document *d, enum document_state state, const char *detail);
/* Tells the state of a document; only a good one may be asked more. */
enum document_state document_state(const struct pdf_document *d);
/* Lends the detail of the state, never NULL; until the state is set again. */
const char *document_detail(const struct pdf_document *d);

/* Counts the pages; 0 in a document that is not good. */
int document_page_count(const struct pdf_document *d);
/* Tells how a page is shown: its crop box within its media box, its turn and its unit, inherited
   where the page does not say (ISO 32000-1, 7.7.3.4). */
struct view document_view(struct pdf_document *d, int page);

/* Tells the version of libqpdf, as "11.3.0". */
const char *document_library_version(void);

#endif
