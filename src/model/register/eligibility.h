/* eligibility: which records a form is printed for, as its 'register' says under 'eligible'
   (forms/README.md is the reference): a certificate for those who passed, a ledger for those who
   were licensed.
   Prefixes: eligibility_. */
#ifndef MODEL_REGISTER_ELIGIBILITY_H
#define MODEL_REGISTER_ELIGIBILITY_H

#include "model/answer/answer.h"

struct registry;
struct entry;

/* One condition that a record must meet. */
struct eligibility_rule {
    const struct field *field; /* what a record that does not meet it is blamed at */
    const struct condition *need;
    bool optional; /* not looked at in a register without a column of the field */
};

struct eligibility {
    struct eligibility_rule *rules;
    size_t count;
};

/* Reads 'eligible' of a form's 'register' for its records; false with errors (ERR_INPUT). A form
   without it is printed for every record. */
bool eligibility_read(struct arena *a, struct messages *e, const struct node *registration,
    const struct field *record, struct eligibility *out);

/* Finds the first rule that a record does not meet; NULL where the form is printed for it, and
   where what a rule asks for could not be read. */
const struct eligibility_rule *eligibility_unmet(
    const struct eligibility *eligible, const struct registry *r, const struct inst *record);

/* Tells that a record is not printed, and why: a note at the value that decides; an error
   (ERR_ANSWERS) where the record was asked for by its number. */
void eligibility_tell(struct arena *a, const struct eligibility_rule *rule, struct entry *entry,
    const struct inst *record, bool asked_for);

#endif
