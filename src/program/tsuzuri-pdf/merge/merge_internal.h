/* merge_internal: what the files of a merge share.
   Prefixes: destination_ where a link leads to, source_ a document that is taken from, sanitise_
   what does not travel, share_ what is stored once, merge_page_ a page of the packet, outline_ its
   entries, catalog_ what stands above all pages, layer_ optional content. */
#ifndef PROGRAM_TSUZURI_PDF_MERGE_MERGE_INTERNAL_H
#define PROGRAM_TSUZURI_PDF_MERGE_MERGE_INTERNAL_H

#include "program/tsuzuri-pdf/document/handle.h"
#include "program/tsuzuri-pdf/document/object_map.h"
#include "program/tsuzuri-pdf/merge/merge.h"

/* A destination: a page and what is shown of it. */
struct destination {
    int page; /* of the source, from 0; -1: none */
    char fit[8];
    int count;
    double at[4];
    bool set[4]; /* else null */
};

struct source_name {
    bool is_name; /* else a string */
    char *data;
    size_t size;
    struct destination target;
};

struct source {
    struct source *next;
    struct pdf_document *d;
    struct object_map pages; /* numbers by object */
    struct object_map cleaned;
    struct source_name *names; /* sorted */
    size_t name_count;
    size_t name_room;
    bool names_read;
    bool layers_taken;
    struct merge_dropped dropped;
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
struct outline_entry {
    int level;
    char *title; /* as in a PDF's string */
    size_t size;
    int object; /* the page, 0: none */
    struct destination target;
    bool open;
    int style;
    bool coloured;
    double colour[3];
};

struct page_label_range {
    int page;
    const char *prefix;
};

struct named_destination {
    const char *name;
    int object;
    struct destination target;
};

/* share.c */
struct shared {
    struct object_map known; /* what is used instead of an object */
    struct share *all;
    size_t count;
    size_t room;
    int *slots;
    size_t slot_count;
};

struct merge {
    struct pdf_document *d;
    int own_pages;
    const char *group;
    bool fit_a4;
    char version[4]; /* "1.7" */
    struct label *labels;
    int label_count;
    struct source *sources;
    struct outline_entry *entries;
    size_t entry_count;
    size_t entry_room;
    struct page_label_range *ranges;
    size_t range_count;
    struct named_destination *destinations;
    size_t destination_count;
    struct shared shared;
};

/* A document's pages on their way. */
struct taking {
    struct merge *p;
    struct source *s;
    const struct merge_part *part;
    struct placed *placed;
    int count;
    struct object_map first; /* index in placed, by the source's page + 1 */
};

/* --- destination.c --- */

/* Reads a destination of any kind: an array, a name, a string. */
struct destination destination_read(struct source *s, qpdf_oh o);
/* Reads where an action or, without one, a destination leads to. */
struct destination destination_of(struct source *s, qpdf_oh action, qpdf_oh destination);
/* Looks up the place of a page that was taken; NULL: it was not. Lent. */
const struct placed *destination_placed(const struct taking *t, const struct destination *target);
/* Moves a destination as its page was scaled. */
struct destination destination_moved(const struct destination *t, struct matrix m);
/* Makes a destination an array on a page of d, by the page's object number. */
qpdf_oh destination_array(struct pdf_document *d, int page, const struct destination *t);
/* Frees the names of a source's destinations. */
void source_forget_names(struct source *s);

/* --- sanitise.c --- */

/* Takes out of what hangs on an object all that does not travel, and notes the length of streams
   for share_object. False where it is nested too deeply. */
bool sanitise_object(struct source *s, qpdf_oh o);
/* True for the key of a list of plain numbers, which need not be walked. */
bool sanitise_is_plain(const char *key);
#define SANITISE_LENGTH "/TzLength"

/* --- share.c --- */

/* Replaces what hangs on an object by what is there already. */
void share_object(struct merge *p, qpdf_oh o);
/* Frees what is known of shared objects. */
void share_release(struct shared *s);

/* --- dropped.c --- */

/* Finds what a document has and does not take with it. */
struct merge_dropped dropped_find(struct pdf_document *d);

/* --- page.c --- */

/* Copies a page to the end of the packet. False: an error, or it is nested too deeply. */
bool merge_page_add(struct taking *t, int page, bool labelled, struct placed *out);
/* Adds an empty page. */
bool merge_page_add_blank(struct merge *p, const struct view *v);
/* Copies a dictionary of the source into the packet; its objects are shared. */
bool merge_page_copy(struct merge *p, struct source *s, qpdf_oh dict, qpdf_oh *out);

/* --- prune.c --- */

/* Returns the resources without the pictures that a page does not name: where few pages are taken
   of many, those of the others stay behind. */
qpdf_oh merge_page_prune(struct source *s, qpdf_oh page, qpdf_oh resources);

/* --- annotation.c --- */

/* Gives a page that was taken its annotations. False as merge_page_add. */
bool merge_page_annotate(struct taking *t, const struct placed *at);
/* Moves an annotation's place and its points; m only scales and moves. */
void merge_annotation_move(struct pdf_document *d, qpdf_oh annotation, struct matrix m);

/* --- outline.c --- */

/* Adds an entry, whose title is given away. */
void outline_add(struct merge *p, const struct outline_entry *e);
/* Adds the entries of a document that lead to pages that were taken, below a level. */
void outline_take(struct taking *t, int level);
/* Writes all entries behind those of our own outline. */
void outline_write(struct merge *p);
/* Frees all entries. */
void outline_release(struct merge *p);

/* --- catalog.c --- */

/* Writes page labels and the names of destinations. */
void catalog_write(struct merge *p);

/* --- layer.c --- */

/* Takes a document's layers under its title, once. False: they are nested too deeply. */
bool layer_take(struct merge *p, struct source *s, const char *title);

#endif
