/* visit: one document is opened once, and tells all that is wanted of it. The request is a record
   (see wire_record.h) on standard input:

       password wants count; for each place of a label: every pages labels

   wants: what of helper_words.h. every: all pages have a label, else the first; pages: of these, a
   choice as in page_range.h, or NULL; labels: a PDF of them, whose last page serves for all behind
   it; empty: where they stand does not matter. The answer is the document's facts, 'at' and the
   places of each, its fields' texts; where fingerprints are wanted, 'known' and a line for each
   page; and how it ended.
   Prefixes: visit_. */
#ifndef PROGRAM_TSUZURI_PDF_VISIT_H
#define PROGRAM_TSUZURI_PDF_VISIT_H

#include "base/buf.h"
#include "program/tsuzuri-pdf/document/document.h"

/* Visits a file; picture: a file that an image is written into as a PDF, or "-". Returns the exit
   code: 2 where the input is no request. */
int visit_run(const char *file, const char *picture, const struct buf *input);

/* Tells where labels would stand on the chosen pages, at most on the first 100 of them; a choice
   that is none has no places. */
void visit_tell_places(
    struct pdf_document *d, struct pdf_document *labels, bool every, const char *chosen);

#endif
