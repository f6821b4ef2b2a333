/* flatten_internal: what the files that flatten annotations share.
   Prefixes: annotation_, widget_ a field of a form, widget_style_ how it is drawn, text_ a text in
   UTF-8. */
#ifndef PROGRAM_TSUZURI_PDF_FLATTEN_FLATTEN_INTERNAL_H
#define PROGRAM_TSUZURI_PDF_FLATTEN_FLATTEN_INTERNAL_H

#include "program/tsuzuri-pdf/document/draw.h"

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

/* True for a subtype, with its slash. */
bool annotation_is(struct pdf_document *d, qpdf_oh a, const char *subtype);
/* Decides what becomes of an annotation; counts it where it is seen and does not print. */
enum fate annotation_fate(struct flat *f, qpdf_oh a);
/* True where flags and layers let it print. */
bool annotation_prints(const struct flat *f, qpdf_oh a);
/* Finds the normal appearance of its state: a form XObject with a BBox; else false. */
bool annotation_appearance(const struct flat *f, qpdf_oh a, qpdf_oh *out);
/* Finds where its appearance goes on a page of a turn (ISO 32000-1, 12.5.5, algorithm 8.1); false:
   nowhere. */
bool annotation_place(
    const struct flat *f, qpdf_oh a, qpdf_oh appearance, int turn, struct matrix *out);
/* Tells how an annotation that keeps upright on a turned page (NoRotate) is turned; 'turn' is the
   page's. */
struct matrix annotation_upright(const struct flat *f, qpdf_oh a, int turn);
/* Joins two matrices: m, then n. */
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

/* Tells the kind of field, inherited where the widget does not say. */
enum widget_kind widget_kind(struct pdf_document *d, qpdf_oh widget);
/* Tells the field's flags (FIELD_…), 0 where there are none. */
int widget_flags(struct pdf_document *d, qpdf_oh widget);
/* Looks for a value in the widget and in the fields above it; false: there is none. */
bool widget_value(struct pdf_document *d, qpdf_oh widget, const char *key, qpdf_oh *out);
/* Looks for a value there, and at last in the form. */
bool widget_default(const struct flat *f, qpdf_oh widget, const char *key, qpdf_oh *out);
/* Appends the text that it shows; false where there is none to be drawn. The caller releases it in
   any case. */
bool widget_text(const struct flat *f, qpdf_oh widget, struct buf *out);
/* Appends its full name, as a.b.c; may be empty. The caller releases it. */
void widget_name(struct pdf_document *d, qpdf_oh widget, struct buf *out);
/* True for a check box or radio button that is on. */
bool widget_is_on(struct pdf_document *d, qpdf_oh widget);
/* True where it has a text, and an appearance that shows none. */
bool widget_is_blank(const struct flat *f, qpdf_oh widget, qpdf_oh appearance);

/* --- text.c --- */

/* Appends a string, a name or a stream as UTF-8 without control characters but newlines. */
void text_add(struct pdf_document *d, qpdf_oh o, struct buf *out);
/* Counts characters. */
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

/* Finds how a widget is to be drawn on a page of a turn; false where it has no area. */
bool widget_style_of(const struct flat *f, qpdf_oh widget, int turn, struct widget_style *out);
/* Appends operators for background, border, the lines of a comb, the mark of a button. */
void widget_style_draw(
    const struct flat *f, qpdf_oh widget, const struct widget_style *l, struct buf *out);
/* Counts the cells of a comb; 0: it is none. */
int widget_style_comb(const struct flat *f, qpdf_oh widget);

#endif
