/* condition: the grammar of conditions ("check and not route", "kind = 'new'"). What the names in
   them stand for is condition_value's to know.
   Prefixes: condition_. */
#ifndef MODEL_QUESTION_CONDITION_H
#define MODEL_QUESTION_CONDITION_H

#include "base/messages.h"

struct arena;

enum condition_kind {
    CONDITION_PATH,
    CONDITION_EQUAL,
    CONDITION_DIFFERS,
    CONDITION_BEGINS, /* the text begins with the word */
    CONDITION_NOT,
    CONDITION_AND,
    CONDITION_OR
};

struct condition {
    enum condition_kind kind;
    struct position at;
    const char *path; /* of PATH, EQUAL, DIFFERS, BEGINS */
    const char *word; /* what a path is compared with */
    const struct condition *a, *b;
};

/* Parses a condition; NULL with an error (ERR_INPUT, 'bad-condition') where the text is none. Lives
 * in the arena. */
struct condition *condition_parse(
    struct arena *a, struct messages *e, struct position at, const char *text);

#endif
