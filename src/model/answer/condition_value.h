/* condition_value: paths ("item.signer.title") and conditions ("check and not route") over what is
   asked and answered. Conditions of questions look names up among the fields of their group and
   those around it; layouts bring variables of their own.
   Prefixes: path_, value_, condition_ (its grammar is condition.h). */
#ifndef MODEL_ANSWER_CONDITION_VALUE_H
#define MODEL_ANSWER_CONDITION_VALUE_H

#include "model/answer/answer.h"
#include "model/question/condition.h"

struct arena;

enum value_kind {
    VALUE_NONE,
    VALUE_TEXT,    /* plain text */
    VALUE_INST,    /* a field with its answer */
    VALUE_FIELDS,  /* the children of an inst, as a list */
    VALUE_MIDDLE,  /* the entries of an answered list but the first and the last */
    VALUE_OPTIONS, /* the options of a choice, as a list */
    VALUE_OPTION,  /* one of them */
    VALUE_NODE,    /* data of the form: scalar, list or map */
    VALUE_RECORD   /* variables that the layout makes: page.number */
};

struct record {
    const char *const *names;  /* ended by NULL */
    const char **texts;        /* one a name; NULL: nothing */
    const struct inst *source; /* the answer that they tell of, or NULL */
};

struct value {
    enum value_kind kind;
    const char *text;
    struct inst *inst;       /* of INST, FIELDS, OPTIONS, OPTION */
    size_t index;            /* of OPTION */
    const struct node *node; /* of NODE; of the form's own TEXT the scalar, or NULL */
    const struct record *record;
    const struct inst *source; /* of a record's TEXT: the answer that it tells of, or NULL */
};

/* Variables, innermost first; the last looks names up from 'here' outwards. */
struct scope {
    const struct scope *outer;
    const char *name;
    struct value value;
    struct inst *here; /* used where outer is NULL */
};

/* Tells whether a condition holds. */
bool condition_true(const struct condition *x, const struct scope *s);
/* Tells whether it asks for an answer that could not be read: then it says nothing. */
bool condition_unsure(const struct condition *x, const struct scope *s);

/* Tells a condition of a field in words: "「申請区分」が「新規」のとき", "'application' is 'new'".
   In the arena. */
const char *condition_words(
    struct arena *a, const struct condition *x, const struct field *of, bool japanese);
/* Finds the field that a path in a condition of a field asks for (of "route.count" the list); NULL
   where it is none. */
const struct field *condition_field(const struct field *of, const char *path);

/* Follows a path: names joined by dots; one that begins with a dot begins at the top level. "@line"
   is the field whose key is that of the variable 'line', so that one list can be read beside
   another. VALUE_NONE where nothing is there. */
struct value path_value(const char *path, size_t size, const struct scope *s);
/* Gives a value as it prints: NULL where there is none. Lists and groups have none. */
const char *value_text(struct value v);
/* Tells whether a condition that is this value alone holds: something was given, and not 'no'. */
bool value_true(struct value v);

/* Counts the entries of a list value (INST of a list, FIELDS, MIDDLE, OPTIONS, NODE list); 0 of
   what is none. */
size_t value_count(struct value v);
/* Gives one of them, i from 0 on and below their number. */
struct value value_entry(struct value v, size_t i);

/* --- what a path could mean, without answers: for checking a form when it is loaded --- */

/* The things that a name may stand for; a path is known where one of them has it. */
struct path_type {
    struct path_type *next; /* alternatives */
    enum value_kind kind;
    const struct field *field;
    const struct option *option;
    const struct node *node;
    const struct record *record;
};

struct path_type_scope {
    const struct path_type_scope *outer;
    const char *name;
    const struct path_type *kind;
    const struct field *here;
};

/* Finds the kinds of a path; NULL with an error (unknown name, did-you-mean) at 'at'. */
const struct path_type *path_type_of(struct arena *a, struct messages *e, struct position at,
    const char *path, size_t size, const struct path_type_scope *s);
/* Finds the kinds of the entries of a list; NULL where it is none. */
const struct path_type *path_type_entries(struct arena *a, const struct path_type *k);
/* Checks that each name of a condition reaches something, and that what a choice is compared with
   is one of its options; false with errors (ERR_INPUT) at the condition. */
bool condition_check(struct arena *a, struct messages *e, const struct condition *x,
    const struct path_type_scope *s);
/* Checks the conditions of all fields of a form (condition_check). */
bool condition_check_form(struct arena *a, struct messages *e, const struct form *form);

#endif
