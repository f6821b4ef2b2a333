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

/* Finds the counterpart of an inst in former answers (their root); of an entry that they did not
   have, a blank one. NULL where the way to it is lost. */
struct inst *former_counterpart(struct inst *former, const struct inst *now);

/* Makes the same variables as they stood: every inst is its counterpart. In the arena. */
const struct scope *former_scope(struct arena *a, struct inst *former, const struct scope *now);

/* What former_walk calls for one answer that differs; data is the caller's. former or now is NULL
   where there was, or is, no such entry of a list. */
typedef void former_each(const struct inst *former, const struct inst *now, void *data);
/* Calls each for every single answer that differs, in the order of the form. What is gathered from
   answers is none. */
void former_walk(struct inst *former, struct inst *now, former_each *each, void *data);

#endif
