/* helper: the programs tsuzuri-pdf and tsuzuri-look are run on documents of others, under limits;
   why they refused one is put in words. Prefixes: helper_, reply_ what was answered. */
#ifndef PRODUCT_HELPER_HELPER_H
#define PRODUCT_HELPER_HELPER_H

#include "base/messages.h"
#include "base/process.h"
#include "tsuzuri.h"

struct arena;

/* Where the programs are, and who is told of their runs. */
struct helper_programs {
    const char *worker; /* path of tsuzuri-pdf */
    const char *looker; /* path of tsuzuri-look */
    struct tsuzuri_watch watch;
};

struct helper {
    const struct helper_programs *programs;
    bool looks;         /* tsuzuri-look is asked, else tsuzuri-pdf */
    const char *file;   /* what is blamed */
    bool packet;        /* it is one of many documents, named in the answers */
    size_t size;        /* bytes that are read: more of them may take longer */
    unsigned documents; /* of a packet: each gives a second more */
};

/* Lines of a word and a value, see helper_words.h. */
struct reply {
    struct arena *arena;
    const char *text;
};

/* The value of the first line with a word, fit to be printed, or NULL. */
const char *reply_value(const struct reply *r, const char *word);
int reply_number(const struct reply *r, const char *word);       /* 0 where it is not said */
const char *reply_text(const struct reply *r, const char *word); /* "" where it is not said */

/* True for a regular file that can be read and has bytes; else an error. */
bool helper_file(struct messages *e, const char *file);
size_t helper_size(const char *file);
/* A path that no option or scheme can be taken for. */
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

/* False, with an error: why it did not end by itself. */
bool helper_blame_end(struct messages *e, const struct helper *k, enum process_end end, int code);
/* True where it is done; else an error: what it refused, or that it crashed. */
bool helper_judge(struct messages *e, const struct helper *k, const struct reply *r);

#endif
