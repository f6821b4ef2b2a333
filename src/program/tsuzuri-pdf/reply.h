/* reply: what the program answers on standard output, see helper_words.h. Prefix: reply_put_. */
#ifndef PROGRAM_TSUZURI_PDF_REPLY_H
#define PROGRAM_TSUZURI_PDF_REPLY_H

#include "program/tsuzuri-pdf/document/facts.h"

#define LABEL_MARGIN (5 * 72 / 25.4) /* around a label, in 1/72 inch */

/* Puts a line of a word and a text, which stays on its line, and is short. */
void reply_put_text(const char *word, const char *text);
/* Puts a word that holds; nothing is said of what does not. */
void reply_put_flag(const char *word, bool holds);
/* Puts what is special about a document, and its number of pages. */
void reply_put_facts(const struct pdf_document *d, const struct document_facts *f);
/* Puts that all is well, or why a document is refused; returns the program's exit code. */
int reply_put_state(struct pdf_document *d);

#endif
