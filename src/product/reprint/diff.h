/* diff: an answer file as it would be printed now, against what a lock says was printed.
   Prefixes: diff_. */
#ifndef PRODUCT_REPRINT_DIFF_H
#define PRODUCT_REPRINT_DIFF_H

#include "product/packet/build.h"

/* What is done with a sheet at the pile. */
enum diff_action { DIFF_KEEP, DIFF_REPLACE, DIFF_ADD, DIFF_REMOVE };

/* A sheet of paper: one page, or two where the packet is printed on both sides. */
struct paper {
    const struct lock_page *front;
    const struct lock_page *back; /* NULL: blank, or printed on one side */
    int sheet, of;                /* which of its document's sheets, from 1, and of how many */
};

struct diff_sheet {
    enum diff_action action;
    struct paper old; /* front NULL: it is added */
    struct paper now; /* front NULL: it is removed */
};

/* A value that is another one now. Texts as they are printed; NULL: there was, or is, none. */
struct diff_change {
    const char *path;
    const char *title;
    const char *former;
    const char *now;
    bool file_path; /* it is the path of an attached document, which no paper says */
    bool printed;   /* it stands on a sheet that changes */
};

/* Why sheets may differ beside the answers: the edition, the form's data, fonts, the program. */
struct diff_cause {
    const char *kind;         /* stable: edition, wording, font, program */
    const char *name;         /* of the font, or NULL */
    const char *former, *now; /* or NULL */
};

/* The whole; all of it lives in the session's arena. */
struct diff {
    struct build build;
    struct tsuzuri_build options; /* those of the lock */
    struct lock *old;
    struct lock *now;
    struct inst *former;       /* the lock's values, bound to the form */
    struct diff_sheet *sheets; /* in the order of the packet as it is now */
    size_t count;
    struct diff_change *changes;
    size_t change_count;
    struct diff_cause *causes;
    size_t cause_count;
};

/* What is compared. */
struct diff_input {
    struct tsuzuri_source answers;
    struct tsuzuri_source since;            /* the lock; none: the newest issued one */
    bool final;                             /* the answers must be complete, the lock the newest */
    const struct tsuzuri_setting *settings; /* over those of the lock */
    size_t setting_count;
    struct tsuzuri_source against; /* the former answers, in place of the lock's; none: those */
    bool allow_outside;            /* a lock cannot allow it */
};

/* Compares. False with errors: a lock that is damaged, of another form or applicant, answers that
   cannot be read or printed. */
bool diff_run(struct tsuzuri_call *t, const struct diff_input *in, struct diff *d);

/* Counts the sheets that do not stay as they are. */
size_t diff_changed(const struct diff *d);

/* Tells whether a change stands on a sheet, as it was or as it is. */
bool diff_stands_on(const struct diff_change *c, const struct diff_sheet *s);

/* Says a change on one line, "氏名: 大野　修 → 佐藤　次郎", each value cut to some room characters
   about the place where they begin to differ; in the arena. */
const char *diff_change_text(
    struct arena *a, const struct diff_change *c, size_t room, bool japanese);

/* Says a cause in a sentence; in the arena, or constant. */
const char *diff_cause_text(struct arena *a, const struct diff_cause *c, bool japanese);

/* Appends the whole as text (text.c). */
void diff_text(const struct diff *d, struct arena *a, bool japanese, struct buf *out);

/* Appends the whole as a JSON object whose first key is name, with version 1 (json.c). places:
   where each sheet stands in the corrections, from 1, 0 for nowhere; NULL: there are none. */
void diff_json(const struct diff *d, const char *name, const int *places, struct buf *out);

/* --- internal to diff's own files --- */

/* Finds which sheet of the lock is which of now (match.c). */
void diff_match(struct diff *d);

/* Lists the answers that are others now; the sheets must be matched (changes.c). */
void diff_changes(struct diff *d);

/* Lists what differs beside the answers (causes.c). */
void diff_causes(struct diff *d);

/* Binds the lock's values to the form, as answers (former.c). */
struct inst *diff_former(struct diff *d);

#endif
