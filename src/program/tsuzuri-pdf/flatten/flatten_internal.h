/* flatten_internal: what the files that flatten annotations share.
   Prefixes: annotation_, widget_ a field of a form, text_ a text in UTF-8, look_ of a widget. */
#ifndef PROGRAM_TSUZURI_PDF_FLATTEN_FLATTEN_INTERNAL_H
#define PROGRAM_TSUZURI_PDF_FLATTEN_FLATTEN_INTERNAL_H

#include "program/tsuzuri-pdf/document/handle.h"

/* --- annotation.c --- */

enum fate {
    FATE_DROPPED,
    FATE_DRAWN, /* and dropped */
    FATE_KEPT,  /* a viewer draws it, or it is a link */
    FATE_WIDGET /* without an appearance, or one to be made anew */
};

/* The catalog's parts that annotations depend on. */
struct flat {
    struct pdf_document *d;
    qpdf_oh form;       /* AcroForm, or null */
    qpdf_oh properties; /* OCProperties, or null */
    bool renew;         /* NeedAppearances */
    int unprinted;
};

bool annotation_is(struct pdf_document *d, qpdf_oh a, const char *subtype);
enum fate annotation_fate(struct flat *f, qpdf_oh a);
bool annotation_prints(const struct flat *f, qpdf_oh a);
/* The normal appearance of its state: a form XObject, with a BBox; else false. */
bool annotation_appearance(const struct flat *f, qpdf_oh a, qpdf_oh *out);
/* Where a form of a box (with a matrix of its own) goes; false: nowhere. */
bool annotation_place(
    const struct flat *f, qpdf_oh a, qpdf_oh appearance, int turn, struct matrix *out);
/* How an annotation that keeps upright on a turned page is turned; 'turn' is the page's. */
struct matrix annotation_upright(const struct flat *f, qpdf_oh a, int turn);
/* m, then n. */
struct matrix matrix_join(struct matrix m, struct matrix n);

/* --- widget.c --- */

enum widget_kind { FIELD_NONE, FIELD_TEXT, FIELD_CHOICE, FIELD_BUTTON, FIELD_SIGNATURE };

#define FIELD_MULTILINE (1 << 12)
#define FIELD_PASSWORD (1 << 13)
#define FIELD_RADIO (1 << 15)
#define FIELD_PUSH (1 << 16)
#define FIELD_COMBO (1 << 17)
#define FIELD_FILE (1 << 20)
#define FIELD_COMB (1 << 24)

enum widget_kind widget_kind(struct pdf_document *d, qpdf_oh widget);
int widget_flags(struct pdf_document *d, qpdf_oh widget);
/* Looked for in the widget and in the fields above it; false: there is none. */
bool widget_value(struct pdf_document *d, qpdf_oh widget, const char *key, qpdf_oh *out);
/* The same, at last in the form. */
bool widget_default(const struct flat *f, qpdf_oh widget, const char *key, qpdf_oh *out);
/* False where there is no text to be drawn. Buffers are released by the caller. */
bool widget_text(const struct flat *f, qpdf_oh widget, struct buf *out);
void widget_name(struct pdf_document *d, qpdf_oh widget, struct buf *out);
bool widget_is_on(struct pdf_document *d, qpdf_oh widget);
/* It has a text, and an appearance that shows none. */
bool widget_is_blank(const struct flat *f, qpdf_oh widget, qpdf_oh appearance);

/* --- text.c --- */

/* A string, a name or a stream as UTF-8 without control characters but newlines. */
void text_add(struct pdf_document *d, qpdf_oh o, struct buf *out);
/* Number of characters. */
size_t text_length(const struct buf *text);

/* --- widget_style.c --- */

struct widget_style {
    struct matrix m; /* from the upright box, its corner at 0 0, to user space */
    double width;
    double height;
    double border;
    double size;
    bool serif;
    unsigned ink;
};

/* False where there is no area. */
bool widget_style_of(const struct flat *f, qpdf_oh widget, int turn, struct widget_style *out);
/* Background, border, the lines of a comb, the mark of a button. */
void widget_style_draw(
    const struct flat *f, qpdf_oh widget, const struct widget_style *l, struct buf *out);
int widget_style_comb(const struct flat *f, qpdf_oh widget);

#endif
