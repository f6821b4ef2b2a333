/* The keys of a lock that both its reader and its writer go through. Prefixes: lock_. */
#ifndef PRODUCT_LOCK_LOCK_INTERNAL_H
#define PRODUCT_LOCK_LOCK_INTERNAL_H

#include "product/lock/lock.h"

enum { LOCK_BINDING_FLAGS = 5 };

struct lock_flag {
    const char *key; /* as the file spells it */
    bool *holds;
};

/* Fills flags with each flag of b, in the file's order; they point into b. */
void lock_binding_flags(struct tsuzuri_binding *b, struct lock_flag flags[LOCK_BINDING_FLAGS]);

#endif
