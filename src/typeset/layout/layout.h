/* layout: a form, its design and its answers become the page list. Computed once; writers draw
   exactly what is here.
   Prefixes: layout_, overlay_ what is drawn over finished pages. */
#ifndef TYPESET_LAYOUT_LAYOUT_H
#define TYPESET_LAYOUT_LAYOUT_H

#include "model/answer/former.h"
#include "typeset/design/design.h"
#include "typeset/design/packet_variables.h"

/* One page of those that would be printed. */
struct layout_page {
    const char *document; /* id */
    const char *about;    /* as struct page has it; NULL where that has none */
    int number;           /* within its document, from 1 */
};

/* Which documents are printed, by id; lists are ended by NULL. only: these and no others, whether
   their conditions hold or not; with: these, too. NULL: what the form itself says. */
struct layout_choice {
    const char *const *only;
    const char *const *with;
    const struct layout_page *page; /* this page alone, exactly as it stands among all; NULL: all */
    bool tell_words; /* warn of words that are cut because they are wider than their place */
};

/* Lays out every document whose condition holds, in the design's order, each followed by the
   continuation sheets of its values, which count from 1 in each document: nothing on a signed
   sheet depends on another document. Page numbers run within a document; each continuation
   sheet numbers its own. Faults: a value that fits nowhere, a character without a face, a sheet
   taller than its page. */
bool layout_run(struct typesetter t, const struct design *d, struct inst *root,
    const struct layout_choice *choice, struct pages *out);
/* The same, showing what changed since former answers. */
bool layout_changed(struct typesetter t, const struct design *d, struct inst *root,
    const struct layout_choice *choice, const struct changes *changes, struct pages *out);

/* Lays out the cover of a packet (the document with 'is-cover'), whose pages know of it by the name
   'packet'. Nothing where the form has none, or its condition does not hold. */
bool layout_cover(struct typesetter t, const struct design *d, struct inst *root,
    const struct cover *cover, struct pages *out);

/* What the form's 'info' says of the whole; texts NULL and date.year 0 where it says nothing. */
struct layout_info {
    const char *title, *author, *subject;
    struct date date;
    const char *date_text; /* as it prints, or NULL */
};
struct layout_info layout_info(struct typesetter t, const struct design *d, struct inst *root);

/* Text over every page, light, from corner to corner (下書き). */
bool overlay_draft(
    struct typesetter t, const struct design *d, const char *text, struct pages *pages);
/* A rule in the left margin beside everything that changed (layout_changed, 'mark'). */
void overlay_marks(struct arena *a, struct pages *pages);
/* Small text in the lower right corner of a page. */
bool overlay_corner(
    struct typesetter t, const struct design *d, const char *text, struct page *page);
/* A millimetre grid and the names of blocks and fields, for whoever adapts a template. */
bool overlay_grid(struct typesetter t, const struct design *d, struct pages *pages);

#endif
