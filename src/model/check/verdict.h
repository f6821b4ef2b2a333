/* verdict: whether the answers pass, what stands in the way, and what would help.
   Prefixes: verdict_. */
#ifndef MODEL_CHECK_VERDICT_H
#define MODEL_CHECK_VERDICT_H

#include "model/check/score.h"

enum verdict_state {
    VERDICT_PASSES, /* the certain points reach the pass mark */
    VERDICT_OPEN,   /* only the possible ones do: the reviewer decides */
    VERDICT_FAILS
};

/* A required item that is not met, or one that fails the whole at 0 points. */
struct lack {
    struct inst *item;
    struct inst *sheet; /* the entry of a list that it stands in, or NULL */
    bool open;          /* not answered, rather than denied */
    bool fatal;
};

/* Points that are not had yet. */
struct gain {
    struct inst *item;
    int certain, possible; /* what would be added */
    int cost;              /* what it takes, see verdict.c */
    struct inst *choice;   /* where another option would earn more; else NULL: meet the item */
};

/* A sheet that is filled once for each entry of a list (one upstream provider each). */
struct sheet {
    struct inst *entry;
    int required, met;
};

struct verdict {
    enum verdict_state state;
    struct tally tally;
    bool unread; /* some items could not be read: the verdict is not final */
    struct lack *lacks;
    size_t lack_count;
    struct gain *gains; /* the cheapest first */
    size_t gain_count;
    size_t gains_needed; /* so many of them reach the pass mark; 0: it is reached, or cannot be */
    struct sheet *sheets;
    size_t sheet_count;
    struct inst **fatals; /* items that fail the whole where the reviewer gives 0 points */
    size_t fatal_count;
};

/* Reaches the verdict over answers; false where the form has no score, or nothing that it counts
 * was asked for. */
bool verdict_reach(
    struct arena *a, const struct form *form, struct inst *root, struct verdict *out);

/* Says what an item asks, in one sentence: the property that the form's score names, its own or
   that of what it stands in; or its label. */
const char *verdict_title(const struct form *form, const struct inst *item);

/* Gives the key that an item goes by; of a yes-no within a group "16.provider". */
const char *verdict_key(struct arena *a, const struct inst *item);
/* Gives the form's own words for a verdict (score: says); NULL where it has none. */
const char *verdict_says(const struct form *form, enum verdict_state state, bool japanese);

#endif
