/* answer: what was said, bound to what is asked. For every field of the form there is an inst,
   answered or not; the layout reads nothing else.
   Prefixes: inst_ a field with its answer. */
#ifndef MODEL_ANSWER_ANSWER_H
#define MODEL_ANSWER_ANSWER_H

#include "model/question/form.h"
#include "seam/unicode/unicode.h"

struct inst {
    const struct field *field;
    struct inst *parent;
    struct position at;      /* of the value, or of the nearest thing around it that was written */
    const struct node *node; /* NULL: not answered (a default may still be) */

    const char *text;       /* of single values: as typed, trimmed; dates as they print; the keys
                               'yes', 'no' or the option's; NULL: no value */
    bool exact;             /* the columns of text are those of the file, from 'at' on */
    struct date date;       /* of dates */
    int option;             /* of choices: index, or -1 */
    bool bad;               /* something was written here that could not be bound: it is blamed
                               already, and nothing is known of the value */
    struct inst **children; /* of groups and sections: as the field's; of lists: the entries */
    size_t count;
    struct inst *source; /* of gathered values: the answer that is repeated here, or NULL */
    const char *total;   /* of lists: count, as text */
    struct inst *blank;  /* of lists: an entry without an answer, for blank lines */
    struct inst *other; /* of answers that are compared (former.h): what stands there in the others;
                           NULL: nothing does */
};

/* Binds a parsed answer file to a form. Keys may be the form's keys or its printed labels. All
   faults at once, class ERR_INPUT: unknown keys (did-you-mean), a value under two spellings of
   its key, wrong types (saying by example what was expected). What could not be bound is 'bad' and
   has no value, so that the rest can still be checked; a field whose key was misspelt likewise.
   Never NULL: whether all is well, the error list tells. answers NULL: a form without any answer.
 */
struct inst *answer_bind(
    struct arena *a, struct messages *e, const struct form *form, const struct node *answers);

/* Makes a field without an answer, and all below it, in the arena. */
struct inst *inst_new(struct arena *a, const struct field *f, struct inst *parent);

/* Makes entries that were bound elsewhere those of a list; the array stays the caller's arena's. */
void inst_fill_list(struct arena *a, struct inst *list, struct inst **entries, size_t count);

/* Reads 'form:' and 'tsuzuri:' of an answer file: the form's id, or NULL with an error. */
const char *answer_form_id(struct arena *a, struct messages *e, const struct node *answers);

/* Tells whether a field is asked for as the answers stand: its 'when' holds, or cannot be told.
   What is around it is another matter. */
bool inst_is_asked(const struct inst *i);
/* Tells whether it then needs a value. */
bool inst_is_required(const struct inst *i);
/* Tells every value that the form requires and the answers lack, and every value given although
   its 'when' does not hold, as errors of class ERR_ANSWERS. What is bad, and conditions over it,
   are passed over. True where nothing was told. */
bool answer_complete(struct arena *a, struct messages *e, const struct inst *root);
/* A value that the form requires and the answers lack; or one of two. */
struct lack_of {
    const struct inst *value;
    const struct inst *other; /* would do as well; NULL: nothing would */
};
struct lack_list {
    struct lack_of *list;
    size_t count;
};
/* Lists what answer_complete would tell as missing, in the form's order. In the arena. */
struct lack_list answer_lacks(struct arena *a, const struct inst *root);
/* Tells the same of a register's record, of which no draft is printed; told (or NULL) is blamed
   already. */
bool answer_complete_record(
    struct arena *a, struct messages *e, const struct inst *root, const struct inst *told);

/* Finds the child with a key, through sections; NULL where the field has none. */
struct inst *inst_child(const struct inst *i, const char *key);
/* Tells whether something was given (or defaulted), be it bad; of groups: whether any of their
   fields has something. */
bool inst_given(const struct inst *i);
/* Finds the field that stands for a group (its 'short'); else the inst itself. */
struct inst *inst_single(struct inst *i);
/* Counts which entry of its list it is, from 1. */
size_t inst_number(const struct inst *entry);
/* Says where it stands among the answers, as "answers.1-1-1" or "upstream.2.5-1-1" (entries count
   from 1), in the arena. */
const char *inst_path(struct arena *a, const struct inst *i);
/* Says how a message names it: as field_title does, "1-1-3 氏名"; of one of several entries of a
   list its number and what it is called, too: "対象サービス2「つる基盤」 16". In the arena. */
const char *inst_title(struct arena *a, const struct inst *i);
/* Makes the path for a message: as field_path does, with the number of one of several entries:
   "services.2.checks.16". In the arena. */
const char *inst_keys(struct arena *a, const struct inst *i);
/* Finds what tells an entry of a list from the others: the first text that it has, or its
   number. */
const char *inst_called(struct arena *a, const struct inst *entry);
/* Finds what is asked under such a path (inst_path); NULL where there is nothing. */
struct inst *inst_at(struct inst *root, const char *path);
/* Tells whether nobody answered it: it stands in a list that was gathered, or in a tally. */
bool inst_is_gathered(const struct inst *i);
/* Tells whether each application answers it afresh ('renew'), itself or what is around it. */
bool inst_is_renewed(const struct inst *i);
/* Gives what is printed: the option's label, はい/いいえ, the text itself; NULL without a value. */
const char *inst_print(const struct inst *i);

/* Internal to answer's own files (read_value.c): reads a single value. */
bool answer_read_value(struct arena *a, struct messages *e, struct inst *i, const struct node *n);
/* Internal (lookalike.c). Full-width ASCII as ASCII, as fields with 'width: half' ask, but for
   brackets and spaces that do not stand beside digits; the dashes that are typed inside numbers
   become hyphens. Nothing else changes. */
const char *answer_halved(struct arena *a, const char *text);
/* Warns of each character of a value that looks like another one which was probably meant, judged
   by its neighbours (0ー3, サ―バ, 二○二六, a lone 〇), and of each that shows nothing (U+200B). */
void answer_warn_alikes(struct arena *a, struct messages *e, const struct inst *i);

#endif
