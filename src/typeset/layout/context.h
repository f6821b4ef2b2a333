/* context: what all of the layout works with: the document under way, spans that grow, the measures
   of columns, conditions, repetitions and scaled lengths. Internal to the layout.
   Prefixes: lay_. */
#ifndef TYPESET_LAYOUT_CONTEXT_H
#define TYPESET_LAYOUT_CONTEXT_H

#include "model/answer/former.h"
#include "typeset/design/design.h"

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

/* The document under way and what it is laid out with. */
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
    mpt room;        /* the height that an alternative may have; 0: any */
    bool trying;     /* an alternative that another one may take the place of */
    int inside;      /* sheets, rows, boxes, cells around: no page break there */
    bool tell_words; /* see layout_choice */
};

/* Returns what text of this document is set with. */
struct typesetter lay_typesetter(const struct lay *l);

/* The whole of a scale: sizes are multiplied by scale/LAY_FULL. */
#define LAY_FULL 1000000
/* What changed values are written in. */
#define LAY_RED 0xd00000u

/* Inline content as spans, with the values that it shows. */
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

/* Returns the widths of columns: fixed ones as they are, the rest shared by their fr. An error
   where they are wider than width. */
mpt *lay_columns(struct lay *l, const struct block *b, mpt width, mpt gap);

/* What is done at each turn of a repetition. */
struct turn {
    void (*each)(struct lay *l, const void *what, const struct scope *s, void *data);
    const void *what;
    void *data;
};
/* Calls each for every turn of a repetition (once, without a variable, where there is none). */
void lay_repeat(struct lay *l, const struct repeat *r, const struct scope *s, struct turn turn);

/* Tells whether a condition holds; NULL holds. */
bool lay_wanted(const struct condition *when, const struct scope *s);
/* Returns a style, or 'body' where own is NULL. */
const struct style *lay_style(const struct lay *l, const struct style *own);

/* Returns thousandths of a length. */
mpt lay_scaled(mpt length, int thousandths);
/* Returns a length in a smaller type, exact for the sizes that it was made of. */
mpt lay_shrunk(mpt length, int scale);

#endif
