/* helper_internal: what the files of attach share. */
#ifndef PRODUCT_HELPER_HELPER_INTERNAL_H
#define PRODUCT_HELPER_HELPER_INTERNAL_H

#include "product/helper/document.h"
#include "product/helper/helper.h"

/* Runs the worker on the document, argv[2]; argv[0] is filled in. input: what it gets behind the
   password, or NULL. True where all is well; else an error. */
bool attach_ask(struct arena *a, struct messages *e, const struct attach *at, const char **argv,
    const struct buf *input, struct reply *r);

/* A call of the worker on argv[2], which may run with others; argv lives as long as it. */
struct helper_call attach_call(const struct attach *at, const char **argv, const struct buf *input);
/* Of a call that was run: true where it ended by itself, or where all is well; else an error. */
bool attach_ended(struct messages *e, const struct helper_call *c);
bool attach_done(struct messages *e, const struct helper_call *c);
struct attach_facts attach_facts_of(const struct reply *r);

/* A call that draws the labels' places (out NULL: there is no copy yet), and what it found: false
   with an error where a label does not show in the copy. */
struct helper_call attach_corner_call(struct arena *a, const struct attach *at,
    const struct buf *labels, const char *out, const struct attach_facts *f);
bool attach_corner_seen(struct messages *e, const struct attach *at, const struct helper_call *c,
    struct attach_facts *f);

#endif
