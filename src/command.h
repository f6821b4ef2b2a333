/* command: what the commands share. A command is one file with one struct command; main.c is the
   table. Only these files print. */
#ifndef COMMAND_H
#define COMMAND_H

#include "tsuzuri.h"

struct command {
    const char *name;
    const char *summary_en;
    const char *summary_ja;
    const char *usage; /* the lines of --help behind 'usage:' */
    const char *help_en;
    const char *help_ja;
    int (*run)(const struct command *self, int argc, char **argv);
};

extern const struct command command_build, command_check, command_new, command_schema;

/* How the command speaks: --lang, else LC_ALL, LC_MESSAGES, LANG. */
bool speaks_japanese(const char *lang);

/* Where the forms and fonts are: TSUZURI_DATA, else beside the program (../share/tsuzuri, or the
   source tree it was built in). */
struct tsuzuri_paths data_paths(void);

/* Prints the session's messages to standard error, with source line and caret; colours on a
   terminal only. */
void print_messages(struct tsuzuri *t, bool japanese);

/* Prints a fault of usage and how to get help; returns the exit code 2. */
int usage_fault(
    const struct command *c, bool japanese, const char *en, const char *ja, const char *word);
int print_help(const struct command *c, bool japanese);

#endif
