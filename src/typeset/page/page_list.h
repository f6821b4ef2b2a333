/* page_list: the page list, plain data between layout and whatever draws it.
   Prefixes: op_ a drawing operation, run_ a glyph run, page_ a page, pages_ the list.

   Lengths are mpt: integers in 1/1000 pt. The origin is the page's upper left corner, y grows
   downwards, as in the layout; writers turn it over. Everything lives in one arena. */
#ifndef TYPESET_PAGE_PAGE_LIST_H
#define TYPESET_PAGE_PAGE_LIST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

typedef int32_t mpt; /* 1/1000 pt */

#define MPT_PT(n) ((mpt)((n)*1000))
/* whole or tenth millimetres: 1 mm = 72/25.4 pt */
#define MPT_MM(n) ((mpt)((n)*72000 / 25.4 + 0.5))

enum op_kind { OP_RUN, OP_LINE, OP_RECT, OP_ELLIPSE, OP_POLYLINE, OP_IMAGE };

/* A glyph of a run. x and y are its origin relative to the run's origin (y upwards positive,
   as in the font); cluster is the byte in the run's text where its characters begin. */
struct glyph {
    uint32_t id;
    mpt x;
    mpt y;
    mpt advance; /* natural advance at the run's size, for extents */
    uint32_t cluster;
};

/* Glyphs of one face and size on one baseline. */
struct run {
    int face; /* index of the face, see font.h */
    mpt size;
    mpt x; /* baseline origin on the page */
    mpt y;
    struct glyph *glyphs; /* clusters ascend */
    size_t count;
    const char *text; /* UTF-8, as typed; clusters point into it */
    size_t text_size;
    const char *actual; /* NULL, or the text that the run stands for (PDF ActualText) */
    mpt reach;      /* 0, or where actual ends: the next run is read as going on without a space */
    int angle;      /* degrees, counter-clockwise, around the origin */
    bool invisible; /* carries text for extraction only */
};

struct line_shape {
    mpt x0, y0, x1, y1;
};

struct box_shape {
    mpt x, y, w, h;
};

struct point {
    mpt x, y;
};

struct polyline {
    struct point *points;
    size_t count;
};

/* A picture, encoded as a PDF takes it. Every op that shows it points to the same one. */
struct image {
    int width, height; /* pixels as stored */
    int components;    /* 1 grey, 3 RGB, 4 CMYK; 8 bits each */
    bool is_jpeg;      /* data are a JPEG file; else deflated rows */
    bool inverted;     /* CMYK as Adobe writes it */
    int orientation;   /* as in EXIF: 1 to 8 */
    const void *data;
    size_t size;
    const void *alpha; /* NULL: opaque; else opacity, deflated, 8 bits a pixel */
    size_t alpha_size;
    uint64_t fingerprint; /* of the file that it was read from */
};

/* Its pixels as a person sees them, turned. */
void image_size(const struct image *i, int *width, int *height);

struct image_shape {
    struct box_shape box; /* on the page, turned */
    const struct image *image;
};

struct op {
    struct op *next;
    enum op_kind kind;
    uint32_t ink; /* 0xRRGGBB: glyphs, strokes */
    mpt width;    /* of the stroke; 0: no stroke */
    mpt dash;     /* length of dash and gap; 0: solid */
    bool filled;  /* rectangles: fill is used */
    uint32_t fill;
    union {
        struct run run;
        struct line_shape line;
        struct box_shape box; /* OP_RECT, OP_ELLIPSE */
        struct polyline poly;
        struct image_shape image;
    } u;
};

struct ops {
    struct op *first;
    struct op *last;
};

struct op *op_add(struct arena *a, struct ops *ops, enum op_kind kind);
/* Moves a whole list to the end of another; 'from' is empty afterwards. */
void ops_append(struct ops *to, struct ops *from);
/* Adds dx, dy to every coordinate. */
void ops_move(struct ops *ops, mpt dx, mpt dy);

/* Appends a stroke of a width; returns it to be given an ink or dashes. */
struct op *op_line(struct arena *a, struct ops *ops, struct line_shape line, mpt width);
/* Appends a rectangle, or an ellipse within a box; width as in struct op. */
struct op *op_rect(struct arena *a, struct ops *ops, struct box_shape box, mpt width);
struct op *op_ellipse(struct arena *a, struct ops *ops, struct box_shape box, mpt width);
struct op *op_image(struct arena *a, struct ops *ops, const struct image *i, struct box_shape box);

enum frame_kind {
    FRAME_NAME,     /* a block or a field, for the grid view */
    FRAME_ITEM,     /* the answers to something asked: the name is its path (inst_path) */
    FRAME_WAITS,    /* waits for a hand on paper: the name says whose signature or seal */
    FRAME_ATTACHED, /* asks for documents: the name is the path of what they are attached to */
    FRAME_LINK,     /* leads to the destination of that name */
    FRAME_VALUE,    /* a value is printed here: the name is its path */
    FRAME_CHANGED,  /* and it is another one than before */
};

/* A named area. */
struct frame {
    struct frame *next;
    enum frame_kind kind;
    const char *name;
    mpt x, y, w, h;
};

/* A place in the outline (bookmarks): level from 0, y on the page. */
struct outline {
    struct outline *next;
    int level;
    const char *title;
    mpt y;
};

struct page {
    struct page *next;
    mpt width;
    mpt height;
    const char *document;    /* the document's id in the form */
    const char *label;       /* page label of the PDF, as "申請書 1" */
    int number;              /* within its document, from 1 */
    const char *about;       /* path of the entry that its document is printed for, or of the value
                                that a continuation sheet continues; NULL: of nothing in particular */
    const char *destination; /* the name by which links lead here, or NULL */
    int whole;               /* which printed document it belongs to, from 1; continuation sheets
                                belong to the one that they continue; 0: none */
    const char *title;       /* of that document */
    const char *entry;       /* which one of several documents of that title, or NULL */
    struct ops ops;
    struct frame *frames;
    struct frame *last_frame;
    struct outline *outline;
    struct outline *last_outline;
};

struct pages {
    struct page *first;
    struct page *last;
    int count;
};

struct page *page_add(struct arena *a, struct pages *pages, mpt width, mpt height);
/* The frame is copied, with its name. */
void page_frame(struct arena *a, struct page *p, struct frame frame);
void page_outline(struct arena *a, struct page *p, int level, const char *title, mpt y);

#endif
