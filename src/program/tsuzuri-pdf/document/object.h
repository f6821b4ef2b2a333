/* object: PDF objects by libqpdf's handles. Objects of any kind may be asked; what does not fit is
   null, 0 or none. Prefix: object_. */
#ifndef PROGRAM_TSUZURI_PDF_DOCUMENT_OBJECT_H
#define PROGRAM_TSUZURI_PDF_DOCUMENT_OBJECT_H

#include "program/tsuzuri-pdf/document/handle.h"

/* Looks up a key; null where 'dict' is no dictionary, or has no such key. */
qpdf_oh object_key(struct pdf_document *d, qpdf_oh dict, const char *key);
/* Looks for a key in a page (or a field) and in what it inherits from, up to 100 parents; false
   where no value fits. */
bool object_inherited(struct pdf_document *d, qpdf_oh page, const char *key,
    bool (*fits)(struct pdf_document *, qpdf_oh), qpdf_oh *out);
/* True for a dictionary; a stream is none. */
bool object_is_dict(struct pdf_document *d, qpdf_oh o);
/* True for an array that begins with four numbers. */
bool object_is_box(struct pdf_document *d, qpdf_oh o);
/* True for an integer or a real number. */
bool object_is_number(struct pdf_document *d, qpdf_oh o);
/* Reads a rectangle, its corners in any order (ISO 32000-1, 7.9.5); not there where it is none. */
struct box object_box(struct pdf_document *d, qpdf_oh o);
/* Reads a number; 'otherwise' where it is none. */
double object_number(struct pdf_document *d, qpdf_oh o, double otherwise);
/* False for a dictionary with a name that libqpdf's C interface loses: one with a stray #. */
bool object_can_copy(struct pdf_document *d, qpdf_oh dict);
/* Makes a new dictionary with the same entries; empty where 'dict' is none. */
qpdf_oh object_copy_dict(struct pdf_document *d, qpdf_oh dict);
/* Makes a new indirect stream; a long one is packed. */
qpdf_oh object_stream(struct pdf_document *d, const void *data, size_t size);

/* The keys of a dictionary: libqpdf walks only one at a time. */
struct object_keys {
    char **names; /* with their slashes */
    size_t count;
};
/* Lists the keys of a dictionary in libqpdf's order; the caller releases them. */
struct object_keys object_keys(struct pdf_document *d, qpdf_oh dict);
/* Frees the names; empty behind it. */
void object_keys_release(struct object_keys *k);

/* Sets an entry to a name (with its slash). */
void object_set_name(struct pdf_document *d, qpdf_oh dict, const char *key, const char *name);
/* Sets an entry to an integer. */
void object_set_int(struct pdf_document *d, qpdf_oh dict, const char *key, long long n);
/* Sets an entry to a rectangle. */
void object_set_box(struct pdf_document *d, qpdf_oh dict, const char *key, struct box box);
/* Makes a stream a form XObject (ISO 32000-1, 8.10). resources: 0: none. */
void object_make_form(struct pdf_document *d, qpdf_oh stream, struct box box, qpdf_oh resources);

#endif
