/* block: blocks become fragments of a column. Internal to the layout (layout.h is its door).
   Prefixes: lay_. */
#ifndef TYPESET_LAYOUT_BLOCK_H
#define TYPESET_LAYOUT_BLOCK_H

#include "typeset/layout/context.h"
#include "typeset/layout/fragment.h"

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

/* Sheets of places of one size (tiles.c). */
void lay_tiles(struct lay *l, const struct block *b, const struct scope *s, struct fragments *out);

/* The same for content that no page break cuts. */
void lay_inside(struct lay *l, const struct block *b, const struct scope *s, mpt width, mpt gap,
    struct fragments *out);

/* A QR code of the text, with its quiet zone, in the upper left corner (qrcode.c). */
void lay_qr(struct lay *l, const struct block *b, const struct scope *s, struct fragments *out);

/* The picture of a file; nothing where no file is named (image.c). */
void lay_image(
    struct lay *l, const struct block *b, const struct scope *s, mpt width, struct fragments *out);

/* Inline content as spans, sizes scaled by scale/LAY_FULL (see inline.c). */
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

/* Text with its reading (ruby.c). */
void lay_ruby(struct lay *l, const struct inl *i, const struct style *look, const struct scope *s,
    int scale, struct lay_spans *out);
struct span *lay_span(struct lay *l, struct lay_spans *out);
/* Warns of words that are wider than a line and will be cut, where that is asked for
   (long_word.c). */
void lay_words(struct lay *l, const struct lay_spans *spans, mpt measure);
/* Inline content as plain text. */
const char *lay_plain(struct lay *l, const struct inl *i, const struct scope *s);

/* Sets one line of text at its natural width, its top at 0, centred in w (0: from 0 on); returns
   that width. */
mpt lay_label(struct lay *l, const struct style *look, const char *text, mpt w, struct ops *ops);

#endif
