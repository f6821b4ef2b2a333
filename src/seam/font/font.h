/* font: faces, families and shaping. The only room that sees FreeType and HarfBuzz.
   Prefixes: font_library_ what threads share, fonts_ one user's door to it, face_. */
#ifndef SEAM_FONT_FONT_H
#define SEAM_FONT_FONT_H

#include "base/buf.h"
#include "base/messages.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

/* The faces of a manifest (fonts/fonts.yaml). A face is opened when it is first asked for:
   its file is mapped, never copied. Faces and families are small integers. */
struct fonts;

/* The faces and families of a manifest, which any number of threads share. */
struct font_library;

/* Reads the manifest. Errors (ERR_INPUT): a manifest that cannot be understood (unknown keys with a
   did-you-mean, a family that names an unknown face); NULL then. */
struct font_library *font_library_load(struct messages *e, const char *manifest);
/* Closes every face; no struct fonts may be left of it. NULL is allowed. */
void font_library_free(struct font_library *library);

/* Gives one user his own door to a library: what he remembers and shapes with lives in the arena.
   Used by one thread at a time; the library outlives it. */
struct fonts *fonts_new(struct arena *a, struct font_library *library);
/* A library of one's own, which goes with fonts_free; NULL with errors, as font_library_load. */
struct fonts *fonts_load(struct arena *a, struct messages *e, const char *manifest);
/* Releases what no arena holds. NULL is allowed. */
void fonts_free(struct fonts *f);
/* Keeps other threads from opening faces, so that a process may fork. */
void fonts_lock(struct fonts *f);
void fonts_unlock(struct fonts *f);

/* The family's number, or -1; names of all families for a did-you-mean. */
int fonts_family(const struct fonts *f, const char *name);
const char *const *fonts_family_names(const struct fonts *f, size_t *count);

/* PostScript name of a face; its version string (name id 5) and file once it is open. */
const char *fonts_face_name(const struct fonts *f, int face);
const char *fonts_face_version(const struct fonts *f, int face);
const char *fonts_face_file(const struct fonts *f, int face);
/* The checksum that the font itself states of all its bytes (table head); 0 before it is open. */
uint32_t fonts_face_checksum(const struct fonts *f, int face);
int fonts_face_count(const struct fonts *f);

/* The face of a family that sets a character (selector: the variation selector behind it, or
   0): the first face of the chain that has the pair; else the first that has the base alone,
   *exact then false; -1 where none has it. A face of the chain that is not installed is passed
   over, but the first of a family must be there: where its file is missing fontconfig is asked
   for its PostScript name, and then it is an error (ERR_INPUT, naming the Debian package), -2.
   A face that forbids embedding (fsType 2, or bitmap only) is refused likewise. */
int fonts_choose(
    struct fonts *f, struct messages *e, int family, uint32_t base, uint32_t selector, bool *exact);

/* What is known of a face: NULL where it is not installed or cannot be used. */
struct face_facts {
    const char *name, *file, *version;
    const char *package, *licence;
    unsigned rights; /* fsType of OS/2: 0 installable, 4 preview and print, 8 editable */
    bool cff;
    size_t characters;
    size_t sequences; /* variation sequences, default ones too */
};
const struct face_facts *fonts_facts(struct fonts *f, int face);
const char *fonts_face_package(const struct fonts *f, int face);
/* False where the face cannot be opened, too. */
bool fonts_has(struct fonts *f, int face, uint32_t c);
/* The faces of a family, in the order in which they are asked. */
const int *fonts_chain(const struct fonts *f, int family, size_t *count);

/* Lengths in 1/1000 em, y upwards. */
struct face_metrics {
    int ascent;     /* of the em box that line uses: typographic ascender */
    int descent;    /* positive downwards */
    int bbox[4];    /* head: xMin yMin xMax yMax */
    int cap_height; /* OS/2, or 700 */
    int italic_angle;
};
const struct face_metrics *fonts_metrics(struct fonts *f, struct messages *e, int face);

struct shaped {
    uint32_t glyph;
    uint32_t cluster; /* byte in the text */
    int32_t advance;  /* 1/1000 em, rounded half away from zero */
    int32_t dx, dy;
};

enum font_direction { FONT_HORIZONTAL, FONT_VERTICAL };

/* Text that one face sets. */
struct face_text {
    int face;
    enum font_direction direction;
    const char *text; /* UTF-8 */
    size_t size;
};

/* Shapes text that one face sets, cluster by cluster in reading order (monotone, grapheme
   level). script and language are Japanese for kana and kanji, guessed else. Characters that
   are never drawn (joiners, selectors without a glyph of their own) leave no glyph: they are part
   of a cluster, or nothing. Vertical advances are positive downwards. The array belongs to f and
   lasts until the next call. False with an error where the face cannot be opened. */
bool fonts_shape(struct fonts *f, struct messages *e, struct face_text text,
    const struct shaped **glyphs, size_t *count);

/* Natural advance of a glyph in 1/1000 em (what a PDF's W array says). */
int fonts_advance(struct fonts *f, int face, uint32_t glyph);

/* Finds a glyph without ink, for codes of a PDF that carry text only; never glyph 0, which shows
   a box. Of a TrueType face it is the space, as a PDF states widths by code there; of a CFF face,
   where they go by glyph, the one with the least advance (see fonts_advance). False where the
   face has none or cannot be opened. */
bool fonts_blank(struct fonts *f, int face, uint32_t *glyph);

/* True where a face's outlines are CFF (PostScript), false where they are TrueType (glyf). */
bool fonts_is_cff(const struct fonts *f, int face);

/* The glyphs of a subset: old ids in any order, no duplicates. */
struct subset_glyphs {
    const uint32_t *ids;
    size_t count;
    uint32_t *new_ids; /* room for as many */
};

/* Appends to out the subset of a face that has these glyphs and .notdef. new_ids[i] becomes what a
   PDF calls ids[i]: its id in the subset, or its CID where the face is CFF with CIDs. Hinting and
   layout tables are dropped. The bytes are a complete TrueType file, or a bare CFF table. */
bool fonts_subset(
    struct fonts *f, struct messages *e, int face, struct subset_glyphs glyphs, struct buf *out);

/* Whoever draws an outline. Lengths in 1/1000 em, y upwards; a curve's control points come first,
   x and y in turn, its end last. */
struct outline_pen {
    void *context;
    void (*move)(void *context, double x, double y);
    void (*line)(void *context, double x, double y);
    void (*quadratic)(void *context, const double points[4]);
    void (*cubic)(void *context, const double points[6]);
    void (*close)(void *context);
};
/* Draws a glyph's outline: closed contours to be filled by the nonzero rule; nothing of a blank.
   False with an error where the face cannot be opened. */
bool fonts_outline(
    struct fonts *f, struct messages *e, int face, uint32_t glyph, const struct outline_pen *pen);

/* "FreeType 2.12.1, HarfBuzz 6.0.0" for --version. */
const char *fonts_library_versions(void);

#endif
