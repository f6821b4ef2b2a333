/* handle: what the files behind document.h share.
   Prefixes: oh_ an object handle, tree_ the page tree, content_ a page's content streams,
   drawing_ what is drawn behind them. */
#ifndef PROGRAM_TSUZURI_PDF_DOCUMENT_HANDLE_H
#define PROGRAM_TSUZURI_PDF_DOCUMENT_HANDLE_H

#include "base/buf.h"
#include "program/tsuzuri-pdf/document/document.h"

#include <qpdf/qpdf-c.h>

struct pdf_document {
    qpdf_data q;
    struct buf bytes; /* the file, where it is read from memory */
    enum document_state state;
    struct buf detail;
    struct buf first_fault;
    struct buf font;
    int pages;
    int faults;
    bool rebuilt;
    bool lent;          /* objects of other documents are in it */
    bool first_lost;    /* there are pages, but not the first one */
    int covered;        /* pages on which an annotation stands on the label */
    struct zlib *flate; /* NULL until something is packed */
    int opening;        /* object number of the shared stream 'q', 0: none yet */
};

/* document.c */
struct pdf_document *document_new(void);
/* Keeps a state and libqpdf's last error as its detail; false. */
bool document_fail(struct pdf_document *d, enum document_state state);
/* True where the last calls ended with an error, which is dropped. */
bool document_take_error(struct pdf_document *d);

struct zlib *document_deflater(struct pdf_document *d);

/* object.c: objects of any kind may be asked; what does not fit is null. */
qpdf_oh object_key(struct pdf_document *d, qpdf_oh dict, const char *key);
/* Looked for in the page and in what it inherits from. */
bool object_inherited(struct pdf_document *d, qpdf_oh page, const char *key,
    bool (*fits)(struct pdf_document *, qpdf_oh), qpdf_oh *out);
bool object_is_dict(struct pdf_document *d, qpdf_oh o);
bool object_is_box(struct pdf_document *d, qpdf_oh o);
bool object_is_number(struct pdf_document *d, qpdf_oh o);
struct box object_box(struct pdf_document *d, qpdf_oh o);
double object_number(struct pdf_document *d, qpdf_oh o, double otherwise);
/* False for a dictionary with a name that libqpdf's C interface loses: one with a stray #. */
bool object_can_copy(struct pdf_document *d, qpdf_oh dict);
/* A new dictionary with the same entries. */
qpdf_oh object_copy_dict(struct pdf_document *d, qpdf_oh dict);
/* A new indirect stream; a long one is packed. */
qpdf_oh object_stream(struct pdf_document *d, const void *data, size_t size);
/* The keys of a dictionary: only one can be walked at a time. */
struct object_keys {
    char **names;
    size_t count;
};
struct object_keys object_keys(struct pdf_document *d, qpdf_oh dict);
void object_keys_release(struct object_keys *k);
void object_set_name(struct pdf_document *d, qpdf_oh dict, const char *key, const char *name);
void object_set_int(struct pdf_document *d, qpdf_oh dict, const char *key, long long n);
/* Its dictionary becomes that of a form XObject. resources may be 0. */
void object_make_form(struct pdf_document *d, qpdf_oh stream, struct box box, qpdf_oh resources);
void object_set_box(struct pdf_document *d, qpdf_oh dict, const char *key, struct box box);

/* object_set.c: indirect objects that a walk has met; {0} at first. */
struct object_set {
    int *slots; /* object numbers, open addressing */
    size_t count;
    size_t room;
};
/* True where it was not met before (or is direct), and the walk is not too long yet. */
bool object_set_add(struct pdf_document *d, struct object_set *s, qpdf_oh o);
void object_set_release(struct object_set *s);

/* stamp.c: a page of 'labels' (which may be d) as a form XObject of d, and such a form in the
   corner of a page. */
bool stamp_form(struct pdf_document *d, struct pdf_document *labels, int label, struct view *size,
    qpdf_oh *form);
void stamp_page(
    struct pdf_document *d, int page, qpdf_oh form, const struct view *size, double margin);
/* The same at the foot of the page. */
void stamp_foot(
    struct pdf_document *d, int page, qpdf_oh form, const struct view *size, double margin);
/* Where annotations would hide that label: it is drawn again above them. */
void stamp_cover(
    struct pdf_document *d, int page, qpdf_oh form, const struct view *size, double margin);

/* object_map.c: numbers by object numbers; {0} at first. */
struct object_map_slot {
    int key;
    int value;
};
struct object_map {
    struct object_map_slot *slots; /* open addressing */
    size_t count;
    size_t room;
};
bool object_map_find(const struct object_map *m, int key, int *value);
void object_map_put(struct object_map *m, int key, int value);
void object_map_release(struct object_map *m);

/* page_tree.c: gathers the pages that can be reached and puts them in a new page tree. False where
   there are none, or the first one is lost. */
bool page_tree_rebuild(struct pdf_document *d);

/* repair.c: the n-th way to put a damaged file together again, in memory; false behind the
   last one. */
bool repair_bytes(const struct buf *file, int n, struct buf *out);

/* page.c: smaller, towards the lower left as it is shown. */
struct matrix shrink_matrix(const struct view *v);
/* What was shown of the page, and nothing beside it, is drawn elsewhere; m only scales and moves.
   The page has its own Resources. */
void shrink_content(struct pdf_document *d, qpdf_oh page, struct matrix m, struct box clip);
/* annotation.c: its place and its points; m only scales and moves. */
void merge_annotation_move(struct pdf_document *d, qpdf_oh annotation, struct matrix m);

/* covered.c: an annotation is drawn above a label that is placed by m. */
bool cover_is_needed(
    struct pdf_document *d, qpdf_oh page, struct matrix m, double width, double height);
/* Draws the label again as the last annotation of the page, above all others. */
void cover_draw(struct pdf_document *d, qpdf_oh page, qpdf_oh form, struct matrix m, double width,
    double height);

/* salvage.c: decodes a stream that libqpdf cannot: what stands before the damage, as readers
   show it. False where its filters are not for such data. */
bool salvage_stream(struct pdf_document *d, qpdf_oh stream, size_t most, struct buf *out);

/* content.c */
struct page_content {
    qpdf_oh *streams;
    size_t count;
    struct buf text;    /* all streams decoded, a newline behind each */
    bool decoded;       /* all of them could be, some perhaps in part */
    bool mended;        /* one of them in part */
    bool too_long;      /* the text is not complete */
    struct buf closing; /* operators that close what the content leaves open */
    bool loose;         /* it would not come back from between q and Q */
};
void page_content_read(struct pdf_document *d, qpdf_oh page, struct page_content *c);
void page_content_release(struct page_content *c);
/* The whole content as one new stream; false where that cannot be. */
bool page_content_join(struct pdf_document *d, const struct page_content *c, qpdf_oh *out);

/* draw.c: what is drawn behind a page's own content, in the state that the page began with.
   The own streams stay as they are, between q and Q; where they would not come back from there
   they become a form XObject. */
struct drawing {
    struct pdf_document *d;
    qpdf_oh page;
    qpdf_oh xobjects; /* the page's own from now on */
    struct page_content own;
    bool wrapped;
    int next;        /* the number in the name of the next form */
    struct buf tail; /* operators behind the own content */
};
void drawing_begin(struct drawing *w, struct pdf_document *d, int page);
/* Under a name that begins with a stem. */
void drawing_form(struct drawing *w, const char *stem, qpdf_oh form, struct matrix m);
void drawing_end(struct drawing *w);
void drawing_matrix(struct buf *out, struct matrix m);

#endif
