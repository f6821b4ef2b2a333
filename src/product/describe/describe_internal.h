/* describe_internal: what the files of describe share. */
#ifndef PRODUCT_DESCRIBE_DESCRIBE_INTERNAL_H
#define PRODUCT_DESCRIBE_DESCRIBE_INTERNAL_H

#include "tsuzuri.h"

/* Makes the call's text last year's answer file with what must be made anew left empty, and what
   this application does not ask taken out; each is told as a note. False with errors
   (carry_over.c). */
bool carry_over(struct tsuzuri_call *call, const struct tsuzuri_starter *options);

#endif
