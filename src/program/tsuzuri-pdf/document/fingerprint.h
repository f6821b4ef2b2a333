/* fingerprint: whether two pages print the same, whatever file they stand in. Prefix: fingerprint_.
 */
#ifndef PROGRAM_TSUZURI_PDF_DOCUMENT_FINGERPRINT_H
#define PROGRAM_TSUZURI_PDF_DOCUMENT_FINGERPRINT_H

#include "program/tsuzuri-pdf/document/document.h"
#include "seam/codec/sha256.h"

struct fingerprints;

/* Begins with a good document, which must live as long. The caller frees it. */
struct fingerprints *fingerprints_new(struct pdf_document *d);
/* Fingerprints what a page prints, as hexadecimal digits: its boxes, turn, content, resources and
   annotations. Neither object numbers nor the packing of streams count, nor what a program that
   saves the file anew usually changes. */
void fingerprint_page(struct fingerprints *p, int page, char out[SHA256_TEXT + 1]);
/* Frees what was learnt of the document, not the document. */
void fingerprints_free(struct fingerprints *p);

#endif
