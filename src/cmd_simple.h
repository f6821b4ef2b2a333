/* What the commands that only print a text share: options, operands, output. */
#ifndef CMD_SIMPLE_H
#define CMD_SIMPLE_H

#include "command.h"

#define MOST_OPERANDS 4

struct simple {
    const char *operands[MOST_OPERANDS];
    int count;
    const char *values[MOST_OPERANDS]; /* of the command's own options, in their order */
    bool japanese;
};

/* Reads --lang, --help and the command's own options (names ended by NULL, each with a value).
   Exit code, or -1 where the command goes on. */
int simple_read(const struct command *self, int argc, char **argv, const char *const *names,
    int least, int most, struct simple *out);

/* Prints the messages and, where all is well, the session's text; frees the session. */
int simple_end(struct tsuzuri *t, const struct simple *s, enum tsuzuri_status status);

struct tsuzuri *simple_session(void);

#endif
