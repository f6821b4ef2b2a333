/* font_internal: what the files behind font.h share.
   Prefixes: face_ one face, manifest_ the YAML. */
#ifndef SEAM_FONT_FONT_INTERNAL_H
#define SEAM_FONT_FONT_INTERNAL_H

#include "base/string_index.h"
#include "seam/font/font.h"

#include <hb.h>
#include <pthread.h>
#include <stdatomic.h>

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
    _Atomic(enum face_state) state; /* set last: who sees it open sees all of it */
    hb_blob_t *blob;
    hb_face_t *hb;
    hb_font_t *font;
    int upem;
    bool cff;
    unsigned rights; /* fsType */
    const char *version;
    uint32_t checksum; /* checkSumAdjustment */
    uint32_t blank;    /* see fonts_blank; 0: it has none */
    struct face_metrics metrics;
    /* why it is not open: the fault that every asker is told once */
    const char *code;
    const char *why_en;
    const char *why_ja;
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
};

/* What fonts_choose remembers of a family. */
struct choices {
    struct choice *list; /* in the order of asking */
    struct string_index known;
};

/* Shared by any number of threads: immutable once it is read, but for faces, which are opened one
   at a time under the lock. */
struct font_library {
    struct arena *arena; /* used under the lock */
    pthread_mutex_t lock;
    struct face *faces;
    size_t face_count;
    struct family *families;
    const char **family_names;
    size_t family_count;
};

/* One user's own: what he remembers, and what he shapes with. */
struct fonts {
    struct arena *arena;
    struct font_library *library;
    bool owned;                   /* the library goes with it */
    struct choices *choices;      /* by family */
    const struct messages **told; /* by face: who was told last that it cannot be used */
    hb_buffer_t *buffer;
    hb_language_t japanese;
    struct shaped *shaped;
    size_t shaped_room;
};

/* Fills faces and families; relative file names start at the manifest's folder. */
bool manifest_read(struct font_library *f, struct messages *e, const char *path);

/* Opens a face when it is first asked for. True where it is open; else the state tells why, and
   nothing is reported. */
bool face_open(struct font_library *f, struct face *face);
void face_close(struct face *face);
/* Reports why a face is not open, unless this list has been told. */
void face_report(struct fonts *f, int face, struct messages *e);
/* Open, or reported; NULL then. The number must be one of the faces. */
struct face *face_need(struct fonts *f, struct messages *e, int face);
/* Keeps the fault of a face that cannot be used. False. */
bool face_refuse(
    struct font_library *f, struct face *face, const char *code, const char *en, const char *ja);

/* Asks FreeType for name, embedding rights and metrics of a mapped face, and refuses what cannot
   be embedded. Only the small tables are read. */
bool face_inspect(struct font_library *f, struct face *face);

/* Finds the glyph that fonts_blank gives; 0 where the face has none. */
uint32_t face_blank(const struct face *face);

/* The CID of every glyph of a CFF table with CIDs, by glyph; false where the table has none or is
   damaged. */
bool cff_cids(const unsigned char *cff, size_t size, uint32_t *cids, size_t count);

/* Font units to 1/1000 em, half away from zero. */
int face_milli(const struct face *face, int64_t units);

#endif
