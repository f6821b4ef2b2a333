/* field_appearance: the values of form fields that have no appearance of their own, as pages of the
   size of their boxes. Prefixes: appearance_. */
#ifndef PRODUCT_PACKET_FIELD_APPEARANCE_H
#define PRODUCT_PACKET_FIELD_APPEARANCE_H

#include "product/helper/bind.h"
#include "product/helper/document.h"
#include "seam/font/font.h"
#include "typeset/page/page_list.h"

/* Adds a page with a field's value. A text that does not fit its box at its size is set smaller,
   in a single line or in several as the field wants it; where it does not fit at 4 pt either, a
   warning says that its end is cut off. A character that no font has is an error (ERR_INPUT).
   Both name the file and the field. */
bool appearance_page(struct arena *a, struct messages *e, struct fonts *fonts, const char *file,
    const struct attach_field *f, struct pages *pages);

/* Adds the pages of a document's texts, and tells it where they are: 'before' is the number of
   pages of struct bind's 'own' in front of 'pages'. False where a field's page could not be laid.
 */
bool appearance_pages(struct arena *a, struct messages *e, struct fonts *fonts,
    struct bind_document *document, int before, struct pages *pages);

#endif
