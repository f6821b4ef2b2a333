/* reply: what the worker program says on standard output, see helper_words.h. */
#ifndef PROGRAM_TSUZURI_PDF_REPLY_H
#define PROGRAM_TSUZURI_PDF_REPLY_H

#include "program/tsuzuri-pdf/document/document.h"

#define LABEL_MARGIN (5 * 72 / 25.4) /* around a label, in 1/72 inch */

/* The text stays on its line, and is short. */
void reply_put_text(const char *word, const char *text);
/* Nothing is said of what does not hold. */
void reply_put_flag(const char *word, bool holds);
void reply_put_facts(const struct pdf_document *d, const struct document_facts *f);
/* That all is well, or why a document is refused; the program's exit code. */
int reply_put_state(struct pdf_document *d);

#endif
