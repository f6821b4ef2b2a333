/* build: an answer file laid out in memory, and what a lock says of it. Internal to the products
   that print one.
   Prefixes: build_. */
#ifndef PRODUCT_PACKET_BUILD_H
#define PRODUCT_PACKET_BUILD_H

#include "product/lock/lock.h"
#include "product/packet/packet.h"
#include "product/session/call.h"
#include "typeset/layout/layout.h"
#include "typeset/pdf/pdf.h"

struct build {
    struct tsuzuri_call *call;
    const struct tsuzuri_build *options;
    struct node *answers; /* NULL: none */
    const struct form *form;
    struct inst *root;
    struct design *design;
    struct pages pages;
    struct layout_choice choice;
    struct changes changes; /* former NULL: none are shown */
    struct pdf_info info;
    struct packet packet;
    bool locked; /* build_lock will be called */
};

/* From the options to bound answers; final: they must be complete. */
bool build_prepare(struct build *b, bool final);
/* The page list of the packet, as it is printed without any overlay; what is attached is not in
   it. */
bool build_lay_out(struct build *b, const struct changes *changes, struct pages *out);
/* What the PDF says of itself. */
void build_info(struct build *b);

/* Whether a PDF may have a name: not that of a lock, which would be lost (ERR_USAGE). NULL: none.
 */
bool build_may_name(struct messages *e, const char *output);
/* Whether a PDF and its lock leave the attached files alone; else ERR_USAGE, at the place where
   the answer file names the one that would be replaced. */
bool build_spares(struct build *b, const char *output);

/* What a lock says of a packet that was laid out; path: of the PDF. Without its content; NULL with
   errors. */
struct lock *build_lock(struct build *b, const struct pages *pages, const char *path);
/* A print on its way into files. */
struct build_output {
    const char *path; /* of the PDF */
    struct packet *packet;
    const struct pages *pages;
    struct lock *lock;
};

/* Puts the PDF and its lock in their places, the PDF first: a lock never tells of a packet that
   is not there. */
bool build_write(struct build *b, struct build_output *o);

#endif
