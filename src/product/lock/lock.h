/* lock: what was printed into a packet, page by page, as a text file beside it (tsuzuri-lock(5)
   describes it). It holds no time: the same print gives the same lock. It knows no build.
   Prefixes: lock_. */
#ifndef PRODUCT_LOCK_LOCK_H
#define PRODUCT_LOCK_LOCK_H

#include "base/messages.h"
#include "seam/codec/sha256.h"
#include "tsuzuri.h"

struct arena;
struct buf;

/* A list of texts, each of them once where lock_texts_add made it. */
struct lock_texts {
    const char **list;
    size_t count;
};

/* One printed page. Blank backs of duplex printing are left out: their page numbers are. */
struct lock_page {
    int page;                /* in the packet, from 1 */
    const char *document;    /* id of the form's document, or ATTACHED */
    const char *about;       /* which one of several: the path of what it is printed for; or NULL */
    const char *file;        /* of attached ones: as the answer file names it; else NULL */
    int number;              /* within its document or file */
    const char *label;       /* as a person calls the page, or NULL */
    const char *name;        /* of attached ones: the document's, as the cover has it, or NULL */
    struct lock_texts items; /* paths of what is answered on it */
    struct lock_texts waits; /* whose signature or seal it waits for */
    const char *fingerprint; /* of what is printed on it */
    const char *corrected;   /* the date of the correction that it came with, or NULL */
    int document_pages;      /* not in the file: pages of its document, or of its file */
    int part; /* not in the file: of attached ones, which document of the packet, from 1 */
};

/* The document's id of an attached page. */
#define LOCK_ATTACHED "-"

/* An answer that was printed, or a setting that it was printed with. */
struct lock_value {
    const char *path; /* in the form, "answers.1-1-1.check" */
    const char *text;
};

/* A face that set something, as its file tells of itself. */
struct lock_font {
    const char *name;
    const char *version;
    const char *checksum;
};

/* An earlier lock that this one took the place of. */
struct lock_earlier {
    const char *name; /* of its file, without folders */
    const char *seal;
    const char *corrected; /* the date of the correction that followed it */
};

/* The whole. Where it was read all of it lives in the reader's arena. */
struct lock {
    const char *file; /* where it was read */
    struct position form_at, values_at, settings_at;
    bool issued; /* it was signed and sent */
    const char *program;
    const char *form;
    const char *edition;   /* or NULL */
    const char *wording;   /* fingerprint of the form's data */
    const char *dated;     /* date of application as it is printed, or NULL */
    const char *corrected; /* date of the correction that this lock came with, or NULL */
    const char *packet;    /* the PDF's name, without folders */
    const char *content;   /* fingerprint of its bytes */
    int pages;             /* of the packet; with corrections: as it is once they are put in */
    struct tsuzuri_binding binding;
    struct lock_texts only, with;
    struct lock_value *settings;
    size_t setting_count;
    const char *against; /* path of the former answers, or NULL */
    bool mark, red;
    struct lock_font *fonts;
    size_t font_count;
    struct lock_earlier *earlier; /* the latest first */
    size_t earlier_count;
    struct lock_page *list;
    size_t count;
    struct lock_value *values;
    size_t value_count;
    const char *seal; /* fingerprint of all lines above it; set where it is read */
};

/* Names the lock beside a PDF: packet.pdf has packet.lock, other names get .lock behind. In the
   arena. */
const char *lock_name(struct arena *a, const char *output);

/* Writes the file's text into out, sealed: its last line is the SHA-256 of all lines above it. */
void lock_write(const struct lock *l, struct buf *out);

/* Tells whether the packet and every page have a fingerprint; without them no lock is written. */
bool lock_is_whole(const struct lock *l);

/* Computes the seal that a lock has once it is written; in the arena. */
const char *lock_seal(struct arena *a, const struct lock *l);

/* Reads a lock into the arena; returns NULL with an error (ERR_INPUT) at file:line:column where it
   is damaged in any way or of a newer version. */
struct lock *lock_read(struct arena *a, struct messages *e, const char *path);
/* The same from memory; file: its name in messages. */
struct lock *lock_parse(
    struct arena *a, struct messages *e, const char *file, const char *bytes, size_t size);

/* Tells whether a PDF may be replaced: false, with an error (ERR_OUTPUT), where the lock beside it
   says that it was issued, or cannot be understood (guard.c). */
bool lock_allows(struct arena *a, struct messages *e, const char *output);

/* Counts, for every page of a list, the pages of its document. */
void lock_count_pages(struct lock *l);

/* Tells whether a page is one of an attached document. */
bool lock_page_is_attached(const struct lock_page *p);

/* Tells whether two pages are of one document: of a form of ours, or of somebody's file. */
bool lock_page_is_beside(const struct lock_page *a, const struct lock_page *b);

/* Names the document of an attached page by its label and title, "3-2-1 障害対応マニュアル"; in the
   arena. A lock of an older version knows the file alone. */
const char *lock_page_name(struct arena *a, const struct lock_page *p);

/* Looks up a value by its path; NULL where the lock has none. */
const char *lock_value_of(const struct lock *l, const char *path);

/* Tells whether a text is one of the list. */
bool lock_texts_have(const struct lock_texts *t, const char *text);

/* Tells whether one of the paths is this one, or that of something around it. */
bool lock_texts_cover(const struct lock_texts *t, const char *path);

/* Adds a text, which is not copied, unless the list has it. */
void lock_texts_add(struct arena *a, struct lock_texts *t, const char *text);

#endif
