/* helper_internal: what the files that ask of documents share.
   Prefixes: attach_. */
#ifndef PRODUCT_HELPER_HELPER_INTERNAL_H
#define PRODUCT_HELPER_HELPER_INTERNAL_H

#include "product/helper/document.h"
#include "product/helper/helper.h"

/* True where the document is a file that can be read; else an error. */
bool attach_is_there(struct messages *e, const struct attach *at);
/* Runs tsuzuri-pdf on the document, argv[2]; argv[0] is filled in. input: what it gets behind the
   password, or NULL. True where all is well; else an error. */
bool attach_ask(struct arena *a, struct messages *e, const struct attach *at, const char **argv,
    const struct buf *input, struct reply *r);

/* Makes a call of tsuzuri-pdf on argv[2], which may run with others; argv lives as long as it. */
struct helper_call attach_call(const struct attach *at, const char **argv, const struct buf *input);
/* True where a call that was run ended by itself; else an error. */
bool attach_ended(struct messages *e, const struct helper_call *c);
/* True where a call that was run did what it should; else an error. */
bool attach_done(struct messages *e, const struct helper_call *c);
/* Reads the facts of a reply; its texts live as long. */
struct attach_facts attach_facts_of(const struct reply *r);

/* Makes a call that visits a document: wants as in helper_words.h, picture: a file that an image is
   drawn into, or NULL; the places are still to be added, after their count. */
struct helper_call attach_visit_call(
    struct arena *a, const struct attach *at, int wants, const char *picture);
/* Reads the texts of fields of a reply; they live as long. */
const struct attach_field *attach_read_texts(const struct reply *r, size_t *count);
/* Opens a file without a name, which goes when it is closed; children find it by its path. */
int attach_unnamed(struct arena *a, const char **path);

/* Makes a call that draws places of labels in 'before', and whether they show in 'after' (NULL: it
   is not there); 'count' lists of places are still to be added. */
struct helper_call attach_look_call(
    struct arena *a, const struct attach *at, const char *before, const char *after, size_t count);
/* Adds the places of facts, and a PDF of the labels that stand there. */
void attach_look_at(struct helper_call *c, const struct attach_facts *f, const struct buf *labels);
/* Reads what was found in one list of places into f; false with an error where a label does not
   show in the copy. */
bool attach_corner_seen(struct messages *e, const struct helper_call *c, struct attach_facts *f);

#endif
