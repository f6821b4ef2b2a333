/* attach_internal: what the files of attach share. */
#ifndef ATTACH_INTERNAL_H
#define ATTACH_INTERNAL_H

#include "ask.h"
#include "attach.h"

/* Runs the worker on the document, argv[2]; argv[0] is filled in. input: what it gets behind the
   password, or NULL. True where all is well; else an error. */
bool attach_ask(struct arena *a, struct err *e, const struct attach *at, const char **argv,
    const struct buf *input, struct reply *r);

#endif
