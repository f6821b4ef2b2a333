/* document: documents of others, as they are asked and stamped by helpers under limits.
   Prefix: attach_. */
#ifndef PRODUCT_HELPER_DOCUMENT_H
#define PRODUCT_HELPER_DOCUMENT_H

#include "base/buf.h"
#include "base/messages.h"
#include "product/helper/helper.h"
#include "typeset/page/page_list.h"

#include <stdbool.h>

struct arena;

/* A text that the document has, and no look of it: the value of a form field without an
   appearance, or the caption of such a button. Its box stands upright. */
struct attach_field {
    int page;         /* from 0 */
    const char *name; /* as a.b.c; may be empty */
    const char *text; /* UTF-8; lines are divided by newlines */
    mpt width, height, border;
    mpt size;     /* of the font; 0: as it fits */
    int quadding; /* 0 left, 1 centred, 2 right */
    int comb;     /* cells of one character each, or 0 */
    bool multiline;
    bool list;  /* a list box: each line begins with '+' where it is chosen, else with '-' */
    bool serif; /* mincho, else gothic */
    uint32_t ink;
};

/* What the worker said of a document. */
struct attach_facts {
    int pages;
    bool encrypted;
    bool is_signed;
    bool xfa;
    bool xfa_only;
    bool portfolio; /* its documents are files inside, which do not print */
    bool rebuilt;
    const char *image; /* its format, or NULL: it is a PDF */
    int cut;           /* pages onto which long images were cut */
    int faults;        /* worked around by libqpdf */
    const char *fault; /* the first of them, or "" */
    int covered;       /* pages with an annotation where the label stands; attach_stamp only */
    int unembedded;    /* fonts; of a visit only, as what follows */
    const char *font;  /* the first of them, or "" */
    int fields;        /* that have a text, and no look of it */
    const struct attach_field *texts; /* of these, in the order in which bind_write wants their
                                         looks, where they are wanted; else NULL */
    size_t text_count;
    const char *const *prints; /* fingerprints of what the pages print, one each, whatever their
                                  objects are numbered and their streams packed; NULL: they are not
                                  wanted, or too much work */
    int print_count;
    const char *places; /* of labels, as the worker told them: lines */
    int inked;          /* pages with print below the label, where that was looked at */
    int first_inked;    /* the first of them, from 1 */
    int unlooked;       /* labels beyond those that are looked at */
    bool unseen;        /* their places could not be drawn */
};

struct attach {
    const struct helper_programs *programs;
    const char *file;      /* the document */
    const char *password;  /* "": none */
    bool shrink;           /* labelled pages become slightly smaller, so that the corner is free */
    bool every;            /* every page is to have a label, else the first */
    const char *pages;     /* of these, see page_range.h; NULL: of all */
    const char *name;      /* as an answer file names it, which is told how to mend it; NULL: it is
                              named by itself */
    struct position place; /* where messages point; without a file: to the document */
};

/* What is blamed where a document is refused. */
struct refusal_subject attach_subject(const struct attach *at);

/* Each is false with at least one error, of class ERR_INPUT, that names the file and the reason. */

/* Asks for the facts alone. */
bool attach_inspect(
    struct arena *a, struct messages *e, const struct attach *at, struct attach_facts *f);

/* Writes a stamped copy into 'out', which exists. labels: a PDF; its n-th page goes on the n-th
   page of the document, its last one on all behind it. at->every: on all pages, else the first. */
bool attach_stamp(struct arena *a, struct messages *e, const struct attach *at,
    const struct buf *labels, const char *out, struct attach_facts *f);

/* Opens the copy again, in other processes: as many pages, each with its label; and draws the
   labels' places as a viewer does: what is printed there in the document, and that each label
   shows in the copy. At most the first 100 labels are drawn. f: as it came from attach_stamp with
   the same labels; what was found is added to it. */
bool attach_verify(struct arena *a, struct messages *e, const struct attach *at,
    const struct buf *labels, const char *out, struct attach_facts *f);

/* One of many documents that are visited at the same time, as many as there are processors; what
   is said of each is its own. */
struct attach_job {
    struct attach at;
    const struct buf *labels; /* as for attach_stamp: it is told what is printed where they would
                                 stand; NULL: that does not matter */
    bool texts;               /* facts.texts are wanted */
    bool fingerprints;        /* facts.prints are wanted */
    struct messages *found;
    bool good; /* else 'found' has an error */
    struct attach_facts facts;
};

/* Visits them: each file once, however many jobs name it with one password, and looks at what is
   printed in the labels' places. */
void attach_visit_all(struct arena *a, struct attach_job *jobs, size_t count);

/* Warnings and notes about what was found; 'rewritten': for a document that is written anew. */
void attach_report(
    struct messages *e, const struct attach *at, const struct attach_facts *f, bool rewritten);

#endif
