/* What reprint's own files share: a reprint on its way.
   Prefixes: reprint_. */
#ifndef PRODUCT_REPRINT_REPRINT_INTERNAL_H
#define PRODUCT_REPRINT_REPRINT_INTERNAL_H

#include "product/reprint/diff.h"

/* One round of corrections. */
struct reprint {
    const struct tsuzuri_reprint *options;
    struct diff diff;
    struct date date;
    const char *iso;    /* of the correction */
    struct pages shown; /* all pages of now, as they are printed: in red, perhaps */
    struct pages slip;
    struct pages out;     /* the corrections, but for what is attached */
    struct packet packet; /* and that */
    int count;            /* pages of both */
    int *places;          /* where each sheet of the difference stands among them; 0: nowhere */
};

/* Adds a fault of usage; false. */
bool reprint_misused(struct tsuzuri_call *t, const char *en, const char *ja);

/* Lays the pages out as they are shown, into r->shown; false with errors (shown.c). */
bool reprint_show(struct tsuzuri_call *t, struct reprint *r);

/* Gathers the pages of the corrections into r->out and r->packet, and notes in the lock which of
   its pages they correct; false with errors (corrections.c). */
bool reprint_gather(struct tsuzuri_call *t, struct reprint *r);

#endif
