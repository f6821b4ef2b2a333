/* certify: sheets for the records of a register. What its files share.
   Prefixes: item_ a record under way, certify_ the whole. */
#ifndef PRODUCT_CERTIFY_CERTIFY_H
#define PRODUCT_CERTIFY_CERTIFY_H

#include "model/register/numbering.h"
#include "model/register/register.h"
#include "product/session/session.h"
#include "typeset/pdf/pdf.h"

struct item {
    struct entry *entry;
    struct inst *inst;  /* NULL: not understood */
    const char *number; /* or NULL */
    const char *name;   /* of its file, without suffix */
    const char *output; /* path of its file, where it has one of its own */
    bool wanted;        /* by --only and --shard */
    bool faulty;
    enum tsuzuri_outcome outcome;
    const struct message **messages; /* once all is done */
    size_t message_count;
};

struct certify {
    struct tsuzuri *t;
    const struct tsuzuri_certify *options;
    struct form *form;
    struct form record_form; /* its root is what one record answers */
    struct design *design;
    struct numbering *programme;
    struct registry *registry;
    struct item *items;
    size_t count;
    size_t wanted;
    size_t done;
    struct arena *scratch; /* of the record under way */
};

/* check.c: binds every record, numbers those without a number where that is asked for,
   chooses the wanted ones and finds all faults that need no paper. False: faults of the whole. */
bool certify_check(struct certify *c);
/* Wanted records with faults. */
/* What all records of a list share, bound to the form; NULL with errors. */
struct inst *certify_bind_common(struct certify *c);
size_t certify_count_faulty(const struct certify *c);

/* print.c. What happened to a record stands in its item and its entry's faults. */
bool certify_print_one(struct certify *c);  /* all records in one PDF */
bool certify_print_list(struct certify *c); /* a form that takes them all at once */
/* A record's own file; dry: only laid out. */
void certify_print_single(struct certify *c, struct item *i, bool dry);
void certify_step(struct certify *c);

/* jobs.c: every wanted record's own file. False: a fault of the whole. */
bool certify_print_split(struct certify *c);

#endif
