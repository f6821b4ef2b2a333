/* value_format: ways of writing that can be seen to be wrong: postal codes, telephone numbers,
   URLs, e-mail addresses. Only what cannot be right is refused; nothing is looked up.
   Prefixes: format_. */
#ifndef MODEL_CHECK_VALUE_FORMAT_H
#define MODEL_CHECK_VALUE_FORMAT_H

#include <stdbool.h>

struct arena;

enum format { FORMAT_POSTAL_CODE, FORMAT_TELEPHONE, FORMAT_URL, FORMAT_EMAIL };

/* "postal-code", "telephone", "url", "email", NULL: in the order of the enum. */
extern const char *const format_names[];

/* Tells whether a text may be right, in any width of its characters. */
bool format_fits(struct arena *a, enum format f, const char *text);
/* Names it in Japanese: "URL", "電話番号". */
const char *format_called(enum format f);
/* Shows how it is written right, by example. */
const char *format_example(enum format f);

#endif
