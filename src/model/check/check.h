/* check: every fault of bound answers at once, as the form's data has it: what is missing, what is
   answered although nobody asks, and the rules (rule.h).
   Prefixes: check_. */
#ifndef MODEL_CHECK_CHECK_H
#define MODEL_CHECK_CHECK_H

#include "model/answer/answer.h"

/* Holds the form's rules against what was said (errors of class ERR_ANSWERS). */
void check_rules(struct arena *a, struct messages *e, struct inst *root);

/* Tells missing values and breaches of rules. Errors are of class ERR_ANSWERS; what could not be
   bound (inst 'bad') is passed over. */
void check_answers(struct arena *a, struct messages *e, struct inst *root);

#endif
