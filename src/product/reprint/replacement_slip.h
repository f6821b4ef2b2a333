/* replacement_slip: the sheet in front of corrections that says what to take out and what to put in
   (差替え票), a form of its own (forms/shared/replacement). Prefixes: slip_. */
#ifndef PRODUCT_REPRINT_REPLACEMENT_SLIP_H
#define PRODUCT_REPRINT_REPLACEMENT_SLIP_H

#include "product/reprint/diff.h"

struct slip {
    const struct diff *diff;
    const char *date; /* of the correction, as it is printed */
};

/* Lays it out; false with errors. */
bool slip_print(const struct slip *s, struct pages *out);

#endif
