/* citation: the lists of documents that a form draws up from the attachments (fields of type
   'attachments', as 資料内訳書), each document with everything that cites it.
   Prefixes: citation_. */
#ifndef MODEL_ATTACHMENT_CITATION_H
#define MODEL_ATTACHMENT_CITATION_H

#include "model/answer/answer.h"

/* Fills the form's lists of type 'attachments', after binding, in the order of the form's items. A
   title that goes with two files is an error (ERR_INPUT) at the second; e NULL: nobody is told. */
void citation_fill(struct arena *a, struct messages *e, struct inst *root);

/* Says what an attachment proves: the label of the item that it stands at; "" where it stands at
   none. */
const char *citation_item(const struct inst *entry);
/* Says the label of the group of that item; "" where it has none. */
const char *citation_group(const struct inst *entry);

#endif
