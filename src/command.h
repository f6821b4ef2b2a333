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

extern const struct command command_build;
extern const struct command command_certify;
extern const struct command command_fonts;
extern const struct command command_preflight;
extern const struct command command_stamp;
extern const struct command command_check;
extern const struct command command_new;
extern const struct command command_schema;
extern const struct command command_forms;
extern const struct command command_plan;
extern const struct command command_issue;
extern const struct command command_diff;
extern const struct command command_reprint;

/* How the command speaks: --lang, else LC_ALL, LC_MESSAGES, LANG. */
bool speaks_japanese(const char *lang);
/* What --lang says anywhere among the arguments, or NULL: faults found before it speak it, too. */
const char *said_lang(char **argv);

/* Where the forms and fonts are: TSUZURI_DATA, else beside the program (../share/tsuzuri, or the
   source tree it was built in); and tsuzuri-pdf: in ../libexec/tsuzuri, or beside the program. */
struct tsuzuri_paths data_paths(void);

/* --set KEY=VALUE, cut in place and added; false where it is none, or one too many. */
#define MOST_SETTINGS 32
bool read_setting(char *text, struct tsuzuri_setting list[MOST_SETTINGS], size_t *count);

/* SOURCE_DATE_EPOCH, see reproducible-builds.org; false where it is set and no number of seconds
   of the years 1 to 9999. */
bool read_epoch(bool *has, long long *epoch);

/* Prints the session's messages to standard error, with source line and caret; colours on a
   terminal only. */
void print_messages(struct tsuzuri *t, bool japanese);

/* Prints a fault of usage and how to get help; returns the exit code 2. */
int usage_fault(
    const struct command *c, bool japanese, const char *en, const char *ja, const char *word);
int print_help(const struct command *c, bool japanese);

/* --- what the commands that only print a text share (cmd_simple.c) --- */

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

/* Count, rate and time left on one line of standard error; on a terminal only. */
struct meter {
    bool shown;
    bool japanese;
    long long began; /* milliseconds */
    long long last;
};

void meter_start(struct meter *m, bool japanese);
void meter_step(void *meter, size_t done, size_t total);
void meter_end(struct meter *m);

/* A JSON object a line for each record, on standard output. */
void print_records(struct tsuzuri *t, bool japanese);

#endif
