/* register_internal: what the readers of a register share.
   Prefixes: register_. */
#ifndef MODEL_REGISTER_REGISTER_INTERNAL_H
#define MODEL_REGISTER_REGISTER_INTERNAL_H

#include "model/register/register.h"

enum { MOST_FIELDS = 256 };

/* What a register may measure: bytes, cells or nodes, depth. */
extern const struct yaml_limits register_limits;

/* Makes room for so many entries, each with an empty list of faults; the first of them. */
struct entry *register_add_entries(struct arena *a, struct registry *r, size_t count);
/* Adds the error that the register has no record; false. */
bool register_blame_none(struct registry *r, struct messages *e);

/* Reads r->text as YAML; false with errors of the whole. */
bool register_read_yaml(struct arena *a, struct messages *e, struct registry *r);
/* Makes entries of r->table, rows of cells of which the first names the columns; false with errors
   of the whole. */
bool register_read_table(struct arena *a, struct messages *e, struct registry *r);

/* Reads r->text as a workbook: its sheet becomes r->table, from the row that names columns; false
   with errors of the whole. */
bool register_read_workbook(
    struct arena *a, struct messages *e, struct registry *r, const struct register_source *source);

/* Lists the spellings of all fields (r->spellings). */
void register_index_fields(struct arena *a, struct registry *r);
/* Finds the number of the field that a column's name stands for; -1: none. */
int register_find_name(struct arena *a, const struct registry *r, const char *name);
/* Finds the field of each column of the first row (r->columns, by r->fields); false with errors
   where a column stands twice or none is known. What no field goes by is told as a warning. */
bool register_read_header(struct arena *a, struct messages *e, struct registry *r);
/* Finds the column of a field in the first row, from 0; -1 where there is none. */
int register_find_column(const struct registry *r, const struct field *f);
/* Looks a field's value up in a YAML record, under its key, label or another spelling; NULL where
   there is none. */
const struct pair *register_lookup_pair(const struct node *map, const struct field *f);
/* Lists the fields of a record in order, those of its sections among them; at most 'room' are
   written to out. Returns their number. */
size_t register_list_fields(const struct field *group, const struct field **out, size_t room);

#endif
