/* cell_text: the text of a workbook's cell, put together from its parts.
   Prefixes: cell_text_. */
#ifndef MODEL_WORKBOOK_CELL_TEXT_H
#define MODEL_WORKBOOK_CELL_TEXT_H

#include "base/buf.h"
#include "seam/archive/xml.h"

#include <stdbool.h>

struct arena;

/* Collects the <t> of a shared or inline string: its runs are joined, their furigana (<rPh>) is no
   part of them. {0} is empty. */
struct cell_text {
    struct buf text;
    int furigana; /* elements of it that are open */
    bool open;    /* within a <t> that counts */
};

/* Empties it for the next text. */
void cell_text_clear(struct cell_text *t);
/* Take an element's begin and end, by its name without a namespace; and its characters. */
void cell_text_begin(struct cell_text *t, const char *name);
void cell_text_end(struct cell_text *t, const char *name);
void cell_text_add(struct cell_text *t, const char *text, size_t size);

/* Resolves "_x000D_" (a UTF-16 unit in hexadecimal digits) and makes every end of a line a newline;
   in the arena, *out_size bytes. What is no character becomes U+FFFD. */
const char *cell_text_resolve(struct arena *a, const char *text, size_t size, size_t *out_size);

#endif
