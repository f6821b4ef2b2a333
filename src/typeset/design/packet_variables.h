/* packet_variables: what the sheet before the documents of a packet (提出書類一覧) tells of them,
   as the data that its layout reads under the name 'packet' (forms/README.md lists the names).
   Prefixes: cover_. */
#ifndef TYPESET_DESIGN_PACKET_VARIABLES_H
#define TYPESET_DESIGN_PACKET_VARIABLES_H

#include "seam/yaml/yaml.h"

struct arena;

/* A document of the packet. */
struct cover_row {
    int number;        /* from 1 */
    const char *title; /* as the next three, NULL or "": nothing is said */
    const char *entry; /* which of several of that title, or of that label: the provider */
    const char *label; /* on its right shoulder */
    const char *file;  /* of attached ones: as the answer file names it */
    int pages;         /* 0: it is put in by hand */
    int sheets;
    int page, last;     /* in the packet: its first page, and its last where it has several */
    const char *link;   /* the destination of its first page */
    bool own;           /* our own form, not an attached document */
    struct position at; /* of an attached document: what names it; file NULL: as the cover's */
};

/* A page that waits for a hand. */
struct cover_wait {
    const char *who;   /* 担当者の署名・押印 */
    const char *items; /* 1-1-3、1-1-4, or "" */
    int number;        /* the page within its document */
    int page;          /* in the packet */
    const char *link;
};

/* A document whose pages wait. */
struct cover_waits {
    const char *title;
    const char *entry;
    struct cover_wait *list;
    size_t count;
};

struct cover {
    struct cover_row *rows;
    size_t count;
    struct cover_waits *waits;
    size_t wait_count;
    int pages;  /* of the whole packet, with the cover and what duplex printing leaves empty */
    int sheets; /* likewise */
    int own_pages, own_sheets; /* of the cover */
    int blank;                 /* pages that duplex printing leaves empty behind documents */
    bool duplex;
    const char *title, *author, *date; /* of the whole, as the form's 'info' says; or NULL */
    struct position
        at; /* of the answers: what a message blames whose text has no place of its own */
};

/* As data of a form. */
struct node *cover_node(struct arena *a, const struct cover *c);
/* The same with something under every name, for the check of a layout. */
struct node *cover_example(struct arena *a);

#endif
