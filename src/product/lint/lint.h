/* lint: faults of a form beyond what loading it refuses. Internal to the product 'lint'.
   Each part looks at one kind of fault: solve.c what can never hold, walk.c what a layout reaches,
   unused.c what nothing uses, print.c what does not fit, sample_answers.c what the form is filled
   with for that.
   Prefixes: lint_. */
#ifndef PRODUCT_LINT_LINT_H
#define PRODUCT_LINT_LINT_H

#include "base/string_index.h"
#include "model/answer/condition_value.h"
#include "model/question/form.h"
#include "typeset/design/design.h"

struct arena;
struct fonts;

/* Pointers of the form that were met, each with bits. */
struct lint_set {
    struct string_index index; /* pointers as keys, to places in bits */
    unsigned *bits;
};
/* Gives the bits of a pointer; 0 where it was not met. */
unsigned lint_bits(const struct lint_set *s, const void *key);
/* Adds bits; returns those that it had. */
unsigned lint_add(struct lint_set *s, const void *key, unsigned bits);

/* How a layout reads a field: anyhow, and as the name of a picture's file. */
enum { LINT_READ = 1, LINT_PICTURE = 2 };

struct lint {
    struct arena *arena;
    struct messages *err;
    const struct form *form;
    const struct node *top; /* form.yaml itself */
    struct design *design;
    struct fonts *fonts;
    struct lint_set conditions; /* of layouts, see walk.c */
    struct lint_set fields;     /* nodes of fields that a layout reads: LINT_READ, LINT_PICTURE */
    struct lint_set words;      /* names in the layouts' paths: keys are interned, see lint_word */
    struct lint_set said;       /* blocks and documents that were blamed already */
    struct string_index names;  /* to places in interned */
    const char **interned;
};

/* Gives one address for each name, so that a set can hold it; in the arena. */
const char *lint_word(struct lint *l, const char *text, size_t size);
/* Tells whether a name stands among those of the layouts and the form. */
bool lint_uses(const struct lint *l, const char *word);

/* --- what can never hold (solve.c) --- */

/* Conditions that must hold together, the innermost first. */
struct claim {
    const struct claim *outer;
    const struct condition *condition;
    const struct path_type_scope *scope;
    bool denied; /* it must not hold */
};

/* Tells whether some answers make all of them hold. A field has a value only where its
   'when' holds. What is too large to be tried out is taken to be possible. */
bool lint_possible(struct arena *a, const struct claim *claims);

/* Tells of questions that nobody is ever asked, and options that nothing can choose
   (question.c). */
void lint_questions(struct lint *l);

/* --- the layout (walk.c, unused.c) --- */

/* Walks all that could ever be printed, through templates and repetitions: conditions that never
   hold, continuations that are missing, marks of seals that are too wide, characters that no
   font has. Gathers what lint_unused tells of. */
void lint_walk(struct lint *l);
/* Tells of fields that are printed nowhere, properties and continuations that nothing uses, labels
   that stand twice. */
void lint_unused(struct lint *l);
/* Checks what a block says for itself (text.c): fixed texts in characters that there are. */
void lint_text(struct lint *l, const struct inl *i, const struct style *look);
/* Checks that the mark in a seal fits it, in characters that there are. */
void lint_seal(struct lint *l, const struct block *b);
/* Checks the characters of labels and properties, from a field on. */
void lint_labels(struct lint *l, const struct field *f);

/* --- what does not fit (print.c) --- */

/* Prints the form blank and filled, and tells what does not fit. */
void lint_print(struct lint *l);
/* Makes answers of sensible length for every question, marked with the questions' places. turn:
   which option each choice takes (turn modulo their number); yes: of yes-no (sample_answers.c). */
struct node *lint_answers(struct lint *l, size_t turn, bool yes);

#endif
