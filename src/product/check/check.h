/* check: answers against their form. Internal to the products that check.
   Prefixes: check_. */
#ifndef PRODUCT_CHECK_CHECK_H
#define PRODUCT_CHECK_CHECK_H

#include "product/session/call.h"

/* Checks answers within a call that has begun: messages, verdict, call->checked and
   call->checked_form. False, with errors, where there is nothing to check: the answers cannot be
   read, or their form. */
bool check_run(struct tsuzuri_call *call, const struct tsuzuri_check *c);

/* Gathers what the checked answers lack into call->gaps (gap.c). */
void check_gaps(struct tsuzuri_call *call);

#endif
