/* bind: packets. What is to be bound, and what a packet must have, are records (see
   wire_record.h) on standard input, as no command line and no disk should see passwords and
   answers:

       bind           own_pages group fit_a4 linearize count; for each document: file password
                      pages title page_label destination label foot every shrink blank_after
                      appearance appearance_count; the PDF of our own pages
       verify-packet  pages count; for each document: its first page, the number of pages from it
                      on with a label, destination
   Prefixes: bind_. */
#ifndef PROGRAM_TSUZURI_PDF_BIND_H
#define PROGRAM_TSUZURI_PDF_BIND_H

#include "base/buf.h"

/* Binds what 'input' says into the file 'out'; returns the exit code: 2 where the input is no plan.
 */
int bind_run(const char *out, const struct buf *input);
/* Opens a packet strictly, and compares it with what 'input' expects; returns the exit code. */
int bind_verify(const char *path, const struct buf *input);

#endif
