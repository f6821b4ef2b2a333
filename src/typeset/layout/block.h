/* block: blocks become slabs. Internal to the layout (layout.h is its door).
   Prefixes: lay_. */
#ifndef TYPESET_LAYOUT_BLOCK_H
#define TYPESET_LAYOUT_BLOCK_H

#include "model/answer/former.h"
#include "typeset/design/design.h"
#include "typeset/layout/fragment.h"

/* A value that did not fit its place and goes on elsewhere. */
struct overflow_sheet {
    struct overflow_sheet *next;
    int number;
    const char *item; /* what tells it from the others whatever else overflows */
    const char *title;
    const struct inst *inst;
    const char *text;
    bool changed; /* it is another value than before */
};

struct lay {
    struct arena *arena;
    struct messages *err;
    struct fonts *fonts;
    const struct design *design;
    const struct document *document;
    const struct changes *changes; /* NULL: none are shown */
    bool red;                      /* what a continuation sheet prints is a changed value */
    mpt body_height;               /* of the document's pages */
    struct overflow_sheet *sheets; /* of the document under way */
    int sheet_count;
    const struct inst *continued; /* whose value a continuation sheet prints, or NULL */
    int depth;
    bool trying;     /* an alternative that another one may take the place of */
    int inside;      /* sheets, rows, boxes, cells around: no page break there */
    bool tell_words; /* see layout_choice */
};

/* Texts of a design are set once for all documents that are laid out with it from now on
   (design->cache); in the arena, of a few MiB at most. */
struct set_cache *set_cache_new(struct arena *a);

/* Lays out a chain of blocks in a column; gap stands between them. */
void lay_blocks(struct lay *l, const struct block *b, const struct scope *s, mpt width, mpt gap,
    struct fragments *out);

void lay_text(
    struct lay *l, const struct block *b, const struct scope *s, mpt width, struct fragments *out);
void lay_table(
    struct lay *l, const struct block *b, const struct scope *s, mpt width, struct fragments *out);

/* The same for content that no page break cuts. */
void lay_inside(struct lay *l, const struct block *b, const struct scope *s, mpt width, mpt gap,
    struct fragments *out);

/* A QR code of the text, with its quiet zone, in the upper left corner (qrcode.c). */
void lay_qr(struct lay *l, const struct block *b, const struct scope *s, struct fragments *out);

/* The picture of a file; nothing where no file is named (image.c). */
void lay_image(
    struct lay *l, const struct block *b, const struct scope *s, mpt width, struct fragments *out);

/* Widths of columns: fixed ones as they are, the rest shared by their fr. */
mpt *lay_columns(struct lay *l, const struct block *b, mpt width, mpt gap);

/* Calls each for every turn of a repetition (once, without a variable, where there is none). */
struct turn {
    void (*each)(struct lay *l, const void *what, const struct scope *s, void *data);
    const void *what;
    void *data;
};
void lay_repeat(struct lay *l, const struct repeat *r, const struct scope *s, struct turn turn);

bool lay_wanted(const struct condition *when, const struct scope *s);

/* Inline content as spans, sizes scaled by scale/LAY_FULL (see inline.c). */
#define LAY_FULL 1000000
struct lay_spans {
    struct span *spans;
    size_t count;
    size_t room;
    const struct inst *value; /* the longest value among them, or NULL */
    size_t value_size;
    const struct inst **seen; /* every value that is printed, or decides what is */
    size_t seen_count;
    bool changed;  /* one of them is another one than before */
    bool new_only; /* the former ones are left out */
    bool roomy;    /* there is room for as many lines as it takes */
};
void lay_inline(struct lay *l, const struct inl *i, const struct style *look, const struct scope *s,
    int scale, struct lay_spans *out);
/* Which values inline content prints, and what of them changed (former_value.c). */
void lay_see(struct lay *l, struct value v, struct lay_spans *out);
void lay_see_condition(
    struct lay *l, const struct condition *x, const struct scope *s, struct lay_spans *out);
/* The text of a value as it stood; *changed where it is another one now. */
const char *lay_former(struct lay *l, const struct inl *i, const struct scope *s, bool *changed);
/* Whether a condition holds now and did not hold as it stood, or the other way round. */
bool lay_turned(struct lay *l, const struct condition *x, const struct scope *s);
void lay_note_values(
    struct lay *l, const struct lay_spans *spans, mpt width, struct fragment *first);

/* What changed values are written in. */
#define LAY_RED 0xd00000u

/* Text with its reading (ruby.c). */
void lay_ruby(struct lay *l, const struct inl *i, const struct style *look, const struct scope *s,
    int scale, struct lay_spans *out);
struct span *lay_span(struct lay *l, struct lay_spans *out);
/* Warns of words that are wider than a line and will be cut, where that is asked for
   (long_word.c). */
void lay_words(struct lay *l, const struct lay_spans *spans, mpt measure);
/* Inline content as plain text. */
const char *lay_plain(struct lay *l, const struct inl *i, const struct scope *s);

/* One line of text at its natural width, centred in w or from x on; returns its width. */
mpt lay_label(struct lay *l, const struct style *look, const char *text, mpt x, mpt w, mpt top,
    struct ops *ops);

const struct style *lay_style(const struct lay *l, const struct style *own);
/* Thousandths of a length; a length in a smaller type, exact for the sizes that it was made of. */
mpt lay_scaled(mpt length, int thousandths);
mpt lay_shrunk(mpt length, int scale);

#endif
