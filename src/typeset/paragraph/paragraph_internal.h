/* paragraph_internal: what the files of paragraph share. A paragraph becomes a galley: its text as
   a row of clusters, each with its face, glyphs, place in the break rules and spaces around it.
   Lines are then ranges of clusters; placing gives each cluster its x, drawing turns a line into
   ops. Prefixes: cluster_ what no line ever divides (a grapheme, a ligature, an object), class_ a
   character class of JLREQ, galley_ a paragraph's clusters, line_ one line as a range of them.

   Order of work: galley_itemise, galley_shape, galley_break, galley_space, then for each line
   first_fit_next or total_fit_paragraph, place_line, draw_line. A new kind of setting (vertical,
   ruby) adds a step or a direction here; the steps know nothing of each other but the clusters'
   fields. */
#ifndef TYPESET_PARAGRAPH_PARAGRAPH_INTERNAL_H
#define TYPESET_PARAGRAPH_PARAGRAPH_INTERNAL_H

#include "typeset/paragraph/paragraph.h"

/* JLREQ's classes, numbered as there (cl-01 ...). */
enum char_class {
    CLASS_NONE = 0, /* newline, object */
    CLASS_OPENING = 1,
    CLASS_CLOSING = 2,
    CLASS_HYPHEN = 3,
    CLASS_DIVIDING = 4, /* ! ? */
    CLASS_MIDDLE_DOT = 5,
    CLASS_FULL_STOP = 6,
    CLASS_COMMA = 7,
    CLASS_INSEPARABLE = 8,
    CLASS_ITERATION = 9,
    CLASS_PROLONGED = 10,
    CLASS_SMALL_KANA = 11,
    CLASS_PREFIX = 12,
    CLASS_POSTFIX = 13,
    CLASS_WIDE_SPACE = 14,
    CLASS_HIRAGANA = 15,
    CLASS_KATAKANA = 16,
    CLASS_IDEOGRAPH = 19, /* and every other full-width sign */
    CLASS_SPACE = 26,     /* western word space */
    CLASS_WESTERN = 27
};

enum char_class class_of(uint32_t c);
/* May a line start or end with the class under strict rules? */
bool class_may_start(enum char_class class);
bool class_may_end(enum char_class class);
/* Kanji and kana: what stands a quarter em away from western letters and digits. */
bool class_is_japanese(uint32_t c, enum char_class class);
bool char_is_kanji(uint32_t c);
/* Not drawn and without width: joiners, direction marks, soft hyphen, BOM. */
bool char_is_ignorable(uint32_t c);
/* A space at which lines break, and which vanishes at their end. */
bool char_is_blank(uint32_t c);
bool char_is_newline(uint32_t c);

/* How good a place for a break is, in front of an cluster. */
enum break_level {
    BREAK_NEVER,  /* inside a ligature, before a blank */
    BREAK_DIRE,   /* breaks a rule: where nothing else keeps the line in the measure */
    BREAK_LAST,   /* inside a word or number: where no better place exists */
    BREAK_LINK,   /* inside a URL or an address */
    BREAK_PHRASE, /* inside a phrase, where those are kept together */
    BREAK_POOR,   /* between a number and its counter, behind a hyphen */
    BREAK_GOOD,
    BREAK_LEVELS
};

/* Which spaces give way first; ranks of growing and of shrinking. */
enum space_rank { RANK_NONE, RANK_WORD, RANK_MIXED, RANK_JAPANESE, RANK_PUNCTUATION, RANKS };

/* How an cluster of a vertical line stands; all of a horizontal line are upright. */
enum turn { UPRIGHT, TURNED, ACROSS };

struct cluster {
    uint32_t at; /* bytes in the galley's text */
    uint32_t size;
    uint32_t base; /* its first character */
    uint32_t span;
    int face;       /* -1: nothing to draw */
    uint32_t glyph; /* first of its glyphs in the galley */
    uint32_t glyphs;
    mpt em;
    mpt body;   /* width without its own space */
    mpt shift;  /* of its glyphs against the body: -1/2 em for a full-width opening bracket */
    mpt before; /* its own space, of full-width punctuation: 0, 1/4 or 1/2 em */
    mpt behind;
    mpt gap;  /* natural space to the cluster in front of it, on the same line */
    mpt grow; /* limits of that space's change */
    mpt shrink;
    uint8_t grow_rank; /* enum space_rank */
    uint8_t shrink_rank;
    uint8_t class; /* enum char_class */
    uint8_t turn;  /* enum turn */
    uint8_t level; /* enum break_level of a break in front of it */
    bool blank;    /* vanishes at a line's end */
    bool newline;
    bool western; /* letters and digits */
    bool link;    /* part of a URL, an address or verbatim text */
};

/* Sums over all clusters in front of one, so that any line's width is a difference. */
struct sums {
    int64_t x; /* where its body begins on an endless line */
    int64_t grow;
    int64_t shrink; /* gaps up to and with the one in front of this cluster */
    uint32_t trim;  /* one past the last cluster before this that is not blank */
};

struct galley {
    struct arena *scratch; /* dies with the call */
    struct arena *arena;   /* the result's */
    struct messages *e;
    struct fonts *fonts;
    const struct span *spans;
    size_t span_count;
    enum unicode_strictness strictness;
    bool phrases;
    bool vertical;
    struct galley **rubies; /* by span, NULL where it has none; NULL where no span has */
    const char *text;       /* as typed, an object as one ideograph; in the result's arena */
    char *shaping;          /* the same, tabs as spaces */
    uint8_t *flags;         /* of unicode_breaks */
    size_t size;
    struct cluster *clusters;
    size_t count;
    struct sums *sums;     /* count + 1 of them */
    struct shaped *glyphs; /* of all clusters; clusters are bytes in text */
    size_t glyph_count;
    size_t glyph_room;
    int missing_family; /* its first face cannot be had: said once; -1 */
    bool ok;
};

/* What draws a line. */
struct pen {
    struct galley *g;
    const struct line *line;
    const mpt *x; /* of its clusters, along the line */
    mpt measure;
    mpt baseline; /* y; of a column x, its middle */
    struct ops *ops;
};

/* A line: clusters [first, next), of which [first, end) are drawn. */
struct line {
    size_t first;
    size_t end;
    size_t next;
    mpt indent;
    mpt room; /* measure without the indent */
    bool last;
};

/* The galley of spans, ready for filling. False only where the text is too long. */
bool galley_set(struct galley *g);

/* Steps of it. Itemising finds clusters and faces, and names characters without one. */
bool galley_itemise(struct galley *g);
void galley_shape(struct galley *g);
void galley_break(struct galley *g);
void galley_space(struct galley *g);

/* A copy of text for unicode_breaks, where characters whose Unicode class does not suit Japanese
   are replaced by one that does, of the same length. */
char *break_text(struct arena *a, const char *text, size_t size);
/* Marks the clusters of URLs, mail addresses and verbatim text. */
void link_mark(struct galley *g);
/* The level between two neighbours of a link; index of the second. */
enum break_level link_level(const struct galley *g, size_t k);

/* Chooses a face per cluster; reports characters without one. */
void face_choose(struct galley *g);
/* Finds where a cluster stands in the source: exact where its span's place is, else the span's. */
struct position cluster_position(const struct galley *g, const struct cluster *cluster);

/* Extent of clusters [first, end) on one line, without the space behind the last. */
int64_t line_width(const struct galley *g, size_t first, size_t end);
/* The space behind the last cluster of a line, which may vanish. */
mpt line_tail(const struct galley *g, size_t end);
/* Where the line that begins at first ends at the latest: the next line's first cluster. */
size_t first_fit_next(const struct galley *g, size_t first, size_t end, mpt room);
/* Breaks clusters [first, end), one paragraph, line by line; returns how many were added. */
size_t first_fit_paragraph(
    const struct galley *g, size_t first, size_t end, const mpt room[2], struct line *lines);
/* The same for justified text, where all breaks are chosen together. */
size_t total_fit_paragraph(
    const struct galley *g, size_t first, size_t end, const mpt room[2], struct line *lines);
/* By how much a justified line changes its spaces, given what is left of its room without the
   space behind its last cluster: that space stays whole or goes, whichever is nearer. */
int64_t line_change(const struct galley *g, size_t first, size_t end, int64_t slack);
/* Sum of the limits of growing and of shrinking of the spaces on a line. */
int64_t line_growable(const struct galley *g, size_t first, size_t end);
int64_t line_shrinkable(const struct galley *g, size_t first, size_t end);
/* How many characters a line shows beside punctuation, up to 'most'. A last line should show
   FEW_SHOWN or more. */
enum { FEW_SHOWN = 3 };
size_t line_shown(const struct galley *g, size_t first, size_t end, size_t most);

/* Puts each cluster of a line at its x. Spaces open in JLREQ's order and within its limits: word
   spaces to half an em, gaps beside Latin to 3/8, then those to 1/2 and all gaps between
   characters to 1/4 in proportion, so that no gap looks like a typed space where many could
   share. The places are x[0 ... end - first), from the measure's edge; returns the line's extent
   with its indent. */
mpt place_line(const struct galley *g, const struct line *line, enum line_align align, mpt *x);
/* Appends the line's ops. */
void draw_line(struct galley *g, const struct line *line, const mpt *x, mpt measure, mpt baseline,
    struct ops *ops);

/* Vertical lines: which clusters are turned or stand across, the latter joined into one. */
void galley_turn(struct galley *g);
/* Draws clusters [first, end) of one face, span and turn. */
void draw_column_run(const struct pen *p, size_t first, size_t end);
struct run *pen_run(const struct pen *p, size_t k, size_t glyphs);

/* Sets the ruby of all spans and spreads bases that are too narrow. */
void galley_ruby(struct galley *g);
void draw_ruby(const struct pen *p, size_t first, size_t end);
void draw_dots(const struct pen *p, size_t first, size_t end);
/* What stands above the characters of a span. */
mpt ruby_height(const struct span *s);

/* v/1000 of size, rounded half away from zero, within mpt. */
mpt scaled(int32_t v, mpt size);
mpt mpt_clamp(int64_t v);

#endif
