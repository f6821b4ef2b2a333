/* read: JSON that someone sends (RFC 8259), strictly: what is not JSON is nothing.
   Prefixes: json_read, json_get_. */
#ifndef PRODUCT_JSON_READ_H
#define PRODUCT_JSON_READ_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

enum json_kind { JSON_NULL, JSON_BOOL, JSON_NUMBER, JSON_TEXT, JSON_LIST, JSON_OBJECT };

struct json_value {
    enum json_kind kind;
    const char *key;          /* of a member of an object, or NULL */
    const char *text;         /* of texts: UTF-8; of numbers: as they were written */
    bool truth;               /* of booleans */
    struct json_value *first; /* of lists and objects */
    struct json_value *next;
};

#define JSON_MOST_DEPTH 16 /* of lists and objects in one another */

/* Reads one document, in the arena. NULL where it is none, is not UTF-8, holds U+0000 or a key
   twice in one object, or nests too deeply. */
const struct json_value *json_read(struct arena *a, const char *bytes, size_t size);

/* Finds a member of an object; NULL where it is not there, or v is no object or NULL. */
const struct json_value *json_get(const struct json_value *v, const char *key);
/* Finds a member that is a text; NULL where it is not there, or is none. */
const char *json_get_text(const struct json_value *v, const char *key);
/* Reads a member that is a whole number of at most nine digits, or gives 'otherwise'. */
int json_get_int(const struct json_value *v, const char *key, int otherwise);

#endif
