/* design: how a form is laid out, compiled from its layout files (forms/README.md is the
   reference). Holds no answers and no positions.
   Prefixes: style_, inl_ inline content, block_, row_ and cell_ of a table, design_. */
#ifndef TYPESET_DESIGN_DESIGN_H
#define TYPESET_DESIGN_DESIGN_H

#include "model/answer/condition_value.h"
#include "seam/font/font.h"
#include "typeset/paragraph/paragraph.h"

struct arena;

/* A length as it is written: 10.5pt, 3mm, 1.5em, 2fr, fill. */
enum unit { UNIT_PT, UNIT_EM, UNIT_FR, UNIT_FILL };
struct length {
    enum unit unit;
    int32_t value; /* mpt, or 1/1000 of the unit */
};

enum vertical { VERTICAL_TOP, VERTICAL_MIDDLE, VERTICAL_BOTTOM };

struct style {
    struct style *next;
    const char *name;
    struct position at;
    struct text_style text;
    mpt leading;
    enum line_align align;
    enum unicode_strictness strictness;
    mpt first;     /* indent of a paragraph's first line */
    mpt rest;      /* of its other lines */
    mpt min_size;  /* to which a value may shrink */
    bool verbatim; /* URLs, addresses */
    bool underline;
    bool phrases;  /* lines end between phrases */
    bool vertical; /* columns from right to left */
};

/* --- inline content --- */

enum inl_kind {
    INL_TEXT,
    INL_VALUE,
    INL_CHECK,
    INL_BRACKET,
    INL_CIRCLE,
    INL_BLANK,
    INL_STYLED,
    INL_EACH,
    INL_RUBY,
    INL_EMPHASIS
};

struct inl {
    struct inl *next;
    enum inl_kind kind;
    struct position at;
    const char *text; /* TEXT */
    const char *path; /* VALUE, EACH */
    int calendar; /* VALUE of a date: 0 the field's, 'e' era, 'w' western; 'u': as a part of a URL;
                     'k': its digits as kanji; 'n': its digits alone, in full width */
    const struct condition *when; /* CHECK, BRACKET, CIRCLE: drawn as chosen where it holds */
    struct length width;          /* BLANK */
    bool ruled;                   /* BLANK: with a line to write on */
    const struct style *look;     /* STYLED; NULL: the block's */
    struct inl *inner;            /* CIRCLE, STYLED, EACH, RUBY, EMPHASIS */
    struct inl **readings;        /* RUBY: one of the whole (group), or one a character (mono) */
    size_t reading_count;
    struct inl *between;          /* EACH */
    const char *as;               /* EACH */
    const struct condition *only; /* shown only where it holds; NULL: always */
};

/* --- blocks --- */

enum block_kind {
    BLOCK_TEXT,
    BLOCK_STACK,
    BLOCK_ROW,
    BLOCK_BOX,
    BLOCK_TABLE,
    BLOCK_SPACE,
    BLOCK_RULE,
    BLOCK_SEAL,
    BLOCK_QR,
    BLOCK_IMAGE,
    BLOCK_PLACE,
    BLOCK_TILES, /* its one child is repeated: a place of a sheet for each turn */
    BLOCK_USE,
    BLOCK_BREAK,
    BLOCK_ALTERNATIVES, /* the first of its children that fits */
    BLOCK_SHEET,        /* only directly in a document's body */
    BLOCK_FLOW          /* likewise */
};

enum overflow { OVERFLOW_ERROR, OVERFLOW_CONTINUE };

struct sides {
    mpt top, right, bottom, left;
};

struct param {
    const char *name;
    const char *path; /* or */
    const char *literal;
    struct position at;
};

struct repeat {
    const char *const *paths; /* NULL: no repetition */
    size_t count;
    bool listed; /* paths were given as a list: each may be a single thing, too */
    const char *as;
    int min; /* at least so many, blank ones for the rest */
    struct position at;
};

struct cell {
    struct block *content;
    struct repeat each;
    struct cell *cells; /* instead of content: cells that are repeated together */
    size_t count;
    const struct condition
        *when; /* NULL: always; elsewhere its columns are those of the cell above */
    int span;  /* columns; 0: all that are left */
    int rows;
    const char *rows_of; /* path of a list: as many rows as it has entries; NULL: rows */
    struct position at;
    bool has_fill;
    uint32_t fill;
    enum vertical valign;
};

/* Columns of a table that stand there for every entry of a list. */
struct column_group {
    size_t first, count; /* among the block's columns */
    struct repeat each;
};

struct table_row {
    const struct condition *when;
    struct repeat each;
    struct cell *cells;
    size_t count;
    struct table_row *rows; /* instead of cells: rows that are repeated together */
    size_t row_count;
    mpt height;     /* 0: as its content asks; else exactly */
    mpt min_height; /* where its content asks */
    struct position at;
};

/* A sheet that is cut or parted into places of one size: labels, tickets. Lengths are from the
   paper's corner. */
struct tiles {
    mpt x, y;          /* of the first place */
    mpt width, height; /* of each */
    mpt gap_x, gap_y;  /* between them */
    int across, down;
};

struct block {
    struct block *next;
    enum block_kind kind;
    struct position at;
    struct inl *name;     /* in the grid view */
    struct inl *waits;    /* whose signature or seal it waits for on paper */
    const char *item;     /* path of what is answered here */
    const char *attached; /* path of what the documents asked for here are attached to */
    struct inl *link;     /* the destination that it leads to */
    const struct condition *when;
    struct repeat each;
    mpt before, after; /* space; before vanishes at the top of a page */
    bool stick;        /* no page break behind it */
    struct inl *outline;
    int level;

    const struct style *look; /* TEXT, SEAL */
    struct block *children;   /* STACK ROW BOX PLACE TILES ALTERNATIVES SHEET FLOW */
    mpt height; /* exact height of TEXT, ROW, BOX, PLACE; size of SEAL, QR, SPACE, RULE; 0: free */
    mpt min_height; /* BOX */
    enum vertical valign;
    mpt gap;
    bool keep; /* STACK: on one page */

    /* TEXT, QR, IMAGE; of TILES the number of the first place, or NULL */
    struct inl *text;
    enum overflow overflow;
    struct inl *title; /* names the field on its continuation sheet */

    /* ROW, TABLE */
    struct length *columns;
    size_t column_count;
    struct column_group *groups; /* TABLE: in the order of their columns */
    size_t group_count;

    struct tiles *tiles; /* TILES */

    /* BOX, TABLE, RULE; of TILES the padding */
    struct sides border; /* TABLE: top is the outer, left the inner lines' width */
    struct sides padding;
    mpt dash;
    uint32_t ink;
    bool has_fill;
    uint32_t fill;

    /* TABLE */
    struct table_row *head;
    size_t head_count;
    struct table_row *rows;
    size_t row_count;

    /* SPACE: fill takes what is left of a sheet; SHEET: most that a gap may grow */
    bool fills;
    mpt spread;

    /* FLOW: the share, in percent, to which spaces may shrink where that saves a page; its pages
       are filled alike */
    int tighten;
    bool balance;

    /* PLACE; of IMAGE the width */
    mpt x, y, width;
    bool from_page;

    /* IMAGE: where it stands in wider room: 0 start, 1 centre, 2 end */
    int align;

    /* SEAL */
    const char *seal_mark;
    bool ring;

    /* USE */
    struct template *template;
    struct param *params;
    size_t param_count;
};

enum template_use { TEMPLATE_UNUSED, TEMPLATE_ENTERED, TEMPLATE_USED };

struct template
{
    struct template *next;
    const char *name;
    const char **needs; /* its parameters, ended by NULL */
    struct block *body;
    const struct node *node;
    const struct path_type **kinds; /* while the form is checked: what each parameter may be */
    enum template_use use;          /* likewise */
    bool in_body;                   /* likewise: used where no page number is known yet */
};

struct page_setup {
    struct page_setup *next;
    const char *name;
    mpt width, height;
    struct sides margin;
    mpt header, footer; /* from the paper's edge */
};

struct document {
    struct document *next;
    const char *id;
    const char *title;
    struct inl *list_title; /* what the cover calls it; NULL: its title */
    const struct page_setup *page;
    const struct page_setup *turned; /* the same on its side */
    const struct condition *turns;   /* where it holds, the page is turned; NULL: never */
    const struct condition *when;
    struct inl *label;     /* page label */
    struct inl *reference; /* of a continuation: stands where the text would not fit */
    struct block *header, *footer, *body;
    const struct document *continuation; /* prints what overflows here */
    const struct node *continuation_node;
    bool is_continuation;
    bool is_cover;      /* lists the documents of the packet; printed before them */
    bool on_demand;     /* printed only where it is asked for by name */
    struct repeat each; /* printed once for each, with page numbers of its own */
    const struct node *node;
};

struct design {
    struct arena *arena;
    struct fonts *fonts;
    const char *folder;        /* of the form */
    struct image_cache *album; /* pictures, see image_cache.h */
    struct style *looks;
    struct page_setup *setups;
    struct template *templates;
    struct document *documents;
    struct inl *info[3];     /* title, author, subject of the whole, or NULL */
    const char *info_date;   /* path of a date, or NULL */
    struct set_cache *cache; /* of the layout, for many documents (text_cache.c); NULL: none */
};

/* Compiles and checks the layout of a form: every faulty key, style, template, length, font family
   and path is an error (ERR_INPUT) at its file:line:column; NULL on failure. */
struct design *design_load(
    struct arena *a, struct messages *e, const struct form *form, struct fonts *fonts);

const struct style *design_style(const struct design *d, const char *name);

/* --- internal to design's own files --- */

struct design_reader {
    struct arena *arena;
    struct messages *err;
    const struct form *form;
    struct design *design;
    int depth;
};

bool design_length(struct design_reader *r, const struct node *n, struct length *out);
/* Of a column or a blank: not below 0, and not absurd. */
bool design_extent(struct design_reader *r, const struct node *n, struct length *out);
/* A length in pt, mm, or em of a size; only shifts (before, after, first, indent, at) may be
   below 0. */
bool design_mpt(struct design_reader *r, const struct node *map, const char *key, mpt em, mpt *out);
bool design_ink(
    struct design_reader *r, const struct node *map, const char *key, uint32_t *out, bool *has);
bool design_word(struct design_reader *r, const struct node *map, const char *key,
    const char *const *words, int *out);
bool design_sides(
    struct design_reader *r, const struct node *map, const char *key, mpt em, struct sides *out);
bool design_read_styles(struct design_reader *r, const struct node *map);
void design_default_style(struct design_reader *r); /* a style 'body' for forms that have none */
bool design_find_style(struct design_reader *r, const struct node *map, const struct style **out);
bool design_expr(
    struct design_reader *r, const struct node *map, const char *key, const struct condition **out);
bool design_inline(struct design_reader *r, const struct node *n, struct inl **out);
bool design_blocks(struct design_reader *r, const struct node *n, struct block **out);
bool design_repeat(struct design_reader *r, const struct node *n, struct repeat *out);
bool design_columns(struct design_reader *r, const struct node *n, struct block *b);
bool design_tiles(struct design_reader *r, const struct node *n, struct block *b);
bool design_table(struct design_reader *r, const struct node *n, struct block *b);
struct block *design_block(struct design_reader *r, const struct node *n);
/* Templates that use themselves are errors, those that nothing uses are warned about. */
bool design_uses(struct design_reader *r);
bool design_check(struct design_reader *r);

/* What the layout itself provides: the names of the variables page, document, loop, overflow. */
extern const struct record design_page_record, design_document_record, design_loop_record,
    design_overflow_record;

#endif
