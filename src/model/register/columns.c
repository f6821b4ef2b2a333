/* Which fields of a form are columns of its register. */
#include "model/register/register_internal.h"

#include <string.h>

static bool has_child(const struct field *group, const char *key)
{
    for (size_t i = 0; i < group->child_count; i++)
        if (group->children[i]->key && !strcmp(group->children[i]->key, key))
            return true;
    return false;
}

/* The section of a record that its number stands in; the record itself where it is in none. */
static const struct field *section_of(const struct field *record, const char *number)
{
    for (size_t i = 0; i < record->child_count; i++)
        if (record->children[i]->type == FIELD_SECTION && has_child(record->children[i], number))
            return record->children[i];
    return record;
}

static bool is_single(const struct field *f)
{
    return f->type == FIELD_TEXT || f->type == FIELD_LINES || f->type == FIELD_DATE ||
           f->type == FIELD_CHOICE || f->type == FIELD_YES_NO;
}

/* What has a value of its own is the same for all records, and no column. */
size_t register_list_columns(
    const struct field *record, const char *number, const struct field **out, size_t room)
{
    const struct field *all[MOST_FIELDS];
    size_t listed = register_list_fields(section_of(record, number), all, MOST_FIELDS);
    size_t count = 0;
    for (size_t i = 0; i < listed && count < room; i++)
        if (is_single(all[i]) && !all[i]->fallback)
            out[count++] = all[i];
    return count;
}
