/* page_tree: the pages of a document whose page tree is damaged. */
#ifndef PROGRAM_TSUZURI_PDF_DOCUMENT_PAGE_TREE_H
#define PROGRAM_TSUZURI_PDF_DOCUMENT_PAGE_TREE_H

#include "program/tsuzuri-pdf/document/document.h"

/* Gathers the pages that can be reached and puts them in a new page tree. False where there are
   none, or the first one is lost. */
bool page_tree_rebuild(struct pdf_document *d);

#endif
