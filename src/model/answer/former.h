/* former: what stood where something else stands now: former answers beside the present ones.
   Prefixes: former_. */
#ifndef MODEL_ANSWER_FORMER_H
#define MODEL_ANSWER_FORMER_H

#include "model/answer/condition_value.h"

/* How they are shown. */
struct changes {
    struct inst *former; /* answers bound to the same form */
    bool mark;           /* a rule in the margin beside what changed */
    bool renewal;        /* former is another application: what each answers afresh is no change */
    bool red;            /* the former and the new value side by side, in red (朱書き) */
    bool steady; /* red: a former value that would need another sheet is left out: every value
                    stays on the sheet that it has without red */
};

/* Finds out what of former answers, bound to the same form, stands where in the present ones; both
   remember it (inst.other) until they are paired with others. Entries of a list are paired by what
   they say, not by their places: the longest common subsequence of those that say the same, between
   them those whose first value is the same, and what is left one by one. */
void former_pair(struct arena *a, struct inst *former, struct inst *now);

/* Looks up the counterpart of an inst that was paired; of an entry that the former answers did not
   have, a blank one. */
struct inst *former_counterpart(const struct inst *now);

/* Tells whether an entry of a former list is no more. */
bool former_is_removed(const struct inst *former);

/* Makes the same variables as they stood: every inst is its counterpart. In the arena. */
const struct scope *former_scope(struct arena *a, const struct scope *now);

/* Takes a single answer that differs. now or former is NULL where there was, or is, no such entry
   of a list. */
typedef void former_each(const struct inst *former, const struct inst *now, void *data);

/* Pairs former and present answers, and calls each for every single answer that differs, in the
   order of the form; what is gathered from answers is none. */
void former_walk(
    struct arena *a, struct inst *former, struct inst *now, former_each *each, void *data);

#endif
