/* certify_internal: prints sheets for the records of a register. What its files share.
   Prefixes: certify_. */
#ifndef PRODUCT_CERTIFY_CERTIFY_INTERNAL_H
#define PRODUCT_CERTIFY_CERTIFY_INTERNAL_H

#include "model/register/issued.h"
#include "model/register/numbering.h"
#include "model/register/register.h"
#include "product/session/call.h"
#include "typeset/pdf/pdf.h"

/* One record on its way to paper. */
struct issue {
    struct entry *entry;
    struct inst *inst;                    /* NULL: not understood */
    const char *number;                   /* or NULL */
    const char *name;                     /* of its file, without suffix */
    const char *output;                   /* path of its file, where it has one of its own */
    const struct eligibility_rule *unmet; /* why the form is not printed for it; or NULL */
    size_t asked_for;                     /* which of 'only' names it by itself, from 1; 0: none */
    bool chosen;                          /* by 'only', 'where' and 'shard' */
    bool wanted;                          /* chosen, and the form is printed for it */
    bool faulty;
    enum tsuzuri_outcome outcome;
    const struct message **messages; /* once all is done */
    size_t message_count;
};

enum { MOST_SORT_KEYS = 8 };

/* One field that records are sorted by. */
struct sort_key {
    const struct field *field;
    bool down; /* the last comes first */
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
    size_t chosen;
    size_t wanted;
    size_t done;
    struct issued issued; /* the control file */
    struct sort_key order[MOST_SORT_KEYS];
    size_t order_count;
    struct arena *scratch; /* of the record under way */
};

/* Binds every record, numbers those without a number where that is asked for, chooses the wanted
   ones and finds all faults that need no paper (check.c). False: faults of the whole. */
bool certify_check(struct certify *c);
/* Binds what all records of a list share to the form; NULL with errors. */
struct inst *certify_bind_common(struct certify *c);
/* Counts the chosen records with faults. */
size_t certify_count_faulty(const struct certify *c);

/* Binds the settings by themselves (bind.c); false with errors where one of them is wrong. */
bool certify_check_settings(struct certify *c);
/* Binds one record, completes its dates, and sees whether the form is printed for it. */
void certify_bind_record(struct certify *c, struct issue *i);

/* Gives the next free numbers to records without one (number.c); false with an error where the
   form has no pattern of numbers. */
bool certify_assign_numbers(struct certify *c);
/* Blames every record whose number another one has. */
void certify_check_twins(struct certify *c);

/* Chooses records by 'only', 'where' and 'shard' (choose.c): each issue's chosen and wanted, and
   their counts. False with errors (ERR_USAGE) where one of them means nothing in this register. */
bool certify_choose(struct certify *c);
/* Reads 'sort'; false with an error (ERR_USAGE) where it names no field. */
bool certify_read_order(struct certify *c);
/* Puts the issues into the order of 'sort' (sort.c), which certify_choose has read. */
void certify_sort(struct certify *c);

/* Reads the control file beside the output (control.c), and tells what is new, what has changed and
   which files of an earlier print no record has any more. False with errors of the whole. */
bool certify_compare(struct certify *c);
/* Writes what was printed into the control file; false with an error. */
bool certify_keep(struct certify *c);

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
