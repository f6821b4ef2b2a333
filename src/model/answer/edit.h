/* edit: one answer of an answer file is set, taken away, added or moved; all else in the file stays
   as it is, byte for byte (seam/yaml/edit.h). Answers are named as inst_path names them.
   Prefixes: answer_. */
#ifndef MODEL_ANSWER_EDIT_H
#define MODEL_ANSWER_EDIT_H

#include "model/question/form.h"
#include "seam/yaml/edit.h"

enum answer_change_kind {
    ANSWER_SET,
    ANSWER_REMOVE,
    ANSWER_EMPTY, /* as REMOVE, but its key stays, for another value */
    ANSWER_INSERT,
    ANSWER_MOVE
};

struct answer_change {
    enum answer_change_kind kind;
    const char
        *path; /* of INSERT the entry that comes to stand there, of MOVE the one that moves */
    const char
        *value; /* of SET and INSERT: as typed; of lists and groups "[…]", "{…}"; NULL: empty */
    size_t to;  /* of MOVE: its new number, from 1 */
};

/* Changes an answer file's text, which becomes another one in the arena, with its tree. A value is
   written even where it does not go with its field: what was typed is kept, checking blames it.
   What is around it and missing is made, in the form's order and in the language of the file's own
   keys. False with an error: no such answer ('unknown-path'), control characters ('not-text'),
   something else in its place ('wrong-type'), and those of yaml_edit_text; the text is the old one
   then. */
bool answer_edit(struct arena *a, struct messages *e, const struct form *form,
    struct yaml_text *text, const struct answer_change *change);

/* Finds the field of a group that an answer file's key names, by key, label or other spelling;
   NULL where none does. */
const struct field *answer_field_named(
    struct arena *a, const struct field *group, const char *name);
/* Gives the key that a field has in an answer file: its own, or its printed label where that names
   it alone and stands on one line. */
const char *answer_key(struct arena *a, const struct field *f, bool japanese);
/* Tells whether a file's keys are the printed labels, by what most of them are. */
bool answer_is_japanese(struct arena *a, const struct form *form, const struct node *answers);

#endif
