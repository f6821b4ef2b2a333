/* json: writing JSON into a buffer, two spaces an indent. */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include "base/buf.h"

#include <stdbool.h>

struct json {
    struct buf *out;
    int depth;
    bool filled; /* something stands in the innermost object or list */
};

void json_open(struct json *j, const char *key, char bracket);
void json_close(struct json *j, char bracket);
/* key NULL: an entry of a list. A text of NULL is null. */
void json_text(struct json *j, const char *key, const char *text);
void json_int(struct json *j, const char *key, int value);
void json_bool(struct json *j, const char *key, bool value);

#endif
