/* err: what went wrong, as a list of messages with their places. Library code adds to the
   list and returns false or NULL; it never prints and never exits. */
#ifndef BASE_MESSAGES_H
#define BASE_MESSAGES_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

struct arena;

/* A place in a file. line and column count from 1, the column in characters (code points);
   line 0: the file as a whole; file NULL: no place. */
struct mark {
    const char *file;
    int line;
    int column;
};

enum err_level { ERR_NOTE, ERR_WARNING, ERR_ERROR };

/* What kind of fault it is; the numbers are the exit codes of the command. */
enum err_class {
    ERR_NONE = 0,
    ERR_ANSWERS = 1, /* the answers do not pass or are incomplete */
    ERR_USAGE = 2,   /* wrong usage */
    ERR_INPUT = 3,   /* an input cannot be read or understood */
    ERR_OUTPUT = 4   /* the output cannot be written */
};

struct msg {
    struct msg *next;
    enum err_level level;
    enum err_class class;
    const char *code; /* stable name for machines, as 'unknown-key' */
    struct mark at;
    const char *en;
    const char *ja;
};

struct err {
    struct arena *arena; /* where messages live; not owned */
    struct msg *first;
    struct msg *last;
    int errors;
    int warnings;
};

void err_init(struct err *e, struct arena *arena);

/* Adds an error. English text in lower case, no full stop, the subject in single quotes;
   both texts take the same arguments in the same order. */
void err_error(struct err *e, enum err_class class, const char *code, struct mark at,
    const char *en, const char *ja, ...)
    __attribute__((format(printf, 5, 7), format(printf, 6, 7)));
void err_warn(struct err *e, const char *code, struct mark at, const char *en, const char *ja, ...)
    __attribute__((format(printf, 4, 6), format(printf, 5, 6)));
void err_note(struct err *e, const char *code, struct mark at, const char *en, const char *ja, ...)
    __attribute__((format(printf, 4, 6), format(printf, 5, 6)));

/* Adds a message whose two texts are ready (copied): for those whose parts differ between the
   languages by more than their order. */
void err_text(struct err *e, enum err_level level, enum err_class class, const char *code,
    struct mark at, const char *en, const char *ja);

/* Moves all messages to the end of another list. */
void err_take(struct err *to, struct err *from);

/* The exit code of the list: the highest class among its errors, ERR_NONE without any. */
enum err_class err_worst(const struct err *e);

/* Sorts by file (in order of first appearance), line, column; stable. A message that was added
   again with the same place, level, code and text goes. */
void err_sort(struct err *e);

struct mark mark_none(void);
struct mark mark_file(const char *file);

#endif
