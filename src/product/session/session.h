/* The session behind the public API. */
#ifndef PRODUCT_SESSION_SESSION_H
#define PRODUCT_SESSION_SESSION_H

#include "base/buf.h"
#include "model/answer/answer.h"
#include "model/check/verdict.h"
#include "seam/font/font.h"
#include "tsuzuri.h"
#include "typeset/design/design.h"
#include "typeset/page/page_list.h"

/* A text that no excerpt shows. */
struct secret {
    struct secret *next;
    const char *text;
};

struct tsuzuri {
    struct arena *arena;
    struct messages err;
    const char *forms;
    const char *manifest;
    const char *worker;
    const char *looker;
    struct fonts *fonts; /* loaded on first use */
    struct buf trace;
    bool has_trace;
    struct buf text; /* see tsuzuri_text */
    struct buf report;
    struct buf explanations[2]; /* English, Japanese */
    bool has_explanation;
    int page_count;
    int changed_sheets;        /* of the last diff or reprint */
    struct form *checked_form; /* of the last check; NULL: none */
    struct inst *checked;
    struct verdict verdict;
    bool has_verdict;
    struct excerpts *excerpts;
    struct secret *secrets;
    const struct message **messages; /* sorted, made after each call */
    size_t message_count;
    const struct issue *issues; /* of the last certify, see certify.h */
    size_t issue_count;
};

/* Makes the messages ready to be read; gives the call's status. */
enum tsuzuri_status session_end(struct tsuzuri *t);
struct fonts *session_fonts(struct tsuzuri *t);

/* Reads an answer file (path NULL: none) with settings over it, and which form it answers;
   false with errors. */
bool session_answers(struct tsuzuri *t, const char *path, const struct tsuzuri_setting *settings,
    size_t count, struct node **out, const char **id);
/* What was typed as an option is text: ERR_USAGE where it is not, without its bytes. */
bool session_settings(struct tsuzuri *t, const struct tsuzuri_setting *settings, size_t count);
bool session_words(struct tsuzuri *t, const char *option, const char *const *words, size_t count);
/* Loads a form and checks its rules and totals; NULL with errors. */
struct form *session_form(struct tsuzuri *t, const char *id, const struct node *answers);
/* Answers bound to their form, with what is drawn up from them: lists of attachments, tallies. */
struct inst *session_bind(
    struct arena *a, struct messages *e, const struct form *form, const struct node *answers);
/* Says which runs were set by further faces. */
void explain_faces(struct fonts *f, const struct pages *pages, bool japanese, struct buf *out);

/* A text that messages may show lines of, beside the files. */
void source_line_keep(struct tsuzuri *t, const char *file, const char *text);
/* A password: from now on it is shown by no excerpt. */
void source_line_hide(struct tsuzuri *t, const char *text);
/* The source line of a mark, and the terminal cells before its column; NULL where the file cannot
   be read again. */
const char *source_line_line(struct tsuzuri *t, struct position at, int *cells);

/* A message as the API shows it. */
void session_message(struct tsuzuri *t, const struct message *m, struct tsuzuri_message *out);

#endif
