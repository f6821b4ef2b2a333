/* score: what the items of a form are worth, and what the answers earn.
   Sources: the form's own data (worth, score); for anshin-isp seed 001, 審査質問項目一覧.
   Prefixes: score_. */
#ifndef MODEL_CHECK_SCORE_H
#define MODEL_CHECK_SCORE_H

#include "model/answer/answer.h"

/* What one item is worth, and what its answer earns. An item is a group with a worth, met where
   the form's 'met' holds, or a yes-no with one. */
struct score {
    struct inst *item;
    bool required, fatal;
    bool met;              /* it is said to be met */
    bool open;             /* not said, or not readable */
    int least, most;       /* what it is worth where it is met */
    int certain, possible; /* what it earns as it is answered */
    struct inst *choice;   /* whose options decide the points, or NULL */
};

struct scores {
    struct score *list;
    size_t count;
};

struct tally {
    int required, required_met;
    int points;            /* the most that can be had */
    int certain, possible; /* what the answers earn: the reviewer decides between them */
    int pass;              /* pass mark; 0: none is stated */
    bool undecided;        /* none of the form's cases holds: its pass mark is not known */
    const char *fatal;     /* key of an item that fails everything, or NULL */
};

/* Checks every item's worth, and that the totals stated in the form's 'score' are those that its
   items add up to (ERR_INPUT). True for a form without a score. */
bool score_check_form(struct arena *a, struct messages *e, const struct form *form);

/* Tallies answers; false where the form has no score. */
bool score_tally(struct arena *a, const struct form *form, struct inst *root, struct tally *out);

/* Lists every item below an inst, in order; lists and what they hold are left out: their entries
   are sheets of their own. NULL list where the form has no score. */
struct scores score_items(struct arena *a, const struct form *form, struct inst *root);
/* Sums them up; pass is not set. */
struct tally score_sum(const struct scores *s);
/* Fills the form's fields of type 'tally': the required items of the group that each stands in. */
void score_fill(struct arena *a, const struct form *form, struct inst *i);

/* Tells whether the tally passes for certain. */
bool score_passes(const struct tally *t);

#endif
