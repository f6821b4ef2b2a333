/* call: one use of the library: its memory, its messages, and what it found. It takes forms,
   designs and fonts from the catalogue (catalogue.h).
   Prefixes: call_, source_line_.

   A product begins with call_begin, which frees all that the one before it left, and ends with
   call_end. Everything of a call lives in its arena. A call is used by one thread at a time. */
#ifndef PRODUCT_SESSION_CALL_H
#define PRODUCT_SESSION_CALL_H

#include "base/buf.h"
#include "model/answer/answer.h"
#include "model/check/verdict.h"
#include "product/session/catalogue.h"
#include "typeset/page/page_list.h"

struct tsuzuri_call {
    struct tsuzuri_catalogue *catalogue;
    struct arena *arena;
    struct messages err;
    const struct message **messages; /* sorted, made by call_end */
    size_t message_count;

    /* what it uses of the catalogue */
    struct used_form *used;
    struct loaded_fonts *loaded_fonts;
    struct fonts *fonts; /* NULL before call_fonts */

    /* source lines */
    struct source_text *texts;
    struct secret *secrets;

    /* what it found */
    struct buf trace; /* see tsuzuri_trace */
    bool has_trace;
    struct buf pdf; /* see tsuzuri_pdf */
    bool has_pdf;
    struct buf text; /* see tsuzuri_text */
    struct buf report;
    struct buf explanations[2]; /* English, Japanese */
    bool has_explanation;
    int page_count;
    const struct page **laid_out; /* the pages that it laid out */
    size_t laid_out_count;
    struct inst *answered;           /* what they show the answers of */
    int changed_sheets;              /* of a diff or reprint */
    const struct form *checked_form; /* of a check; NULL: none */
    struct inst *checked;
    struct verdict verdict;
    struct tsuzuri_gap *gaps; /* what its items lack, see gap.c */
    size_t gap_count;
    bool has_verdict;
    const struct issue *issues; /* of a certify, see certify_internal.h */
    size_t issue_count;
};

/* Frees what the last product left, and lets go of what it used. */
void call_begin(struct tsuzuri_call *call);
/* Makes the messages ready to be read; returns the product's status. */
enum tsuzuri_status call_end(struct tsuzuri_call *call);
/* Spells the fields of options that a text names (OPTION) as the client calls them; NULL stays
   NULL. */
const char *call_spell(struct tsuzuri_call *call, const char *text);
/* Fills a message as the API shows it. */
void call_message(struct tsuzuri_call *call, const struct message *m, struct tsuzuri_message *out);

/* Keeps laid out pages, which live in the call's arena, for tsuzuri_page; root: the answers that
   they show. */
void call_keep_pages(struct tsuzuri_call *call, const struct pages *pages, struct inst *root);

/* --- of the catalogue --- */

/* Loads a form with all its checks (loaded_form), whatever they find; its messages become the
   call's. NULL where it cannot be read at all. */
const struct loaded_form *call_load(struct tsuzuri_call *call, const char *folder);
/* Loads a form by its id; NULL with errors, also where it has any. answers: what names it, or
   NULL. */
const struct form *call_form(struct tsuzuri_call *call, const char *id, const struct node *answers);
/* The numbering of a form that the call loaded; NULL with an error where it is not filled from a
   register. */
const struct numbering *call_numbering(struct tsuzuri_call *call, const struct form *form);
/* Compiles the design of a form that the call loaded, unless the catalogue has it. The call's own:
   pictures and texts that are set with it are remembered in the call's arena. NULL with errors. */
struct design *call_design(struct tsuzuri_call *call, const struct form *form);
/* Finds the fonts; NULL with errors. The call's own, see fonts_new. */
struct fonts *call_fonts(struct tsuzuri_call *call);
/* Forks; 0 in the child, which may go on with the call. As fork. */
pid_t call_fork(struct tsuzuri_call *call);

/* --- answers (load.c) --- */

/* Reads YAML from a file or from memory, and keeps its lines for messages; NULL with errors. */
struct node *call_yaml(struct tsuzuri_call *call, const struct tsuzuri_source *source);
/* The same with its text. False with errors. */
struct yaml_text;
bool call_text(
    struct tsuzuri_call *call, const struct tsuzuri_source *source, struct yaml_text *out);
/* Reads answers (without a name: none) with settings over them, and which form they answer; false
   with errors. */
bool call_answers(struct tsuzuri_call *call, const struct tsuzuri_source *source,
    const struct tsuzuri_setting *settings, size_t count, struct node **out, const char **id);
/* Puts settings over answers (a map, or NULL): a key that both have is the setting's. The map is a
   copy, in the arena. */
struct node *call_settings_over(struct arena *a, const struct node *answers,
    const struct tsuzuri_setting *settings, size_t count);
/* Tells whether settings are text; else ERR_USAGE, without their bytes. */
bool call_settings(struct tsuzuri_call *call, const struct tsuzuri_setting *settings, size_t count);
/* The same of words; field: what they are said for, as tsuzuri.h names it. */
bool call_words(
    struct tsuzuri_call *call, const char *field, const char *const *words, size_t count);
/* Binds answers to their form, with what is drawn up from them: lists of attachments, tallies. */
struct inst *call_bind(
    struct arena *a, struct messages *e, const struct form *form, const struct node *answers);

/* --- lines of files, for messages (source_line.c) --- */

/* Keeps a text (UTF-8, ended by NUL, not copied) that messages may show lines of. */
void source_line_keep(struct tsuzuri_call *call, const char *file, const char *text);
/* Hides a password: no line shows it from now on. */
void source_line_hide(struct tsuzuri_call *call, const char *text);
/* Finds the line of a position, and the terminal cells before its column; NULL where there is
   none. A file that was not kept is read, once. */
const char *source_line_find(struct tsuzuri_call *call, struct position at, int *cells);

#endif
