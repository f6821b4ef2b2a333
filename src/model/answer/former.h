/* former: what stood where something else stands now: former answers beside the present ones.
   Prefixes: changes_. */
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

/* The counterpart of an inst in former answers; of an entry that they did not have, a blank one. */
struct inst *changes_counterpart(struct inst *former, const struct inst *now);

/* The same variables as they stood: every inst is its counterpart. In the arena. */
const struct scope *changes_scope(struct arena *a, struct inst *former, const struct scope *now);

/* Every single answer that differs, in the order of the form: one call each; what is gathered from
   answers is none. now or former is NULL
   where there was, or is, no such entry of a list. */
typedef void changes_each(const struct inst *former, const struct inst *now, void *data);
void changes_walk(struct inst *former, struct inst *now, changes_each *each, void *data);

#endif
