/* fragment: pieces of a column that no page break cuts, and columns made of them.
   Positions in a fragment are relative to its upper left corner.
   Prefixes: fragment_ one piece, fragments_ a column. */
#ifndef TYPESET_LAYOUT_FRAGMENT_H
#define TYPESET_LAYOUT_FRAGMENT_H

#include "base/messages.h"
#include "typeset/page/page_list.h"

struct arena;
struct fragment;

/* Something to remember about a place: a frame, or an outline entry. */
struct note {
    struct note *next;
    const char *name;
    bool is_outline;
    enum frame_kind kind; /* of a frame */
    int level;            /* of an outline entry */
    mpt x, y, w, h;
};

struct fragments {
    struct fragment *first;
    struct fragment *last;
    mpt pending; /* space before the next fragment that is added */
};

/* How a table row that is taller than a page is cut: each part takes what fits of every cell's
   column, and has a frame of its own. */
struct cut_cell {
    mpt x;
    struct fragments content;
};

struct cut {
    struct cut_cell *cells;
    size_t count;
    mpt pad_top, pad_bottom;
    void (*frame)(struct arena *a, const void *table, size_t row, mpt height, struct ops *ops);
    const void *table;
    size_t row;
};

struct fragment {
    struct fragment *next;
    mpt before; /* space above, dropped at the top of a page */
    mpt height;
    mpt reach;      /* how far its drawing goes down where that may be more than its height */
    bool stick;     /* no page break behind it */
    bool breaks;    /* a page break before it */
    bool fills;     /* takes what is left of a sheet or box */
    bool fixed;     /* stands at a place of its own: takes no room */
    bool from_page; /* fixed: measured from the paper's corner, not the margin's */
    struct ops ops;
    struct ops top_edge;    /* drawn where it comes first behind a page break */
    struct ops bottom_edge; /* drawn where it comes last before one */
    struct note *notes;
    struct fragments *head; /* repeated above it behind a page break; NULL: nothing */
    struct cut *cut;        /* how it is cut where it is taller than a page; NULL: not at all */
    struct position at;     /* of its block, for messages */
};

struct fragment *fragment_add(struct arena *a, struct fragments *list, struct position at);
void fragment_note(struct arena *a, struct fragment *s, struct note note);
/* All of one list behind another. */
void fragments_append(struct fragments *to, struct fragments *from);

/* The sum, or as much as a page list can hold. */
mpt mpt_sum(mpt a, mpt b);

/* The first slab that takes room, or NULL. */
struct fragment *fragments_top(const struct fragments *list);

/* Natural height of a column; space above its first slab not counted. */
mpt fragments_height(const struct fragments *list);

/* Lets a column fill a height: what is left goes to its filling slabs, or above the content as
   the share says (0 top, 1 middle, 2 bottom). Sets the first slab's 'before', which counts
   here. */
void fragments_stretch(struct fragments *list, mpt height, int share);

/* Copies operations, so that they can be drawn twice. */
void ops_copy(struct arena *a, const struct ops *from, struct ops *to);

/* Draws a column into one slab, at x, y; returns the height it takes. The space above the first
   slab counts only if count_first. */
mpt fragments_merge(struct fragments *list, struct fragment *into, mpt x, mpt y, bool count_first);

#endif
