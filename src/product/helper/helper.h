/* helper: the programs tsuzuri-pdf and tsuzuri-look are run on documents of others, under limits.
   Prefixes: helper_, reply_ what was answered. */
#ifndef PRODUCT_HELPER_HELPER_H
#define PRODUCT_HELPER_HELPER_H

#include "base/process.h"
#include "product/helper/refusal.h"
#include "tsuzuri.h"

struct arena;

/* Where the programs are, and who is told of their runs. */
struct helper_programs {
    const char *worker; /* path of tsuzuri-pdf */
    const char *looker; /* path of tsuzuri-look */
    struct tsuzuri_watch watch;
    struct server
        *reading; /* tsuzuri-pdf and tsuzuri-look as they serve; NULL: each run starts its */
    struct server *looking; /* program */
};

struct helper {
    const struct helper_programs *programs;
    bool looks;                     /* tsuzuri-look is asked, else tsuzuri-pdf */
    struct refusal_subject subject; /* what is blamed */
    size_t size;                    /* bytes that are read: more of them may take longer */
    unsigned documents;             /* of a packet: each gives a second more */
};

/* Lines of a word and a value, see helper_words.h. */
struct reply {
    struct arena *arena;
    const char *text;
};

/* Returns the value of the first line with a word, fit to be printed, or NULL; in the arena. */
const char *reply_value(const struct reply *r, const char *word);
/* Returns a word's number; 0 where it is not said. */
int reply_number(const struct reply *r, const char *word);
/* Returns a word's text; "" where it is not said. */
const char *reply_text(const struct reply *r, const char *word);

/* Refuses what is no regular file that can be read and has bytes. */
struct refusal helper_file(const char *file);
/* Tells the size of a file; 0 where it is not known. */
size_t helper_size(const char *file);
/* Makes a path that no option or scheme can be taken for. */
const char *helper_path(struct arena *a, const char *path);

struct helper_call {
    struct helper ask;
    const char **argv; /* argv[0] is filled in */
    struct buf input;  /* released where it is run */
    int held;          /* 1 more than a file that is closed where it is run; 0: none */
    struct reply reply;
    enum process_end end;
    int code;
};

/* Runs all of them, several at a time. What each said until it ended is its reply in any case. */
void helper_run_all(struct arena *a, struct helper_call *calls, size_t count);

/* Refuses what did not let its reader end by itself. */
struct refusal helper_ended(const struct helper_call *c);
/* Refuses what was not done: as the reply says, or because the reader crashed. */
struct refusal helper_refusal(const struct helper_call *c);

#endif
