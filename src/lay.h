/* lay: blocks become slabs. Internal to the layout (layout.h is its door).
   Prefixes: lay_. */
#ifndef LAY_H
#define LAY_H

#include "design.h"
#include "slab.h"

/* A value that did not fit its place and goes on elsewhere. */
struct overflow_sheet {
    struct overflow_sheet *next;
    int number;
    const char *title;
    const struct inst *inst;
    const char *text;
};

struct lay {
    struct arena *arena;
    struct err *err;
    struct fonts *fonts;
    const struct design *design;
    const struct document *document;
    mpt body_height;               /* of the document's pages */
    struct overflow_sheet *sheets; /* of the document under way */
    int sheet_count;
    int depth;
    int inside; /* sheets, rows, boxes, cells around: no page break there */
};

/* Texts of a design are set once for all documents that are laid out with it from now on
   (design->cache); in the arena, of a few MiB at most. */
struct set_cache *set_cache_new(struct arena *a);

/* Lays out a chain of blocks in a column; gap stands between them. */
void lay_blocks(struct lay *l, const struct block *b, const struct scope *s, mpt width, mpt gap,
    struct slabs *out);

void lay_text(
    struct lay *l, const struct block *b, const struct scope *s, mpt width, struct slabs *out);
void lay_table(
    struct lay *l, const struct block *b, const struct scope *s, mpt width, struct slabs *out);

/* The same for content that no page break cuts. */
void lay_inside(struct lay *l, const struct block *b, const struct scope *s, mpt width, mpt gap,
    struct slabs *out);

/* A QR code of the text, with its quiet zone, in the upper left corner (lay_qr.c). */
void lay_qr(struct lay *l, const struct block *b, const struct scope *s, struct slabs *out);

/* The picture of a file; nothing where no file is named (lay_image.c). */
void lay_image(
    struct lay *l, const struct block *b, const struct scope *s, mpt width, struct slabs *out);

/* Widths of columns: fixed ones as they are, the rest shared by their fr. */
mpt *lay_columns(struct lay *l, const struct block *b, mpt width, mpt gap);

/* Calls each for every turn of a repetition (once, without a variable, where there is none). */
struct turn {
    void (*each)(struct lay *l, const void *what, const struct scope *s, void *data);
    const void *what;
    void *data;
};
void lay_repeat(struct lay *l, const struct repeat *r, const struct scope *s, struct turn turn);

bool lay_wanted(const struct expr *when, const struct scope *s);

/* Inline content as spans, sizes scaled by scale/LAY_FULL (see lay_inline.c). */
#define LAY_FULL 1000000
struct lay_spans {
    struct span *spans;
    size_t count;
    size_t room;
    const struct inst *value; /* the longest value among them, or NULL */
    size_t value_size;
};
void lay_inline(struct lay *l, const struct inl *i, const struct look *look, const struct scope *s,
    int scale, struct lay_spans *out);
/* Text with its reading (lay_ruby.c). */
void lay_ruby(struct lay *l, const struct inl *i, const struct look *look, const struct scope *s,
    int scale, struct lay_spans *out);
struct span *lay_span(struct lay *l, struct lay_spans *out);
/* Inline content as plain text. */
const char *lay_plain(struct lay *l, const struct inl *i, const struct scope *s);

/* One line of text at its natural width, centred in w or from x on; returns its width. */
mpt lay_label(struct lay *l, const struct look *look, const char *text, mpt x, mpt w, mpt top,
    struct ops *ops);

const struct look *lay_look(const struct lay *l, const struct look *own);
/* Thousandths of a length; a length in a smaller type, exact for the sizes that it was made of. */
mpt lay_scaled(mpt length, int thousandths);
mpt lay_shrunk(mpt length, int scale);

#endif
