/* json: all JSON that the products write: one syntax, one set of escapes, and what several of them
   tell (places, messages) under the same keys.
   Prefixes: json_. */
#ifndef PRODUCT_JSON_JSON_H
#define PRODUCT_JSON_JSON_H

#include "base/buf.h"
#include "tsuzuri.h"

#include <stdbool.h>

/* A document under way; {.out = ...} begins one. */
struct json {
    struct buf *out;
    bool compact; /* on one line; else two spaces an indent */
    int depth;
    bool filled; /* something stands in the innermost object or list */
};

/* Opens an object ('{') or a list ('['), and closes it. key NULL: an entry of a list, or the whole;
   that ends with a newline. */
void json_open(struct json *j, const char *key, char bracket);
void json_close(struct json *j, char bracket);
/* Writes a value; key as in json_open. A text is UTF-8; NULL is null. */
void json_text(struct json *j, const char *key, const char *text);
void json_int(struct json *j, const char *key, int value);
void json_bool(struct json *j, const char *key, bool value);

/* Writes the members of a place: file, line, column. */
void json_place(struct json *j, const char *file, int line, int column);
/* Writes the members of a message: level, code, its place, en, ja. */
void json_message(struct json *j, const struct tsuzuri_message *m);
/* Writes "messages": a list of the call's, in order. */
void json_messages(struct json *j, struct tsuzuri_call *call);

#endif
