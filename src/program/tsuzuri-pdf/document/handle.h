/* handle: what the files behind document.h share.
   Prefixes: oh_ an object handle, tree_ the page tree, content_ a page's content streams,
   drawing_ what is drawn behind them. */
#ifndef PROGRAM_TSUZURI_PDF_DOCUMENT_HANDLE_H
#define PROGRAM_TSUZURI_PDF_DOCUMENT_HANDLE_H

#include "base/buf.h"
#include "program/tsuzuri-pdf/document/document.h"

#include <qpdf/qpdf-c.h>

struct qdoc {
    qpdf_data q;
    struct buf bytes; /* the file, where it is read from memory */
    enum qdoc_state state;
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
struct qdoc *qdoc_new(void);
/* Keeps a state and libqpdf's last error as its detail; false. */
bool qdoc_fail(struct qdoc *d, enum qdoc_state state);
/* True where the last calls ended with an error, which is dropped. */
bool qdoc_stumbled(struct qdoc *d);

struct zlib *qdoc_flate(struct qdoc *d);

/* object.c: objects of any kind may be asked; what does not fit is null. */
qpdf_oh oh_key(struct qdoc *d, qpdf_oh dict, const char *key);
/* Looked for in the page and in what it inherits from. */
bool oh_inherited(struct qdoc *d, qpdf_oh page, const char *key,
    bool (*fits)(struct qdoc *, qpdf_oh), qpdf_oh *out);
bool oh_is_dict(struct qdoc *d, qpdf_oh o);
bool oh_is_box(struct qdoc *d, qpdf_oh o);
bool oh_is_number(struct qdoc *d, qpdf_oh o);
struct box oh_box(struct qdoc *d, qpdf_oh o);
double oh_number(struct qdoc *d, qpdf_oh o, double otherwise);
/* False for a dictionary with a name that libqpdf's C interface loses: one with a stray #. */
bool oh_can_copy(struct qdoc *d, qpdf_oh dict);
/* A new dictionary with the same entries. */
qpdf_oh oh_copy_dict(struct qdoc *d, qpdf_oh dict);
/* A new indirect stream; a long one is packed. */
qpdf_oh oh_stream(struct qdoc *d, const void *data, size_t size);
/* The keys of a dictionary: only one can be walked at a time. */
struct keys {
    char **names;
    size_t count;
};
struct keys oh_keys(struct qdoc *d, qpdf_oh dict);
void keys_release(struct keys *k);
void oh_set_name(struct qdoc *d, qpdf_oh dict, const char *key, const char *name);
void oh_set_int(struct qdoc *d, qpdf_oh dict, const char *key, long long n);
/* Its dictionary becomes that of a form XObject. resources may be 0. */
void oh_make_form(struct qdoc *d, qpdf_oh stream, struct box box, qpdf_oh resources);
void oh_set_box(struct qdoc *d, qpdf_oh dict, const char *key, struct box box);

/* object_set.c: indirect objects that a walk has met; {0} at first. */
struct seen {
    int *slots; /* object numbers, open addressing */
    size_t count;
    size_t room;
};
/* True where it was not met before (or is direct), and the walk is not too long yet. */
bool seen_first(struct qdoc *d, struct seen *s, qpdf_oh o);
void seen_release(struct seen *s);

/* stamp.c: a page of 'labels' (which may be d) as a form XObject of d, and such a form in the
   corner of a page. */
bool stamp_form(struct qdoc *d, struct qdoc *labels, int label, struct view *size, qpdf_oh *form);
void stamp_page(struct qdoc *d, int page, qpdf_oh form, const struct view *size, double margin);
/* The same at the foot of the page. */
void stamp_foot(struct qdoc *d, int page, qpdf_oh form, const struct view *size, double margin);
/* Where annotations would hide that label: it is drawn again above them. */
void stamp_cover(struct qdoc *d, int page, qpdf_oh form, const struct view *size, double margin);

/* object_map.c: numbers by object numbers; {0} at first. */
struct id {
    int key;
    int value;
};
struct ids {
    struct id *slots; /* open addressing */
    size_t count;
    size_t room;
};
bool ids_find(const struct ids *m, int key, int *value);
void ids_put(struct ids *m, int key, int value);
void ids_release(struct ids *m);

/* page_tree.c: gathers the pages that can be reached and puts them in a new page tree. False where
   there are none, or the first one is lost. */
bool tree_rebuild(struct qdoc *d);

/* repair.c: the n-th way to put a damaged file together again, in memory; false behind the
   last one. */
bool repair_bytes(const struct buf *file, int n, struct buf *out);

/* page.c: smaller, towards the lower left as it is shown. */
struct matrix sheet_shrunk(const struct view *v);
/* What was shown of the page, and nothing beside it, is drawn elsewhere; m only scales and moves.
   The page has its own Resources. */
void sheet_scale(struct qdoc *d, qpdf_oh page, struct matrix m, struct box clip);
/* annotation.c: its place and its points; m only scales and moves. */
void annotation_move(struct qdoc *d, qpdf_oh annotation, struct matrix m);

/* covered.c: an annotation is drawn above a label that is placed by m. */
bool page_covers(struct qdoc *d, qpdf_oh page, struct matrix m, double width, double height);
/* Draws the label again as the last annotation of the page, above all others. */
void page_cover(
    struct qdoc *d, qpdf_oh page, qpdf_oh form, struct matrix m, double width, double height);

/* salvage.c: decodes a stream that libqpdf cannot: what stands before the damage, as readers
   show it. False where its filters are not for such data. */
bool stream_salvage(struct qdoc *d, qpdf_oh stream, size_t most, struct buf *out);

/* content.c */
struct content {
    qpdf_oh *streams;
    size_t count;
    struct buf text;    /* all streams decoded, a newline behind each */
    bool decoded;       /* all of them could be, some perhaps in part */
    bool mended;        /* one of them in part */
    bool too_long;      /* the text is not complete */
    struct buf closing; /* operators that close what the content leaves open */
    bool loose;         /* it would not come back from between q and Q */
};
void content_read(struct qdoc *d, qpdf_oh page, struct content *c);
void content_release(struct content *c);
/* The whole content as one new stream; false where that cannot be. */
bool content_join(struct qdoc *d, const struct content *c, qpdf_oh *out);

/* draw.c: what is drawn behind a page's own content, in the state that the page began with.
   The own streams stay as they are, between q and Q; where they would not come back from there
   they become a form XObject. */
struct drawing {
    struct qdoc *d;
    qpdf_oh page;
    qpdf_oh xobjects; /* the page's own from now on */
    struct content own;
    bool wrapped;
    int next;        /* the number in the name of the next form */
    struct buf tail; /* operators behind the own content */
};
void drawing_begin(struct drawing *w, struct qdoc *d, int page);
/* Under a name that begins with a stem. */
void drawing_form(struct drawing *w, const char *stem, qpdf_oh form, struct matrix m);
void drawing_end(struct drawing *w);
void drawing_matrix(struct buf *out, struct matrix m);

#endif
