/* certify: prints sheets for the records of a register. What its files share. */
#ifndef PRODUCT_CERTIFY_CERTIFY_H
#define PRODUCT_CERTIFY_CERTIFY_H

#include "model/register/numbering.h"
#include "model/register/register.h"
#include "product/session/call.h"
#include "typeset/pdf/pdf.h"

/* One record on its way to paper. */
struct issue {
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

/* One run of certify. */
struct certify {
    struct tsuzuri_call *call;
    const struct tsuzuri_certify *options;
    const struct form *form;
    struct form record_form; /* its root is what one record answers */
    struct design *design;
    const struct numbering *numbering;
    struct registry *registry;
    struct issue *issues;
    size_t count;
    size_t wanted;
    size_t done;
    struct arena *scratch; /* of the record under way */
};

/* Binds every record, numbers those without a number where that is asked for, chooses the wanted
   ones and finds all faults that need no paper (check.c). False: faults of the whole. */
bool certify_check(struct certify *c);
/* Binds what all records of a list share to the form; NULL with errors. */
struct inst *certify_bind_common(struct certify *c);
/* Counts the wanted records with faults. */
size_t certify_count_faulty(const struct certify *c);

/* Prints all wanted records in one PDF (print.c). What happened to a record stands in its issue
   and its entry's faults. False: a fault of the whole. */
bool certify_print_one(struct certify *c);
/* Prints a form that takes all records at once; as certify_print_one. */
bool certify_print_list(struct certify *c);
/* Prints a record's own file; dry: it is only laid out. */
void certify_print_single(struct certify *c, struct issue *i, bool dry);
/* Counts one more record as done, and tells the caller's 'progress'. */
void certify_step(struct certify *c);

/* Prints every wanted record's own file (jobs.c). False: a fault of the whole. */
bool certify_print_split(struct certify *c);

#endif
