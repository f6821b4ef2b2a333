/* catalogue: forms, designs and fonts, each loaded once, immutable, shared by all calls.
   Prefixes: catalogue_.

   What is loaded lives in an arena of its own and counts its users. When a file that it was made
   from is another one (base/file_stamp.h), the next call loads it anew; the old one goes when the
   last call that uses it ends. All functions may be called by several threads at once: one lock
   guards the lists, and is held while something is loaded. */
#ifndef PRODUCT_SESSION_CATALOGUE_H
#define PRODUCT_SESSION_CATALOGUE_H

#include "model/question/form.h"
#include "model/register/numbering.h"
#include "product/helper/helper.h"
#include "seam/font/font.h"
#include "tsuzuri.h"
#include "typeset/design/design.h"

#include <pthread.h>
#include <sys/types.h>

/* The fonts of the manifest. */
struct loaded_fonts {
    struct font_library *library;
    struct file_stamp manifest;
    int users;
};

/* A design, compiled for the fonts of one manifest. */
struct loaded_design {
    struct loaded_design *next;
    struct arena *arena;
    struct messages found;       /* what compiling it said */
    const struct design *design; /* NULL: it has errors */
    struct loaded_fonts *fonts;
};

/* A form with all that loading one checks: questions, conditions, rules, totals, numbering. */
struct loaded_form {
    struct loaded_form *next;
    struct arena *arena;
    const char *folder;
    struct form_files files;
    struct messages found;             /* what loading it said */
    const struct form *form;           /* NULL: it cannot be read at all */
    const struct numbering *numbering; /* NULL: it is not filled from a register */
    bool good;                         /* without an error */
    struct loaded_design *designs;
    int users;
    bool listed; /* the next call finds it; else it goes with its last user */
};

struct tsuzuri_catalogue {
    pthread_mutex_t lock;
    struct arena *arena; /* of the catalogue itself; nothing is added once it is made */
    const char *forms;
    const char *manifest;
    struct helper_programs programs;
    const char *(*spell)(const char *field); /* NULL: fields are called by their names */
    struct form_file *given;                 /* files of forms from memory */
    size_t given_count;
    const char **roots; /* folders of forms, the first that has one counts; 'forms' is the last */
    size_t root_count;
    struct loaded_form *loaded;
    struct loaded_fonts *fonts; /* NULL: not loaded yet */
    int users;                  /* its calls, and its owner */
};

/* One more user; catalogue_release takes him away, and frees what nobody uses. */
void catalogue_hold(struct tsuzuri_catalogue *c);
void catalogue_release(struct tsuzuri_catalogue *c);

/* Tells whether a file of a form is given, or stands on disk. */
bool catalogue_has(const struct tsuzuri_catalogue *c, const char *path);

/* Finds the folder of a form by its id: below the first of the folders of forms that has it; below
   the last one where none has it. In the arena. */
const char *catalogue_folder(const struct tsuzuri_catalogue *c, struct arena *a, const char *id);

/* Finds a form by its folder, loading it where it is new or changed. Never NULL; its errors stand
   in 'found'. Ends with catalogue_release_form. */
struct loaded_form *catalogue_form(struct tsuzuri_catalogue *c, const char *folder);
void catalogue_release_form(struct tsuzuri_catalogue *c, struct loaded_form *l);

/* Finds the fonts, loading them where they are new or changed; NULL with errors. Ends with
   catalogue_release_fonts. */
struct loaded_fonts *catalogue_fonts(struct tsuzuri_catalogue *c, struct messages *e);
void catalogue_release_fonts(struct tsuzuri_catalogue *c, struct loaded_fonts *f);

/* The design of a form that the caller uses, compiled for fonts that he uses. Lent: it lives as
   long as he uses both. */
const struct loaded_design *catalogue_design(
    struct tsuzuri_catalogue *c, struct loaded_form *l, struct loaded_fonts *f);

/* Forks while no other thread holds the lock, so that the child may use the catalogue. As fork. */
pid_t catalogue_fork(struct tsuzuri_catalogue *c);

#endif
