/* pdf_internal: what the files behind pdf.h share.
   Prefixes: out_ bytes of PDF syntax, pdf_ objects of libharu, cid_ codes of glyphs,
   content_ a page's content stream.

   No call of libharu is checked by itself: allocation aborts, every other fault (a limit) stays in
   the document's error number, and a missing object is refused where it is added. pdf_write asks
   once, at the end. */
#ifndef TYPESET_PDF_PDF_INTERNAL_H
#define TYPESET_PDF_PDF_INTERNAL_H

#include "base/string_index.h"
#include "seam/codec/zlib.h"
#include "typeset/pdf/pdf.h"

#include <hpdf.h>
#include <hpdf_doc.h>

/* What one code of a font stands for: a glyph and the text that it is extracted as. */
struct cid {
    uint32_t glyph;   /* or CID_BLANK */
    const char *text; /* UTF-8; nothing for glyphs without a character of their own */
    size_t size;
    int width; /* 1/1000 em */
};

/* The glyph of a code that carries text only: no ink, no width. */
#define CID_BLANK UINT32_MAX

/* The codes of a face in order of first use; 0 is .notdef. */
struct cids {
    struct cid *items;
    size_t count;
    struct string_index known; /* glyph and text as one key (cid.c) */
};

struct pdf_font {
    struct cids cids;
    HPDF_Dict dict; /* NULL while the face is not used */
};

/* A picture that was drawn, and the page that drew it last. */
struct pdf_image {
    uint64_t fingerprint;
    size_t size;
    HPDF_Dict dict;
    int page;
};

/* Faces and pictures that some pages show. */
struct resources {
    struct resources *next;
    const char *key; /* which */
    size_t key_size;
    HPDF_Dict dict;
};

struct pdf {
    HPDF_Doc doc;
    HPDF_MMgr mmgr;
    struct arena *arena; /* scratch */
    struct messages *err;
    struct fonts *fonts;
    struct pdf_font *faces; /* by face number */
    HPDF_Dict *pages;       /* by page, from 0 */
    size_t page_room;
    struct pdf_image *images;
    size_t image_count;
    size_t image_room;
    struct resources *resources;
    struct pages kept;       /* labels and outlines of all pages; nothing that is drawn */
    struct content *content; /* its buffer is used again */
    size_t stream_bytes;
    struct zlib *flate;
    struct buf packed; /* the stream made last */
    bool too_many_cids;
    int boxed_page; /* the first whose text has glyph 0; 0: none, as it has to be */
    const char *boxed_text;
};

/* number.c: numbers are whole or with up to three decimals, never through a float. */
void out_int(struct buf *b, int64_t v);
void out_mpt(struct buf *b, int64_t v);
void out_hex(struct buf *b, const void *data, size_t size);
void out_hex16(struct buf *b, unsigned v);
void out_utf16be(struct buf *b, const char *text, size_t size);

/* object.c: dictionaries and streams are indirect; the document owns them. */
HPDF_Dict pdf_dict(struct pdf *p);
HPDF_Dict pdf_stream(struct pdf *p, const void *data, size_t size);
/* The same for data that are packed already, or are a JPEG file. */
HPDF_Dict pdf_packed_stream(struct pdf *p, const void *data, size_t size, bool is_jpeg);
/* A direct array of numbers. */
HPDF_Array pdf_numbers(struct pdf *p, const int *numbers, size_t count);
/* A text string: UTF-16BE with a byte order mark. */
HPDF_Binary pdf_text(struct pdf *p, const char *utf8);
/* A string of ASCII. */
void pdf_add_ascii(struct pdf *p, HPDF_Dict dict, const char *key, const char *value);

/* cid.c: the code of a glyph that stands for a text, new where it is not known; 0 where all
   65,535 are used up. */
unsigned cid_of(struct pdf *p, int face, uint32_t glyph, const char *text, size_t size);

/* font.c */
HPDF_Dict pdf_font_dict(struct pdf *p, int face);
/* Subsets and embeds every face that was used. */
bool pdf_write_fonts(struct pdf *p);

/* graphics_state.c: the operators of a page, kept short: what does not change is not said again. */
struct content {
    struct pdf *pdf;
    struct buf out;
    mpt height;
    bool *used; /* by face */
    /* graphics state */
    uint32_t fill;
    uint32_t stroke;
    mpt width;
    mpt dash;
    bool round;
    bool path;  /* a path to be stroked is open */
    bool fills; /* one to be filled is */
    /* text state */
    bool text; /* between BT and ET */
    int face;
    mpt size;
    mpt rise;
    bool invisible;
    bool rotated;
    mpt line_x, line_y; /* of the last Td or Tm, as on the page list */
    bool shows;         /* between [ and ] TJ */
    bool in_string;     /* between < and > */
    int64_t pen;        /* in 1/1000 mpt */
};

/* Begins the page under way; the buffer of the page before is used again. */
void content_init(struct content *c, struct pdf *p, mpt height);
/* Writes an operator, or a part of one. */
void content_say(struct content *c, const char *s);
/* Writes a number of points, given in 1/1000 pt, and a blank. */
void content_number(struct content *c, int64_t v);
/* Writes a place of the page list as coordinates of the PDF, then the operator. */
void content_point(struct content *c, int64_t x, int64_t y, const char *operator);
/* Ends a path or a TJ, so that an operator may follow. */
void content_interrupt(struct content *c);
/* Sets the colour of glyphs and fills, 0xRRGGBB. */
void content_fill_color(struct content *c, uint32_t ink);
/* Sets pen and join of a stroke, outside text; paths with the same are stroked together. */
void content_set_stroke(struct content *c, const struct op *op, bool round);
/* Opens a text object where none is open. */
void content_begin_text(struct content *c);
/* Closes the text object where one is open. */
void content_end_text(struct content *c);

/* content_stream.c: draws one operation of the page list. */
void content_op(struct content *c, const struct op *op);
/* Ends the page's operators. */
void content_end(struct content *c);
/* text.c: draws a run of glyphs. */
void content_run(struct content *c, const struct op *op);

/* image.c: the number of a picture among the document's, embedded where it is new; the page
   under way is remembered. */
size_t pdf_image(struct pdf *p, const struct image *image);
/* The pictures of the page under way, as /XObject resources. */
void pdf_add_images(struct pdf *p, HPDF_Dict resources);

/* page.c */
void pdf_write_page(struct pdf *p, const struct page *page);

/* outline.c */
void pdf_write_outline(struct pdf *p, const struct pages *pages);

/* name_tree.c: the pages' destinations, by name. */
void pdf_write_destinations(struct pdf *p, const struct pages *pages);

/* info.c: document information, viewer preferences, page labels, and the /ID. */
void pdf_write_info(struct pdf *p, const struct pdf_info *info);
void pdf_write_labels(struct pdf *p, const struct pages *pages);
void pdf_reserve_id(struct pdf *p);
/* Replaces the reserved /ID in the finished bytes by their digest. */
void pdf_stamp_id(char *data, size_t size);

#endif
