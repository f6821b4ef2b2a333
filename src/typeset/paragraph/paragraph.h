/* paragraph: paragraphs of Japanese text: which face sets which character, where lines break, and
   where each glyph stands. Knows nothing of forms or pages.
   Prefixes: span_ a piece of inline content, para_ what is to be set, set_ the result. */
#ifndef TYPESET_PARAGRAPH_PARAGRAPH_H
#define TYPESET_PARAGRAPH_PARAGRAPH_H

#include "base/messages.h"
#include "seam/font/font.h"
#include "seam/unicode/unicode.h"
#include "typeset/page/page_list.h"

#include <stdbool.h>

struct arena;

/* What text is set with: where the result lives, who hears of faults, and the faces. Passed by
   value; owns none of them. */
struct typesetter {
    struct arena *arena;
    struct messages *err;
    struct fonts *fonts;
};

/* LINE_DISTRIBUTE spreads the characters of each line over the whole width (均等割付), for
   labels: the first and the last touch its edges, a single one stands in the middle.
   LINE_JUSTIFY widens or narrows the spaces of all but the last line of a paragraph, in JLREQ's
   order and within its limits, and chooses all breaks of a paragraph together. */
enum line_align { LINE_START, LINE_CENTER, LINE_END, LINE_JUSTIFY, LINE_DISTRIBUTE };

/* How the characters of a span look. */
struct text_style {
    int family; /* see font.h */
    mpt size;
    uint32_t ink; /* 0xRRGGBB */
};

/* An inline drawing: a square, a bracket, a gap. It is set like one ideograph: a line may break
   on either side of it unless glued. */
struct inline_object {
    mpt width;
    mpt ascent;     /* above the baseline */
    mpt descent;    /* below it, positive */
    struct ops ops; /* relative to (left edge, baseline) */
    bool glue_next; /* no break behind it */
};

enum span_mark { SPAN_PLAIN, SPAN_CIRCLED, SPAN_UNDERLINED, SPAN_DOTTED };

/* A piece of inline content: text, or an object. Blanks at a line's end vanish, but for
   ideographic ones that are underlined; a tab is a space. An ellipse stays within the measure
   and is not broken; its run reads "○" and the text (run.actual), as any run with gaps that a
   reader would take for spaces reads its text. Ruby is half as large; where it is longer than its
   base, the base is spread (it never hangs over its neighbours), else the ruby. SPAN_DOTTED puts
   a dot above every character but punctuation (圏点). */
struct span {
    const char *text; /* UTF-8; a newline ends a line (at the end it adds none); NULL: object */
    size_t size;
    struct text_style look;
    enum span_mark mark; /* SPAN_CIRCLED: an ellipse is drawn around the text's own extents */
    const char *ruby;    /* reading above the text, which is not broken then; or NULL */
    bool verbatim;       /* code, URL: no Japanese-Latin gap within, breaks by line_url rules */
    struct position at;  /* where it came from, for messages: of the text's first character */
    bool at_exact;       /* the column advances with the characters (plain, single line) */
    struct inline_object *object;
};

/* In vertical setting lines are columns from right to left: the measure is their length, leading
   their distance, and what stands above a horizontal line stands to the right. Japanese stands
   upright with its vertical shapes, Latin is turned; one or two digits, or one letter, alone
   stand upright in an em (縦中横). */
struct para {
    const struct span *spans;
    size_t count;
    enum line_align align;
    enum unicode_strictness strictness;
    bool phrases; /* lines end between phrases (headings) where that leaves them half full */
    bool vertical;
    mpt leading;      /* distance of baselines; a line never stands closer */
    mpt indent_first; /* of a paragraph's first line; paragraphs are split by newlines */
    mpt indent_rest;  /* of its other lines (hanging) */
};

struct set_line {
    struct ops ops; /* relative to (left edge of the measure, top of the line); of a column to its
                       upper right corner */
    mpt height;     /* = leading, or more where an object is taller; of a column its width */
    mpt baseline;   /* from the top of the line; of a column its middle, from the right */
    mpt width;      /* extent of what is on the line, with its indent, without trailing blanks */
    bool last;      /* ends a paragraph */
};

struct set_text {
    struct set_line *lines;
    size_t count;
    mpt height;
    mpt width; /* of the widest line */
};

/* Sets a paragraph into a measure of 'width'. Nothing ever stands outside it, except a single
   grapheme (or object) that is wider than the measure itself: then *overwide is set (it may be
   NULL). A character that no face of the family has is an error (ERR_INPUT, code
   'no-glyph') that names the character, its code point and its place; each character is named
   once a span. A variation sequence that no face has is a warning ('no-variant'): the base
   is set alone (U+FE0E and FE0F, emoji or text, are not warned about). Sizes above 67,000 pt
   are taken as that. An empty paragraph has one empty line. All memory is t.arena's.
   False where at least one error was added; result is still usable for measuring. */
bool para_set(
    struct typesetter t, const struct para *p, mpt width, struct set_text *result, bool *overwide);

/* Measures the natural width of spans on one line, without breaking; newlines count as nothing. */
mpt para_width(struct typesetter t, const struct span *spans, size_t count);

#endif
