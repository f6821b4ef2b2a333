/* poppler: pages as a viewer draws them. poppler.c is the only file that sees poppler (and cairo,
   which it draws with), and only the program tsuzuri-look has it. Pages count from 0.
   Prefixes: look_, pixels_. */
#ifndef PROGRAM_TSUZURI_LOOK_POPPLER_H
#define PROGRAM_TSUZURI_LOOK_POPPLER_H

#include "program/tsuzuri-look/pixels.h"

struct drawable;

/* Draws a page with a text in a font of the system, so that what poppler loads once (fontconfig's
   list of fonts, tables of characters) is there for what is drawn later: as long as the page is
   open, since poppler drops all that with the last document. NULL where it cannot be drawn. */
struct drawable *look_warm_up(void);

/* Opens the document that a descriptor (-1: none) is of, which is the document's then; password may
   be "". NULL where poppler cannot open it. */
struct drawable *look_open(int fd, const char *password);
struct drawable *look_open_bytes(const void *data, size_t size);
void look_close(struct drawable *l);

int look_pages(const struct drawable *l);

/* A part of the displayed page: its width and height are 1, the origin is at the upper left. */
struct part {
    double x, y, width, height;
};

/* Of the displayed page, in 1/72 inch; false where there is none. */
bool look_size(struct drawable *l, int page, double *width, double *height);

/* The part of a page, annotations with it, 'columns' pixels wide and as high as the part is then,
   at most as high as wide; NULL where it cannot be drawn. pixels_free. */
struct pixels *look_at(struct drawable *l, int page, struct part part, int columns);
void pixels_free(struct pixels *s);

#endif
