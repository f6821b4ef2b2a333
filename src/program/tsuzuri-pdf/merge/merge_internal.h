/* merge_internal: what the files behind the packets of document.h share.
   Prefixes: target_ where a link leads to, source_ a document that is taken from, clean_ what does
   not travel, share_ what is stored once, sheet_ a page of the packet, entry_ of the outline,
   catalog_ what stands above all pages. */
#ifndef PROGRAM_TSUZURI_PDF_MERGE_MERGE_INTERNAL_H
#define PROGRAM_TSUZURI_PDF_MERGE_MERGE_INTERNAL_H

#include "program/tsuzuri-pdf/document/handle.h"

/* A destination: a page and what is shown of it. */
struct target {
    int page; /* of the source, from 0; -1: none */
    char fit[8];
    int count;
    double at[4];
    bool set[4]; /* else null */
};

struct named {
    bool is_name; /* else a string */
    char *data;
    size_t size;
    struct target target;
};

struct source {
    struct source *next;
    struct qdoc *d;
    struct ids pages; /* numbers by object */
    struct ids cleaned;
    struct named *names; /* sorted */
    size_t name_count;
    size_t name_room;
    bool names_read;
    bool layers_taken;
    struct qdropped dropped;
};

/* A page of others in the packet. */
struct placed {
    int object;
    int page; /* of the source */
    struct matrix m;
};

struct label {
    int object;
    struct view size;
};

/* An entry of the outline; they stand in reading order. */
struct entry {
    int level;
    char *title; /* as in a PDF's string */
    size_t size;
    int object; /* the page, 0: none */
    struct target target;
    bool open;
    int style;
    bool coloured;
    double colour[3];
};

struct range {
    int page;
    const char *prefix;
};

struct destination {
    const char *name;
    int object;
    struct target target;
};

/* share.c */
struct shared {
    struct ids known; /* what is used instead of an object */
    struct share *all;
    size_t count;
    size_t room;
    int *slots;
    size_t slot_count;
};

struct qpacket {
    struct qdoc *d;
    int own_pages;
    const char *group;
    bool fit_a4;
    char version[4]; /* "1.7" */
    struct label *labels;
    int label_count;
    struct source *sources;
    struct entry *entries;
    size_t entry_count;
    size_t entry_room;
    struct range *ranges;
    size_t range_count;
    struct destination *destinations;
    size_t destination_count;
    struct shared shared;
};

/* A document's pages on their way. */
struct taking {
    struct qpacket *p;
    struct source *s;
    const struct qpart *part;
    struct placed *placed;
    int count;
    struct ids first; /* index in placed, by the source's page + 1 */
};

/* destination.c */
/* A destination of any kind: an array, a name, a string. */
struct target target_read(struct source *s, qpdf_oh o);
/* Where an action or, without one, a destination leads to. */
struct target target_of(struct source *s, qpdf_oh action, qpdf_oh destination);
/* The place of a page that was taken, or NULL. */
const struct placed *target_place(const struct taking *t, const struct target *target);
/* The same place on a page that was scaled. */
struct target target_moved(const struct target *t, struct matrix m);
qpdf_oh target_array(struct qdoc *d, int page, const struct target *t);
void source_forget_names(struct source *s);

/* sanitise.c: takes out of what hangs on an object all that does not travel, and notes the
   length of streams for share_object. False where it is nested too deeply. */
bool clean_object(struct source *s, qpdf_oh o);
/* The key of a list of numbers. */
bool clean_is_plain(const char *key);
#define CLEAN_LENGTH "/TzLength"

/* share.c: replaces what hangs on an object by what is there already. */
void share_object(struct qpacket *p, qpdf_oh o);
void share_release(struct shared *s);

/* dropped.c: what a document has and does not take with it. */
struct qdropped source_drops(struct qdoc *d);

/* page.c: a copy of a page at the end of the packet. */
bool sheet_add(struct taking *t, int page, bool labelled, struct placed *out);
bool sheet_add_blank(struct qpacket *p, const struct view *v);
/* A dictionary of the source in the packet; its objects are shared. */
bool sheet_copy(struct qpacket *p, struct source *s, qpdf_oh dict, qpdf_oh *out);

/* prune.c: the resources without the pictures that a page does not name: where few
   pages are taken of many, those of the others stay behind. */
qpdf_oh sheet_prune(struct source *s, qpdf_oh page, qpdf_oh resources);

/* annotation.c: the annotations of a page that was taken. */
bool sheet_annotate(struct taking *t, const struct placed *at);

/* outline.c */
void entry_add(struct qpacket *p, const struct entry *e);
/* The entries of a document that lead to pages that were taken, below a level. */
void entry_take(struct taking *t, int level);
void entry_write(struct qpacket *p);
void entry_release(struct qpacket *p);

/* catalog.c: page labels and the names of destinations. */
void catalog_write(struct qpacket *p);

/* layer.c */
bool layers_take(struct qpacket *p, struct source *s, const char *title);

#endif
