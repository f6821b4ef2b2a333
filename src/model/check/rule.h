/* rule: what else must hold of the answers, as the form's 'rules' say it (forms/README.md,
   "Rules"). A rule stands at a field and is looked at where that field has a value.
   Prefixes: rule_. */
#ifndef MODEL_CHECK_RULE_H
#define MODEL_CHECK_RULE_H

#include "model/answer/condition_value.h"
#include "model/check/value_format.h"

enum rule_kind {
    RULE_REFUSE, /* the condition must not hold */
    RULE_NEED,   /* the condition must hold */
    RULE_ALONE,  /* where it holds, no other field of the group has a value */
    RULE_DATE,   /* dates lie in a range before another date, or not behind it */
    RULE_FORMAT, /* a value is written as such values are */
    RULE_DIFFER, /* two values differ */
    RULE_LEAST   /* a length of time is not below another */
};

/* A length of time, as it is said: "3 months", "3か月". */
struct rule_span {
    int months, days;
    const char *en, *ja;
};

struct rule {
    enum rule_kind kind;
    struct position at;
    enum message_level level;
    const struct condition *only; /* looked at only then; NULL: always */
    const struct condition *test; /* REFUSE, NEED, ALONE */
    const char *path;  /* DATE, FORMAT, DIFFER, LEAST: the values meant; NULL: the field's own */
    const char *other; /* DATE: the date it is held against; DIFFER, LEAST: the other value */
    struct rule_span within; /* DATE: at most so long before; none: only not behind */
    struct rule_span ahead;  /* DATE: at least so long before; or none */
    bool wanted;             /* DATE: a note where no date is given at all */
    enum format format;
    const char *en, *ja; /* what is said; NULL: the rule's own words */
};

/* Reads one rule; false with errors (ERR_INPUT). */
bool rule_read(struct arena *a, struct messages *e, const struct node *n, struct rule *out);

/* Checks the rules of every field of a form: keys, words, and that each name in them is a
   field. */
bool rule_check_form(struct arena *a, struct messages *e, const struct form *form);

/* Holds one rule against the answers; what is wrong is added to e, errors of class
   ERR_ANSWERS. */
void rule_apply(struct arena *a, struct messages *e, const struct rule *r, struct inst *i);

/* Internal to rule's own files: counts the bytes of a path's first name, its leading dot included.
 */
size_t rule_head(const char *path);

#endif
