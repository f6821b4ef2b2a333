/* refusal: why a document of others was not taken, as data; it becomes a sentence once, with the
   place and the name that the product gave. Prefix: refusal_. */
#ifndef PRODUCT_HELPER_REFUSAL_H
#define PRODUCT_HELPER_REFUSAL_H

#include "base/messages.h"

enum refusal_kind {
    REFUSAL_NONE,
    /* of the file, before it is read */
    REFUSAL_MISSING,
    REFUSAL_UNREADABLE,
    REFUSAL_EMPTY,
    /* as tsuzuri-pdf says them */
    REFUSAL_NEEDS_PASSWORD,
    REFUSAL_WRONG_PASSWORD,
    REFUSAL_ENCRYPTION,
    REFUSAL_DAMAGED,
    REFUSAL_NO_PAGES,
    REFUSAL_TOO_LARGE,
    REFUSAL_FORMAT,
    REFUSAL_TOO_SMALL,
    REFUSAL_IMAGE,
    REFUSAL_UNWRITABLE,   /* detail: the system's reason */
    REFUSAL_NO_SUCH_PAGE, /* detail: the pages that were wanted; number: those that there are */
    REFUSAL_BAD_PAGES,    /* detail: what was wanted */
    /* how its run ended */
    REFUSAL_OVERTIME,
    REFUSAL_CRASH,
    REFUSAL_NOT_STARTED, /* detail: the program; number: errno */
    REFUSAL_SHORTAGE,    /* of processes, open files or memory, just now; number: errno */
    REFUSAL_NO_ROOM,     /* to start it: files or memory are limited */
    /* of a copy that was looked at again */
    REFUSAL_NOT_VERIFIED,
    REFUSAL_LABEL_HIDDEN, /* detail: the page, from 1 */
    REFUSAL_PAGE_CHANGED, /* detail: the page, from 1 */
    REFUSAL_KINDS
};

struct refusal {
    enum refusal_kind kind;
    const char *detail; /* or NULL */
    int number;
};

/* What is blamed, as the product knows it. */
struct refusal_subject {
    const char *file;      /* NULL: the packet as a whole */
    const char *name;      /* as an answer file names it; NULL: it is named by itself */
    struct position place; /* where it is named; without a file: it is blamed itself */
};

/* Finds the kind by tsuzuri-pdf's word for it; REFUSAL_CRASH: it has no such word. */
enum refusal_kind refusal_of_word(const char *word);
/* Adds the sentence; false, unless nothing was refused. */
bool refusal_tell(
    struct messages *e, const struct refusal *r, const struct refusal_subject *subject);
/* Tells what the subject is called in sentences, and where they point. */
const char *refusal_name(const struct refusal_subject *subject);
struct position refusal_place(const struct refusal_subject *subject);

#endif
