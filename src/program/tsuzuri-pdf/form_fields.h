/* form_fields: what a document's form fields say where they have no appearance.
   Prefixes: form_fields_. */
#ifndef PROGRAM_TSUZURI_PDF_FORM_FIELDS_H
#define PROGRAM_TSUZURI_PDF_FORM_FIELDS_H

#include "program/tsuzuri-pdf/document/document.h"

/* Counts them. Beyond all reason: the document's state tells. */
int form_fields_count(struct pdf_document *d);

/* Answers with three lines for each field: 'field' and numbers (page, width, height, border and
   size in 1/1000 pt, quadding, comb, then multiline, list and serif as 0 or 1, and the colour), its
   'name', and its 'text', where a newline is \n and a backslash \\. */
void form_fields_print(struct pdf_document *d);

#endif
