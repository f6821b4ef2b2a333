/* command: what the commands share. A command is one file with one struct command; main.c is the
   table. Only these files print. Each has its own static run, read_arguments and
   options, by these names in all of them. */
#ifndef PROGRAM_TSUZURI_COMMAND_H
#define PROGRAM_TSUZURI_COMMAND_H

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
extern const struct command command_help;
extern const struct command command_preflight;
extern const struct command command_stamp;
extern const struct command command_check;
extern const struct command command_new;
extern const struct command command_schema;
extern const struct command command_forms;
extern const struct command command_plan;
extern const struct command command_lint;
extern const struct command command_issue;
extern const struct command command_diff;
extern const struct command command_reprint;
extern const struct command command_serve;

enum language { LANGUAGE_UNSAID, LANGUAGE_ENGLISH, LANGUAGE_JAPANESE };

/* How the command speaks: --lang, else LC_ALL, LC_MESSAGES, LANG. Unsaid where these are C, POSIX
   or C.UTF-8, or not there. */
enum language spoken_language(const char *lang);

/* Writes the folder of the running program, without a trailing slash; "." where it is not known. */
void program_folder(char *out, size_t size);

/* Where the forms and fonts are: TSUZURI_DATA, else beside the program (../share/tsuzuri, or the
   source tree it was built in); and tsuzuri-pdf: in ../libexec/tsuzuri, or beside the program. */
struct tsuzuri_paths data_paths(void);

/* Prints each run of tsuzuri-pdf and tsuzuri-look, and lets their errors through, where
   TSUZURI_TRACE is set and not 0; else watches nothing. */
struct tsuzuri_watch trace_watch(void);

/* Prints the call's messages to standard error, with source line and caret; colours on a
   terminal only. */
void print_messages(struct tsuzuri_call *call, bool japanese);

/* The same without those that a function tells; NULL: all of them. */
void print_messages_but(
    struct tsuzuri_call *call, bool japanese, bool (*left_out)(const struct tsuzuri_message *m));

/* Prints a fault of usage and how to get help; returns the exit code 2. */
int usage_fault(
    const struct command *c, bool japanese, const char *en, const char *ja, const char *word);
int print_help(const struct command *c, bool japanese);

/* --- the arguments of a command (options.c) --- */

#define MOST_OPTIONS 32
#define MOST_WORDS 32

struct word_list {
    const char *words[MOST_WORDS];
    size_t count;
};

struct setting_list {
    struct tsuzuri_setting settings[MOST_WORDS];
    size_t count;
};

/* One option of a command. Where its value goes says what it takes; one of flag to read is set. */
struct command_option {
    const char *name;                    /* "output": --output */
    char letter;                         /* 'o': also -o; or 0 */
    bool *flag;                          /* takes no value */
    const char **text;                   /* takes a value; the last one counts */
    struct word_list *words;             /* may be repeated */
    struct setting_list *settings;       /* KEY=VALUE; may be repeated */
    bool (*read)(void *to, char *value); /* false: no such value, as en and ja say */
    void *to;
    const char *en;
    const char *ja;
};

/* How many words that are no options a command takes; what is said where they are fewer or more
   (NULL: something general). */
struct command_operands {
    size_t least, most;
    const char *few_en, *few_ja;
    const char *many_en, *many_ja;
};

/* A command line that was read. */
struct command_line {
    bool japanese;
    bool unsaid;                 /* nobody said so but the form */
    const char *const *operands; /* ended by NULL */
    size_t count;
};

/* Reads argv by the options (ended by one without a name; --lang and --help are every command's).
   Exit code where the command is done (help, a fault of usage), or -1 where it goes on. */
int read_command_line(const struct command *self, int argc, char **argv,
    const struct command_option *options, const struct command_operands *operands,
    struct command_line *out);

/* SOURCE_DATE_EPOCH, see reproducible-builds.org. Exit code where it is set and no number of
   seconds of the years 1 to 9999, else -1. */
int read_epoch(const struct command *self, bool japanese, bool *has, long long *epoch);

/* --- how a command ends (terminal.c) --- */

/* Adds a folder of forms ('--forms'), which is looked in before $TSUZURI_FORMS, the user's own
   folder and the program's; false where there are too many. The text must last. */
bool add_forms(const char *folder);

/* Begins a call over these forms and the program's fonts. */
struct tsuzuri_call *open_call(void);

/* The code, or that of an output that cannot be written, which is said. */
int end_output(int code, bool japanese);

/* Prints the messages and, where all is well, the call's text; frees the call. */
int end_text(struct tsuzuri_call *call, bool japanese, enum tsuzuri_status status);

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

#endif
