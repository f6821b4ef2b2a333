/* action: what a person does at the pile of paper, in one go: sheets of one document that lie
   together and go out, come in, or are replaced.
   Prefixes: action_, actions_. */
#ifndef PRODUCT_REPRINT_ACTION_H
#define PRODUCT_REPRINT_ACTION_H

#include "product/reprint/diff.h"

/* Sheets of a difference, one behind the other. */
struct action {
    const struct diff *diff;
    size_t first, count;     /* of diff->sheets */
    int out, in;             /* sheets of paper that go out and that come in */
    bool attached;           /* they are of somebody's document, not of our forms */
    struct lock_texts waits; /* whose signature or seal the new sheets wait for */
};

/* All of them, in the order of the pile. */
struct actions {
    struct action *list;
    size_t count;
};

/* Gathers the sheets that do not stay into actions; in the session's arena. */
struct actions actions_find(const struct diff *d);

/* Says an action in a sentence, "3-2-1 障害対応マニュアル：4枚を抜き、7枚を入れる"; in the arena.
 */
const char *action_text(struct arena *a, const struct action *x, bool japanese);

/* Lists the answers that changed on the action's sheets, each once, into an array of the arena with
 *count entries. Of attached documents there are none: their sheets are what changed. */
const struct diff_change **action_changes(struct arena *a, const struct action *x, size_t *count);

/* Names the sheets that stay and bear a signature or a seal, "申請書、回答書 2・5–8／18"; "" where
   there are none. */
const char *actions_valid(struct arena *a, const struct diff *d);

#endif
