/* font_internal: what the files behind font.h share.
   Prefixes: face_ one face, manifest_ the YAML. */
#ifndef SEAM_FONT_FONT_INTERNAL_H
#define SEAM_FONT_FONT_INTERNAL_H

#include "base/string_index.h"
#include "seam/font/font.h"

#include <hb.h>

/* FACE_ABSENT: no file anywhere; FACE_BAD: a file that cannot be used. */
enum face_state { FACE_CLOSED, FACE_OPEN, FACE_ABSENT, FACE_BAD };

struct face {
    /* from the manifest */
    const char *name;
    const char *file; /* where it was found, once it is open */
    const char *package;
    const char *licence;
    struct position at;
    /* once asked for */
    enum face_state state;
    hb_blob_t *blob;
    hb_face_t *hb;
    hb_font_t *font;
    int upem;
    bool cff;
    unsigned rights; /* fsType */
    const char *version;
    uint32_t checksum; /* checkSumAdjustment */
    struct face_metrics metrics;
    /* why it is not open: the fault that every asker is told once */
    const char *code;
    const char *why_en;
    const char *why_ja;
    const struct messages *told;
};

struct choice {
    uint32_t base;
    uint32_t selector;
    int face; /* -1: none */
    bool exact;
};

struct family {
    int *faces;
    size_t count;
    struct choice *choices; /* in the order of asking */
    struct string_index known;
};

struct fonts {
    struct arena *arena;
    struct face *faces;
    size_t face_count;
    struct family *families;
    const char **family_names;
    size_t family_count;
    hb_buffer_t *buffer;
    hb_language_t japanese;
    struct shaped *shaped;
    size_t shaped_room;
};

/* Fills faces and families; relative file names start at the manifest's folder. */
bool manifest_read(struct fonts *f, struct messages *e, const char *path);

/* Opens a face when it is first asked for. True where it is open; else the state tells why, and
   nothing is reported. */
bool face_open(struct fonts *f, struct face *face);
void face_close(struct face *face);
/* Reports why a face is not open, unless this list has been told. */
void face_report(struct face *face, struct messages *e);
/* Open, or reported; NULL then. The number must be one of the faces. */
struct face *face_need(struct fonts *f, struct messages *e, int face);
/* Keeps the fault of a face that cannot be used. */
bool face_refuse(
    struct fonts *f, struct face *face, const char *code, const char *en, const char *ja);

/* Asks FreeType for name, embedding rights and metrics of a mapped face, and refuses what cannot
   be embedded. Only the small tables are read. */
bool face_inspect(struct fonts *f, struct face *face);

/* The CID of every glyph of a CFF table with CIDs, by glyph; false where the table has none or is
   damaged. */
bool cff_cids(const unsigned char *cff, size_t size, uint32_t *cids, size_t count);

/* Font units to 1/1000 em, half away from zero. */
int face_milli(const struct face *face, int64_t units);

#endif
