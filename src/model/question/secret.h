/* secret: which answers are never shown nor recorded: passwords.
   Prefixes: secret_. */
#ifndef MODEL_QUESTION_SECRET_H
#define MODEL_QUESTION_SECRET_H

#include "model/question/form.h"

/* Counts the bytes of a word at the beginning of a text that means a secret ("password",
   パスワード, in any case and width); 0 where none stands there. */
size_t secret_word(const char *text, size_t size);
/* Tells whether a field asks for one: such a word stands in its key, label or other spellings. */
bool secret_field(const struct field *f);

#endif
