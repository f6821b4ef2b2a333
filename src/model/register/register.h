/* register: the secretariat's list of what is issued, from CSV or YAML, as answers to a form.
   Prefixes: entry_ one record of it. */
#ifndef MODEL_REGISTER_REGISTER_H
#define MODEL_REGISTER_REGISTER_H

#include "model/question/form.h"
#include "seam/codec/csv.h"

/* One record. Its faults are its own: one bad record does not spoil the others. */
struct entry {
    struct position at;
    struct node *node; /* a map of the form's keys and what was written; NULL: not understood */
    struct messages faults;
};

/* A register that was read. The text of its entries lives in the arena it was loaded with. */
struct registry {
    struct entry *entries;
    size_t count;
    const struct node *common; /* YAML: answers beside 'records:', a map; NULL: none */
    const char *file;
    const char *text; /* UTF-8, without a byte order mark */
    size_t size;
    bool is_yaml;
    bool marked; /* it began with a byte order mark, or was CP932 */
    struct csv_table table;
    int *columns; /* CSV: for each column the number of its field, or -1 */
    const struct field **fields;
    size_t field_count;
    const struct field *record;
};

/* Reads a register for the records of a form (record: their group). data NULL: from the path
   'file'; else file is its name in messages. Errors (ERR_INPUT) of the whole: not UTF-8 and not
   CP932, empty, a column twice, no record; of an entry: more or fewer cells than the header.
   Columns that the form does not know are a warning. NULL on failure. */
struct registry *register_load(struct arena *a, struct messages *e, const struct field *record,
    const char *file, const char *data, size_t size);

/* Writes the register again to out, with a value for 'key' in each entry that has a text in values.
   What was CP932 is written as UTF-8 with a byte order mark, which Excel reads. */
void register_write(
    const struct registry *r, const char *key, const char *const *values, struct buf *out);

#endif
