/* where: what a record must hold to be chosen, as a person writes it: "二次審査=合",
   "発行日<=2026-07-31", "発行日=2026-07-01～2026-07-31", "会社名*=通信".
   Prefixes: where_. */
#ifndef MODEL_REGISTER_WHERE_H
#define MODEL_REGISTER_WHERE_H

#include "model/answer/answer.h"
#include "model/register/register.h"

enum where_sign { WHERE_EQUAL, WHERE_DIFFERS, WHERE_UNDER, WHERE_OVER, WHERE_HOLDS };

struct where {
    const struct field *field;
    enum where_sign sign;
    bool or_equal;     /* of UNDER and OVER */
    const char *value; /* folded; "" means an empty cell */
    bool is_date;      /* then from and until are the days meant */
    struct date from, until;
};

/* Reads one condition: a field's name, one of = != < <= > >= *= (holds the text), in full width too
   and as ≠ ≤ ≥, and a value. Of a date the value may be a day, a month ("2026-07") or two days with
   ～ between them. False with an error (ERR_USAGE): no sign, no such field (did-you-mean), no such
   option, no date. */
bool where_read(struct arena *a, struct messages *e, const struct registry *r, const char *text,
    struct where *out);

/* True where a record meets the condition; a value that could not be read meets only !=. */
bool where_holds(struct arena *a, const struct where *w, const struct inst *record);

#endif
